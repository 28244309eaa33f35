"""LP9, and LP125: words written twice, people and words now so and now otherwise. These are notes as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import combinations

from luzplan.check.rule import CheckContext, Finding, Hit, is_same_word, rule, weightier_when_new
from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor
from luzplan.russian import quote
from luzplan.russian.spelling import folded, is_one_slip
from luzplan.text import Severity, Text

_DOUBLED = r"(?i)(?<![\w-])([а-яё]+)(?: +\1)+(?![\w-])"
_MAY_BE_DOUBLED = frozenset(("еле", "чуть", "только", "вот", "да", "нет", "едва", "много", "очень"))
_PERSON = (
    r"([А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?) (?:([А-ЯЁ])\. ?([А-ЯЁ])\."
    r"|([А-ЯЁ])[а-яё]+ ([А-ЯЁ])[а-яё]+(?:вич|вн)[а-яё]{0,2}\b)"
)
_Person = tuple[str, str]  # surname and initials
_MOST_NAMESAKES = 50
_NUMBER = r"\s*\d{1,2}(?:\.\d{1,2})*[.)]\s*(?=[А-ЯЁ«])"


def unfinished_ending(context: CheckContext) -> Iterator[Finding]:
    """Текст обрывается на «;» или «,».

    Так кончаются пункты списка, кроме последнего; мероприятие — предложение само по себе. Цели и функции,
    кроме последней, — пункты списка и не отмечаются.

    Плохо:

        - {what: Согласование учебного графика;, when: май, who: Директор}

    Хорошо:

        - {what: Согласование учебного графика, when: май, who: Директор}
    """
    plan = context.plan
    texts = [*plan.goals[-1:], *plan.functions[-1:], *(activity.what for activity in plan.activities())]
    for text in texts:
        end = len(text.rstrip())
        if text[end - 1 : end] in (";", ","):
            place = context.place(text, end - 1, end)
            yield Finding(f"текст кончается на {quote(text[end - 1])}", *place, "поставьте точку или ничего")


def mixed_periods(context: CheckContext) -> Iterator[Finding]:
    """У одних мероприятий в конце точка, у других нет.

    Отмечается первое из тех, кого меньше. Тексты, которые кончаются на «;», «,» или «:», не считаются.

    Плохо:

        - {what: Создание совета., when: май, who: Директор}
        - {what: Создание сайта, when: май, who: Директор}
        - {what: Ремонт школы, when: май, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
        - {what: Создание сайта, when: май, who: Директор}
        - {what: Ремонт школы, when: май, who: Директор}
    """
    texts = [
        text for activity in context.plan.activities() if (text := activity.what) and text[-1] not in ";,:"
    ]
    dotted = [text for text in texts if text.endswith(".")]
    bare = [text for text in texts if not text.endswith(".")]
    if found := _fewer(dotted, bare):
        message = f"точка в конце у мероприятий: есть — {len(dotted)}, нет — {len(bare)}"
        place = context.place(found, len(found) - 1, len(found))
        yield Finding(message, *place, "сделайте одинаково")


def _fewer(one: list[Text], other: list[Text]) -> Text | None:
    """The first of the smaller group, None if one is empty."""
    return min(one, other, key=len)[0] if one and other else None


def mixed_capitals(context: CheckContext) -> Iterator[Finding]:
    """Сроки начинаются то с большой, то с маленькой буквы.

    Отмечается первый из тех, кого меньше; непонятые сроки не считаются.

    Плохо:

        - {what: Создание совета, when: Май, who: Директор}
        - {what: Создание сайта, when: июнь, who: Директор}
        - {what: Ремонт школы, when: июль, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
        - {what: Создание сайта, when: июнь, who: Директор}
        - {what: Ремонт школы, when: июль, who: Директор}
    """
    understood = (one for one in context.plan.activities() if one.deadline.kind is not DeadlineKind.UNKNOWN)
    texts = [activity.when for activity in understood]
    upper = [text for text in texts if text[:1].isupper()]
    lower = [text for text in texts if text[:1].islower()]
    if found := _fewer(upper, lower):
        message = f"сроки с большой буквы — {len(upper)}, с маленькой — {len(lower)}"
        yield Finding(message, *context.place(found, 0, 1), "сделайте одинаково")


def executor_spelled_two_ways(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель записан то с точкой, то без.

    Отмечаются те записи, которых меньше. Число и падеж («Замы по УВР») и фамилии не отмечаются.

    Плохо:

        - {what: Создание совета, when: май, who: Зам по УВР}
        - {what: Создание сайта, when: май, who: Зам по УВР}
        - {what: Ремонт школы, when: май, who: Зам. по УВР}

    Хорошо:

        - {what: Создание совета, when: май, who: Зам по УВР}
        - {what: Создание сайта, when: май, who: Зам по УВР}
        - {what: Ремонт школы, when: май, who: Зам по УВР}
    """
    usual = _usual_words(context)
    for activity in context.plan.activities():
        for executor in context.plan.executors(activity).executors:
            meant = usual.get(words := _words(activity.who, executor), words)
            if meant.count(".") != words.count("."):
                message = f"{quote(words)} — в других строках {quote(meant)}"
                place = context.place(activity.who, executor.start, executor.end)
                yield Finding(message, *place, "сделайте одинаково")


def _usual_words(context: CheckContext) -> dict[str, str]:
    """For the words of each executor how they are written most often."""
    cells = Counter(str(activity.who) for activity in context.plan.activities())
    forms: dict[str, Counter[str]] = {}
    for cell, number in cells.items():
        for executor in context.plan.book.read(cell).executors:
            if executor.person:
                continue
            words = _words(cell, executor)
            bare = folded(words).replace(".", "").replace(" ", "")
            forms.setdefault(bare, Counter())[words] += number
    return {words: same.most_common(1)[0][0] for same in forms.values() for words in same}


def _words(cell: str, executor: Executor) -> str:
    words = cell[executor.start : executor.end]
    return words[:1].upper() + words[1:]


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


def doubled_word(context: CheckContext) -> Iterator[Finding]:
    """Слово написано дважды.

    Исправляется само: luzplan validate --notes --fix. Новое — предупреждение (luzplan validate --since main).
    Слова через дефис и усиление («очень очень») не отмечаются.

    Плохо:

        - {what: Подготовка к к экзаменам, when: май, who: Директор}

    Хорошо:

        - {what: Подготовка к экзаменам, when: май, who: Директор}
    """
    for text, start, end, match in context.search.find(_DOUBLED):
        if match[1].casefold() not in _MAY_BE_DOUBLED:
            fixes = context.splices(text, start, end, match[1])
            message = f"слово {quote(match[1])} написано дважды"
            yield Finding(message, *context.place(text, start, end), "оставьте одно", fixes=fixes)


def number_in_text(context: CheckContext) -> Iterator[Finding]:
    """В начале текста остался номер.

    Номер строке даёт её место в плане: написанный номер станет неверным, как только строки добавят.
    Исправляется само: luzplan validate --notes --fix. Новое — предупреждение (luzplan validate --since main).
    Списки внутри одного текста не отмечаются.

    Плохо:

        - {what: 3. Подготовка к экзаменам, when: май, who: Директор}

    Хорошо:

        - {what: Подготовка к экзаменам, when: май, who: Директор}
    """
    rows = {activity.what.start for activity in context.plan.activities()}
    rows |= {section.title.start for section in context.plan.sections}
    for text, start, end, match in context.search.find(rf"(?<=\0){_NUMBER}"):
        if text.start not in rows or re.search(r"\s\d{1,2}[.)]\s", text[end:]):
            continue
        fixes = context.splices(text, start, end, "")
        place = context.place(text, start, end - len(match[0]) + len(match[0].rstrip()))
        yield Finding(f"номер {quote(match[0].strip())} в тексте", *place, "уберите его", fixes=fixes)


def without_leftovers(text: str) -> str:
    """The text with each word once and without a number at its start: what mending may leave of it."""
    return re.sub(_DOUBLED, r"\1", re.sub(rf"\A{_NUMBER}", "", text))


RULES = (
    weightier_when_new(rule("LP125", Severity.NOTE, person_written_two_ways)),
    rule("LP908", Severity.NOTE, unfinished_ending),
    rule("LP909", Severity.NOTE, mixed_periods, once=True),
    rule("LP910", Severity.NOTE, mixed_capitals, once=True),
    rule("LP911", Severity.NOTE, executor_spelled_two_ways),
    weightier_when_new(rule("LP915", Severity.NOTE, doubled_word)),
    weightier_when_new(rule("LP916", Severity.NOTE, number_in_text)),
)
