"""Saving a file so that at any moment the old one or the new one is there, whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from luzplan.source.draft import draft_of


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
