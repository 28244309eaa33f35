"""An editor's side of the protocol, against the real server in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from inspect import Parameter, signature
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


def in_editor(work: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """A test that takes an editor and the address of its plan, and then what pytest gives it.

    One that is given ``resolve`` asks for edits when they are chosen.
    """
    own = list(signature(work).parameters.values())[2:]
    folder = Parameter("tmp_path", Parameter.POSITIONAL_OR_KEYWORD, annotation=Path)

    def test(tmp_path: Path, **given: object) -> None:
        wanted = {"tmp_path": tmp_path, **given}

        async def run() -> None:
            async with editing(tmp_path, WITH_RESOLVE if given.get("resolve") else None) as editor:
                await work(editor, (tmp_path / "plan.yaml").as_uri(), *(wanted[one.name] for one in own))

        asyncio.run(run())

    test.__name__, test.__module__ = work.__name__, work.__module__
    test.__signature__ = signature(work).replace(  # type: ignore[attr-defined]
        parameters=[folder, *(one for one in own if one.name != folder.name)]
    )
    return test
