"""Words in a cell that name nobody: labels, agreements, quantifiers, clauses."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.executor.stems import stems
from luzplan.executor.tokens import Kind, Token

_NOTES = """
    по согласован|по согласованию|по график|по графику|по назначению|по необходимост|по мер необходимост
    по плану|по отдельному плану|по класс|по параллел|по предмет|по предметам|по желан|по списку|по кабинет
    по направлениям|по приказу|по представлению|по приглашению|по договоренности|по договору|по факту
    по кафедрам|по уровням|по ступеням|по совместительству|по группам|по рекомендации|по возможности
    по запросу|по результатам|по итогам|по принадлежности|по полномочиям|по компетенции|по отрасл
    и др|и друг|др|и т д|и т п|и пр|и проч|и прочие|другие|в том числе|в лице|при наличии
    в составе|соответственно|высш квалификационн категор|перв квалификационн категор|на мест|на местах|в класс
"""
_JOINTS = """
    и|или|либо|а также|также|с|со|плюс|совместно с|совместно со|совместно|вместе с|вместе со|при участии
    с участием|при поддержке|с привлечением|с приглашением|под руководством|при содействии|под контролем
    при помощи|с помощью|вс|всех|всем|весь|кажд|сам|сами|наш|и о|ио|врио|вр и о|исполняющ обязанност
"""
_LABELS = frozenset({"ответственн", "исполнител", "отв", "контрол", "соисполнител", "участник", "помогают"})


def _table(text: str) -> dict[str, list[tuple[str, ...]]]:
    """Give the phrases by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in text.replace("\n", "|").split("|"):
        words = tuple(phrase.split())
        if words:
            table.setdefault(words[0], []).append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in table.items()}


_NOTE_TABLE, _JOINT_TABLE = _table(_NOTES), _table(_JOINTS)
_CLAUSE_ENDS = tuple(
    participle + ending
    for participle in ("ущ", "ющ", "ащ", "ящ", "вш")
    for ending in ("ий", "ая", "ее", "ие", "их", "ими", "им", "ей", "ую", "его")
)


def note_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a remark that names nobody («по согласованию»), 0 where none starts here."""
    return _phrase_end(_NOTE_TABLE, tokens, at)


def joint_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after words that join or count executors («совместно с», «все»), 0 where none do."""
    return _phrase_end(_JOINT_TABLE, tokens, at)


def label_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a label («Ответственный:»), 0 where none stands here."""
    after = at + 1 if tokens[at + 1].kind is not Kind.WORD else at + 2
    if tokens[after].kind is not Kind.COLON or _LABELS.isdisjoint(stems(tokens[at].fold)):
        return 0
    return after + 1


def clause_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a participle clause («курирующий вопросы …»), 0 where none starts here."""
    fold = tokens[at].fold
    if not fold.endswith(_CLAUSE_ENDS) and not fold.startswith("котор") and fold != "ответственный":
        return 0
    while tokens[at].kind not in {Kind.SEPARATOR, Kind.OPEN, Kind.END}:
        at += 1
    return at


def _phrase_end(table: dict[str, list[tuple[str, ...]]], tokens: Sequence[Token], at: int) -> int:
    for form in stems(tokens[at].fold):
        for phrase in table.get(form, ()):
            if all(word in stems(tokens[at + i].fold) for i, word in enumerate(phrase)):
                return at + len(phrase)
    return 0
