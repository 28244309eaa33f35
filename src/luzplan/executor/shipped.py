"""The roles that are common in schools, kindergartens, colleges and education offices, as shipped data."""

from functools import cache
from pathlib import Path
from typing import NamedTuple


class ShippedRole(NamedTuple):
    """A role as plain strings; a parent of "" means none."""

    name: str
    parent: str
    aliases: tuple[str, ...]


@cache
def shipped_roles() -> tuple[ShippedRole, ...]:
    """The shipped roles.

    The file has them under the names of their groups, as «Роль < Родитель: псевдоним, псевдоним», where
    an indented line goes on with the one before; as much YAML, or JSON, would take longer to read.
    """
    text = Path(__file__).with_name("roles.txt").read_text(encoding="utf-8")
    lines = text.replace("\n  ", " ").splitlines()
    return tuple(_role(line) for line in lines if line and not line.startswith("#"))


def _role(line: str) -> ShippedRole:
    head, _, aliases = line.partition(": ")
    name, _, parent = head.partition(" < ")
    return ShippedRole(name, parent, tuple(aliases.split(", ")) if aliases else ())
