"""An editor's side of the protocol, against the real server in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.conftest import ROOT

PATIENCE = 60.0  # seconds after which nothing more is waited for
WITH_RESOLVE = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(
        code_action=lsp.CodeActionClientCapabilities(
            resolve_support=lsp.ClientCodeActionResolveOptions(properties=["edit"])
        )
    ),
    general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf8]),
)


class Editor:
    """Opens texts, changes them, and keeps what the server publishes, the newest for each."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self._published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        def take(params: lsp.PublishDiagnosticsParams) -> None:
            self._published.put_nowait(params)

        client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)

    def open(self, uri: str, text: str) -> lsp.TextDocumentIdentifier:
        """Open a text as version 1."""
        item = lsp.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return lsp.TextDocumentIdentifier(uri)

    def change(self, uri: str, version: int, changes: Sequence[lsp.TextDocumentContentChangeEvent]) -> None:
        """Tell of changes."""
        document = lsp.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, changes))

    async def problems(self, version: int | None = 1) -> list[lsp.Diagnostic]:
        """What is wrong in a version of the text; older answers are passed over."""
        while True:
            published = await asyncio.wait_for(self._published.get(), PATIENCE)
            if published.version == version:
                return list(published.diagnostics)


def replacing(
    start: tuple[int, int], end: tuple[int, int], text: str
) -> lsp.TextDocumentContentChangePartial:
    """The change that puts a text in the place of what stands between two positions."""
    return lsp.TextDocumentContentChangePartial(lsp.Range(lsp.Position(*start), lsp.Position(*end)), text)


@asynccontextmanager
async def editing(
    folder: Path, capabilities: lsp.ClientCapabilities | None = None, options: object = None
) -> AsyncIterator[Editor]:
    """An editor with the server running in a folder; at the end the server must end by itself."""
    client = LanguageClient("editor", "1")
    editor = Editor(client)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    await client.start_io(sys.executable, "-m", "luzplan", "lsp", cwd=folder, env=environment)
    params = lsp.InitializeParams(capabilities or lsp.ClientCapabilities(), initialization_options=options)
    await asyncio.wait_for(client.initialize_async(params), PATIENCE)
    client.initialized(lsp.InitializedParams())
    try:
        yield editor
    finally:
        await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
        client.exit(None)
        await asyncio.wait_for(client.stop(), PATIENCE)  # type: ignore[no-untyped-call]
