"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def save_bytes(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file so that at any moment there is the old one or the new one, whole.

    A symbolic link stays and its file is written; the mode of a file that is replaced is kept. What is no
    file (a pipe, a device) is written to. Raises FileExistsError if the file exists and ``replace`` is not
    given, and OSError for what the system refuses; then nothing was changed.
    """
    target = path.resolve() if path.is_symlink() else path
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    temporary = target.parent / f".luzplan-{secrets.token_hex(8)}.tmp"
    try:
        _write(temporary, data)
        if replace:
            _replace(temporary, target)
        else:
            _place_new(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(temporary: Path, target: Path) -> None:
    if target.exists():
        temporary.chmod(target.stat().st_mode)
    temporary.replace(target)


def _place_new(temporary: Path, target: Path) -> None:
    """Give the file its name, unless another has it: a link is refused then, a rename would not be."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as on memory sticks
        if target.exists():
            raise FileExistsError(target) from None
        temporary.replace(target)
