"""A file changed by one at a time, over nobody's work: the old one or the new one is there, whole."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Protocol, TypeVar

from luzplan.russian import quote
from luzplan.text import Loaded, Source, load_source, system
from luzplan.text.system import ForeignFileError, is_private, reason_of, user_id


@dataclass(frozen=True, slots=True)
class Draft:
    """A file, written and on the disk, that is to become ``path``.

    Until then it is reached by ``place``: its name ``temporary`` or, where the system can have files
    without a name, the handle it is open by. Such a file vanishes with a process that is killed.
    """

    path: Path
    temporary: Path
    place: Path

    @property
    def _nameless(self) -> bool:
        return self.place != self.temporary

    def keep_attributes(self) -> None:
        """Take over owner, mode and extended attributes of the file in whose place this one comes.

        Raises system.ForeignFileError where the owner would change.
        """
        system.hand_over(self.place, self.path.stat())
        shutil.copystat(self.path, self.place)
        os.utime(self.place)

    def put(self, *, replace: bool) -> None:
        """Give the draft the file's name. Raises FileExistsError if there is a file, without ``replace``."""
        if replace:
            if self._nameless:
                self._link(self.temporary)
            system.replace_file(self.temporary, self.path)
        else:
            self._put_new()
        system.sync_folder(self.path.parent)

    def _put_new(self) -> None:
        """Link the file to its name: a link is refused where a file has the name, a rename would not be."""
        try:
            self._link(self.path)
        except FileExistsError:
            raise
        except OSError:  # a disk without links, as memory sticks are
            if self._nameless:
                raise
            if self.path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            system.replace_file(self.temporary, self.path)

    def _link(self, name: Path) -> None:
        if not self._nameless:
            name.hardlink_to(self.temporary)
            return
        # Only where a folder is given by its handle does Python let the system follow the link to the open
        # file; of a path from the root the system does not look at that handle.
        os.link(self.place, name, src_dir_fd=int(self.place.name))


@contextmanager
def draft_of(path: Path, data: bytes, mode: int) -> Iterator[Draft]:
    """A draft of the file with access rights as for `os.open`; one that is not put leaves no trace."""
    temporary = path.with_name(f"{_prefix(path)}{secrets.token_hex(4)}")
    handle = system.open_nameless(path.parent, mode)
    try:
        if handle is None:
            # Closed at once: Windows gives no new name to a file that is open.
            with system.closing(system.open_named(temporary, mode)) as named:
                _write(named, data)
            yield Draft(path, temporary, temporary)
        else:
            with system.closing(handle):
                _write(handle, data)
                yield Draft(path, temporary, system.HANDLES / str(handle))
    finally:
        temporary.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    return f".luzplan-{digest(path)}-"


def digest(path: Path) -> str:
    """A short name that only this path has."""
    return hashlib.sha256(os.fsencode(os.path.normcase(path))).hexdigest()[:16]


def _write(handle: int, data: bytes) -> None:
    """Write the bytes and have the disk keep them."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def save_bytes(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file so that at any moment there is the old one or the new one, whole.

    A symbolic link stays and its file is written; mode and owner of a file that is replaced are kept. What
    is no file (a pipe, a device) is written to. Raises FileExistsError if the file exists and ``replace``
    is not given, and OSError for what the system refuses; then nothing was changed.
    """
    if system.is_reserved(path):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if path.exists() and not path.is_file():
        # By its own name: where a pipe's link leads is no file's name.
        with system.open_device(path) as device:
            device.write(data)
        return
    target = Path(os.path.realpath(path) if replace else path)  # a link to nowhere has taken the name
    with draft_of(target, data, 0o666) as draft:
        if replace and target.exists():
            draft.keep_attributes()
        draft.put(replace=replace)


PATIENCE, SILENCE = 60.0, 5.0  # seconds to wait for others who edit the same file, and before that is told
REST = 10.0  # seconds to wait for a file to which other programs write
ATTEMPTS = 10  # times a change is made again because the file was changed meanwhile
# Seconds after which a file that was not written to is whole: some programs empty it first and then write.
SETTLING = 1.0
_SAVED = ".saved"  # of the file that keeps the stamp of a plan as we saved it last
LATELY = 60.0  # seconds in which a program that still has the file open may go on writing


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Why a file was not written, and the way out; it is as it was before."""

    message: str
    hint: str = ""


class Changed(Protocol):
    """What is to become of a file."""

    @property
    def text(self) -> str | None:
        """The new text, None to leave the file as it is."""


T = TypeVar("T", bound=Changed)


def rewrite(
    name: str, change: Callable[[Loaded], T], told: Callable[[str], None] = lambda _: None
) -> T | Unsaved:
    """Read a file, change it and save it, while no other luzplan does the same; who waits long is ``told``.

    When another program changed the file in the meantime, ``change`` is called again with what stands
    there now. A symbolic link stays one, and the file that it leads to is saved.
    """
    # Imported here since only edits lock.
    from filelock import FileLock, Timeout

    path = Path(os.path.realpath(name))
    if path.exists() and not path.is_file():
        return Unsaved(f"{quote(name)} — не файл, менять здесь нечего", "Укажите файл плана.")
    try:
        lock = FileLock(_own_file(path, ".lock"), poll_interval=0.01)
        try:
            lock.acquire(min(SILENCE, PATIENCE))
        except Timeout:
            told(f"файл {quote(name)} занят другой правкой, жду её")
            lock.acquire(max(PATIENCE - SILENCE, 0))
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


def _own_file(path: Path, suffix: str) -> Path:
    """A file outside the plan's folder, where it would be litter, in a folder that is the user's alone.

    Raises OSError, with what to do about it, where something else stands there: a pipe would never end.
    """
    folder = Path(tempfile.gettempdir()) / f"luzplan-{user_id()}"
    with suppress(FileExistsError):  # told below, by its name
        folder.mkdir(mode=0o700)
    if not folder.is_dir():
        raise OSError(f"{quote(str(folder))} — не папка, удалите это")
    if not is_private(folder):
        raise OSError(f"папка {quote(str(folder))} открыта другим, удалите её")
    file = folder / f"{digest(path)}{suffix}"
    if os.path.lexists(file) and not S_ISREG(file.lstat().st_mode):
        raise OSError(f"{quote(str(file))} — не файл, удалите это")
    return file


def _rewrite(name: str, path: Path, change: Callable[[Loaded], T]) -> T | Unsaved:
    lines, end = 0, time.monotonic() + REST
    for _ in range(ATTEMPTS):
        if not _settles(path, end):
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
        # For root too, whom the system lets change a read-only file.
        if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
            return Unsaved(f"файл {quote(name)} только для чтения", "Снимите этот атрибут и повторите.")
        before, after = (encoded(loaded.source, text) for text in (loaded.source.text, changed.text))
        if _replace(path, stamp, before, after):
            with suppress(OSError):
                _own_file(path, _SAVED).write_text(_stamp(path), encoding="ascii")
            return changed
    return Unsaved(f"файл {quote(name)} всё время меняет другая программа", "Закройте её и повторите.")


def _settles(path: Path, end: float) -> bool:
    """Wait for a file that another program writes to, or just has; whether it comes to rest by an hour."""
    while path.exists() and _is_unfinished(path):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _is_unfinished(path: Path) -> bool:
    """Whether another program has just written to a file, or did so lately and may go on.

    One that we saved ourselves is whole: edits that follow one another need not wait.
    """
    age = abs(time.time() - path.stat().st_mtime)
    with suppress(OSError):
        saved = _own_file(path, _SAVED)
        if age >= LATELY or saved.read_text(encoding="ascii", errors="replace") == _stamp(path):
            return False
    return age < SETTLING or (age < LATELY and system.is_being_written(path))


def _stamp(path: Path) -> str:
    """What changes when anybody writes to a file; the same for as long as there is none."""
    if not path.exists():
        return ""
    status = path.stat()
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def encoded(source: Source, text: str) -> bytes:
    """The bytes of a text in the encoding of the source, with its byte order mark."""
    return (("\ufeff" if source.bom else "") + text).encode(source.encoding)


def _replace(path: Path, stamp: str, before: bytes, after: bytes) -> bool:
    """Replace the file; False if anybody has written to it since."""
    for left in path.parent.glob(f"{_prefix(path)}*"):  # by processes that were killed: nobody saves it now
        left.unlink(missing_ok=True)
    with draft_of(path, after, 0o600) as draft:
        draft.keep_attributes()
        # As late as can be: what another program writes between this and the next line would be lost.
        if _stamp(path) != stamp or path.read_bytes() != before:
            return False
        draft.put(replace=True)
    return True
