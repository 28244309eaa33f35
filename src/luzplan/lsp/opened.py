"""A plan that is open in an editor: its text, and what the tool knows of it as long as it stays so."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cached_property
from pathlib import PurePath

from luzplan.check import Checked, Options, check_built
from luzplan.executor import RoleBook
from luzplan.plan import Activity, Plan
from luzplan.plan.build import Built, build_plan
from luzplan.plan.shape import PLAN
from luzplan.text import Source, Text
from luzplan.text.scalar import offsets_within
from luzplan.text.yaml import Mapping, Node

_SCHEMA = re.compile(r"(?m)^#.*\$schema=\S*(plan\.schema|luzplan)\S*")
_TOP_KEY = re.compile(r"(?m)^([A-Za-z_]\w*)[ \t]*:(?=[ \t\r\n]|\Z)")
_OURS = frozenset(field.name for field in PLAN.fields)
_NAME = re.compile(r"(?i)(?:plan|план).*\.ya?ml")


def is_plan(name: str, text: str) -> bool:
    """Whether a file is a plan: it says so, or its top keys do, or its name where it has none."""
    if _SCHEMA.search(text):
        return True
    keys = set(_TOP_KEY.findall(text))
    if "sections" in keys and keys & _OURS > {"sections"}:
        return True
    return _NAME.fullmatch(PurePath(name).name) is not None and (not keys or bool(keys & _OURS))


class OpenPlan:
    """A text of a plan and the answers that are drawn from it, each when it is first asked for.

    The ``book`` of an earlier text, where the roles and schools are the same, spares reading its cells anew.
    """

    def __init__(
        self, name: str, text: str, options: Options, today: date, book: RoleBook | None = None
    ) -> None:
        self.name = name
        self.text = text
        self.options = options
        self.today = today
        self._book = book

    def changed(self, text: str) -> OpenPlan:
        """The plan with another text."""
        book = self.plan.book if "built" in vars(self) and self.plan else self._book
        return OpenPlan(self.name, text, self.options, self.today, book)

    @cached_property
    def built(self) -> Built:
        """The plan as built from the text."""
        built = build_plan(Source(self.name, self.text))
        plan, book = built.plan, self._book
        if plan is not None and book is not None and book.is_of(plan.roles, plan.schools):
            plan.book = book
        return built

    @property
    def source(self) -> Source:
        """The text as the tool takes it."""
        return self.built.source

    @property
    def plan(self) -> Plan | None:
        """The plan, None where the text is none."""
        return self.built.plan

    @property
    def root(self) -> Node | None:
        """The nodes that the plan was built from."""
        return self.built.meant

    @cached_property
    def checked(self) -> Checked:
        """What is wrong with it, as `luzplan validate` says it."""
        return check_built(self.built, self.options)

    @cached_property
    def _rows(self) -> list[Activity]:
        return list(self.plan.activities()) if self.plan else []

    def activity_at(self, offset: int) -> Activity | None:
        """The row that a character stands in."""
        at = bisect_right(self._rows, offset, key=lambda row: row.start) - 1
        return self._rows[at] if at >= 0 and offset <= self._rows[at].end else None

    def text_at(self, offset: int) -> tuple[tuple[str, ...], Text, int] | None:
        """The text at an offset with the keys it stands under, and the place in its value; a key has itself.

        None where no text stands.
        """
        found = _text_at(self.root, offset) if self.root is not None else None
        if found is None:
            return None
        path, text = found
        offsets = offsets_within(self.source, text)
        return path, text, min(max(bisect_right(offsets, offset) - 1, 0), len(text))

    def key_at(self, offset: int) -> tuple[str, ...]:
        """The keys down to the one at an offset, () where no key stands."""
        return _key_at(self.root, offset) if self.root is not None else ()


def _text_at(node: Node, offset: int, path: tuple[str, ...] = ()) -> tuple[tuple[str, ...], Text] | None:
    if isinstance(node, Text):
        return (path, node) if node.start <= offset <= node.end and node.end > node.start else None
    if isinstance(node, Mapping):
        parts = [((*path, str(key)), value) for key, value in node.pairs]
    else:
        parts = [(path, item) for item in node.items]
    inside = [(below, part) for below, part in parts if part.start <= offset <= part.end]
    return next((found for below, part in inside if (found := _text_at(part, offset, below))), None)


def _key_at(node: Node, offset: int) -> tuple[str, ...]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.start <= offset <= key.end:
                return (str(key),)
            if value.start <= offset <= value.end and (below := _key_at(value, offset)):
                return (str(key), *below)
    elif not isinstance(node, Text):
        return next((below for item in node.items if (below := _key_at(item, offset))), ())
    return ()
