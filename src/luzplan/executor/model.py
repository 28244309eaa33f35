"""What an executor cell says: roles, schools, and what was understood of the words."""

from enum import StrEnum
from typing import NamedTuple

from luzplan.text import Text


class Role(NamedTuple):
    """A position, body or group that can carry out an activity.

    A name or alias that ends in «…» takes the words after it in a cell: «Комиссия …» reads
    «комиссия по питанию» as a role of its own whose parent is «Комиссия».
    ``since`` is the deadline phrase from which the role exists, None where it always did.
    """

    name: Text
    aliases: tuple[Text, ...] = ()
    parent: Text | None = None
    since: Text | None = None


class School(NamedTuple):
    """A school of the plan; ``level`` is «средняя», «основная», …, None where the name has to tell."""

    name: Text
    base: bool = False
    level: Text | None = None
    aliases: tuple[Text, ...] = ()


class Scope(StrEnum):
    """Which schools an executor is meant at."""

    NONE = "none"
    SCHOOL = "school"
    KIND = "kind"
    ALL = "all"


class Executor(NamedTuple):
    """A role at its schools, as the words from ``start`` to ``end`` of the cell name it.

    ``school`` is the school's name for ``Scope.SCHOOL``, the word of the level for ``Scope.KIND``.
    ``head`` is the known role that the name begins with and ``detail`` what it says besides, word for word
    («Методист», «РМК»); both are empty where the name is a known one, a person's or an organisation's own.
    """

    role: str
    scope: Scope = Scope.NONE
    school: str | None = None
    start: int = 0
    end: int = 0
    person: bool = False
    head: str = ""
    detail: str = ""


class UnknownName(NamedTuple):
    """Words of a cell that name nobody known, with the nearest known names, best first."""

    text: str
    start: int
    end: int
    nearest: tuple[str, ...] = ()


class Reading(NamedTuple):
    """All that a cell says, in its order."""

    executors: tuple[Executor, ...] = ()
    unknown: tuple[UnknownName, ...] = ()


class Match(StrEnum):
    """How an executor of a row answers a query: as the one asked for, one of those, or what they are in."""

    EXACT = "exact"
    NARROWER = "narrower"
    BROADER = "broader"
