"""Organisations and the open ends of names: «комиссия по …», МБУК «…», РЦОИ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from luzplan.executor.tokens import Kind, Token

_STOPS = frozenset({Kind.END, Kind.SEPARATOR, Kind.OPEN, Kind.CLOSE, Kind.COLON})
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zи]*[А-ЯЁA-Z](ов|ы|а|у|ом|ам|ами|ах)?")


def tail_end(tokens: Sequence[Token], at: int, starts_anew: Callable[[int], bool]) -> int:
    """Give the token after the words that go on a name, up to a separator or the next executor."""
    start = at
    while tokens[at].kind not in _STOPS:
        if at > start and starts_anew(at):
            break
        at += 1
    return at


def is_abbreviation(token: Token) -> bool:
    """Tell whether a word is the abbreviation of an organisation by how it is written: РЦОИ, УСиДР, ВУЗов."""
    return (
        token.kind is Kind.WORD
        and 2 <= len(token.text) <= 9
        and _ABBREVIATION.fullmatch(token.text) is not None
    )


def organisation_at(tokens: Sequence[Token], at: int, starts_anew: Callable[[int], bool]) -> int | None:
    """Give the token after the organisation that starts here, None where none does."""
    if not is_abbreviation(tokens[at]):
        return None
    return tail_end(tokens, at, starts_anew)
