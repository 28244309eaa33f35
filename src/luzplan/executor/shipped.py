"""The roles that are common in schools, kindergartens, colleges and education offices, as shipped data."""

from __future__ import annotations

import json
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

    The file has them by group, each in the form of a plan's own ``roles``; it is JSON since reading
    as much YAML would take longer than all the rest of a command.
    """
    groups = json.loads(Path(__file__).with_name("roles.json").read_text("utf-8"))
    return tuple(
        Row(role["name"], role.get("parent", ""), tuple(role.get("aliases", ())))
        for roles in groups.values()
        for role in roles
    )
