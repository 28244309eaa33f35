"""The texts that are open in an editor, and what is published of them while they change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from luzplan import __version__
from luzplan.check import Options
from luzplan.check.policy import Policy
from luzplan.lsp.opened import OpenPlan, is_plan
from luzplan.lsp.protocol import Translator

_AT_ONCE = 0.05  # seconds; if the last check took longer, the next waits for a pause in the typing
_LONGEST_WAIT = 0.5


class Surroundings(NamedTuple):
    """What the server does not know of itself: the policy of a plan's house, and the day."""

    policy_of: Callable[[str], Policy]
    today: Callable[[], date]


class Asked(NamedTuple):
    """A plan that an editor asks about, and what translates for it."""

    plan: OpenPlan
    translator: Translator


class _Document(NamedTuple):
    """A text that is open: ``plan`` is None where it is none of a plan."""

    text: str
    version: int | None
    plan: OpenPlan | None


class PlanServer(LanguageServer):
    """The plans that are open in an editor."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__("luzplan", __version__)
        self.shows_hints = True
        self._surroundings = surroundings
        self._documents: dict[str, _Document] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._last = 0.0  # seconds that the last check took

    @property
    def _unit(self) -> str:
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    def asked(self, uri: str) -> Asked | None:
        """The plan that is open under an address, None if there is none or it is another file."""
        document = self._documents.get(uri)
        if document is None or document.plan is None:
            return None
        return Asked(document.plan, Translator(uri, document.text, self._unit))

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
        """Take changes of a text; what it says then is published, after a pause if that takes long."""
        before = self._documents.get(uri)
        text = before.text if before else ""
        for one in changes:
            if isinstance(one, lsp.TextDocumentContentChangePartial):
                translator = Translator(uri, text, self._unit)
                start, end = translator.offset(one.range.start), translator.offset(one.range.end)
                text = text[: min(start, end)] + one.text + text[max(start, end) :]
            else:
                text = one.text
        if before is None or before.plan is None or not is_plan(PurePath(before.plan.name).name, text):
            self.open(uri, text, version)
            return
        self._documents[uri] = _Document(text, version, before.plan.changed(text))
        self._publish_soon(uri)

    def close(self, uri: str) -> None:
        """Forget a text; nothing is said of it any more."""
        self._cancel(uri)
        document = self._documents.pop(uri, None)
        if document and document.plan:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def look_again(self) -> None:
        """Read the policies of all open plans anew: a policy file may have changed."""
        for uri, document in list(self._documents.items()):
            self.open(uri, document.text, document.version)

    def _publish_soon(self, uri: str) -> None:
        self._cancel(uri)
        if self._last <= _AT_ONCE:
            self._publish(uri)
            return
        wait = min(self._last, _LONGEST_WAIT)
        self._waiting[uri] = asyncio.get_running_loop().call_later(wait, self._publish, uri)

    def _cancel(self, uri: str) -> None:
        if handle := self._waiting.pop(uri, None):
            handle.cancel()

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
