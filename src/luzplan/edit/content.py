"""What a plan's file says, as plain data: an edit is made in it too, and held against the new text."""

from __future__ import annotations

from collections.abc import Iterator

from luzplan.edit.layout import LIST_OF_SECTIONS, SECTIONS
from luzplan.edit.lines import Refusal
from luzplan.text import Text
from luzplan.text.yaml import Mapping, Node, Sequence

Content = str | list["Content"] | dict[str, "Content"]
Row = dict[str, Content]


def content_of(node: Node | None) -> Content:
    """Texts, lists and tables; neither the order of keys nor one without a value says anything."""
    match node:
        case Mapping():
            return {name: content for name, _, _, content in _named_pairs(node)}
        case Sequence():
            return [content_of(item) for item in node.items]
    # How many line ends a block scalar ends with depends on whether the file ends there.
    return str(node or "").rstrip("\n")


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
