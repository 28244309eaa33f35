"""Adjectives before a known name: «школьный психолог», «физкультурно-оздоровительный центр»."""

from typing import NamedTuple

from luzplan.executor.scan import Scan
from luzplan.executor.stems import is_adjective, stems, word_set
from luzplan.executor.tokens import Kind, Token
from luzplan.executor.trie import Found

_MOST_ADJECTIVES = 3
# Adjectives that only say where a position is or how many hold it, so that it stays the same role.
_NOT_TELLING = word_set(
    """
    школьн шк школ общешкольн наш сво кажд все остальн друг прочи указанн соответствующ заинтересованн
    основн
    """
)


class Described(NamedTuple):
    """A known name behind adjectives; ``telling`` says that they make another role of it."""

    found: Found
    telling: bool


def described_name(scan: Scan, at: int) -> Described | None:
    """Give the known name behind the adjectives that start at this token."""
    start, found = at, None
    while found is None and at < start + _MOST_ADJECTIVES and _is_description(scan, at):
        at += 1
        at += scan.tokens[at].kind is Kind.DASH
        found = scan.match(at)
    if found is None:
        return None
    return Described(found, any(map(tells, scan.tokens[start:at])))


def tells(adjective: Token) -> bool:
    """Tell whether an adjective makes another role of a known one."""
    return _NOT_TELLING.isdisjoint(stems(adjective.fold))


def is_half(scan: Scan, at: int) -> bool:
    """Tell whether the first half of a compound stands here: «физкультурно-оздоровительный»."""
    tokens, found = scan.tokens, scan.match(at)
    followed = tokens[at + 1].kind is Kind.DASH and tokens[at + 2].kind is Kind.WORD
    return followed and tokens[at].fold.endswith("о") and (found is None or found.end == at + 1)


def is_shortened(scan: Scan, at: int) -> bool:
    """Tell whether «шк.» stands here for «школьный», as in «шк. медсестра»."""
    token = scan.tokens[at]
    return token.dotted and token.fold in {"шк", "школ"} and scan.match(at + 1) is not None


def _is_description(scan: Scan, at: int) -> bool:
    token = scan.tokens[at]
    adjective = is_adjective(token.fold) or is_half(scan, at) or is_shortened(scan, at)
    return token.kind is Kind.WORD and adjective and not scan.vocabulary.spelling.is_slip(token)
