"""The executor language: «Замы по УВР и ВР, психолог» as roles at their schools.

A cell is read in five steps; each knows only what those before it have made.

1. ``words`` cuts it into words, numbers, initials, quoted names and signs (``tokens.txt``), and tells stems
   and cases.
2. ``labels`` gives each a label that says what the form says and leaves open what it leaves open: a known
   name in the nominative («post», «body»), oblique («post_of»), or either («post_open»); an adjective,
   another noun, a capitalised word, an abbreviation; a preposition, a class, a school, a legal form. Known
   names come first, the longest of them (``names``; in other ways of writing, and what names nobody:
   ``spelling``).
3. The rows of ``grammar.txt`` put labels together, stage by stage: persons, classes and schools; nouns with
   their adjectives, which tell each other's case; what stands after a preposition (``cell``); at last
   executors. A row is a pattern over labels with named slots and a builder (``luzplan/grammar.py`` tells how
   they are written).
4. ``builders`` makes executors of what the last stage finds. A name has a *head*, which is known, and a
   *detail*, which stays with it word for word: «Отдел | культуры, молодёжи и спорта», «Методист | РМК». Words
   of a detail are never another executor. What has no known head is a gap, or an organisation under its own
   name where capitals, quotes or a legal form show it.
5. ``book`` compares the words beside known names with those of known names and reports what is one slip away;
   the executor stays. Questions are answered by heads and details in ``luzplan/answers.py``.

To add a form, find out at which step it goes wrong (the labels of a cell: ``Labeller(…).units()``):

- a role or another word for one: a line of ``roles.txt``, or an alias; words that mean other posts in other
  houses: ``everyday.txt``;
- a word that stands for a part of a cell (a legal form, a district, a shortening, an irregular plural, the
  noun of a body): ``words.txt``; a remark: ``remarks.txt``;
- an order of words: a row of ``grammar.txt``, in the stage where its parts have their labels;

and write cells with it into the tables of ``tests/data/executors``, labelled by hand before they are run.
"""

from enum import StrEnum
from typing import NamedTuple

from luzplan.text import Text

LONGEST_CELL = 2000  # characters; a longer one is no list of executors


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
    ``loosely`` marks a query for another post than the words name first, which some houses call so: «завхоз».
    """

    role: str
    scope: Scope = Scope.NONE
    school: str | None = None
    start: int = 0
    end: int = 0
    person: bool = False
    head: str = ""
    detail: str = ""
    loosely: bool = False

    @property
    def generic(self) -> str:
        """The known role that the name begins with, or the whole name where none is told apart."""
        return self.head or self.role


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
