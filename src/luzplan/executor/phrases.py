"""Words in a cell that name nobody: labels, agreements, quantifiers, clauses."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.executor.stems import stems
from luzplan.executor.tokens import Kind, Token

_FILLERS = tuple(
    tuple(phrase.split())
    for phrase in """
        согласован|согласованию|график|графику|назначению|необходимости|отдельному плану|плану
        совместно с|совместно со|совместно|вместе с|а также|и др|и другие|другие|др|и т д|и т п|и пр
        при участии|с участием|при поддержке|с привлечением|с приглашением|под руководством|в том числе
        вс|весь|кажд|ответственн лица|исполнител|ответственн
        и|или|с|по|при|также|от|до|в|на|для
    """.replace("\n", "|").split("|")
    if phrase.strip()
)
_CLAUSE_ENDS = tuple(
    participle + ending
    for participle in ("ущ", "ющ", "ащ", "ящ", "вш")
    for ending in ("ий", "ая", "ее", "ие", "их", "ими", "им", "ей", "ую", "его")
)


def filler_end(tokens: Sequence[Token], at: int) -> int | None:
    """Give the token after words that name nobody, None where none start here."""
    for phrase in _FILLERS:
        if len(tokens) - at >= len(phrase) and all(
            word in stems(token.fold) for word, token in zip(phrase, tokens[at:], strict=False)
        ):
            return at + len(phrase)
    return None


def clause_end(tokens: Sequence[Token], at: int) -> int | None:
    """Give the token after a participle clause, None where none starts here."""
    if not tokens[at].fold.endswith(_CLAUSE_ENDS) and not tokens[at].fold.startswith("котор"):
        return None
    while tokens[at].kind not in {Kind.SEPARATOR, Kind.OPEN, Kind.END}:
        at += 1
    return at
