"""What an editor tells the server and asks of it, on standard input, and the answers to it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO, cast

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from luzplan.edit import Refused
from luzplan.lsp import completion, difference, navigation, under_cursor
from luzplan.lsp.protocol import SOURCE, Asked, Messages
from luzplan.lsp.server import PlanServer, Surroundings

_FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{SOURCE}"


def _initialized(server: PlanServer, params: lsp.InitializeParams) -> None:
    options = params.initialization_options
    if isinstance(options, dict):
        server.shows_hints = options.get("hints") is not False


def _did_open(server: PlanServer, params: lsp.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    server.open(document.uri, document.text, document.version)


def _did_change(server: PlanServer, params: lsp.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    server.change(document.uri, list(params.content_changes), document.version)


def _settings_changed(server: PlanServer, params: lsp.DidChangeConfigurationParams) -> None:
    settings = params.settings.get(SOURCE, params.settings) if isinstance(params.settings, dict) else None
    if isinstance(settings, dict) and "hints" in settings:
        server.show_hints(shown=settings["hints"] is not False)
    server.look_again()


def _hover(asked: Asked, params: lsp.HoverParams) -> lsp.Hover | None:
    found = under_cursor.hover(asked.plan, asked.translator.offset(params.position))
    return asked.translator.hover(found) if found else None


def _completion(asked: Asked, params: lsp.CompletionParams) -> lsp.CompletionList:
    found = completion.completions(asked.plan, asked.translator.offset(params.position))
    return lsp.CompletionList(is_incomplete=True, items=[asked.translator.completion(one) for one in found])


def _code_action(asked: Asked, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    only = params.context.only
    start, end = asked.translator.offsets(params.range)
    found = []
    saves = any(_is_kind(_FIX_ALL, one) for one in only or ())
    if changes := under_cursor.formatting(asked.plan) if saves else ():
        edit = asked.translator.workspace_edit(changes)
        found.append(lsp.CodeAction("Исправить всё однозначное", _FIX_ALL, edit=edit))
    for at, action in enumerate(under_cursor.actions(asked.plan, start, end)):
        splices = None if asked.resolves_edits else action.changes()
        if splices or splices is None:
            data = [params.text_document.uri, start, end, at]
            found.append(asked.translator.action(action, splices, data))
    return [one for one in found if only is None or any(_is_kind(one.kind, wanted) for wanted in only)]


def _is_kind(kind: object, wanted: object) -> bool:
    """Whether a kind of action is the wanted one or one of those: «source.fixAll» is a «source»."""
    own, other = (str(getattr(one, "value", one)) for one in (kind, wanted))
    return not other or f"{own}.".startswith(f"{other}.")


def _resolve_action(server: PlanServer, action: lsp.CodeAction) -> lsp.CodeAction:
    if not isinstance(action.data, list | tuple) or len(action.data) != 4:
        return action
    uri, start, end, at = action.data
    asked = server.asked(uri)
    found = under_cursor.actions(asked.plan, start, end)[at : at + 1] if asked else []
    if asked and found and found[0].title == action.title:  # else the text has changed since
        action.edit = asked.translator.workspace_edit(found[0].changes())
    return action


def _hints(asked: Asked, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    start, end = asked.translator.offsets(params.range)
    found = navigation.hints(asked.plan, start, end) if asked.shows_hints else ()
    return [asked.translator.hint(one) for one in found]


def _name(asked: Asked, position: lsp.Position) -> navigation.NameUse | None:
    """The name at a position."""
    return navigation.name_at(asked.plan, asked.translator.offset(position))


def _definition(asked: Asked, params: lsp.DefinitionParams) -> lsp.Location | None:
    name = _name(asked, params.position)
    mention = navigation.declaration(asked.plan, name) if name else None
    return asked.translator.location(mention) if mention else None


def _references(asked: Asked, params: lsp.ReferenceParams) -> list[lsp.Location]:
    name = _name(asked, params.position)
    all_of = navigation.mentions(asked.plan, name) if name else []
    wanted = [one for one in all_of if params.context.include_declaration or not one.declares]
    return [asked.translator.location(one) for one in wanted]


def _prepare_rename(asked: Asked, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    name = _name(asked, params.position)
    if name is None or name.kind == "row":
        return None
    return lsp.PrepareRenamePlaceholder(asked.translator.range(name.start, name.end), name.name)


def _rename(asked: Asked, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    if (name := _name(asked, params.position)) is None:
        return None
    edit = under_cursor.renamed(asked.plan, name, params.new_name)
    if isinstance(edit, Refused):
        raise JsonRpcInvalidParams(f"{edit.message}. {edit.hint}".strip())
    return asked.translator.workspace_edit(difference(asked.plan.text, edit.text))


_KINDS = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.Refactor, _FIX_ALL]
# What an editor may ask of a plan → the options that are announced, and the answer.
_ANSWERS: dict[str, tuple[object, Callable[..., object]]] = {
    lsp.TEXT_DOCUMENT_HOVER: (None, _hover),
    lsp.TEXT_DOCUMENT_COMPLETION: (lsp.CompletionOptions([" ", ",", "-"]), _completion),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (lsp.CodeActionOptions(_KINDS, resolve_provider=True), _code_action),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (
        None, lambda asked, _: list(map(asked.translator.symbol, navigation.symbols(asked.plan)))
    ),
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: (
        None, lambda asked, _: list(filter(None, map(asked.translator.fold, navigation.folds(asked.plan))))
    ),
    lsp.TEXT_DOCUMENT_INLAY_HINT: (None, _hints),
    lsp.TEXT_DOCUMENT_DOCUMENT_LINK: (
        None, lambda asked, _: list(map(asked.translator.link, navigation.links(asked.plan)))
    ),
    lsp.TEXT_DOCUMENT_DEFINITION: (None, _definition),
    lsp.TEXT_DOCUMENT_REFERENCES: (None, _references),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: (None, _prepare_rename),
    lsp.TEXT_DOCUMENT_RENAME: (lsp.RenameOptions(prepare_provider=True), _rename),
    lsp.TEXT_DOCUMENT_FORMATTING: (
        None, lambda asked, _: asked.translator.edits(under_cursor.formatting(asked.plan))
    ),
}  # fmt: skip

# What an editor tells of its texts, or asks without naming one.
_TOLD: dict[str, Callable[..., object]] = {
    lsp.INITIALIZE: _initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: _did_open,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    lsp.TEXT_DOCUMENT_DID_CLOSE: lambda server, params: server.close(params.text_document.uri),
    lsp.TEXT_DOCUMENT_DID_SAVE: lambda server, _: server.look_again(),
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: lambda server, _: server.look_again(),
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: _settings_changed,
    lsp.CODE_ACTION_RESOLVE: _resolve_action,
    lsp.SHUTDOWN: lambda server, _: setattr(server, "is_told_to_end", True),
}


def serve(surroundings: Surroundings) -> int:
    """Answer an editor until it ends; the exit code says whether it ended as the protocol wants it."""
    server = PlanServer(surroundings)

    def answered(answer: Callable[..., object], params: Any) -> object:  # noqa: ANN401 – of any request
        asked = server.asked(params.text_document.uri)
        return answer(asked, params) if asked else None

    for told, take in _TOLD.items():
        server.feature(told)(partial(take, server))
    for request, (options, answer) in _ANSWERS.items():
        server.feature(request, options)(partial(answered, answer))
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # the server itself says in a line what goes wrong
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:  # pygls closes what it writes to
        server.start_io(cast("BinaryIO", Messages(sys.stdin.buffer)), answers)
    return 0 if server.is_told_to_end else 1
