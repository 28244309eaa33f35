"""LP1: a district, an abbreviation, a person that the plan names in two ways."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import combinations

from luzplan.check.rule import EXPLAINED, CheckContext, Finding, Hit, is_same_word, rule, weightier_when_new
from luzplan.russian import quote
from luzplan.russian.spelling import folded, is_one_slip
from luzplan.text import Severity, Text

_PERSON = (
    r"([А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?) (?:([А-ЯЁ])\. ?([А-ЯЁ])\."
    r"|([А-ЯЁ])[а-яё]+ ([А-ЯЁ])[а-яё]+(?:вич|вн)[а-яё]{0,2}\b)"
)
_EXPLAINED_AFTER = r"\b([А-ЯЁ]{2,6}[а-яё]?) [–—-] ([а-яё][\w-]+(?: [\w-]+)*)"
_SPARE_WORDS = 2  # of an explanation, that the abbreviation has no letters for
_MOST_NAMESAKES = 50


def another_name(context: CheckContext) -> Iterator[Finding]:
    """Округ или сокращение названы по-разному.

    Название в district: и в заголовках, сокращение в district: и в скобках «(далее ЛШО)» должны совпадать:
    иначе план собран из двух. Так же и сокращение из abbreviations:, которое объясняет текст. Падеж, кавычки
    и часть названия различием не считаются.

    Плохо:

        title: План работы Подосиновского школьного округа
        district: {name: Лузский школьный округ, short: ЛШО}

    Хорошо:

        title: План работы Лузского школьного округа
        district: {name: Лузский школьный округ, short: ЛШО}
    """
    district, headings = context.plan.district, context.plan.headings
    name = _words(district.name)
    texts = [context.plan.title, headings.schools, headings.goals, headings.functions]
    for text in texts if len(name) > 1 else ():
        if found := _nearly(name, text):
            message = f"{quote(text[found[0] : found[1]])} — в district: {quote(district.name)}"
            yield Finding(message, *context.place(text, *found), "оставьте одно название")
    for text in texts if district.short.strip() and name else ():
        for found_short in re.finditer(EXPLAINED, text):
            if found_short[1] == district.short or not _ends_with(name, text[: found_short.start()]):
                continue
            message = f"сокращение {quote(found_short[1])} — в district: short: {quote(district.short)}"
            yield Finding(message, *context.place(text, *found_short.span(1)), "оставьте одно сокращение")
    yield from _explained_otherwise(context)


def _explained_otherwise(context: CheckContext) -> Iterator[Finding]:
    """Abbreviations that a text explains with other words than the table."""
    table = {short.strip("«»"): meaning for short, meaning in context.plan.abbreviations}
    listed = {meaning.start for meaning in table.values()}
    for hit in context.search.find(EXPLAINED) if table else ():
        if meaning := table.get(hit.match[1]):
            words = _words(hit.text[: hit.start])[-len(hit.match[1]) :]
            if _spells(words, hit.match[1]) and not _ends_with(_words(meaning), hit.text[: hit.start]):
                yield _otherwise(context, hit, (words[0].start(), words[-1].end()), meaning)
    for hit in context.search.find(_EXPLAINED_AFTER) if table else ():
        if (meaning := table.get(hit.match[1])) and hit.text.start not in listed:
            at = hit.start + len(hit.match[0]) - len(hit.match[2])
            words = _words(hit.match[2])[: len(hit.match[1]) + _SPARE_WORDS]
            pairs = list(zip(_words(meaning), words, strict=False))
            if _spells(words, hit.match[1]) and not all(map(_is_one_word, pairs)):
                yield _otherwise(context, hit, (at, at + words[-1].end()), meaning)


def _spells(words: Sequence[re.Match[str]], short: str) -> bool:
    """Whether the words begin with the letters of an abbreviation, in their order."""
    initials = iter("".join(word[0][0] for word in words).casefold())
    begins = bool(words) and words[0][0][0].casefold() == short[0].casefold()
    return begins and all(letter in initials for letter in short.casefold())


def _otherwise(context: CheckContext, hit: Hit, span: tuple[int, int], meaning: str) -> Finding:
    message = f"{quote(hit.match[1])} здесь — {quote(hit.text[slice(*span)])}"
    hint = f"в abbreviations: {quote(meaning)}: оставьте одно объяснение"
    return Finding(message, *context.place(hit.text, *span), hint)


def _words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"№ ?\d+|\w+", text))


def _nearly(name: Sequence[re.Match[str]], text: Text) -> tuple[int, int] | None:
    """Where a text has all words of a name but one, and in its place another; None if it has the name."""
    words = _words(text)
    found = None
    for at in range(len(words) - len(name) + 1):
        part = words[at : at + len(name)]
        differing = [pair for pair in zip(name, part, strict=True) if not _is_one_word(pair)]
        if not differing:
            return None
        telling = all(one[0][:1].isupper() or one[0][:1] == "№" for pair in differing for one in pair)
        if len(differing) == 1 and telling:
            found = part[0].start(), part[-1].end()
    return found


def _is_one_word(pair: tuple[re.Match[str], re.Match[str]]) -> bool:
    return is_same_word(*(folded(one[0]).replace(" ", "") for one in pair))


def _ends_with(name: Sequence[re.Match[str]], text: str) -> bool:
    words = _words(text)[-len(name) :]
    return len(words) == len(name) and all(map(_is_one_word, zip(name, words, strict=True)))


_Person = tuple[str, str]  # surname and initials


def person_written_two_ways(context: CheckContext) -> Iterator[Finding]:
    """Человек записан по-разному.

    Фамилия и один инициал те же, а другой — нет, или в фамилии другая буква. Новое — предупреждение (luzplan
    validate --since main). Однофамильцы, у которых разные оба инициала, падежи, «Иванова А.П.» и «Иванова
    Анна Петровна» не отмечаются.

    Плохо:

        approval: {approved: {by: директор, name: Пелевин Л.В., order: приказ № 15 от 30.08.2011}}
        author: {position: директор, name: Пелевин Л.Б.}

    Хорошо:

        approval: {approved: {by: директор, name: Пелевин Л.В., order: приказ № 15 от 30.08.2011}}
        author: {position: директор, name: Пелевин Л.В.}
    """
    rows = {text.start for row in context.plan.activities() for text in (row.who, row.what, row.note)}
    found: dict[str, dict[_Person, list[Hit]]] = {}
    for hit in context.search.find(_PERSON):
        person = hit.match[1], "".join(filter(None, hit.match.groups()[1:]))
        found.setdefault(person[0][:2], {}).setdefault(person, []).append(hit)
    for namesakes in found.values():
        for one, other in combinations(list(namesakes)[:_MOST_NAMESAKES], 2):
            if _is_nearly_one(one, other):
                rare, usual = sorted((other, one), key=lambda person: _weight(namesakes[person], rows))
                hit, seen = namesakes[rare][0], namesakes[usual][0]
                message = f"{quote(hit.match[0])} — в другом месте {quote(seen.match[0])}"
                place = context.place(hit.text, hit.start, hit.end)
                hint = "если это один человек, напишите одинаково"
                yield Finding(message, *place, hint, first_seen=context.place(seen.text, seen.start)[0])


def _weight(hits: Sequence[Hit], rows: Container[int]) -> tuple[bool, int]:
    """How likely a name is right: who signs knows his own, and most people type right."""
    return any(hit.text.start not in rows for hit in hits), len(hits)


def _is_nearly_one(one: _Person, other: _Person) -> bool:
    same = sum(mine == yours for mine, yours in zip(one[1], other[1], strict=True))
    names = folded(one[0]), folded(other[0])
    return same == 1 if is_same_word(*names) else same == 2 and is_one_slip(*names)


RULES = (
    rule("LP119", Severity.WARNING, another_name),
    weightier_when_new(rule("LP125", Severity.NOTE, person_written_two_ways)),
)
