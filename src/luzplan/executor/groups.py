"""Whom an executor works with: «5-11 классов», «старшей группы», «I-XI классов»."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.executor.stems import stems, word_set
from luzplan.executor.tokens import Kind, Token

_NOUNS = word_set(
    """
    класс кл групп гр звен параллел курс смен отряд корпус отделен логогрупп логопункт ступен возраст семестр
    """
)
_ADJECTIVES = word_set(
    """
    началь начальн старш младш средн выпускн профильн предпрофильн коррекционн подготовительн ясельн ран
    ранн разновозрастн логопедическ компенсирующ закрепленн возрастн кажд сво дошкольн речев ср комбинированн
    все всех всем общеразвивающ перв втор трет четверт соответствующ кадетск специальн отдельн дежурн
    """
)
_CLASS_FORMS = word_set("кл класс класса классу классом классе классы классов классам классами классах")
_SHORT_CLASSES = frozenset({"кл", "клас", "класс"})
_SUBJECTS = frozenset({"класс", "классы", "группа", "отряд", "отряды"})
_ROMAN = frozenset("IVXХ")
_LONGEST_TAIL = 3  # «5-ого»
_HIGHEST_CLASS = 12


def group_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after the classes or groups that are named from this token; the same where none are."""
    at = _numbers(tokens, at)
    if tokens[at].fold == "и" and _is_subject(tokens, _noun(tokens, at)):
        return at
    while (noun := _noun(tokens, at)) is not None:
        at = _numbers(tokens, _after_noun(tokens, noun))
    return at


def is_class_noun(token: Token) -> bool:
    """Tell whether a word means classes, which can act themselves."""
    return token.kind is Kind.WORD and token.fold in _CLASS_FORMS


def _noun(tokens: Sequence[Token], at: int) -> int | None:
    """Give the token after «старших классов», None where no such noun follows."""
    while attribute := _attribute_end(tokens, at):
        at = attribute
        if tokens[at].text == "," and _attribute_end(tokens, at + 1):
            at += 1
    named = tokens[at].kind is Kind.WORD and not _NOUNS.isdisjoint(stems(tokens[at].fold))
    return at + 1 if named and not _is_of_teacher(tokens, at) else None


def _is_subject(tokens: Sequence[Token], after: int | None) -> bool:
    """Tell whether the classes before a token act themselves: «дежурный учитель и класс»."""
    return after is not None and tokens[after - 1].fold in _SUBJECTS


def _is_of_teacher(tokens: Sequence[Token], at: int) -> bool:
    """Tell the «кл.» of «кл. рук.» from classes, which have a number or an adjective."""
    told = tokens[at - 1].kind is Kind.NUMBER or _is_letter(tokens, at - 1)
    return tokens[at].fold in _SHORT_CLASSES and tokens[at + 1].fold.startswith("р") and not told


def _attribute_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after an adjective, a number or «и», 0 where none stands here."""
    token = tokens[at]
    adjective = token.kind is Kind.WORD and not _ADJECTIVES.isdisjoint(stems(token.fold))
    if adjective or token.fold == "и" or _is_short_adjective(token):
        return at + 1
    return _number(tokens, at) or 0


def _is_short_adjective(token: Token) -> bool:
    """Tell whether an adjective is shortened: «подготовит. групп»."""
    return token.dotted and len(token.fold) >= 3 and any(one.startswith(token.fold) for one in _ADJECTIVES)


def _after_noun(tokens: Sequence[Token], at: int) -> int:
    """Give the token after what may follow the noun: «№ 3», «А», «продлённого дня», «раннего возраста»."""
    if tokens[at].kind is Kind.NUMERO:
        at += 1
    at = _numbers(tokens, at)
    if tokens[at].kind is Kind.QUOTED:
        at += 1
    for words in _AFTER_NOUN:
        if len(tokens) - at >= len(words) and all(
            word in stems(token.fold) for word, token in zip(words, tokens[at:], strict=False)
        ):
            return at + len(words)
    # «9 классов школы», but not «9 классов школ округа», which says which schools are meant
    own = tokens[at + 1].kind not in {Kind.WORD, Kind.NUMERO, Kind.NUMBER}
    return at + (own and "школ" in stems(tokens[at].fold))


_AFTER_NOUN = (
    ("продленн", "дня"),
    ("ран", "возраст"),
    ("ранн", "возраст"),
    ("кратковременн", "пребыван"),
    ("риск",),
)


def _numbers(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a list of class numbers: «5-11», «9-х», «5, 7 и 9», «I-XI», «9 «А»»."""
    end = at
    while (after := _number(tokens, end)) is not None:
        end = after
        if _joins(tokens, end) and _number(tokens, end + 1) is not None:
            end += 1
    return end


def _joins(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.kind is Kind.DASH or token.text in {",", "и", "/", ";"}


def _number(tokens: Sequence[Token], at: int) -> int | None:
    if not _is_class_number(tokens[at]):
        return None
    end = at + 1
    if tokens[end].kind is Kind.DASH and _is_ordinal_tail(tokens, end + 1):
        return end + 2
    if _is_letter(tokens, end):
        return end + 1
    return end


def _is_class_number(token: Token) -> bool:
    if token.kind is Kind.NUMBER:
        return len(token.text) <= 2 and 0 < int(token.text) <= _HIGHEST_CLASS
    return token.kind is Kind.WORD and _ROMAN.issuperset(token.text)


def _is_ordinal_tail(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.kind is Kind.WORD and not token.capitals and len(token.fold) <= _LONGEST_TAIL


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the letter of a class stands here: 9 «А», 9а, 9 Б."""
    token = tokens[at]
    if token.kind is Kind.QUOTED:
        return len(token.text) == 3
    return token.kind is Kind.WORD and len(token.text) == 1 and token.fold in "абвгдежк" and not token.dotted
