"""The roles that are common in schools, kindergartens, colleges and education offices, as shipped data."""

from collections.abc import Iterable
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
    with Path(__file__).with_name("roles.txt").open(encoding="utf-8") as lines:
        return tuple(Row(name, parent, tuple(aliases)) for name, parent, aliases in _rows(lines))


def _rows(lines: Iterable[str]) -> list[tuple[str, str, list[str]]]:
    rows: list[tuple[str, str, list[str]]] = []
    for line in lines:
        words = line.strip(" ,\n")
        if line.startswith(" "):
            rows[-1][2].extend(words.split(", "))
        elif words and not words.startswith("#"):
            rows.append(_row(words))
    return rows


def _row(line: str) -> tuple[str, str, list[str]]:
    head, _, aliases = line.partition(": ")
    name, _, parent = head.partition(" < ")
    return name, parent, aliases.split(", ") if aliases else []
