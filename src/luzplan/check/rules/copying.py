"""LP3 and LP9, what is left of copying and typing: rows nearly twice, words twice, quotes without a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzplan.check.rule import CheckContext, Finding, rule, weightier_when_new
from luzplan.plan import Activity
from luzplan.russian import quote
from luzplan.russian.spelling import folded
from luzplan.text import Severity, Splice

_ALIKE = 0.85  # the share of common words at which two rows are hardly two activities
_FEWEST_WORDS = 5
_MOST_ALIKE = 40  # rows of one executor and deadline that are compared with each other
_QUOTED = r"(?<=\0)[^\0«»]*[«»][^\0]*"
_DOUBLED = r"(?i)(?<![\w-])([а-яё]+)(?: +\1)+(?![\w-])"
_MAY_BE_DOUBLED = frozenset(("еле", "чуть", "только", "вот", "да", "нет", "едва", "много", "очень"))
_NUMBER = r"\s*\d{1,2}(?:\.\d{1,2})*[.)]\s*(?=[А-ЯЁ«])"


def nearly_doubled_activity(context: CheckContext) -> Iterator[Finding]:
    """Почти такое же мероприятие уже есть.

    Те же исполнители, тот же срок и почти те же слова: строку скопировали и исправили не до конца. Строки,
    которые отличаются числами («5 класс», «6 класс»), и короткие не отмечаются.

    Плохо:

        - {what: Проведение школьного этапа всероссийской олимпиады, when: май, who: Директор}
        - {what: Проведение школьного этапа Всероссийской олимпиады школьников, when: май, who: Директор}

    Хорошо:

        - {what: Проведение школьного этапа всероссийской олимпиады, when: май, who: Директор}
        - {what: Проведение районного этапа смотра строя и песни, when: май, who: Директор}
    """
    same: dict[tuple[str, str], list[Activity]] = {}
    for activity in context.plan.activities():
        if activity.when.strip() and len(activity.what.split()) >= _FEWEST_WORDS:
            same.setdefault((folded(activity.when), folded(activity.who)), []).append(activity)
    for rows in same.values():
        for at, activity in enumerate(rows[:_MOST_ALIKE]):
            first = next((one for one in rows[:at] if _is_nearly(one.what, activity.what)), None)
            if first is not None:
                message = f"мероприятие {activity.position} почти повторяет {first.position}"
                place = context.place(activity.what)
                yield Finding(message, *place, "удалите одно или уточните", first_seen=first.what.start)


def _is_nearly(one: str, other: str) -> bool:
    left, right = folded(one).rstrip(" .;"), folded(other).rstrip(" .;")
    if left == right or re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return False
    from luzplan.reports.comparison import likeness  # few plans have two rows that may be one

    return likeness(left, right) >= _ALIKE


def unbalanced_quote(context: CheckContext) -> Iterator[Finding]:
    """Кавычка «ёлочка» без пары.

    Исправляется само, если кавычку не закрыли в конце: luzplan validate --notes --fix.

    Плохо:

        - {what: Проект «Дистанционное обучение, when: май, who: Директор}

    Хорошо:

        - {what: Проект «Дистанционное обучение», when: май, who: Директор}
    """
    for text, start, end, match in context.search.find(_QUOTED):
        opened: list[int] = []
        stray: list[int] = []
        for found in re.finditer("[«»]", match[0]):
            if found[0] == "«":
                opened.append(found.start())
            elif opened:
                opened.pop()
            else:
                stray.append(found.start())
        nested = re.search(r"«[^»]*«[^»]*»(?![^«]*»)", match[0])  # Word closes two quotes with one
        if len(opened) + len(stray) != 1 or nested:
            continue
        at = (opened + stray)[0]
        place = context.place(text, start + at, start + at + 1)
        if stray:
            yield Finding("лишняя кавычка", *place, "уберите её или поставьте «ёлочку» перед ней")
            continue
        stop = end - len(match[0]) + len(match[0].rstrip(" .;,"))
        last = context.place(text, stop - 1, stop)[1]
        yield Finding("кавычка не закрыта", *place, "поставьте вторую", fixes=(Splice(last, last, "»"),))


def doubled_word(context: CheckContext) -> Iterator[Finding]:
    """Слово написано дважды.

    Исправляется само: luzplan validate --notes --fix.

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
    Исправляется само: luzplan validate --notes --fix. Списки внутри одного текста не отмечаются.

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


ROWS = (weightier_when_new(rule("LP309", Severity.NOTE, nearly_doubled_activity)),)
RULES = (
    rule("LP914", Severity.NOTE, unbalanced_quote),
    rule("LP915", Severity.NOTE, doubled_word),
    rule("LP916", Severity.NOTE, number_in_text),
)
