"""Words of a cell that name nobody: remarks («по согласованию») and clauses («работающие в 9 классе»)."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from luzplan.executor.names import KnownNames
from luzplan.executor.tokens import INSTRUMENTAL, OPEN_MARK, Token, stem, stems, vocabulary

_ENDS = frozenset({"comma", "close_b", "open_b", "end"})
_CLAUSE = re.compile(r"(?:[уюая]щ|вш|дш)(?:ий|ая|ие|их|им|ими|ей|его)(?:ся)?$|^котор|^подведомственных$")
_PASSIVE = re.compile(
    r"(?<!ств)(?:[ая]нн|енн|[яи]т)(?:ый|ая|ые)$"
)  # «занятые на дежурстве», «назначенные приказом»
_NO_CLAUSES = ("управл", "заведующ", "учащ", "обучающ", "служащ", "трудящ")  # «управляющие организации»

_Phrase = tuple[tuple[str, ...], bool]


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """Phrases by the stem of their first word, the longest first; True for those that take further words."""
    found: dict[str, list[_Phrase]] = {}
    for line in Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words = tuple(stem(word) for word in line.removesuffix(OPEN_MARK).split())
            found.setdefault(words[0], []).append((words, line.endswith(OPEN_MARK)))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


@lru_cache(maxsize=16384)
def _phrases_with(fold: str) -> tuple[_Phrase, ...]:
    """The phrases that a word may begin."""
    return tuple(phrase for form in stems(fold) for phrase in _phrases().get(form, ()))


def remark_end(tokens: Sequence[Token], at: int) -> int:
    """The token after a remark that starts here («по согласованию», «далее – …»), 0 where none does."""
    for words, goes_on in _phrases_with(tokens[at].word.fold):
        end = at + len(words)
        if end < len(tokens) and all(
            word in token.word.stems for word, token in zip(words, tokens[at:end], strict=True)
        ):
            return _part_end(tokens, end) if goes_on else end
    return 0


def clause_end(tokens: Sequence[Token], at: int, names: KnownNames) -> int:
    """The token after a clause that starts here («работающие в 9 классе»), 0 where none does."""
    at += tokens[at].word.fold == "не"
    fold = tokens[at].word.fold
    by = tokens[at + 1].word.fold
    if _PASSIVE.search(fold) and (by in ("на", "в", "к", "для") or by.endswith(INSTRUMENTAL)):
        return _part_end(tokens, at)
    if not _CLAUSE.search(fold) or fold.startswith(_NO_CLAUSES):
        return 0
    name = names.match(tokens, at)
    if name is not None:  # «ведущие факультативы», but not «ведущие специалисты»
        after = tokens[at + 1].word
        strange = after.form.oblique is True and names.match(tokens, at + 1) is None
        if name.end > at + 1 or not (strange or after.fold == "в"):
            return 0
    elif _is_of_body(tokens[at + 1]):
        return 0
    return _part_end(tokens, at)


def _is_of_body(token: Token) -> bool:
    """Whether a body that acts itself follows: «обслуживающие организации»."""
    word = token.word
    return word.fold.endswith(("ии", "ия", "ы", "я", "и")) and not vocabulary()["body"].isdisjoint(word.stems)


def _part_end(tokens: Sequence[Token], at: int) -> int:
    """The token at which a part of a cell ends; the comma in «в 9, 11 классах» ends none."""
    while tokens[at].kind not in _ENDS or (
        tokens[at].kind == "comma" and tokens[at - 1].kind == tokens[at + 1].kind == "number"
    ):
        at += 1
    return at
