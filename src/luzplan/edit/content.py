"""What a file says, without how it is written: to see that an edit changed what it should and no more."""

from __future__ import annotations

from luzplan.edit.refusal import Refusal
from luzplan.source.nodes import Mapping, Node, Sequence

Content = str | list["Content"] | dict[str, "Content"]
Row = dict[str, Content]


def content_of(node: Node | None) -> Content:
    """Give texts, lists and tables; neither the order of keys nor one without a value says anything."""
    match node:
        case Mapping():
            return _table(node)
        case Sequence():
            return [content_of(item) for item in node.items]
    # How many line ends a block scalar ends with depends on whether the file ends there.
    return str(node or "").rstrip("\n")


def _table(node: Mapping) -> dict[str, Content]:
    table: dict[str, Content] = {}
    for key, value in node.pairs:
        name = str(key)
        while name in table:  # a key that is there twice counts twice
            name += "\0"
        if content := content_of(value):
            table[name] = content
    return table


class Sections:
    """The rows of all sections in a content, to change them as an edit should have."""

    def __init__(self, root: Node | None) -> None:
        self.content = content_of(root)
        for section in self._sections():
            section["activities"] = section.get("activities") or []

    def _sections(self) -> list[Row]:
        sections = self.content.get("sections") if isinstance(self.content, dict) else None
        return _tables(sections)

    def numbers(self) -> dict[int, str]:
        """Give the number («2.8») of each row by the row's identity, which moves with it."""
        return {
            id(row): f"{section}.{number}"
            for section, one in enumerate(self._sections(), 1)
            for number, row in enumerate(_tables(one["activities"]), 1)
        }

    def rows(self, section: int) -> list[Content]:
        """Give the rows of a section by its number. Raises `Refusal` if it has something else there."""
        rows = self._sections()[section - 1]["activities"]
        if not isinstance(rows, list):
            raise Refusal("в разделе вместо списка activities стоит другое", "Исправьте сначала это.")
        return rows


def _tables(rows: Content | None) -> list[Row]:
    return [row for row in rows or () if isinstance(row, dict)]
