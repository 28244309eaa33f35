"""The roles that are common in schools, kindergartens, colleges and education offices, as shipped data."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

# The roles at the top of the kinds that are read differently.
BODIES = frozenset({"Организация"})
DEPUTIES = frozenset({"Заместитель директора", "Заместитель заведующего"})
POSTS = frozenset({"Администрация", "Педагог"})


class Row(NamedTuple):
    """A role as plain strings; a parent of "" means none."""

    name: str
    parent: str
    aliases: tuple[str, ...]


@cache
def shipped_rows() -> tuple[Row, ...]:
    """Give the shipped roles.

    The file has them under the names of their groups, as «Роль < Родитель: псевдоним, псевдоним», where
    an indented line goes on with the one before; as much YAML, or JSON, would take longer to read.
    """
    lines: list[str] = []
    for line in Path(__file__).with_name("roles.txt").read_bytes().decode().splitlines():
        if line.startswith(" "):
            lines[-1] += line[1:]
        elif line and line[0] != "#":
            lines.append(line)
    return tuple(map(_row, lines))


def _row(line: str) -> Row:
    head, _, aliases = line.partition(": ")
    name, _, parent = head.partition(" < ")
    return Row(name, parent, tuple(aliases.split(", ")) if aliases else ())
