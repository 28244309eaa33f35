"""LP1: words, signs and numbers that a hand has mistyped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise, repeat

from luzplan.check.rule import CheckContext, Finding, rule, weightier_when_new
from luzplan.plan import Activity
from luzplan.russian import quote
from luzplan.russian.spelling import is_one_slip, without_a_letter
from luzplan.text import Severity

_WORD = r"(?<![\w.@-])[А-ЯЁ]?[а-яё]{5,}(?![\w@-])"
_OF_NOUN = r"(?:(\w{4,})и(?:я|ю|и|ям|ями|ях)|(\w{3,}[аея]н)и(?:е|ем))"  # «комиссия», «отделение»
_WITHOUT_I = r"(?:я|ю|ем|ям|ями|ях|и?ми)"
_SHORTEST, _LONGER = 7, 8  # letters of stems; shorter ones are alike by chance
_ADDRESS = r"@(?<=[\w,;]@)[^\s()<>«»]*"
_IS_ADDRESS = r"[A-Za-z0-9_.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_PHONE = r"(?:\+ ?7|(?<![\w.,№–-])8)(?: ?\(| ?-)[\d ()-]{5,}\d(?!\d)"
_DIGITS = 11
_CLASSES = (
    r"(?<![\w.,–-])(?:(?P<first>\d{1,2}) ?[–-] ?)?(?P<last>\d{1,2})"
    r"(?P<end>(?: ?[–-] ?(?:й|го|е|х|м|ми|ом|ый|ого))?) класс(?P<case>\w*)"
)
_LAST_CLASS = 11
_OF_PUPILS = r"(?i)(?:учащ|обучающ|учени|юнош|девуш|выпуск|школьни|родител)\w* $"
_WITH_TWELVE = r"(?i)вечерн|коррекц|ОВЗ|сменн"
_TIME = r"\b[Вв] (\d{1,2})[.:](\d\d)(?![\d.])"
# Two times, of which at least one is no date: «13:00 - 12:00», «с 15.30 до 14.00».
_TIMES = (
    r"(?<![\w.:№–-])(?<!№ )(?P<from>[01]?\d|2[0-3])(?P<sign>[.:])(?P<after>[0-5]\d)(?: ?[–-] ?| до | по )"
    r"(?P<to>[01]?\d|2[0-3])(?P=sign)(?P<past>[0-5]\d)(?![\d.:])"
)
_EVENING, _MORNING = 16, 10  # what lasts from the one to the other lasts all night


class _Words:
    """Words that are known to be written so, and what a word that differs by a slip is meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        from luzplan.executor.words import stem  # brings the vocabulary along

        self._by_stem: dict[str, str] = {}
        self._near: dict[str, set[str]] = {}
        self._nouns: dict[str, str] = {}
        self._words = frozenset(words)
        for word in sorted(self._words):
            if self._by_stem.setdefault(short := stem(word), word) == word:
                for key in without_a_letter(short):
                    self._near.setdefault(key, set()).add(short)
            if noun := re.fullmatch(_OF_NOUN, word):
                self._nouns.setdefault(noun[1] or noun[2], word)

    def meant_by(self, word: str, short: str) -> str:
        """The known word that a strange one with this stem is a slip of; empty if it is known, or strange."""
        ending = re.search(rf"{_WITHOUT_I}\Z", word)
        if ending and (noun := self._nouns.get(word[: ending.start()])):
            return noun
        soft = word[:-1] if word[-1] == "ь" else f"{word}ь"  # «завучь», «воспитател»
        if word not in self._words and soft in self._words:
            return soft
        if short in self._by_stem or len(short) < _SHORTEST:
            return ""
        near = {one for key in without_a_letter(short) for one in self._near.get(key, ())}
        return next((self._by_stem[one] for one in sorted(near) if _is_slip(short, one)), "")


def _is_slip(one: str, other: str) -> bool:
    """Whether stems differ by one letter that is neither the first nor of the prefix or suffix."""
    akin = one[:-2] == other[:-2] or one[:-1] == other or other[:-1] == one
    akin = akin or (one[3:] == other[3:] and one[:2] == other[:2] == "пр")  # «приведение», «проведение»
    enough = min(len(one), len(other)) >= _SHORTEST and max(len(one), len(other)) >= _LONGER
    return enough and one[0] == other[0] and not akin and is_one_slip(one, other)


@cache
def _words_of_roles() -> _Words:
    from luzplan.executor.roles import shipped_roles
    from luzplan.executor.words import folded_word

    names = (name for role in shipped_roles() for name in (role.name, *role.aliases))
    return _Words(folded_word(word) for word in re.findall(r"[А-ЯЁ]?[а-яё]{5,}", "\n".join(names)))


def misspelt_word(context: CheckContext) -> Iterator[Finding]:
    """Слово похоже на опечатку.

    Оно одно в плане и отличается буквой от слова, которое повторяется в нём или стоит в названиях должностей.
    Новое — предупреждение (luzplan validate --since main). Короткие слова, слова с большой буквы внутри
    предложения и другие формы слова не отмечаются.

    Плохо:

        - {what: Отчёты заведующих отделеними, when: май, who: Директор}

    Хорошо:

        - {what: Отчёты заведующих отделениями, when: май, who: Директор}
    """
    from luzplan.executor.words import folded_word, stem  # few ask for this, and it brings the vocabulary

    rows = list(context.plan.activities())
    elsewhere = {row.when.start for row in rows}
    elsewhere |= {row.who.start for row in rows if context.plan.executors(row).unknown}
    hits = [
        hit
        for hit in context.search.find(_WORD)
        if hit.text.start not in elsewhere
        and (hit.match[0][0].islower() or not hit.text[: hit.start].strip(" «"))
    ]
    times = Counter(hit.match[0].lower() for hit in hits)
    words = {word: folded_word(word) for word in times}
    often = Counter[str]()
    for word, number in times.items():
        often[stem(words[word])] += number
    own = _Words(word for word in words.values() if often[stem(word)] > 1)
    for hit in hits:
        if times[typed := hit.match[0].lower()] == 1:
            word = words[typed]
            meant = own.meant_by(word, stem(word)) or _words_of_roles().meant_by(word, stem(word))
            if meant:
                message = f"слово {quote(hit.match[0])} похоже на опечатку"
                place = context.place(hit.text, hit.start, hit.end)
                yield Finding(message, *place, f"сравните с {quote(meant)}")


def missing_comma(context: CheckContext) -> list[Finding]:
    """Между исполнителями нет запятой.

    Программа поняла обоих, а читатель может принять их за одного. Новое — предупреждение (luzplan validate
    --since main). Должность перед фамилией и после неё, «и», тире и новая строка между исполнителями и планы,
    где без запятых записан каждый четвёртый список, не отмечаются.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Классные руководители социальный педагог}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: "Классные руководители, социальный педагог"}
    """
    several = [row for row in context.plan.activities() if len(context.plan.executors(row).executors) > 1]
    found = [finding for row in several for finding in _without_comma(context, row)]
    return found if len(found) <= max(2, len(several) / 4) else []


def _without_comma(context: CheckContext, activity: Activity) -> Iterator[Finding]:
    for one, other in pairwise(context.plan.executors(activity).executors):
        between = activity.who[one.end : other.start]
        if not one.person and not other.person and between and not between.strip(" "):
            place = context.place(activity.who, one.end - 1, other.start + 1)
            names = " и ".join(quote(activity.who[each.start : each.end]) for each in (one, other))
            comma = context.splices(activity.who, one.end, one.end, ",")
            yield Finding(f"нет запятой между {names}", *place, "поставьте её", suggestions=comma)


def broken_address(context: CheckContext) -> Iterator[Finding]:
    """Адрес почты или телефон записан с ошибкой.

    По такому адресу не напишешь: в нём запятая, пробел или русская буква; в номере с кодом не одиннадцать
    цифр. Новое — предупреждение (luzplan validate --since main). Имена в сетях (@school7) и номера без «8» и
    «+7» не отмечаются.

    Плохо:

        - {what: "Приём заявок: school7@mail,ru", when: май, who: Директор}

    Хорошо:

        - {what: "Приём заявок: school7@mail.ru", when: май, who: Директор}
    """
    for hit in context.search.find(_ADDRESS):
        start = max(map(hit.text.rfind, " (<«\n", repeat(0), repeat(hit.start))) + 1
        address = hit.text[start : hit.end].rstrip(".,;:")
        if not re.fullmatch(_IS_ADDRESS, address):
            place = context.place(hit.text, start, start + len(address))
            yield Finding(f"такого адреса почты не бывает: {quote(address)}", *place, "исправьте его")
    for hit in context.search.find(_PHONE):
        number = sum(map(str.isdigit, hit.match[0]))
        if number != _DIGITS:
            message = f"в телефоне {quote(hit.match[0])} цифр — {number}, а не {_DIGITS}"
            yield Finding(message, *context.place(hit.text, hit.start, hit.end), "проверьте номер")


def impossible_number(context: CheckContext) -> Iterator[Finding]:
    """Класса или времени с таким числом не бывает.

    Классов одиннадцать, в сутках двадцать четыре часа, и начало раньше конца. Новое — предупреждение (luzplan
    validate --since main). «В 12 классах» (столько их), планы вечерних и коррекционных школ и ночь («с 22.00
    до 6.00») не отмечаются; время в сроке — LP202.

    Плохо:

        - {what: Линейка для 12-х классов в 25.00, when: май, who: Директор}

    Хорошо:

        - {what: Линейка для 11-х классов в 15.00, when: май, who: Директор}
    """
    twelve = next(context.search.find(_WITH_TWELVE), None)
    for hit in context.search.find(_CLASSES) if twelve is None else ():
        first, last = int(hit.match["first"] or 0), int(hit.match["last"])
        ordinal = hit.match["end"] or first or hit.match["case"] in ("", "а", "е", "у", "ом")
        names_it = ordinal or re.search(_OF_PUPILS, hit.text[: hit.start])
        place = context.place(hit.text, hit.start, hit.end)
        if last > _LAST_CLASS and names_it and last < 20:
            yield Finding(f"такого класса не бывает: {quote(hit.match[0])}", *place, "проверьте число")
        elif first > last:
            yield Finding(f"классы стоят наоборот: {quote(hit.match[0])}", *place, "поменяйте числа местами")
    for hit in context.search.find(_TIME):
        if int(hit.match[1]) > 24 or int(hit.match[2]) > 59:
            place = context.place(hit.text, hit.start, hit.end)
            yield Finding(
                f"такого времени не бывает: {quote(hit.match[0])}", *place, "проверьте часы и минуты"
            )
    yield from _reversed_times(context)


def _reversed_times(context: CheckContext) -> Iterator[Finding]:
    for hit in context.search.find(_TIMES):
        start, after, end, past = (int(hit.match[name]) for name in ("from", "after", "to", "past"))
        at_night = start >= _EVENING and end < _MORNING
        is_date = hit.match["sign"] == "." and 1 <= after <= 12 and 1 <= past <= 12
        if (start, after) > (end, past) and not at_night and not is_date:
            message = f"время стоит наоборот: {quote(hit.match[0])}"
            yield Finding(message, *context.place(hit.text, hit.start, hit.end), "поменяйте числа местами")


RULES = (
    weightier_when_new(rule("LP121", Severity.NOTE, misspelt_word)),
    weightier_when_new(rule("LP122", Severity.NOTE, missing_comma)),
    weightier_when_new(rule("LP123", Severity.NOTE, broken_address)),
    weightier_when_new(rule("LP124", Severity.NOTE, impossible_number)),
)
