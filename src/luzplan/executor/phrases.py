"""Words in a cell that name nobody: labels, agreements, quantifiers, clauses."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.executor.stems import stems, word_set
from luzplan.executor.tokens import Kind, Token
from luzplan.executor.trie import OPEN_MARK

_NOTES = """
    по согласован|по согласованию|по график|по графику|по назначению|по необходимост|по мер необходимост
    по плану …|по отдельному плану|по класс|по параллел|по предмет|по предметам|по желан|по списку|по кабинет
    по направлениям|по приказу|по представлению|по приглашению|по договоренности|по договору|по факту
    по кафедрам|по уровням|по ступеням|по совместительству|по группам|по рекомендации|по возможности
    согласно …|в соответствии с …|на основании …
    по запросу …|по просьбе …|по заявке …|по результатам|по итогам|по принадлежности|по полномочиям
    по компетенции|по отрасл
    и др|и друг|др|и т д|и т п|и пр|и проч|и прочие|другие|в том числе|в лице|при наличии
    в составе|соответственно|высш квалификационн категор|перв квалификационн категор|на мест|на местах|в класс
"""
_JOINTS = """
    и|или|либо|а также|также|с|со|плюс|совместно с|совместно со|совместно|совм с|совм со|совм
    вместе с|вместе со|при участии
    с участием|при поддержке|с привлечением|с приглашением|под руководством|при содействии|под контролем
    при помощи|с помощью|все|всех|всем|всеми|весь|вся|кажд|сам|сами|наш|их|лица|лицо|лиц
    и о|ио|врио|вр и о|исполняющ обязанност
"""
_LABELS = word_set("ответственн ответств исполнител исполн отв контрол соисполнител участник помогают")


def _table(text: str) -> dict[str, list[tuple[str, ...]]]:
    """Give the phrases by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in text.replace("\n", "|").split("|"):
        words = tuple(phrase.split())
        if words:
            table.setdefault(words[0], []).append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in table.items()}


_NOTE_TABLE, _JOINT_TABLE = _table(_NOTES), _table(_JOINTS)
_PARTICIPLES = ("ущ", "ющ", "ащ", "ящ", "вш", "дш")
_NOMINATIVE_CLAUSE_ENDS = tuple(
    participle + ending
    for participle in _PARTICIPLES
    for ending in ("ий", "ая", "ие", "иеся", "ийся", "аяся")
)
_CLAUSE_ENDS = _NOMINATIVE_CLAUSE_ENDS + tuple(
    participle + ending
    for participle in _PARTICIPLES
    for ending in ("их", "ими", "им", "ей", "ую", "его", "ее")
)
_NO_CLAUSES = frozenset({"учащ", "обучающ", "заведующ", "служащ", "трудящ", "аттестующ"})


def note_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a remark that names nobody («по согласованию»), 0 where none starts here."""
    return _phrase_end(_NOTE_TABLE, tokens, at)


def joint_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after words that join or count executors («совместно с», «все»), 0 where none do."""
    return _phrase_end(_JOINT_TABLE, tokens, at)


def leads_away(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether words that never go on a name stand here: «совместно с», «при участии»."""
    if tokens[at].fold == "по":
        return "согласован" in stems(tokens[at + 1].fold)
    together = tokens[at].fold in {"совместно", "совм"}
    return tokens[at].fold != "и" and (together or joint_end(tokens, at) > at + 1)


def label_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a label («Ответственный:»), 0 where none stands here."""
    after = at + 1 if tokens[at + 1].kind is not Kind.WORD else at + 2
    return after + 1 if tokens[after].kind is Kind.COLON and is_label(tokens[at]) else 0


def is_label(token: Token) -> bool:
    """Tell whether a word can be a label."""
    return not _LABELS.isdisjoint(stems(token.fold))


def clause_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a participle clause («курирующий вопросы …»), 0 where none starts here.

    Where the comma before it was left out, only a nominative tells it from a part of the name.
    """
    ends = _CLAUSE_ENDS if tokens[at - 1].text == "," else _NOMINATIVE_CLAUSE_ENDS
    at += tokens[at].fold == "не"
    fold = tokens[at].fold
    participle = fold.endswith(ends) and _NO_CLAUSES.isdisjoint(stems(fold))
    if not participle and not fold.startswith("котор"):
        return 0
    while not _ends_clause(tokens, at):
        at += 1
    return at


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a sign ends a clause; the comma in «в 9, 11 классах» does not."""
    if tokens[at].kind is Kind.SEPARATOR:
        return {tokens[at - 1].kind, tokens[at + 1].kind} != {Kind.NUMBER}
    return tokens[at].kind in {Kind.OPEN, Kind.END}


def _break_after(tokens: Sequence[Token], at: int) -> int:
    while tokens[at].kind not in {Kind.SEPARATOR, Kind.OPEN, Kind.CLOSE, Kind.END}:
        at += 1
    return at


def _phrase_end(table: dict[str, list[tuple[str, ...]]], tokens: Sequence[Token], at: int) -> int:
    for form in stems(tokens[at].fold):
        for phrase in table.get(form, ()):
            words = [word for word in phrase if word != OPEN_MARK]
            if all(word in stems(tokens[at + i].fold) for i, word in enumerate(words)):
                end = at + len(words)
                return end if len(words) == len(phrase) else _break_after(tokens, end)
    return 0
