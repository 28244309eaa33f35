"""What of a cell names nobody: remarks («по согласованию») and clauses («работающие в 9 классе»)."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from luzplan.executor.names import KnownNames
from luzplan.executor.tokens import Token
from luzplan.executor.words import INSTRUMENTAL, vocabulary
from luzplan.grammar import lines_of

_ENDS = frozenset({"comma", "close_b", "open_b", "end"})
_CLAUSE = re.compile(r"(?:[уюая]щ|вш|дш)(?:ий|ая|ие|их|им|ими|ей|его)(?:ся)?$|^котор|^подведомственных$")
_PASSIVE = re.compile(r"(?<!ств)(?:[ая]нн|енн|[яи]т)(?:ый|ая|ые)$")  # «занятые на дежурстве»
_NO_CLAUSES = ("управл", "заведующ", "учащ", "обучающ", "служащ", "трудящ")  # «управляющие организации»


@cache
def _remarks() -> KnownNames:
    return KnownNames((line, at) for at, line in enumerate(lines_of(__file__, "remarks.txt")))


def remark_end(tokens: Sequence[Token], at: int) -> int:
    """The token after a remark that starts here («по согласованию», «далее – …»), 0 where none does."""
    found = _remarks().match(tokens, at)
    if found is None or not any(map(_remarks().has, tokens[at].word.stems)):  # «н-м совет» is no «на местах»
        return 0
    return _part_end(tokens, found.end) if found.open else found.end


def clause_end(tokens: Sequence[Token], at: int, name_end: Callable[[int], int]) -> int:
    """The token after a clause that starts here («работающие в 9 классе»), 0 where none does.

    ``name_end`` tells where a known name ends that starts at a token, 0 where none does.
    """
    at += tokens[at].word.fold == "не"
    fold = tokens[at].word.fold
    by = tokens[at + 1].word.fold
    if _PASSIVE.search(fold) and (by in ("на", "в", "к", "для") or by.endswith(INSTRUMENTAL)):
        return _part_end(tokens, at)
    if not _CLAUSE.search(fold) or fold.startswith(_NO_CLAUSES):
        return 0
    end, after = name_end(at), tokens[at + 1].word
    if end:  # «ведущие факультативы», but not «ведущие специалисты»
        strange = after.form.oblique is True and not name_end(at + 1)
        if not (strange or after.fold == "в"):
            return 0
        return _part_end(tokens, at)
    noun = next(token.word for token in tokens[at + 1 :] if not token.word.form.adjective)
    is_body = noun.fold.endswith(("ы", "я", "и")) and not vocabulary()["body"].isdisjoint(noun.stems)
    return 0 if is_body else _part_end(tokens, at)  # it acts itself: «обслуживающие организации»


def _part_end(tokens: Sequence[Token], at: int) -> int:
    """The token at which a part of a cell ends; the comma in «в 9, 11 классах» ends none."""
    while tokens[at].kind not in _ENDS or (
        tokens[at].kind == "comma" and tokens[at - 1].kind == tokens[at + 1].kind == "number"
    ):
        at += 1
    return at
