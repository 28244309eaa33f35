"""Names of roles and schools in the texts of a plan: the forms they are written in, and their new ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as Items
from dataclasses import dataclass

from luzplan.answers import RoleBook
from luzplan.executor import Executor, Scope
from luzplan.executor.roles import INSTITUTION
from luzplan.executor.spelling import plural_name
from luzplan.text import Splice, Text, apply_splices


@dataclass(frozen=True, slots=True)
class MentionChange:
    """Words in the place of some characters of a text's value."""

    text: Text
    start: int
    end: int
    words: str


def words_pattern(name: str) -> str:
    """The name as people may type it: other case, spaces and «ё»; no part of a longer word."""
    words = [re.sub("[её]", "[её]", re.escape(word), flags=re.IGNORECASE) for word in name.split()]
    written = r"\.?\s+".join(words).replace("№", r"№\s*")
    return rf"(?i:(?<![\w-]){written}(?![\w-]))"


def in_case_of(words: str, old: str) -> str:
    """Begin the words as the old ones begin; an abbreviation keeps its capitals."""
    if old[:1].islower() and words[:1].isupper() and not words[1:2].isupper():
        return words[:1].lower() + words[1:]
    return words[:1].upper() + words[1:] if old[:1].isupper() else words


def changes_in(text: Text, pattern: str, words: str) -> Iterator[MentionChange]:
    """The changes of all places of a text that have the pattern."""
    for found in re.finditer(pattern, text):
        yield MentionChange(text, found.start(), found.end(), in_case_of(words, found[0]))


@dataclass(frozen=True, slots=True)
class MentionForm:
    """A way in which a name is written, and the new name in that way.

    One that is ``whole`` is all that the cell says of an executor, whose schools it does not name.
    """

    pattern: str
    words: str
    whole: bool = False

    def change(self, cell: Text, one: Executor) -> MentionChange | None:
        """The change of an executor in a cell, None if it is not written so."""
        if self.whole and one.scope is not Scope.NONE:
            return None
        found = re.compile(self.pattern).search(cell, one.start, one.end)
        return found and MentionChange(cell, found.start(), found.end(), in_case_of(self.words, found[0]))


@dataclass(frozen=True, slots=True)
class SchoolForm:
    """The short name of a school behind its post: «Директор СОШ № 2»; words in another case stay."""

    book: RoleBook
    words: str

    def change(self, cell: Text, one: Executor) -> MentionChange | None:
        """As of `MentionForm`."""
        starts = [found.start() for found in re.finditer(r"\b\w", cell[one.start : one.end])]
        for start in (one.start + at for at in starts):
            name = cell[start : one.end]
            reading = self.book.read(name) if name[:2].isupper() else None
            if reading is None or len(reading.executors) != 1 or reading.unknown:
                continue
            found = reading.executors[0]
            kinds = (found.role, *self.book.ancestors(found.role))
            if found.school == one.school and INSTITUTION in kinds:
                return MentionChange(cell, start, one.end, self.words)
        return None


_Form = MentionForm | SchoolForm


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of executors, read with the old and the new names.

    ``new`` gives what identifies an executor once it is renamed, None for those that are not. The
    ``forms`` are looked for first, ``others`` where the words would no longer be understood.
    """

    before: RoleBook
    after: RoleBook
    new: Callable[[Executor], tuple[object, ...] | None]
    forms: Items[_Form]
    others: Items[_Form]

    def changes(self, cell: Text) -> tuple[list[MentionChange], bool]:
        """The changes in a cell, and whether nothing in it is called by the old name any more."""
        executors = self.before.read(cell).executors
        hits = {at: one for at, one in enumerate(executors) if self.new(one)}
        changes = self._written(cell, hits, self.forms)
        if not self._called_anew(cell, executors, changes, hits):
            rest = {at: one for at, one in hits.items() if at not in changes}
            changes |= self._written(cell, rest, self.others)
        if not self._called_anew(cell, executors, changes, changes):
            return [], not hits
        return list(changes.values()), self._called_anew(cell, executors, changes, hits)

    def _written(
        self, cell: Text, hits: dict[int, Executor], forms: Iterable[_Form]
    ) -> dict[int, MentionChange]:
        """The changes of those that are written in one of these forms, by their places."""
        found = {at: [form.change(cell, one) for form in forms] for at, one in hits.items()}
        return {at: next(filter(None, changes)) for at, changes in found.items() if any(changes)}

    def _called_anew(
        self,
        cell: Text,
        executors: Items[Executor],
        changes: dict[int, MentionChange],
        renamed: Iterable[int],
    ) -> bool:
        """Whether the cell then has the new name for those at these places, and all else as before."""
        splices = [Splice(one.start, one.end, one.words) for one in changes.values()]
        now = self.after.read(apply_splices(cell, splices)).executors
        own = {at: self.new(one) for at, one in enumerate(executors)}
        return len(now) == len(executors) and all(
            identity_of(now[at]) == (own[at] if at in {*renamed} else identity_of(one))
            for at, one in enumerate(executors)
            if own[at] is None or at in {*renamed}
        )


def identity_of(one: Executor) -> tuple[object, ...]:
    """What an executor is told from others by, however it is written."""
    return one.generic, one.detail, one.scope, one.school


def forms_of(old: str, new: str) -> Iterator[MentionForm]:
    """A name in the singular and in the plural."""
    yield MentionForm(words_pattern(old), new)
    plurals = plural_name(old), plural_name(new)
    if plurals[0] and plurals[1]:
        yield MentionForm(words_pattern(plurals[0]), plurals[1])


def shared_forms(old: str, new: str) -> Iterator[MentionForm]:
    """«Замы по ВР и УВР»: the end of a name whose head stands with another one."""
    before, after = old.split(), new.split()
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    if same and len(before) > same and len(after) > same:
        yield MentionForm(words_pattern(" ".join(before[same:])), " ".join(after[same:]))
