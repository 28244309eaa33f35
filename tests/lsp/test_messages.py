"""What is no message of the protocol: the server says a line at most, and goes on or ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO

import pytest

from luzplan.lsp import protocol
from luzplan.lsp.protocol import Messages
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SHUTDOWN = b'{"jsonrpc":"2.0","id":7,"method":"shutdown"}'
PASSED_OVER = {
    "list": b"[]",
    "null": b"null",
    "text": b'"a"',
    "number": b"1e999",
    "empty record": b"{}",
    "no JSON": b"{]",
    "no UTF-8": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "method that is a number": b'{"jsonrpc":"2.0","id":1,"method":5}',
    "unknown method": b'{"jsonrpc":"2.0","method":"x/y","params":[]}',
    "unknown request": b'{"jsonrpc":"2.0","id":1,"method":"x/y","params":[]}',
    "parameters that are none": b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":5}',
    "answer to nothing": b'{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"x"}}',
}
HEADERS = {
    "words": b"words\r\n\r\n",
    "no number": b"Content-Length: x\r\n\r\n",
    "negative": b"Content-Length: -5\r\n\r\n{}",
    "nothing": b"Content-Length: 0\r\n\r\n",
    "too short": b"Content-Length: 1\r\n\r\n{}",
}


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def served(data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "luzplan", "lsp"], input=data, capture_output=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


@pytest.mark.parametrize("bad", [*map(framed, PASSED_OVER.values()), *HEADERS.values()])
def test_what_follows_is_still_answered(bad: bytes) -> None:
    done = served(bad + framed(SHUTDOWN))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.rpartition(b"\r\n\r\n")[2])["id"] == 7
    assert done.stderr.count(b"\n") <= 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "cut", [b"Content-Length: 999\r\n\r\n{}", b"Content-Length: 9" * 9999, b"\0" * 10**6]
)
def test_it_ends_where_a_message_breaks_off(cut: bytes) -> None:
    done = served(cut)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_no_message_is_read_that_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "_LONGEST", 4)
    assert Messages(BytesIO(b"12345")).read(5) == b""
    assert Messages(BytesIO(b"12345")).read(4) == b"1234"
