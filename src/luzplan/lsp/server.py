"""The plans that are open in an editor: their texts as they change, and the problems published of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from luzplan import __version__
from luzplan.check import Options, Policy
from luzplan.lsp import OpenPlan, is_plan
from luzplan.lsp.protocol import Asked, Translator

_AT_ONCE = 0.05  # seconds; if the last check took longer, the next one first looks what else was typed
_PAUSE = 0.01


class Surroundings(NamedTuple):
    """What the server does not know of itself: the policy of a plan's house, the day, where to complain."""

    policy_of: Callable[[str], Policy]
    today: Callable[[], date]
    warn: Callable[[str], None]


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
