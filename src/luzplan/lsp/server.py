"""The server on standard input and output: what an editor tells it, and asks of a place of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from luzplan.edit import Refused
from luzplan.lsp import actions, completion, hover, navigation
from luzplan.lsp.opened import difference
from luzplan.lsp.protocol import SOURCE, Asked, PlanServer, Surroundings

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


def _did_close(server: PlanServer, params: lsp.DidCloseTextDocumentParams) -> None:
    server.close(params.text_document.uri)


def _settings_changed(server: PlanServer, params: object) -> None:
    del params
    server.look_again()


def _hover(server: PlanServer, params: lsp.HoverParams) -> lsp.Hover | None:
    asked = server.asked(params.text_document.uri)
    found = hover.hover(asked.plan, asked.translator.offset(params.position)) if asked else None
    return asked.translator.hover(found) if asked and found else None


def _completion(server: PlanServer, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    asked = server.asked(params.text_document.uri)
    if asked is None:
        return None
    found = completion.completions(asked.plan, asked.translator.offset(params.position))
    return lsp.CompletionList(is_incomplete=True, items=[asked.translator.completion(one) for one in found])


def _code_action(server: PlanServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    asked = server.asked(params.text_document.uri)
    if asked is None:
        return []
    only = params.context.only
    found = [*_fix_all(asked, only), *_actions(server, asked, params)]
    return [one for one in found if only is None or any(_is_kind(one.kind, wanted) for wanted in only)]


def _fix_all(asked: Asked, only: Sequence[object] | None) -> list[lsp.CodeAction]:
    """All fixes at once, where they are asked for: when a file is saved."""
    changes = actions.formatting(asked.plan) if any(_is_kind(_FIX_ALL, one) for one in only or ()) else ()
    edit = asked.translator.workspace_edit(changes)
    return [lsp.CodeAction("Исправить всё однозначное", _FIX_ALL, edit=edit)] if changes else []


def _actions(server: PlanServer, asked: Asked, params: lsp.CodeActionParams) -> Iterator[lsp.CodeAction]:
    start, end = (asked.translator.offset(one) for one in (params.range.start, params.range.end))
    later = _resolves_edits(server)
    for at, action in enumerate(actions.actions(asked.plan, start, end)):
        splices = None if later else action.changes()
        if later or splices:
            yield asked.translator.action(action, splices, [params.text_document.uri, start, end, at])


def _is_kind(kind: object, wanted: object) -> bool:
    """Whether a kind of action is the wanted one or one of those: «source.fixAll» is a «source»."""
    own, other = (str(getattr(one, "value", one)) for one in (kind, wanted))
    return not other or f"{own}.".startswith(f"{other}.")


def _resolves_edits(server: PlanServer) -> bool:
    """Whether the client asks for an edit when it is chosen."""
    document = server.client_capabilities.text_document
    able = document.code_action.resolve_support if document and document.code_action else None
    return able is not None and "edit" in able.properties


def _resolve_action(server: PlanServer, action: lsp.CodeAction) -> lsp.CodeAction:
    if not isinstance(action.data, list | tuple) or len(action.data) != 4:
        return action
    uri, start, end, at = action.data
    asked = server.asked(uri)
    found = actions.actions(asked.plan, start, end)[at : at + 1] if asked else []
    if asked and found and found[0].title == action.title:  # else the text has changed since
        action.edit = asked.translator.workspace_edit(found[0].changes())
    return action


def _symbols(server: PlanServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    asked = server.asked(params.text_document.uri)
    return [asked.translator.symbol(one) for one in navigation.symbols(asked.plan)] if asked else []


def _folds(server: PlanServer, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    asked = server.asked(params.text_document.uri)
    folds = (asked.translator.fold(one) for one in navigation.folds(asked.plan)) if asked else ()
    return [one for one in folds if one]


def _hints(server: PlanServer, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    asked = server.asked(params.text_document.uri)
    if asked is None or not server.shows_hints:
        return []
    start, end = (asked.translator.offset(one) for one in (params.range.start, params.range.end))
    return [asked.translator.hint(one) for one in navigation.hints(asked.plan, start, end)]


def _links(server: PlanServer, params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    asked = server.asked(params.text_document.uri)
    return [asked.translator.link(one) for one in navigation.links(asked.plan)] if asked else []


_Named = lsp.DefinitionParams | lsp.ReferenceParams | lsp.PrepareRenameParams | lsp.RenameParams


def _name(server: PlanServer, params: _Named) -> tuple[Asked, navigation.NameUse] | None:
    """The name at the position that is asked about."""
    asked = server.asked(params.text_document.uri)
    name = navigation.name_at(asked.plan, asked.translator.offset(params.position)) if asked else None
    return (asked, name) if asked and name else None


def _definition(server: PlanServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    if (found := _name(server, params)) is None:
        return None
    asked, name = found
    mention = navigation.declaration(asked.plan, name)
    return asked.translator.location(mention) if mention else None


def _references(server: PlanServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
    if (found := _name(server, params)) is None:
        return []
    asked, name = found
    all_of = navigation.mentions(asked.plan, name)
    wanted = [one for one in all_of if params.context.include_declaration or not one.declares]
    return [asked.translator.location(one) for one in wanted]


def _prepare_rename(
    server: PlanServer, params: lsp.PrepareRenameParams
) -> lsp.PrepareRenamePlaceholder | None:
    found = _name(server, params)
    if found is None or found[1].kind == "row":
        return None
    asked, name = found
    return lsp.PrepareRenamePlaceholder(asked.translator.range(name.start, name.end), name.name)


def _rename(server: PlanServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    if (found := _name(server, params)) is None:
        return None
    asked, name = found
    edit = navigation.renamed(asked.plan, name, params.new_name)
    if isinstance(edit, Refused):
        raise JsonRpcInvalidParams(f"{edit.message}. {edit.hint}".strip())
    return asked.translator.workspace_edit(difference(asked.plan.text, edit.text))


def _formatting(server: PlanServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    asked = server.asked(params.text_document.uri)
    return asked.translator.edits(actions.formatting(asked.plan)) if asked else []


_KINDS = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.Refactor, _FIX_ALL]
# What an editor may ask → the options that are announced, and the answer.
_ANSWERS: dict[str, tuple[object, Callable[..., object]]] = {
    lsp.TEXT_DOCUMENT_HOVER: (None, _hover),
    lsp.TEXT_DOCUMENT_COMPLETION: (lsp.CompletionOptions([" ", ",", "-"]), _completion),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (lsp.CodeActionOptions(_KINDS, resolve_provider=True), _code_action),
    lsp.CODE_ACTION_RESOLVE: (None, _resolve_action),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (None, _symbols),
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: (None, _folds),
    lsp.TEXT_DOCUMENT_INLAY_HINT: (None, _hints),
    lsp.TEXT_DOCUMENT_DOCUMENT_LINK: (None, _links),
    lsp.TEXT_DOCUMENT_DEFINITION: (None, _definition),
    lsp.TEXT_DOCUMENT_REFERENCES: (None, _references),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: (None, _prepare_rename),
    lsp.TEXT_DOCUMENT_RENAME: (lsp.RenameOptions(prepare_provider=True), _rename),
    lsp.TEXT_DOCUMENT_FORMATTING: (None, _formatting),
}

# What an editor tells of its texts.
_TOLD: dict[str, Callable[..., None]] = {
    lsp.INITIALIZE: _initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: _did_open,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    lsp.TEXT_DOCUMENT_DID_CLOSE: _did_close,
    lsp.TEXT_DOCUMENT_DID_SAVE: _settings_changed,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: _settings_changed,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: _settings_changed,
}


def make_server(surroundings: Surroundings) -> PlanServer:
    """A server with all that it is told and asked."""
    server = PlanServer(surroundings)
    for told, take in _TOLD.items():
        server.feature(told)(take)
    for asked, (options, answer) in _ANSWERS.items():
        server.feature(asked, options)(answer)
    return server


def serve(surroundings: Surroundings) -> None:
    """Answer an editor until it ends."""
    make_server(surroundings).start_io()
