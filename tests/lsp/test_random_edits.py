"""Whatever is typed, pasted, deleted and undone: at the end the problems are those of the saved file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from lsprotocol import types as lsp

from luzplan.check import Options
from luzplan.lsp import is_plan
from luzplan.lsp.protocol import Places
from tests.check.examples import check_file
from tests.conftest import ROOT
from tests.lsp.editor import Editor, editing, replacing
from tests.lsp.marked import HEAD, ROWS

pytestmark = pytest.mark.slow

PIECES = (
    *"абwx:-[]{}'\"#|>&*!\t\n ", "\n\n", "\r\n", "\r", "😀", "\u2028", "\ufeff", "what: ", "when: февраль\n",
    "        who: Зам по УВР\n", "      - what: Новое\n        when: 31 февраля\n", "  - title: Ещё раздел\n",
    "sections:", "year: 2012-2013\n", "done: 2012-02-30", "roles:\n  - name: Психолог\n",
    "# luzplan: ignore\n", "Психлог", "- what: {", "|-\n", "<<<<<<< HEAD\n", "---\n", "\x00",
)  # fmt: skip


def sequence(text: str, random: Random) -> Iterator[tuple[str, int, int, str]]:
    """Some edits one after the other: the text before each, what is replaced, and by what."""
    past = [text]
    for _ in range(random.randint(2, 8)):
        kind = random.choice(("insert", "insert", "insert", "delete", "paste", "undo"))
        start = random.randrange(len(text) + 1)
        end, new = start, ""
        if kind == "insert":
            new = "".join(random.choices(PIECES, k=random.randint(1, 3)))
        elif kind == "delete":
            end = min(len(text), start + random.choice((1, 2, 5, 40, 400)))
        elif kind == "paste":
            there = random.randrange(len(text) + 1)
            new = text[there : there + random.choice((10, 60, 300))]
        elif len(past) > 1:
            past.pop()
            yield text, 0, len(text), past[-1]
            text = past[-1]
            continue
        yield text, start, end, new
        text = text[:start] + new + text[end:]
        past.append(text)


def stands_apart(text: str, *offsets: int) -> bool:
    """Whether an editor can stand at the offsets: not between the two signs of an end of line."""
    return all(text[at - 1 : at + 1] != "\r\n" for at in offsets if at)


async def replayed(editor: Editor, uri: str, text: str, random: Random) -> str:
    """Type a sequence into an editor; the text that it ends with."""
    editor.open(uri, text)
    version = 1
    await editor.problems(version)
    for before, start, end, new in sequence(text, random):
        if not stands_apart(before, start, end):
            break
        version += 1
        places = Places(before, "utf-16")
        editor.change(uri, version, [replacing(places.place(start), places.place(end), new)])
        text = before[:start] + new + before[end:]
        if random.random() < 0.3:
            await asked(editor, lsp.TextDocumentIdentifier(uri), places.place(start))
    found = await editor.problems(version) if version > 1 else []
    if version > 1:
        compare(Path(uri.removeprefix("file://")), text, found)
    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    return text


async def asked(editor: Editor, document: lsp.TextDocumentIdentifier, place: tuple[int, int]) -> None:
    """Ask all that an editor asks while somebody types; it has to be answered."""
    spot, client = lsp.Position(*place), editor.client
    await client.text_document_hover_async(lsp.HoverParams(document, spot))
    await client.text_document_completion_async(lsp.CompletionParams(document, spot))
    await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    await client.text_document_folding_range_async(lsp.FoldingRangeParams(document))
    where = lsp.Range(spot, spot)
    await client.text_document_inlay_hint_async(lsp.InlayHintParams(document, where))
    await client.text_document_code_action_async(
        lsp.CodeActionParams(document, where, lsp.CodeActionContext([]))
    )


def compare(path: Path, text: str, found: list[lsp.Diagnostic]) -> None:
    """Hold what was published against what is found in the saved file."""
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    checked = check_file(str(path), Options(today=date.today()))
    places = Places(checked.source.text, "utf-16")
    expected = [(tuple(places.place(one.start)), one.code) for one in checked.problems]
    got = [((one.range.start.line, one.range.start.character), one.code) for one in found]
    assert got == (expected if is_plan(path.name, text) else []), text


@pytest.mark.parametrize("plan", ["plan.yaml", "small"])
@pytest.mark.parametrize("seeds", [range(20), pytest.param(range(20, 1060), marks=pytest.mark.long)], ids=str)
def test_at_the_end_the_problems_are_those_of_the_saved_file(plan: str, seeds: range, tmp_path: Path) -> None:
    text = HEAD + ROWS if plan == "small" else (ROOT / plan).read_text(encoding="utf-8")

    async def run() -> None:
        async with editing(tmp_path) as editor:
            for seed in seeds:
                await replayed(editor, (tmp_path / "plan.yaml").as_uri(), text, Random(seed))

    asyncio.run(run())
