"""What an editor sends, before anything of it is understood: bytes, and changes of texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lsprotocol import types as lsp
from pygls.protocol import LanguageServerProtocol, lsp_method

from luzplan.text import LARGEST

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


class OwnTexts(LanguageServerProtocol):
    """Leaves the changes of texts to the server.

    pygls takes U+2028 and other signs for ends of lines, which no editor does. Where a line seems too short
    to it, it puts another column into the position that the server is then told of.
    """

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[object]:
        """Hand the changes on as they came."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None
