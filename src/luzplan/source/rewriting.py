"""Changing a file in place while others may want to: one at a time, and nothing of theirs is lost."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from luzplan.russian import quote
from luzplan.source.draft import clear_drafts, digest, draft_of
from luzplan.source.files import Loaded, load_source
from luzplan.source.saving import reason_of
from luzplan.source.text import Source

PATIENCE = 60.0  # seconds to wait for others who edit the same file
ATTEMPTS = 10  # times a change is made again because the file was changed meanwhile


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
    try:
        lock = FileLock(_lock_path(path), poll_interval=0.01)
        lock.acquire(PATIENCE)
    except Timeout:
        return Unsaved(f"файл {quote(name)} всё время занят другой правкой", "Повторите позже.")
    except OSError as error:
        return Unsaved(f"файл {quote(name)} не удалось занять: {reason_of(error)}")
    try:
        return _rewrite(name, path, change)
    except OSError as error:
        return Unsaved(f"файл {quote(name)} не записан: {reason_of(error)}")
    finally:
        lock.release()


def _lock_path(path: Path) -> Path:
    """Give a file outside the plan's folder, where it would be litter; each user has their own."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"luzplan-{user}-{digest(path)}.lock"


def _rewrite(name: str, path: Path, change: Callable[[Loaded], T]) -> T | Unsaved:
    for _ in range(ATTEMPTS):
        loaded = load_source(name)
        changed = change(loaded)
        if changed.text is None or changed.text == loaded.source.text:
            return changed
        if not _may_write(path):
            return Unsaved(f"файл {quote(name)} закрыт от записи", "Откройте его для записи и повторите.")
        before, after = (encoded(loaded.source, text) for text in (loaded.source.text, changed.text))
        if _replace(path, before, after):
            return changed
    return Unsaved(f"файл {quote(name)} всё время меняет другая программа", "Закройте её и повторите.")


def encoded(source: Source, text: str) -> bytes:
    """Give the bytes of a text in the encoding of the source, with its byte order mark."""
    return (("\ufeff" if source.bom else "") + text).encode(source.encoding)


def _may_write(path: Path) -> bool:
    """Whether the file is open to changes; for root too, whom the system lets change a read-only file."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def _replace(path: Path, before: bytes, after: bytes) -> bool:
    """Replace the file; False if it no longer holds the bytes it had before."""
    clear_drafts(path)
    with draft_of(path, after, 0o600) as draft:
        draft.keep_attributes()
        # As late as can be: what another program writes between this and the next line would be lost.
        if path.read_bytes() != before:
            return False
        draft.put(replace=True)
    return True
