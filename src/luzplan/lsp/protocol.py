"""The plain answers about a plan as the types of the protocol, with places as the client counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from lsprotocol import types as lsp

from luzplan.formats.problems.text import problem_words
from luzplan.lsp.actions import Action
from luzplan.lsp.completion import Completion
from luzplan.lsp.hover import Hover
from luzplan.lsp.names import Mention
from luzplan.lsp.outline import Fold, Hint, Link, Symbol
from luzplan.lsp.positions import Places, TextPlace
from luzplan.text import Problem, Severity, Splice

SOURCE = "luzplan"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}
_COMPLETIONS = {
    "key": lsp.CompletionItemKind.Property,
    "role": lsp.CompletionItemKind.Class,
    "school": lsp.CompletionItemKind.Module,
    "deadline": lsp.CompletionItemKind.Value,
    "row": lsp.CompletionItemKind.Reference,
    "word": lsp.CompletionItemKind.Text,
}
_SYMBOLS = {
    "key": lsp.SymbolKind.Property,
    "record": lsp.SymbolKind.Class,
    "section": lsp.SymbolKind.Module,
    "row": lsp.SymbolKind.Event,
}


class Translator:
    """Says what is known of a text of a client, in its own units."""

    def __init__(self, uri: str, text: str, unit: str) -> None:
        self.uri = uri
        self._places = Places(text, unit)

    def position(self, offset: int) -> lsp.Position:
        """The position of a character."""
        return lsp.Position(*self._places.place(offset))

    def offset(self, position: lsp.Position) -> int:
        """The character at a position."""
        return self._places.offset(TextPlace(position.line, position.character))

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
            first = lsp.Location(self.uri, self.range(problem.first_seen, problem.first_seen))
            line = first.range.start.line + 1
            related = [lsp.DiagnosticRelatedInformation(first, f"впервые в строке {line}")]
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
        """What may be typed; editors filter by what is there already, in whatever case."""
        return lsp.CompletionItem(
            found.text.rstrip(": ") if found.kind == "key" else found.text,
            kind=_COMPLETIONS[found.kind],
            detail=found.about or None,
            sort_text=f"{found.rank:04}",
            filter_text=found.text,
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
        kind = lsp.CodeActionKind.QuickFix if action.problem else lsp.CodeActionKind.Refactor
        return lsp.CodeAction(
            action.title,
            kind,
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
