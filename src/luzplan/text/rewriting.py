"""Changing a file in place: one writer at a time, over nobody's work, and never from half a file."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from luzplan.russian import quote
from luzplan.text import Loaded, Source, load_source
from luzplan.text.saving import clear_drafts, digest, draft_of
from luzplan.text.system import ForeignFileError, is_private, reason_of, user_id

PATIENCE = 60.0  # seconds to wait for others who edit the same file
ATTEMPTS = 10  # times a change is made again because the file was changed meanwhile
# Seconds after which a file that was not written to is whole: some programs empty it first and then write.
SETTLING = 1.0


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Why a file was not written, and the way out; it is as it was before."""

    message: str
    hint: str = ""


class Change(Protocol):
    """What is to become of a file."""

    @property
    def text(self) -> str | None:
        """The new text, None to leave the file as it is."""


T = TypeVar("T", bound=Change)


def rewrite(name: str, change: Callable[[Loaded], T]) -> T | Unsaved:
    """Read a file, change it and save it, while no other luzplan does the same.

    When another program changed the file in the meantime, ``change`` is called again with what stands
    there now. A symbolic link stays one, and the file that it leads to is saved.
    """
    # Imported here since only edits lock.
    from filelock import FileLock, Timeout

    path = Path(os.path.realpath(name))
    if path.exists() and not path.is_file():
        return Unsaved(f"{quote(name)} — не файл, менять здесь нечего", "Укажите файл плана.")
    try:
        lock = FileLock(_lock_path(path), poll_interval=0.01)
        lock.acquire(PATIENCE)
    except Timeout:
        return Unsaved(f"файл {quote(name)} всё время занят другой правкой", "Повторите позже.")
    except OSError as error:
        return Unsaved(f"файл {quote(name)} не удалось занять: {reason_of(error)}")
    try:
        return _rewrite(name, path, change)
    except ForeignFileError as error:
        hint = "Попросите его внести правку или замените файл своей копией."
        return Unsaved(f"файл {quote(name)} не записан: {reason_of(error)}", hint)
    except OSError as error:
        return Unsaved(f"файл {quote(name)} не записан: {reason_of(error)}")
    finally:
        lock.release()


def _lock_path(path: Path) -> Path:
    """A file outside the plan's folder, where it would be litter, in a folder that is the user's alone."""
    folder = Path(tempfile.gettempdir()) / f"luzplan-{user_id()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not is_private(folder):
        raise OSError(f"папка {quote(str(folder))} открыта другим, удалите её")
    return folder / f"{digest(path)}.lock"


def _rewrite(name: str, path: Path, change: Callable[[Loaded], T]) -> T | Unsaved:
    lines = 0
    for _ in range(ATTEMPTS):
        if not _settles(path):
            break
        stamp = _stamp(path)
        loaded = load_source(name)
        if len(loaded.source.line_starts) < lines:
            message = f"файл {quote(name)} потерял строки, пока шла правка"
            return Unsaved(message, "Проверьте его и повторите.")
        lines = len(loaded.source.line_starts)
        changed = change(loaded)
        if changed.text is None or changed.text == loaded.source.text:
            return changed
        if not _may_write(path):
            return Unsaved(f"файл {quote(name)} только для чтения", "Снимите этот атрибут и повторите.")
        before, after = (encoded(loaded.source, text) for text in (loaded.source.text, changed.text))
        if _replace(path, stamp, before, after):
            with suppress(OSError):
                _saved_path(path).write_text(_stamp(path), encoding="ascii")
            return changed
    return Unsaved(f"файл {quote(name)} всё время меняет другая программа", "Закройте её и повторите.")


def _settles(path: Path) -> bool:
    """Wait for a file that another program has just written to; whether it comes to rest.

    One that we saved ourselves is whole: edits that follow one another need not wait.
    """
    end = time.monotonic() + PATIENCE
    while path.exists() and abs(time.time() - path.stat().st_mtime) < SETTLING:
        with suppress(OSError):
            if _saved_path(path).read_text(encoding="ascii") == _stamp(path):
                break
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _saved_path(path: Path) -> Path:
    """Where the stamp of the file as we saved it last is kept."""
    return _lock_path(path).with_suffix(".saved")


def _stamp(path: Path) -> str:
    """What changes when anybody writes to a file; the same for as long as there is none."""
    if not path.exists():
        return ""
    status = path.stat()
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def encoded(source: Source, text: str) -> bytes:
    """The bytes of a text in the encoding of the source, with its byte order mark."""
    return (("\ufeff" if source.bom else "") + text).encode(source.encoding)


def _may_write(path: Path) -> bool:
    """Whether the file is open to changes; for root too, whom the system lets change a read-only file."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def _replace(path: Path, stamp: str, before: bytes, after: bytes) -> bool:
    """Replace the file; False if anybody has written to it since."""
    clear_drafts(path)
    with draft_of(path, after, 0o600) as draft:
        draft.keep_attributes()
        # As late as can be: what another program writes between this and the next line would be lost.
        if _stamp(path) != stamp or path.read_bytes() != before:
            return False
        draft.put(replace=True)
    return True
