"""What Linux, macOS and Windows do differently, one function for each difference."""

from __future__ import annotations

import errno
import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

WINDOWS = os.name == "nt"
# Names of the open files of this process: how Linux lets a file without a name be given one.
HANDLES = Path("/proc/self/fd")
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[1-9]|lpt[1-9])[ ]*(?:\..*)?")
_TRIES, _PAUSE = 20, 0.05  # a second: virus scanners and indexers let go of a new file by then


class ForeignFileError(OSError):
    """A file that would have another owner once it is replaced."""


def user_id() -> int:
    """The number of the user; 0 where users have none."""
    return os.getuid() if hasattr(os, "getuid") else 0


def is_private(folder: Path) -> bool:
    """Whether a folder is the user's and nobody else may open it; Windows keeps such folders by itself."""
    status = folder.lstat()
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o077)


def hand_over(place: Path, status: os.stat_result) -> None:
    """Give a new file the owner and the group of the one it comes in place of.

    Raises ForeignFileError where the system does not let this user give files away.
    """
    if not hasattr(os, "chown"):
        return
    with suppress(PermissionError):  # a group that the user is not in
        os.chown(place, -1, status.st_gid)
    try:
        os.chown(place, status.st_uid, -1)
    except PermissionError as error:
        message = f"его владелец — {_user_name(status.st_uid)}, а стали бы вы"
        raise ForeignFileError(errno.EPERM, message) from error


def _user_name(user: int) -> str:
    import pwd  # Windows has none, and does not get here

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"пользователь {user}"


def other_names(name: str) -> int:
    """How many other names a file has by hard links: they keep the old text when it is replaced."""
    try:
        return Path(name).stat().st_nlink - 1
    except OSError:
        return 0


def replace_file(new: Path, old: Path) -> None:
    """Give a file the name of another one.

    Windows refuses that while a program has the old one open: for a second it is tried again, then OSError
    with EBUSY is raised.
    """
    for _ in range(_TRIES if WINDOWS else 1):
        try:
            new.replace(old)
        except PermissionError as error:
            if not WINDOWS:
                raise
            refused = error
            time.sleep(_PAUSE)
        else:
            return
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY)) from refused


def is_being_written(path: Path) -> bool:
    """Whether a program has a file open to write to it, as far as the system tells: Linux does.

    There a lease is refused for such a file, on disks in a network for others too. It is given back at once:
    who opens the file meanwhile waits.
    """
    try:
        import fcntl
        from signal import SIG_IGN, SIGIO, signal

        lease, read, unlock = fcntl.F_SETLEASE, fcntl.F_RDLCK, fcntl.F_UNLCK
        before = signal(SIGIO, SIG_IGN)  # by which the system asks for the lease
    except (ImportError, AttributeError, ValueError):  # another system, or not the thread that has signals
        return False
    try:
        with path.open("rb") as file:
            fcntl.fcntl(file, lease, read)
            fcntl.fcntl(file, lease, unlock)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        signal(SIGIO, before)
    return False


def open_device(path: Path) -> BinaryIO:
    """Open what is no file to write to it; raises OSError for a pipe that nobody reads."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    wait_for_readers(handle)
    return open(handle, "wb")  # noqa: PTH123 – it has no name


def is_reserved(path: Path) -> bool:
    """Whether Windows takes a name for a device, whatever ending it has: «con.csv», «nul»."""
    return WINDOWS and _DEVICE.fullmatch(path.name) is not None


def as_typed(*words: str) -> str:
    """Words as people type them in a shell: in quotes where it needs them, in double ones if those do."""
    return " ".join(map(_typed, words))


def _typed(word: str) -> str:
    if re.fullmatch(r"[\w@%+=:,./-]+", word):
        return word
    if WINDOWS:
        return '"' + word.replace('"', '""') + '"'  # cmd and PowerShell read a doubled quote as one
    return f'"{word}"' if not set(word) & set('"$`!\\%\n') else shlex.quote(word)


def words_of(command: str) -> list[str]:
    r"""The words of a command as a shell takes them; Windows' paths have «\». Raises ValueError."""
    words = shlex.split(command, posix=not WINDOWS)
    return [word.strip('"') for word in words] if WINDOWS else words


def run_within(seconds: float, command: Sequence[str]) -> int | None:
    """The code that a silent program ends with, None if it has not ended by then.

    What it has started, and left running, is ended with it. Raises OSError if it cannot be started.
    """
    import subprocess

    quiet = subprocess.DEVNULL
    # A session of its own is also a group, by which the system knows whom it started.
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=not WINDOWS
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if not WINDOWS:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            tree = ["taskkill", "/t", "/f", "/pid", str(process.pid)]
            subprocess.run(tree, stdout=quiet, stderr=quiet, check=False)
        process.wait()


def wait_for_readers(handle: int) -> None:
    """Let writing to an open file wait until there is room, where a system can have it otherwise."""
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)


def console_obeys() -> bool:
    """Whether the terminal obeys the codes of colours; the console of Windows has to be asked to."""
    if sys.platform == "win32":
        import ctypes

        kernel, mode = ctypes.windll.kernel32, ctypes.c_uint32()
        console = kernel.GetStdHandle(-11)  # STD_OUTPUT_HANDLE
        obeys = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
        known = kernel.GetConsoleMode(console, ctypes.byref(mode))
        return bool(known and kernel.SetConsoleMode(console, mode.value | obeys))
    return True


def open_nameless(folder: Path, mode: int) -> int | None:
    """Open a file that has no name yet; None where the system or the disk cannot do that."""
    flag: int | None = getattr(os, "O_TMPFILE", None)
    if flag is None or not HANDLES.is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, mode)
    except OSError:
        return None


def open_named(path: Path, mode: int) -> int:
    """Open a new file for writing, without Windows' own line ends. Raises FileExistsError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


def sync_folder(folder: Path) -> None:
    """Have the disk keep a new name; where folders cannot be opened the system sees to that itself."""
    with suppress(OSError), closing(os.open(folder, os.O_RDONLY)) as handle:
        os.fsync(handle)


@contextmanager
def closing(handle: int) -> Iterator[int]:
    """Close an open file in the end."""
    try:
        yield handle
    finally:
        os.close(handle)


# In Russian, and more telling than the system's own words; what a number means is the same everywhere.
_REASONS = {
    "ENOENT ENOTDIR": "такой папки нет",
    "EISDIR": "это папка",
    "EEXIST": "такой файл уже есть",
    "EACCES EPERM": "нет прав на запись",
    "EROFS": "сюда нельзя записывать",
    "ENOSPC EDQUOT": "на диске нет места",
    "EFBIG": "столько здесь записать нельзя (ulimit -f)",
    "ENAMETOOLONG": "слишком длинное имя",
    "ELOOP": "ссылка ведёт по кругу",
    "EIO": "сбой диска или устройства",
    "ENXIO": "на другом конце канала никого нет",
    "ENODEV": "такого устройства нет",
    "EBUSY": "он открыт в другой программе (Excel, Word), закройте его там",
    "ETXTBSY": "он открыт в другой программе, закройте его там",
    "EINVAL EILSEQ": "такое имя у файла невозможно",
    "EBADF": "вывод закрыт",
    "EPIPE": "его никто не читает",
    "EMFILE": "открыто слишком много файлов (ulimit -n)",
    "ENFILE": "открыто слишком много файлов",
    "ENOMEM": "не хватило памяти",
    "EAGAIN": "не хватило процессов или памяти",
    "EXDEV": "это другой диск",
    "EMLINK": "у файла слишком много имён",
    "ENOLCK": "здесь нельзя занять файл, чтобы его не правил кто-то ещё",
    "EOPNOTSUPP": "этот диск так не умеет",
    "ENOSYS": "эта система так не умеет",
    "ETIMEDOUT ESTALE EHOSTDOWN": "диск в сети не отвечает",
}


def reason_of(error: OSError, *, reading: bool = False) -> str:
    """Say in Russian why the system did not write, or did not let read."""
    if isinstance(error, ForeignFileError):
        return str(error.strerror)
    if reading and isinstance(error, PermissionError):
        return "нет прав на чтение"
    for names, words in _REASONS.items():
        if any(getattr(errno, name, -1) == error.errno for name in names.split()):
            return words
    return f"система ответила ошибкой {error.errno}" if error.errno else str(error)
