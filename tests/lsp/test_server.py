"""The server as an editor meets it: in a process of its own, over the protocol."""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from luzplan.check import Options
from tests.check.examples import check_file
from tests.conftest import ROOT, Luzplan
from tests.lsp.editor import PATIENCE, Editor, editing, in_editor, replacing
from tests.lsp.marked import HEAD, ROWS

pytestmark = pytest.mark.slow

TEXT = (HEAD + ROWS).replace("Замы по УВР и ВР", "Психлог")
LINE = TEXT[: TEXT.index("who: Психлог")].count("\n")


def said(problems: list[lsp.Diagnostic]) -> list[tuple[int, str]]:
    return [(one.range.start.line + 1, str(one.code)) for one in problems]


@in_editor
async def test_problems_are_those_of_validate_and_follow_the_text(
    editor: Editor, uri: str, tmp_path: Path
) -> None:
    (tmp_path / "plan.yaml").write_text(TEXT, encoding="utf-8")
    checked = check_file(str(tmp_path / "plan.yaml"), Options(today=date.today()))
    expected = [(checked.source.position(one.start).line, one.code) for one in checked.problems]

    editor.open(uri, TEXT)
    first = await editor.problems()
    assert said(first) == expected
    wrong = next(one for one in first if one.code == "LP101")
    assert wrong.severity is lsp.DiagnosticSeverity.Error
    assert wrong.source == "luzplan"
    assert wrong.message == "неизвестный исполнитель «Психлог» (может быть, «Психолог»?)"
    assert wrong.range == lsp.Range(lsp.Position(LINE, 13), lsp.Position(LINE, 20))
    editor.change(uri, 2, [replacing((LINE, 16), (LINE, 17), "хо")])
    assert "LP101" not in {one.code for one in await editor.problems(2)}
    editor.change(uri, 3, [lsp.TextDocumentContentChangeWholeDocument("")])
    assert said(await editor.problems(3)) == [(1, "LP003")]
    editor.change(uri, 4, [lsp.TextDocumentContentChangeWholeDocument("version: 3\nservices:\n")])
    assert await editor.problems(4) == []


@in_editor
async def test_a_sign_that_ends_no_line_in_editors_moves_no_change(editor: Editor, uri: str) -> None:
    short = TEXT[: TEXT.index("roles:")].count("\n")
    text = f"#{chr(0x2028) * (LINE - short)}\n{TEXT}"  # whoever counts it as an end has «roles:» for the line

    editor.open(uri, text)
    first = said(await editor.problems())
    editor.change(uri, 2, [replacing((LINE + 1, 16), (LINE + 1, 17), "хо")])
    assert said(await editor.problems(2)) == [one for one in first if one != (LINE + 2, "LP101")] != first


@in_editor
async def test_a_problem_names_the_other_place_it_is_about(editor: Editor, uri: str) -> None:
    editor.open(uri, f"year: 2011-2012\nyear: 2011-2012\n{ROWS}")
    found = next(one for one in await editor.problems() if one.code == "LP007")
    assert found.related_information is not None
    related = found.related_information[0]
    assert (related.message, related.location.range.start.line) == ("впервые в строке 1", 0)
    assert found.data == {"explain": "luzplan explain LP007"}


@pytest.mark.parametrize("resolve", [False, True])
@in_editor
async def test_an_action_is_worked_out_at_once_or_when_it_is_chosen(
    editor: Editor, uri: str, resolve: bool
) -> None:
    document = editor.open(uri, TEXT)
    problems = await editor.problems()
    column = 13 + 7 * resolve  # the client counts bytes: «who: » is as wide, the word is not
    spot = lsp.Range(lsp.Position(LINE, column), lsp.Position(LINE, column))
    context = lsp.CodeActionContext(problems)
    found = await editor.client.text_document_code_action_async(lsp.CodeActionParams(document, spot, context))
    assert found is not None
    action = found[0]
    assert isinstance(action, lsp.CodeAction)
    assert action.title == "Заменить на «Психолог»"
    if resolve:
        assert action.edit is None
        action = await editor.client.code_action_resolve_async(action)
    assert action.edit is not None
    assert action.edit.changes is not None
    wide = 14 if resolve else 7
    where = lsp.Range(lsp.Position(LINE, 13), lsp.Position(LINE, 13 + wide))
    assert list(action.edit.changes[uri]) == [lsp.TextEdit(where, "Психолог")]


@in_editor
async def test_all_that_is_asked_of_a_place_is_answered(editor: Editor, uri: str) -> None:
    document, client = editor.open(uri, HEAD + ROWS), editor.client
    line = (HEAD + ROWS)[: (HEAD + ROWS).index("who: Совет")].count("\n")
    spot = lsp.Position(line, 14)
    hover = await client.text_document_hover_async(lsp.HoverParams(document, spot))
    assert hover is not None
    assert "Совет округа" in str(hover.contents)
    found = await client.text_document_definition_async(lsp.DefinitionParams(document, spot))
    assert isinstance(found, lsp.Location)
    assert found.range.start == lsp.Position(8, 10)
    context = lsp.ReferenceContext(include_declaration=False)
    references = await client.text_document_references_async(lsp.ReferenceParams(context, document, spot))
    assert [one.range.start.line for one in references or ()] == [10, line]
    prepared = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(document, spot))
    assert isinstance(prepared, lsp.PrepareRenamePlaceholder)
    assert prepared.placeholder == "Совет округа"
    renaming = lsp.RenameParams(text_document=document, position=spot, new_name="Совет школ")
    renamed = await client.text_document_rename_async(renaming)
    assert renamed is not None
    assert renamed.changes is not None
    assert [one.range.start.line for one in renamed.changes[uri]] == [8, 10, line]
    completing = lsp.CompletionParams(document, lsp.Position(line, 16))
    offered = await client.text_document_completion_async(completing)
    assert isinstance(offered, lsp.CompletionList)
    assert offered.items[0].label == "Совет округа"
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    assert [one.name for one in symbols or ()][-1] == "1. Уроки"
    folds = await client.text_document_folding_range_async(lsp.FoldingRangeParams(document))
    assert len(folds or ()) == 8
    links = await client.text_document_document_link_async(lsp.DocumentLinkParams(document))
    assert list(links or ()) == []


@pytest.mark.parametrize("shown", [True, False])
def test_remarks_can_be_switched_off(tmp_path: Path, shown: bool) -> None:
    async def run() -> None:
        async with editing(tmp_path, options={"hints": shown}) as editor:
            document = editor.open((tmp_path / "plan.yaml").as_uri(), HEAD + ROWS)
            everything = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
            found = await editor.client.text_document_inlay_hint_async(
                lsp.InlayHintParams(document, everything)
            )
            assert bool(found) is shown

    asyncio.run(run())


@in_editor
async def test_formatting_mends_what_needs_no_thinking_and_keeps_line_ends(editor: Editor, uri: str) -> None:
    text = (HEAD + ROWS).replace("Заседание", "Зaседание").replace("\n", "\r\n")
    document = editor.open(uri, text)
    options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = await editor.client.text_document_formatting_async(
        lsp.DocumentFormattingParams(text_document=document, options=options)
    )
    assert [one.new_text for one in edits or ()] == ["а"]


@in_editor
async def test_several_files_are_open_and_what_is_no_plan_is_left_alone(
    editor: Editor, uri: str, tmp_path: Path
) -> None:
    other = (tmp_path / "mkdocs.yml").as_uri()
    document = editor.open(other, "site_name: [\n")
    assert await editor.problems() == []
    hover = lsp.HoverParams(document, lsp.Position(0, 0))
    assert await editor.client.text_document_hover_async(hover) is None
    second = (tmp_path / "план.yaml").as_uri()
    editor.open(second, TEXT)
    assert await editor.problems() != []
    editor.open(uri, HEAD + ROWS)
    assert "LP101" not in {one.code for one in await editor.problems()}
    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(second)))
    assert await editor.problems(None) == []


@in_editor
async def test_the_policy_of_the_house_is_read_again_when_a_file_is_saved(
    editor: Editor, uri: str, tmp_path: Path
) -> None:
    document = editor.open(uri, TEXT)
    assert "LP101" in {one.code for one in await editor.problems()}
    (tmp_path / ".luzplan.toml").write_text('ignore = ["LP101"]\n', encoding="utf-8")
    editor.client.text_document_did_save(lsp.DidSaveTextDocumentParams(document))
    assert "LP101" not in {one.code for one in await editor.problems()}


@in_editor
async def test_remarks_follow_the_settings(editor: Editor, uri: str) -> None:
    document = editor.open(uri, HEAD + ROWS)
    for shown in (False, True):
        settings = lsp.DidChangeConfigurationParams({"luzplan": {"hints": shown}})
        editor.client.workspace_did_change_configuration(settings)
        everything = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
        found = await editor.client.text_document_inlay_hint_async(lsp.InlayHintParams(document, everything))
        assert bool(found) is shown


@in_editor
async def test_what_is_typed_in_the_other_layout_passes_the_filter_of_the_editor(
    editor: Editor, uri: str
) -> None:
    document = editor.open(uri, TEXT.replace("who: Психлог", "who: cjd"))
    spot = lsp.Position(LINE, 16)
    found = await editor.client.text_document_completion_async(lsp.CompletionParams(document, spot))
    assert isinstance(found, lsp.CompletionList)
    assert (found.items[0].label, found.items[0].filter_text) == ("совет округа", "cjd совет округа")


def message(method: str, number: int | None = None) -> bytes:
    """A message without parameters as it goes over the wire."""
    said = {"jsonrpc": "2.0", "method": method, "params": {}} | ({"id": number} if number else {})
    body = json.dumps(said | ({"params": {"capabilities": {}}} if number == 1 else {})).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([message("initialize", 1), message("shutdown", 2), message("exit")], 0),
        ([message("initialize", 1), message("exit")], 1),
        ([message("initialize", 1)], 1),
    ],
)
def test_the_server_ends_as_the_protocol_wants_it(messages: list[bytes], code: int) -> None:
    command = [sys.executable, "-m", "luzplan", "lsp"]
    with subprocess.Popen(
        command, cwd=ROOT / "src", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for one in messages:
            server.stdin.write(one)
            server.stdin.flush()
            if b'"id"' in one:  # an editor waits for answers
                size = int(server.stdout.readline().split(b":")[1])
                while server.stdout.readline().strip():
                    pass
                assert b'"result"' in server.stdout.read(size)
        _, errors = server.communicate(timeout=PATIENCE)
    assert (server.returncode, errors) == (code, b"")


def test_the_server_starts_without_the_libraries_of_the_terminal() -> None:
    script = (
        "import sys, luzplan.lsp.requests; sys.exit(any(one in sys.modules for one in ('rich', 'typer')))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT / "src", check=False).returncode == 0


def test_without_the_library_the_command_says_how_to_install_it(
    luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "luzplan.lsp.requests", raising=False)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    run = luzplan("lsp")
    assert run.code == 3
    assert "pip install" in run.err
    assert "[lsp]" in run.err


def test_what_earlier_texts_left_is_cleared_away(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    cleared = []

    def serve(_: object) -> int:
        cleared.append(gc.isenabled())
        return 0

    monkeypatch.setattr("luzplan.lsp.requests.serve", serve)
    gc.disable()  # as `luzplan.__main__` does
    try:
        assert luzplan("lsp").code == 0
    finally:
        gc.enable()
    assert cleared == [True]
