"""The protocol: messages on a stream, places in a client's units, plain answers as the types it has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import BinaryIO, NamedTuple
from urllib.parse import urljoin

from lsprotocol import types as lsp

from luzplan.formats.problems import problem_words
from luzplan.lsp import Action, Completion, Fold, Hint, Hover, Link, Mention, OpenPlan, Symbol
from luzplan.text import LARGEST, Problem, Severity, Splice

_LENGTH = b"Content-Length:"
_LONGEST_LINE = 2**16  # bytes; a header has some tens
_LONGEST = 6 * LARGEST  # bytes; JSON may take six for a letter


class Messages:
    """The stream of an editor's messages; for one that no memory holds, or that breaks off, it ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """A line of a header.

        What stands before a length on its line is the rest of a message whose own length was wrong.
        """
        line = self._stream.readline(_LONGEST_LINE)
        _, found, rest = line.rpartition(_LENGTH)
        return found + rest if line.endswith(b"\n") else b""

    def read(self, size: int) -> bytes:
        """The body of a message."""
        body = self._stream.read(size) if size <= _LONGEST else b""
        return body if len(body) == size else b""


# Units of the protocol → the encoding whose units they are, and the bytes of one.
UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class TextPlace(NamedTuple):
    """A line and a column, both from 0, the column in units of the client."""

    line: int
    column: int


class Places:
    """The places of a text; lines end as they do in editors, also with a carriage return alone."""

    def __init__(self, text: str, unit: str) -> None:
        """Take a text and the name of the units, a key of `UNITS`."""
        self._text = text
        self._encoding, self._size = UNITS[unit]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self._text))]

    def place(self, offset: int) -> TextPlace:
        """The place of a character."""
        offset = min(offset, len(self._text))
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        if before.isascii() or self._size == 4:
            return TextPlace(line, len(before))
        return TextPlace(line, len(before.encode(self._encoding, "surrogatepass")) // self._size)

    def offset(self, place: TextPlace) -> int:
        """The offset of a place; one behind the end of its line or of the text counts as that end."""
        if place.line >= len(self._starts):
            return len(self._text)
        start = self._starts[max(place.line, 0)]
        end = self._starts[place.line + 1] if place.line + 1 < len(self._starts) else len(self._text)
        line = self._text[start:end].rstrip("\r\n")
        column = max(place.column, 0)
        if line.isascii() or self._size == 4:
            return start + min(column, len(line))
        before = line.encode(self._encoding, "surrogatepass")[: column * self._size]
        return start + len(before.decode(self._encoding, "ignore"))


SOURCE = "luzplan"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error, Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}  # fmt: skip
_COMPLETIONS = {
    "key": lsp.CompletionItemKind.Property, "role": lsp.CompletionItemKind.Class,
    "school": lsp.CompletionItemKind.Module, "deadline": lsp.CompletionItemKind.Value,
    "row": lsp.CompletionItemKind.Reference, "word": lsp.CompletionItemKind.Text,
}  # fmt: skip
_SYMBOLS = {
    "key": lsp.SymbolKind.Property, "record": lsp.SymbolKind.Class,
    "section": lsp.SymbolKind.Module, "row": lsp.SymbolKind.Event,
}  # fmt: skip


class Translator:
    """Says what is known of a text of a client, in its own units."""

    def __init__(self, uri: str, text: str, unit: str) -> None:
        self.uri, self._text = uri, text
        self._places = Places(text, unit)

    def position(self, offset: int) -> lsp.Position:
        """The position of a character."""
        return lsp.Position(*self._places.place(offset))

    def offset(self, position: lsp.Position) -> int:
        """The character at a position."""
        return self._places.offset(TextPlace(position.line, position.character))

    def offsets(self, there: lsp.Range) -> tuple[int, int]:
        """The characters at both ends of a range."""
        return self.offset(there.start), self.offset(there.end)

    def range(self, start: int, end: int) -> lsp.Range:
        """The range between two characters."""
        return lsp.Range(self.position(start), self.position(end))

    def location(self, mention: Mention) -> lsp.Location:
        """A place of the file."""
        return lsp.Location(self.uri, self.range(mention.start, mention.end))

    def diagnostic(self, problem: Problem) -> lsp.Diagnostic:
        """A problem; its other place is related to it, and its data say how to read more."""
        related = None
        if problem.first_seen is not None:
            first = self.location(Mention(problem.first_seen, problem.first_seen))
            words = f"впервые в строке {first.range.start.line + 1}"
            related = [lsp.DiagnosticRelatedInformation(first, words)]
        return lsp.Diagnostic(
            self.range(problem.start, problem.end),
            problem_words(problem),
            _SEVERITIES[problem.severity],
            problem.code,
            source=SOURCE,
            related_information=related,
            data={"explain": f"luzplan explain {problem.code}"},
        )

    def hover(self, found: Hover) -> lsp.Hover:
        """What is shown of a word."""
        text = lsp.MarkupContent(lsp.MarkupKind.Markdown, found.text)
        return lsp.Hover(text, self.range(found.start, found.end))

    def completion(self, found: Completion) -> lsp.CompletionItem:
        """What may be typed; editors filter by what is there already, whatever it is."""
        typed = self._text[found.start : found.end]
        is_begun = found.text.casefold().startswith(typed.casefold())
        return lsp.CompletionItem(
            found.text.rstrip(": ") if found.kind == "key" else found.text,
            kind=_COMPLETIONS[found.kind],
            detail=found.about or None,
            sort_text=f"{found.rank:04}",
            filter_text=found.text if is_begun else f"{typed} {found.text}",
            text_edit=lsp.TextEdit(self.range(found.start, found.end), found.text),
        )

    def edits(self, splices: Iterable[Splice]) -> list[lsp.TextEdit]:
        """Changes of the text."""
        return [lsp.TextEdit(self.range(one.start, one.end), one.text) for one in splices]

    def workspace_edit(self, splices: Iterable[Splice]) -> lsp.WorkspaceEdit:
        """Changes of the text, as those of a file."""
        return lsp.WorkspaceEdit(changes={self.uri: self.edits(splices)})

    def action(self, action: Action, splices: Sequence[Splice] | None, data: object) -> lsp.CodeAction:
        """A change that can be made, or is to be worked out when it is chosen (``splices`` is None)."""
        return lsp.CodeAction(
            action.title,
            lsp.CodeActionKind.QuickFix if action.problem else lsp.CodeActionKind.Refactor,
            diagnostics=[self.diagnostic(action.problem)] if action.problem else None,
            is_preferred=action.preferred or None,
            edit=None if splices is None else self.workspace_edit(splices),
            data=data if splices is None else None,
        )

    def symbol(self, found: Symbol) -> lsp.DocumentSymbol:
        """A part of the outline."""
        return lsp.DocumentSymbol(
            found.name or "—",
            _SYMBOLS[found.kind],
            self.range(found.start, found.end),
            self.range(found.name_start, found.name_end),
            found.detail or None,
            children=[self.symbol(one) for one in found.children] or None,
        )

    def fold(self, found: Fold) -> lsp.FoldingRange | None:
        """Lines that can be folded, None for a single one."""
        start, end = self.position(found.start).line, self.position(found.end).line
        kind = lsp.FoldingRangeKind.Comment if found.comment else lsp.FoldingRangeKind.Region
        return lsp.FoldingRange(start, end, kind=kind) if start < end else None

    def hint(self, found: Hint) -> lsp.InlayHint:
        """A remark beside a row."""
        place = self.position(found.offset)
        return lsp.InlayHint(place, found.text, padding_left=not found.before, padding_right=found.before)

    def link(self, found: Link) -> lsp.DocumentLink:
        """A link; that to a file is seen from the plan."""
        return lsp.DocumentLink(self.range(found.start, found.end), urljoin(self.uri, found.target))


class Asked(NamedTuple):
    """A plan that an editor asks about, what translates for it, and what the editor wants or can do."""

    plan: OpenPlan
    translator: Translator
    shows_hints: bool
    resolves_edits: bool
