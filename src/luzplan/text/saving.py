"""Saving a file so that at any moment the old one or the new one is there, whole."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# Names of the open files of this process: how Linux lets a file without a name be given one.
_HANDLES = Path("/proc/self/fd")


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
        """Take over owner, mode and extended attributes of the file in whose place this one comes."""
        status = self.path.stat()
        if hasattr(os, "chown"):
            with suppress(PermissionError):  # not the owner: then at least the group
                os.chown(self.place, -1, status.st_gid)
                os.chown(self.place, status.st_uid, -1)
        shutil.copystat(self.path, self.place)
        os.utime(self.place)

    def put(self, *, replace: bool) -> None:
        """Give the draft the file's name. Raises FileExistsError if there is a file, without ``replace``."""
        if replace:
            if self._nameless:
                self._link(self.temporary)
            self.temporary.replace(self.path)
        else:
            self._put_new()
        _sync_folder(self.path.parent)

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
            self.temporary.replace(self.path)

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
    handle = _open_nameless(path.parent, mode)
    try:
        if handle is None:
            # Closed at once: Windows gives no new name to a file that is open.
            with _closing(_open_named(temporary, mode)) as named:
                _write(named, data)
            yield Draft(path, temporary, temporary)
        else:
            with _closing(handle):
                _write(handle, data)
                yield Draft(path, temporary, _HANDLES / str(handle))
    finally:
        temporary.unlink(missing_ok=True)


def clear_drafts(path: Path) -> None:
    """Remove what killed processes left beside the file; nobody else may be saving it meanwhile."""
    for left in path.parent.glob(f"{_prefix(path)}*"):
        left.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    return f".luzplan-{digest(path)}-"


def digest(path: Path) -> str:
    """A short name that only this path has."""
    return hashlib.sha256(os.fsencode(os.path.normcase(path))).hexdigest()[:16]


def _open_nameless(folder: Path, mode: int) -> int | None:
    """Open a file that has no name yet; None where the system or the disk cannot do that."""
    flag: int | None = getattr(os, "O_TMPFILE", None)
    if flag is None or not _HANDLES.is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, mode)
    except OSError:
        return None


def _open_named(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


@contextmanager
def _closing(handle: int) -> Iterator[int]:
    try:
        yield handle
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    """Write the bytes and have the disk keep them."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Have the disk keep the new name; where folders cannot be opened the system sees to that itself."""
    with suppress(OSError), _closing(os.open(folder, os.O_RDONLY)) as handle:
        os.fsync(handle)


def save_bytes(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file so that at any moment there is the old one or the new one, whole.

    A symbolic link stays and its file is written; mode and owner of a file that is replaced are kept. What
    is no file (a pipe, a device) is written to. Raises FileExistsError if the file exists and ``replace``
    is not given, and OSError for what the system refuses; then nothing was changed.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # by its own name: where a pipe's link leads is the name of no file
        return
    target = Path(os.path.realpath(path))
    with draft_of(target, data, 0o666) as draft:
        if replace and target.exists():
            draft.keep_attributes()
        draft.put(replace=replace)


# More telling than the system's words, which are in a language of its own.
_REASONS = {
    errno.ENOENT: "такой папки нет",
    errno.ENOTDIR: "такой папки нет",
    errno.EISDIR: "это папка",
    errno.EACCES: "нет прав на запись",
    errno.EPERM: "нет прав на запись",
    errno.EROFS: "сюда нельзя записывать",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "на диске нет места",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.ELOOP: "ссылка ведёт по кругу",
    errno.EIO: "сбой диска или устройства",
}


def reason_of(error: OSError) -> str:
    """Say in Russian why the system did not write."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
