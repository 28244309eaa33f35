"""Where the sections and activities of a plan stand in its file, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from luzplan.edit.lines import (
    ItemLines,
    Refusal,
    column,
    line_end,
    lines_between,
    newline_of,
    value_end,
    value_of,
)
from luzplan.edit.style import FileStyle, RowWriter
from luzplan.plan import Activity, Section
from luzplan.plan.build import build_plan
from luzplan.text import Source, Splice, Text, apply_splices
from luzplan.text.yaml import Mapping, Node, Sequence, parse_nodes

Content = str | list["Content"] | dict[str, "Content"]
Row = dict[str, Content]


def content_of(node: Node | None) -> Content:
    """Texts, lists and tables; neither the order of keys nor one without a value says anything."""
    match node:
        case Mapping():
            return _table(node)
        case Sequence():
            return [content_of(item) for item in node.items]
    # How many line ends a block scalar ends with depends on whether the file ends there.
    return str(node or "").rstrip("\n")


def _table(node: Mapping) -> dict[str, Content]:
    return {name: content for name, _, _, content in _named_pairs(node)}


def _named_pairs(node: Mapping) -> Iterator[tuple[str, Text, Node, Content]]:
    """The pairs that say something; a key that is there twice counts twice, under a name of its own."""
    taken: set[str] = set()
    for key, value in node.pairs:
        name = str(key)
        while name in taken:
            name += "\0"
        if content := content_of(value):
            taken.add(name)
            yield name, key, value, content


class FileSections:
    """The rows of all sections in a content, to change them as an edit should have."""

    def __init__(self, root: Node | None) -> None:
        self.content = content_of(root)
        for section in self._sections():
            section["activities"] = section.get("activities") or []

    def _sections(self) -> list[Row]:
        return _tables(self._all_sections())

    def _all_sections(self) -> list[Content]:
        """The list of the sections itself; an empty one where the file has none."""
        sections = self.content.get(SECTIONS) if isinstance(self.content, dict) else None
        return sections if isinstance(sections, list) else []

    def numbers(self) -> dict[int, str]:
        """The number («2.8») of each row by the row's identity, which moves with it."""
        return {
            id(row): f"{section}.{number}"
            for section, one in enumerate(self._sections(), 1)
            for number, row in enumerate(_tables(one["activities"]), 1)
        }

    def rows(self, section: int) -> list[Content]:
        """The rows of a section by its number, or all sections. Raises `Refusal` where it has no list."""
        if section == LIST_OF_SECTIONS:
            return self._all_sections()
        rows = self._sections()[section - 1]["activities"]
        if not isinstance(rows, list):
            raise Refusal("в разделе вместо списка activities стоит другое", "Исправьте сначала это.")
        return rows


def replace_texts(node: Node, content: Content, values: dict[int, str]) -> None:
    """Put other values in the place of a content's texts and keys, which are told by where they start."""
    if isinstance(node, Sequence) and isinstance(content, list):
        for at, item in enumerate(node.items):
            content[at] = _with_texts(item, content[at], values)
        return
    if isinstance(node, Mapping) and isinstance(content, dict):
        for name, key, value, _ in _named_pairs(node):
            content[name] = _with_texts(value, content[name], values)
            if key.start in values:
                content[values[key.start]] = content.pop(name)


def _with_texts(node: Node, content: Content, values: dict[int, str]) -> Content:
    if isinstance(node, Text):
        return values.get(node.start, content)
    replace_texts(node, content, values)
    return content


def _tables(rows: Content | None) -> list[Row]:
    return [row for row in rows or () if isinstance(row, dict)]


ROWS = "activities"
SECTIONS = "sections"
LIST_OF_SECTIONS = 0  # stands where the number of a section could: the sections are rows of the plan


def list_of(row: Activity | Section) -> int:
    """The number of the section whose list has the row, or `LIST_OF_SECTIONS`."""
    return LIST_OF_SECTIONS if isinstance(row, Section) else row.section


_COMMENT_LINE = re.compile(r"( *)[ \t]*#[^\r\n]*(?:\r\n?|\n)?")


class Unusual(Refusal):
    """Rows stand in a way that no edit is made in; where they are a guess, the slip is what is in the way."""

    def __init__(self) -> None:
        super().__init__("список мероприятий записан необычно", "Сделайте эту правку в редакторе.")


class Rows:
    """The activities of a section: their list in the file, None where the section has none yet.

    The sections of a plan are such a list too: then the plan stands for the section, and they for its rows.
    """

    def __init__(self, text: str, section: Mapping, key: str = ROWS) -> None:
        self.text = text
        self.section = section
        value = value_of(section, key)
        self.node = value if isinstance(value, Sequence) else None
        self.items = [] if self.node is None else self.node.items

    def activity(self, at: int) -> Mapping:
        """An activity of the list."""
        if at >= len(self.items):  # what was changed has become another guess
            raise Unusual
        item = self.items[at]
        if not isinstance(item, Mapping):
            raise Refusal("в списке мероприятий есть пункт не по форме", "Исправьте его: luzplan validate")
        return item

    @property
    def in_block(self) -> bool:
        """Whether the rows stand on lines of their own that begin with a dash."""
        return self.node is not None and not self.text.startswith("[", self.node.start)

    @property
    def dash(self) -> int:
        """The column of the dashes of a block list."""
        assert self.node is not None
        return column(self.text, self.node.start)

    def own_lines(self, at: int) -> ItemLines:
        """The lines of a row of a block list, from its dash to its last value, without any comments."""
        item = self.activity(at)
        before = self._last_line_end(at - 1) if at else self._head_end()
        starts = [start for start, line in lines_between(self.text, before, item.start)
                  if line[: self.dash + 1] == " " * self.dash + "-"]  # fmt: skip
        if not starts:
            raise Unusual
        return ItemLines(starts[0], self._last_line_end(at))

    def lines(self, at: int) -> ItemLines:
        """The lines of a row with its comments.

        Its own are those right above it, unless they stand under the row before and deeper than the dash,
        and those right under it that stand deeper than the dash.
        """
        own = self.own_lines(at)
        after = self._comments_under(at)
        before = self._comments_under(at - 1) if at else self._head_end()
        start = own.start
        for line_at, line in reversed(lines_between(self.text, before, own.start)):
            if not line.lstrip().startswith("#"):
                break
            start = line_at
        return ItemLines(start, after)

    def _head_end(self) -> int:
        """Where the first line of a block list, or of the comments above it, starts."""
        assert self.node is not None
        key = next(name for name, value in self.section.pairs if value is self.node)
        return line_end(self.text, key.end)

    def _last_line_end(self, at: int) -> int:
        return line_end(self.text, value_end(self.text, self.activity(at)))

    def _comments_under(self, at: int) -> int:
        """Where the comments end that belong to the row above them."""
        end = self._last_line_end(at)
        while (line := _COMMENT_LINE.match(self.text, end)) and len(line[1]) > self.dash:
            end = line.end()
        return end


class Layout:
    """A plan's text and the nodes of its sections and activities; ``is_guess`` as in `Built`."""

    def __init__(self, source: Source, root: Node, *, is_guess: bool) -> None:
        self._source, self._is_guess = source, is_guess
        self.text = source.text
        self.newline = newline_of(source.text)
        assert isinstance(root, Mapping)  # else there is no plan
        sections = value_of(root, SECTIONS)
        found = sections.items if isinstance(sections, Sequence) else []
        self.root = root
        self.sections = [one for one in found if isinstance(one, Mapping)]

    @cached_property
    def style(self) -> FileStyle:
        """How the file is written."""
        return FileStyle(self.text, self.root)

    @cached_property
    def writer(self) -> RowWriter:
        """Writes activities like those of the plan."""
        return RowWriter(self.style, self.all_rows())

    def after(self, splices: list[Splice]) -> Layout:
        """The layout of the text with splices applied. Raises `Refusal` if it can no longer be read."""
        if not splices:
            return self
        source = self._source._replace(text=apply_splices(self.text, splices))
        root = build_plan(source).root if self._is_guess else parse_nodes(source)[0]
        if not isinstance(root, Mapping):
            raise Unusual
        return Layout(source, root, is_guess=self._is_guess)

    def rows(self, section: int) -> Rows:
        """The rows of a section by its number, or the sections themselves.

        Raises `Refusal` where the sections are not written line by line.
        """
        if section != LIST_OF_SECTIONS:
            return Rows(self.text, self.sections[section - 1])
        rows = Rows(self.text, self.root, SECTIONS)
        if not rows.in_block:
            raise Refusal("список разделов записан необычно", "Сделайте эту правку в редакторе.")
        return rows

    def lists(self) -> list[Rows]:
        """The rows of all sections."""
        return [Rows(self.text, section) for section in self.sections]

    def all_rows(self) -> list[Mapping]:
        """All activities of the plan."""
        return [item for rows in self.lists() for item in rows.items if isinstance(item, Mapping)]

    def place(self, row: Activity | Section) -> tuple[Rows, int]:
        """The list in which an activity or a section stands, and its place in it from 0."""
        rows = self.rows(list_of(row))
        at = next(at for at, item in enumerate(rows.items) if item.start == row.start)
        return rows, at
