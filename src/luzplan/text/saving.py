"""Saving a file so that at any moment the old one or the new one is there, whole."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from luzplan.text import system


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


def clear_drafts(path: Path) -> None:
    """Remove what killed processes left beside the file; nobody else may be saving it meanwhile."""
    for left in path.parent.glob(f"{_prefix(path)}*"):
        left.unlink(missing_ok=True)


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
        path.write_bytes(data)  # by its own name: where a pipe's link leads is the name of no file
        return
    target = Path(os.path.realpath(path))
    with draft_of(target, data, 0o666) as draft:
        if replace and target.exists():
            draft.keep_attributes()
        draft.put(replace=replace)
