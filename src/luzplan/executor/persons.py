"""People by name: «Иванова М.П.», «М.П. Иванова», «Иванова Мария Петровна»."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from luzplan.executor.stems import stem
from luzplan.executor.tokens import Kind, Token

_PATRONYMIC_STEMS = ("ович", "евич", "ьич", "нич", "мич", "кич", "овн", "евн", "ичн")
# Capitals that look the same in Latin are typed by slip.
_CYRILLIC = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")
_TURKIC_PATRONYMICS = frozenset({"оглы", "кызы", "улы", "гызы"})
_SURNAME_ENDINGS = (
    "ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ский", "цкий", "енко", "ов", "ев", "ёв",
)  # fmt: skip
# «Ивановой М.П.», «Петрову С.С.»: plans say who acts, who is told to and with whom, hardly anything else.
_NOMINATIVES = {
    "овой": "ова", "евой": "ева", "иной": "ина", "ову": "ов", "еву": "ев", "ину": "ин", "овым": "ов",
    "евым": "ев", "иным": "ин", "скому": "ский", "ским": "ский", "цкому": "цкий", "цким": "цкий",
}  # fmt: skip


class Person(NamedTuple):
    """A person as «Фамилия И.О.», and the token after the name."""

    name: str
    end: int


def person_at(tokens: Sequence[Token], at: int, is_name: Callable[[int], bool]) -> Person | None:
    """Give the person whose name starts at this token.

    ``is_name`` tells which tokens start a known name, since «Директор И.И. Иванов» is not Mr Director.
    """
    if _is_initial(tokens, at):
        person = None if is_name(_initials(tokens, at)[1]) else _initials_first(tokens, at)
        return person and _nominative(person)
    surname, after = _surname(tokens, at)
    if not surname:
        return None
    person = _surname_first(surname, tokens, after) or _full_name(tokens, at, surname, after, is_name)
    if person is None or is_name(at) or (_is_glued(tokens[after]) and is_name(after)):
        return None
    return _nominative(person)


def surname_at(tokens: Sequence[Token], at: int) -> Person | None:
    """Give the bare surname that starts at this token, known by how surnames end."""
    surname, after = _surname(tokens, at)
    typical = len(surname) >= 5 and surname.lower().endswith(_SURNAME_ENDINGS)
    return Person(surname, after) if typical else None


def _nominative(person: Person) -> Person:
    """Give a person under the nominative of a usual surname, so that it is the same in all cases."""
    surname, _, initials = person.name.partition(" ")
    for ending, nominative in _NOMINATIVES.items():
        if surname.endswith(ending) and len(surname) > len(ending) + 1:
            return Person(f"{surname.removesuffix(ending)}{nominative} {initials}", person.end)
    return person


def _is_word(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind is Kind.WORD


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    return _is_word(tokens, at) and len(tokens[at].text) == 1 and tokens[at].text.isupper()


def _is_name_word(tokens: Sequence[Token], at: int) -> bool:
    return _is_word(tokens, at) and len(tokens[at].text) >= 2 and tokens[at].text[0].isupper()


def _surname(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Give a surname, double-barrelled or not, and the token after it; "" where none stands."""
    if not _is_name_word(tokens, at):
        return "", at
    first = tokens[at]
    second = at + 2
    hyphened = (
        _is_name_word(tokens, second)
        and tokens[at + 1].kind is Kind.DASH
        and tokens[at + 1].start == first.end
        and tokens[second].start == tokens[at + 1].end
    )
    if hyphened:
        return f"{_capitalised(first.text)}-{_capitalised(tokens[second].text)}", at + 3
    return _capitalised(first.text), at + 1


def _capitalised(word: str) -> str:
    return word[0] + word[1:].lower()


def _initials(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Give one or two initials («И.», «И.О.») and the token after them."""
    if not _is_initial(tokens, at):
        return "", at
    first, after = _initial(tokens, at)
    after += _is_comma_for_dot(tokens, after)
    if not _is_initial(tokens, after):
        return f"{first}.", after
    second, end = _initial(tokens, after)
    return f"{first}.{second}.", end + (tokens[end].fold in _TURKIC_PATRONYMICS)


def _is_comma_for_dot(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a comma was typed for the dot between initials: «Иванова М,П.»."""
    comma, second = tokens[at], tokens[at + 1]
    tight = comma.text == "," and tokens[at - 1].end == comma.start and comma.end == second.start
    return tight and _is_initial(tokens, at + 1) and second.dotted


def _initial(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Give an initial, double ones too («М-С.»), and the token after it."""
    first = tokens[at].text.translate(_CYRILLIC)
    if tokens[at + 1].kind is Kind.DASH and _is_initial(tokens, at + 2) and not tokens[at].dotted:
        return f"{first}-{tokens[at + 2].text}", at + 3
    return first, at + 1


def _initials_first(tokens: Sequence[Token], at: int) -> Person | None:
    initials, after = _initials(tokens, at)
    surname, end = _surname(tokens, after)
    marked = tokens[at].dotted or _is_comma_for_dot(tokens, at + 1)
    plausible = surname and marked and not _is_acronym(tokens[after])
    return Person(f"{surname} {initials}", end) if plausible else None


def _is_acronym(token: Token) -> bool:
    return len(token.text) <= 4 and token.text.isupper()


def _surname_first(surname: str, tokens: Sequence[Token], after: int) -> Person | None:
    initials, end = _initials(tokens, after)
    if not initials:
        glued = tokens[after].text
        if _is_glued(tokens[after]) and not _is_shouted(tokens[after - 1]):
            initials, end = f"{glued[0]}.{glued[1]}.", after + 1
    if not initials or (len(initials) == 2 and not tokens[after].dotted):
        return None
    return Person(f"{surname} {initials}", end)


def _is_glued(token: Token) -> bool:
    """Tell whether two initials are written as one: «Фамилия ИО»."""
    return token.kind is Kind.WORD and len(token.text) == 2 and token.text.isupper()


def _is_shouted(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _is_patronymic(tokens: Sequence[Token], at: int) -> bool:
    if not _is_name_word(tokens, at):
        return False
    fold = tokens[at].fold
    return len(fold) >= 5 and (fold.endswith(_PATRONYMIC_STEMS) or stem(fold).endswith(_PATRONYMIC_STEMS))


def _patronymic_end(tokens: Sequence[Token], at: int) -> int:
    """Give the token after a patronymic, 0 where none stands here."""
    if _is_name_word(tokens, at) and tokens[at + 1].fold in _TURKIC_PATRONYMICS:
        return at + 2
    return at + 1 if _is_patronymic(tokens, at) else 0


def _with_first_name(
    tokens: Sequence[Token], surname: str, after: int, is_name: Callable[[int], bool]
) -> Person | None:
    """Read «Иванова Мария», which only the ending of the surname gives away."""
    first = tokens[after]
    plausible = _is_name_word(tokens, after) and len(first.text) >= 3 and first.text[1:].islower()
    if not plausible or not surname.lower().endswith(_SURNAME_ENDINGS) or is_name(after):
        return None
    return Person(f"{surname} {first.text[0]}.", after + 1)


def _full_name(
    tokens: Sequence[Token], at: int, surname: str, after: int, is_name: Callable[[int], bool]
) -> Person | None:
    if _is_name_word(tokens, after) and (end := _patronymic_end(tokens, after + 1)):
        return Person(f"{surname} {tokens[after].text[0]}.{tokens[after + 1].text[0]}.", end)
    if not _is_patronymic(tokens, at + 1):
        return _with_first_name(tokens, surname, after, is_name)
    first, last = tokens[at], tokens[at + 1]
    surname, end = _surname(tokens, at + 2)
    if surname and not is_name(at + 2):
        return Person(f"{surname} {first.text[0]}.{last.text[0]}.", end)
    return Person(f"{_capitalised(first.text)} {_capitalised(last.text)}", at + 2)
