"""A role, school or abbreviation under another name: in its list, and where the plan surely means it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from luzplan.answers import RoleBook
from luzplan.edit.content import FileSections, replace_texts
from luzplan.edit.intents import Declare
from luzplan.edit.layout import Layout
from luzplan.edit.lines import Refusal, is_flow, value_end, value_of
from luzplan.edit.mentions import (
    Cells,
    MentionChange,
    MentionForm,
    SchoolForm,
    changes_in,
    forms_of,
    shared_forms,
    words_pattern,
)
from luzplan.executor import Executor, Role, Scope
from luzplan.executor.book import without_mark
from luzplan.executor.roles import shipped_roles
from luzplan.plan import Activity, Plan
from luzplan.russian import quote
from luzplan.text import Source, Splice, Text, apply_splices
from luzplan.text.scalar import Place, Style, offsets_within, place_within, write_scalar
from luzplan.text.yaml import Mapping, Node, texts_of, walk


@dataclass(frozen=True, slots=True)
class Rename:
    """The places that get the new name; in the ``left`` rows it is meant in other words, which stay.

    ``declared`` are the keys of the role that nobody would know under its new name, ``taken`` is the name if
    something else in the plan has it already.
    """

    changes: tuple[MentionChange, ...]
    left: tuple[Activity, ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    taken: str = ""

    def new_text(self, layout: Layout) -> str:
        """See `Intent`."""
        writer = _Writer(layout)
        by_text: dict[int, list[MentionChange]] = {}
        for change in self.changes:
            by_text.setdefault(change.text.start, []).append(change)
        splices = [splice for changes in by_text.values() for splice in writer.splices(changes)]
        if not self.declared:
            return apply_splices(layout.text, splices)
        return self._declaration.new_text(layout.after(splices))

    @property
    def _declaration(self) -> Declare:
        return Declare("roles", dict(self.declared))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        if self.taken:
            hint = "Если это одно и то же, поправьте ячейки сами."
            raise Refusal(f"{quote(self.taken)} в плане уже есть", hint)
        values: dict[int, str] = {}
        for change in sorted(self.changes, key=lambda one: -one.start):
            text = values.get(change.text.start, str(change.text))
            values[change.text.start] = text[: change.start] + change.words + text[change.end :]
        replace_texts(layout.root, sections.content, values)
        if self.declared:
            self._declaration.expect(sections, layout)


class _Writer:
    """Writes new words into texts as these are written."""

    def __init__(self, layout: Layout) -> None:
        self._source = Source("", layout.text)
        self._style = layout.style
        parts = [part for part in walk(layout.root) if not isinstance(part, Text)]
        flows = [part for part in parts if is_flow(layout.text, part)]
        keys = (key for part in flows if isinstance(part, Mapping) for key, _ in part.pairs)
        self._in_brackets = {one.start for one in (*keys, *chain.from_iterable(map(walk, flows)))}

    def splices(self, changes: Sequence[MentionChange]) -> list[Splice]:
        """The changes of one text; one without quotes gets them if it needs them now."""
        text, raw = changes[0].text, self._source.text
        style = self._style.style_of(text)
        if style is Style.PLAIN and "\n" not in raw[text.start : text.end]:
            value = apply_splices(text, [Splice(one.start, one.end, one.words) for one in changes])
            place = Place(flow=text.start in self._in_brackets)
            written = write_scalar(value, place, Style.PLAIN, self._style.quotes)
            return [Splice(text.start, value_end(raw, text), written)]
        offsets = offsets_within(self._source, text)
        return [
            Splice(*place_within(offsets, one.start, one.end), _escaped(one.words, style)) for one in changes
        ]


def _escaped(words: str, style: Style) -> str:
    if style is Style.SINGLE:
        return words.replace("'", "''")
    return words.replace("\\", "\\\\").replace('"', '\\"') if style is Style.DOUBLE else words


# What stands under these keys is no prose: days, names of rows, phrases with readers of their own.
_EXACT = frozenset({"id", "year", "done"})
_NO_PROSE = _EXACT | frozenset({"who", "when", "since", "aliases", "calendar", "level"})


# «Зам по УВР и ВР»: what follows shares the head of the name.
_SHARES = r"(?!(?:\s+и|,|/)\s*[А-ЯЁ]{2})"


def rename_role(plan: Plan, root: Node, old: str, new: str) -> Rename:
    """The role of this name (exactly) under a new one.

    A role that the plan does not declare is changed where it is mentioned, and declared if nobody knows
    the new name.
    """
    own = next((role for role in plan.roles if without_mark(role.name) == old), None)
    shipped = next((role for role in shipped_roles() if role.name == old), None)
    roles = [
        role._replace(
            name=Text(new) if role is own else role.name,
            parent=Text(new) if role.parent == old else role.parent,
        )
        for role in plan.roles
    ]
    after = RoleBook(roles, plan.schools)
    declared: dict[str, str] = {}
    known = after.read(new)
    if own is None and (len(known.executors) != 1 or known.unknown):
        parent = plan.book.parent_of(old)
        declared = {"name": new} | ({"parent": parent} if parent else {})
        after = RoleBook([*roles, Role(Text(new), parent=Text(parent) if parent else None)], plan.schools)
    was, name = _head_and_detail(plan.book, old), _head_and_detail(after, new)

    def renamed(one: Executor) -> tuple[object, ...] | None:
        if one.generic != was[0] or (was[1] and one.detail != was[1]):
            return None
        more = "" if was[1] else one.detail
        return name[0], " ".join(filter(None, (name[1], more))), one.scope, one.school

    aliases = [*(own.aliases if own else ()), *(shipped.aliases if shipped else ())]
    others = [form for alias in aliases if not alias.endswith("…") for form in forms_of(alias, new)]
    first = "|".join({re.escape(alias.split()[0]) for alias in (old, *aliases)})
    others.append(MentionForm(rf"(?i:\b(?:{first})\b.+)", new, whole=True))  # «Зам директора по УВР»
    cells = Cells(plan.book, after, renamed, [*shared_forms(old, new), *forms_of(old, new)], others)
    listed = [
        MentionChange(text, 0, len(without_mark(text)), new)
        for path, text in texts_of(root)
        if path[:1] == ("roles",) and path[-1] in ("name", "parent") and without_mark(text) == old
    ]
    # Whether the words are the role wherever they stand: not «учитель», which prose says of many.
    is_certain = len(old.split()) > 1 or old[:2].isupper()
    prose = _prose(root, words_pattern(old) + _SHARES, new) if is_certain else []
    there = {one.generic for row in plan.activities() for one in plan.executors(row).executors}
    taken = new if own is not None and name[0] != was[0] and name[0] in there else ""
    renaming = _rename(plan, cells, [*listed, *prose])
    return replace(renaming, declared=tuple(declared.items()), taken=taken)


def _head_and_detail(book: RoleBook, name: str) -> tuple[str, str]:
    """What is compared of the executors that have a name."""
    found = book.read(name).executors
    return (found[0].generic, found[0].detail) if found else (name, "")


def _prose(root: Node, pattern: str, new: str) -> list[MentionChange]:
    return [
        change
        for path, text in texts_of(root)
        if _NO_PROSE.isdisjoint(path) and path[:1] not in (("roles",), ("schools",), ("columns",))
        for change in changes_in(text, pattern, new)
    ]


def rename_school(plan: Plan, root: Node, old: str, new: str) -> Rename:
    """The school of this name (exactly) under a new one."""
    schools = [one._replace(name=Text(new)) if one.name == old else one for one in plan.schools]

    def renamed(one: Executor) -> tuple[object, ...] | None:
        if one.scope is not Scope.SCHOOL or one.school != old:
            return None
        return one.generic, one.detail, one.scope, new

    forms = [MentionForm(words_pattern(old), new)]
    cells = Cells(plan.book, RoleBook(plan.roles, schools), renamed, forms, [SchoolForm(plan.book, new)])
    listed = [
        MentionChange(text, 0, len(text), new)
        for path, text in texts_of(root)
        if path == ("schools", "name") and text == old
    ]
    taken = new if any(one.name == new != old for one in plan.schools) else ""
    return replace(_rename(plan, cells, [*listed, *_prose(root, words_pattern(old), new)]), taken=taken)


def _rename(plan: Plan, cells: Cells, changes: list[MentionChange]) -> Rename:
    left = []
    for activity in plan.activities():
        found, is_all = cells.changes(activity.who)
        changes += found
        left += [] if is_all else [activity]
    return Rename(tuple(changes), tuple(left))


def rename_abbreviation(plan: Plan, root: Node, old: str, new: str) -> Rename:
    """An abbreviation under a new name, in all texts; it is a word of its own wherever it stands."""
    del plan
    pattern = rf"(?<![\w-]){re.escape(old)}(?![\w-])"
    texts = [text for path, text in texts_of(root) if _EXACT.isdisjoint(path)]
    table = value_of(root, "abbreviations") if isinstance(root, Mapping) else None
    keys = [key for key, _ in table.pairs] if isinstance(table, Mapping) else []
    return Rename(
        tuple(
            MentionChange(text, found.start(), found.end(), new)
            for text in (*keys, *texts)
            for found in re.finditer(pattern, text)
        )
    )


# What can be renamed → its renaming in a plan with these nodes, from one name, exactly, to another.
RENAMES: dict[str, Callable[[Plan, Node, str, str], Rename]] = {
    "role": rename_role,
    "school": rename_school,
    "abbreviation": rename_abbreviation,
}
