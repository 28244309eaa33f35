"""The marks of what is done: put into a row's text or list of days, and taken out again as they came."""

from __future__ import annotations

from collections.abc import Sequence as Items
from dataclasses import dataclass
from enum import Enum

from luzplan.edit.content import FileSections
from luzplan.edit.intents import Assign, Assignment
from luzplan.edit.layout import Layout
from luzplan.edit.lines import (
    Flow,
    Refusal,
    column,
    comments_in,
    cut_lines,
    insert_lines,
    is_flow,
    line_end,
    line_start,
    quote_of,
    value_end,
    value_of,
)
from luzplan.edit.pairs import Pairs, pairs_at
from luzplan.edit.style import RowWriter
from luzplan.plan import Activity
from luzplan.text import Splice, Text, apply_splices
from luzplan.text.yaml import Mapping, Sequence

_DONE = "done"


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks that a row is to have, and its new note, None if that stays as it is.

    ``removed`` is the place of the mark that is taken out; a new one stands behind the others.
    """

    activity: Activity
    texts: Items[str]
    note: str | None = None
    removed: int | None = None


class _DoneForm(Enum):
    """How marks stand in a row. A list tells by its form whether the key was there before them."""

    TEXT = "text"
    BRACKETS = "brackets"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class MarkDone:
    """Give rows their marks; each row is named once."""

    rows: Items[Marks]

    def new_text(self, layout: Layout) -> str:
        """See `Intent`."""
        places = [(one.activity.section, layout.place(one.activity)[1]) for one in self.rows]
        noted = self._notes().new_text(layout)
        layout = layout.after([Splice(0, len(layout.text), noted)])
        splices: list[Splice] = []
        for place, one in zip(places, self.rows, strict=True):
            splices += _marked(pairs_at(layout, place), layout.writer, one)
        return apply_splices(layout.text, splices)

    def _notes(self) -> Assign:
        return Assign(
            [Assignment(one.activity, {"note": one.note}) for one in self.rows if one.note is not None]
        )

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        self._notes().expect(sections, layout)
        for one in self.rows:
            rows, at = layout.place(one.activity)
            row = sections.rows(one.activity.section)[at]
            assert isinstance(row, dict)
            row.pop(_DONE, None)
            if one.texts:
                form = _form(rows.activity(at), layout.writer, one)
                row[_DONE] = "; ".join(one.texts) if form is _DoneForm.TEXT else list(one.texts)


def _form(row: Mapping, writer: RowWriter, new: Marks) -> _DoneForm:
    """The form in which the marks are to stand: as those that are there, else one that can be taken back."""
    value = value_of(row, _DONE)
    if isinstance(value, Sequence) and value.items:
        return _DoneForm.BRACKETS if is_flow(writer.text, value) else _DoneForm.LINES
    if isinstance(value, Text) and value.end > value.start:
        # Among marks in quotes a text would not tell that there were quotes before it.
        empty = not value.strip() and writer.quotes(_DONE, row)
        return _DoneForm.BRACKETS if empty and new.texts else _DoneForm.TEXT
    several = len(new.activity.deadline.spans) > 1
    if is_flow(writer.text, row):
        return _DoneForm.BRACKETS if several else _DoneForm.TEXT
    was_there = value is not None
    if several or writer.keeps_key(_DONE, row) != was_there:
        return _DoneForm.LINES if was_there else _DoneForm.BRACKETS
    return _DoneForm.TEXT


def _marked(pairs: Pairs, writer: RowWriter, new: Marks) -> list[Splice]:
    value, form = value_of(pairs.mapping, _DONE), _form(pairs.mapping, writer, new)
    if form is _DoneForm.TEXT:
        words = {_DONE: "; ".join(new.texts)} if new.texts else {}
        gone = [] if words or pairs.find(_DONE) is None else _removed(pairs, writer)
        return [*gone, *pairs.put(words, lambda key: _like(key, pairs, writer))]
    if not isinstance(value, Sequence) or not value.items:
        if not new.texts:
            return []
        quote = quote_of(writer.text, value)
        brackets = f"[{', '.join(f'{quote}{one}{quote}' for one in new.texts)}]"
        return pairs.put_raw(_DONE, brackets) if form is _DoneForm.BRACKETS else _lines(pairs, new.texts)
    if new.texts or form is _DoneForm.LINES:
        return _changed(pairs, value, new)
    quote = quote_of(writer.text, value.items[0])
    if quote and writer.quotes(_DONE, pairs.mapping):
        return [Splice(value.start, value_end(writer.text, value), quote * 2)]
    return _removed(pairs, writer) if pairs.flow else pairs.remove(_DONE)


def _like(key: str, pairs: Pairs, writer: RowWriter) -> Text | None:
    """The mark after which another is written; quotes would tell nothing of a blank or comment behind it."""
    value = value_of(pairs.mapping, key)
    is_empty = value is not None and value.end == value.start
    has_blank = value is not None and writer.text[value.end : value.end + 1] in (" ", "\t")
    return None if is_empty and has_blank else writer.like(key, pairs.mapping)


def _removed(pairs: Pairs, writer: RowWriter) -> list[Splice]:
    keep = writer.keeps_key(_DONE, pairs.mapping)
    return pairs.empty(_DONE) if keep else pairs.remove(_DONE)


def _lines(pairs: Pairs, texts: Items[str]) -> list[Splice]:
    """Put a list below its key, which stands empty."""
    text, newline = pairs.style.text, pairs.style.newline
    at = pairs.find(_DONE)
    assert at is not None
    key = pairs.mapping.pairs[at][0]
    indent = " " * (column(text, pairs.mapping.start) + pairs.style.step)
    lines = "".join(f"{indent}- {one}{newline}" for one in texts)
    return [insert_lines(text, line_end(text, key.end), lines)]


def _changed(pairs: Pairs, old: Sequence, new: Marks) -> list[Splice]:
    """Change the items of a list: one is taken out, the others get their words, new ones go behind."""
    text = pairs.style.text
    items = [item for item in old.items if isinstance(item, Text)]
    if len(items) != len(old.items):
        raise Refusal("в «done» стоит не список дней", "Исправьте это в редакторе.")
    gone = range(len(new.texts), len(items)) if new.removed is None else [new.removed]
    kept = [item for at, item in enumerate(items) if at not in gone]
    splices = [
        Splice(item.start, value_end(text, item), words)
        for item, words in zip(kept, new.texts, strict=False)
        if item != words
    ]
    added, dash = new.texts[len(kept) :], column(text, old.start)
    if is_flow(text, old):
        flow = Flow(text, old.start, old.end, [(item.start, value_end(text, item)) for item in items])
        splices += flow.remove(gone[0], gone[-1]) if gone else []
        return splices + (flow.insert(len(items), ", ".join(added)) if added else [])
    for item in (items[at] for at in gone):  # a comment beside it stays
        start, end = line_start(text, item.start), value_end(text, item)
        behind = text[end : line_end(text, end)]
        blanks = len(behind) - len(behind.lstrip())
        whole = cut_lines(text, start, end + len(behind))
        splices.append(Splice(start + dash, end + blanks) if comments_in(behind) else whole)
    lines = "".join(f"{' ' * dash}- {words}{pairs.style.newline}" for words in added)
    below = line_end(text, value_end(text, items[-1]))
    return [*splices, insert_lines(text, below, lines)] if added else splices
