"""The texts that are open in an editor, and the plain answers about them as the types of the protocol."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urljoin

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from luzplan import __version__
from luzplan.check import Options, Policy
from luzplan.formats.problems import problem_words
from luzplan.lsp import (
    Action,
    Completion,
    Fold,
    Hint,
    Hover,
    Link,
    Mention,
    OpenPlan,
    Places,
    Symbol,
    TextPlace,
    is_plan,
)  # fmt: skip
from luzplan.text import Problem, Severity, Splice

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


_AT_ONCE = 0.05  # seconds; if the last check took longer, the next one first looks what else was typed
_PAUSE = 0.01


class Surroundings(NamedTuple):
    """What the server does not know of itself: the policy of a plan's house, the day, where to complain."""

    policy_of: Callable[[str], Policy]
    today: Callable[[], date]
    warn: Callable[[str], None]


class Asked(NamedTuple):
    """A plan that an editor asks about, what translates for it, and what the editor wants or can do."""

    plan: OpenPlan
    translator: Translator
    shows_hints: bool
    resolves_edits: bool


class _Document(NamedTuple):
    """A text that is open: ``plan`` is None where it is none of a plan."""

    text: str
    version: int | None
    plan: OpenPlan | None


class _OwnTexts(LanguageServerProtocol):
    """Leaves the changes of texts to the server.

    pygls takes U+2028 and other signs for ends of lines, which no editor does. Where a line seems too short
    to it, it puts another column into the position that the server is then told of.
    """

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[object]:
        """Hand the changes on as they came."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class PlanServer(LanguageServer):
    """The plans that are open in an editor."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__("luzplan", __version__, protocol_cls=_OwnTexts)
        self.shows_hints = True
        self.is_told_to_end = False
        self._surroundings = surroundings
        self._documents: dict[str, _Document] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._last = 0.0  # seconds that the last check took

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Say in a line what the editor is not told by an answer, for it asked nothing."""
        if not issubclass(source, FeatureRequestError):
            self._surroundings.warn(f"luzplan lsp: сообщение редактора не понято ({type(error).__name__})")

    @property
    def _unit(self) -> str:
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    def asked(self, uri: str) -> Asked | None:
        """The plan that is open under an address, None if there is none or it is another file."""
        document = self._documents.get(uri)
        if document is None or document.plan is None:
            return None
        translator = Translator(uri, document.text, self._unit)
        client = self.client_capabilities.text_document
        able = client.code_action.resolve_support if client and client.code_action else None
        resolves_edits = able is not None and "edit" in able.properties
        return Asked(document.plan, translator, self.shows_hints, resolves_edits)

    def show_hints(self, *, shown: bool) -> None:
        """Show remarks beside the rows, or take them away."""
        self.shows_hints = shown
        workspace = self.client_capabilities.workspace
        if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)

    def open(self, uri: str, text: str, version: int | None) -> None:
        """Take a text that was opened, or is to be looked at anew; what it says is published."""
        name = to_fs_path(uri) or uri
        plan = None
        if is_plan(PurePath(name).name, text):
            options = Options(today=self._surroundings.today(), policy=self._surroundings.policy_of(name))
            plan = OpenPlan(name, text, options, self._surroundings.today())
        self._documents[uri] = _Document(text, version, plan)
        self._publish(uri)

    def change(self, uri: str, changes: list[lsp.TextDocumentContentChangeEvent], version: int) -> None:
        """Take changes of a text; what it says then is published, of several that wait the last."""
        if (before := self._documents.get(uri)) is None:
            return
        text = before.text
        for one in changes:
            if isinstance(one, lsp.TextDocumentContentChangePartial):
                translator = Translator(uri, text, self._unit)
                start, end = translator.offset(one.range.start), translator.offset(one.range.end)
                text = text[: min(start, end)] + one.text + text[max(start, end) :]
            else:
                text = one.text
        if before.plan is None or not is_plan(PurePath(before.plan.name).name, text):
            self.open(uri, text, version)
            return
        self._documents[uri] = _Document(text, version, before.plan.changed(text))
        if handle := self._waiting.pop(uri, None):
            handle.cancel()
        if self._last <= _AT_ONCE:
            self._publish(uri)
            return
        # What was typed while a check ran is told in a row: all of it is taken before the next one begins.
        self._waiting[uri] = asyncio.get_running_loop().call_later(_PAUSE, self._publish, uri)

    def close(self, uri: str) -> None:
        """Forget a text; nothing is said of it any more."""
        if handle := self._waiting.pop(uri, None):
            handle.cancel()
        document = self._documents.pop(uri, None)
        if document and document.plan:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def look_again(self) -> None:
        """Read the policies of all open plans anew: a policy file may have changed."""
        for uri, document in list(self._documents.items()):
            self.open(uri, document.text, document.version)

    def _publish(self, uri: str) -> None:
        self._waiting.pop(uri, None)
        document = self._documents.get(uri)
        if document is None:
            return
        started = time.perf_counter()
        problems = document.plan.checked.problems if document.plan else ()
        self._last = time.perf_counter() - started
        translator = Translator(uri, document.text, self._unit)
        found = [translator.diagnostic(problem) for problem in problems]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, document.version))
