"""LP1, fourth half: names of the plan's own schools and district as its texts have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luzplan.check.rule import EXPLAINED, CheckContext, Finding, Rule, rule, weightier_when_new
from luzplan.russian import listing, quote
from luzplan.russian.spelling import folded
from luzplan.text import Severity, Text

ABANDONED = "LP120"

_KINDS = {
    "сош": "сош",
    "мсош": "сош",
    "оош": "оош",
    "нош": "нош",
    "гимн": "гимназия",
    "лице": "лицей",
    "школ": "",
}
_NUMBERED = (
    r"(?i)\b(?P<kind>м?сош|[он]ош|школ[аыуе]|школой|гимнази[яию]|гимназией|лице[йюея]|лицеем)"
    r" ?[№N] ?(?P<number>\d{1,4})(?!\d)"
)
_CASE_ENDING = 3  # letters at the end of a word that cases change


def foreign_school(context: CheckContext) -> Iterator[Finding]:
    """Школы с таким номером в списке нет.

    В тексте названа школа, которой нет в schools:. Номер могли набрать с ошибкой, или школу переименовали
    в одном месте. Школа другого города, названного рядом («СОШ №5 г. Кирова»), и планы без списка школ
    не отмечаются; «№2» и «№ 2» — одна школа.

    Плохо:

        schools: [{name: МОКУ СОШ №2 г. Лузы}]
        goals: [проведение олимпиад на базе СОШ №3.]

    Хорошо:

        schools: [{name: МОКУ СОШ №2 г. Лузы}]
        goals: [проведение олимпиад на базе СОШ № 2.]
    """
    schools = context.plan.schools
    names = [(one.start, str(one)) for school in schools for one in (school.name, *school.aliases)]
    numbers = {_school(found) for _, name in names for found in re.finditer(_NUMBERED, name)}
    own = {start for start, _ in names} | {activity.who.start for activity in context.plan.activities()}
    towns = set(re.findall(r"\b(?:г|с|д|п|пгт)\. ?([А-ЯЁ]\w{2})", " ".join(name for _, name in names)))
    for hit in context.search.find(_NUMBERED) if numbers else ():
        kind, number = _school(hit.match)
        known = any(number == one and (not kind or not of or kind == of) for of, one in numbers)
        town = re.match(r"\s*\(?(?:г|с|д|п|пгт)\. ?([А-ЯЁ]\w{2})", hit.text[hit.end :])
        elsewhere = town is not None and town[1] not in towns
        if known or elsewhere or hit.text.start in own:
            continue
        listed = listing([f"№ {one}" for one in sorted({one for _, one in numbers}, key=int)])
        message = f"школы {quote(hit.text[hit.start : hit.end])} нет в списке школ"
        yield Finding(message, *context.place(hit.text, hit.start, hit.end), f"в списке: {listed}")


def _school(found: re.Match[str]) -> tuple[str, str]:
    """The kind, empty where the word does not tell it, and the number."""
    word = found["kind"].casefold()
    return next((kind for start, kind in _KINDS.items() if word.startswith(start)), ""), found["number"]


def another_name(context: CheckContext) -> Iterator[Finding]:
    """Округ назван по-разному.

    Название в district: и в заголовках, сокращение в district: и в скобках «(далее ЛШО)» должны совпадать:
    иначе план собран из двух. Падеж, кавычки и часть названия различием не считаются.

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


def _words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"№ ?\d+|\w+", text))


def _nearly(name: Sequence[re.Match[str]], text: Text) -> tuple[int, int] | None:
    """Where a text has all words of a name but one, and in its place another; None if it has the name."""
    words = _words(text)
    found = None
    for at in range(len(words) - len(name) + 1):
        part = words[at : at + len(name)]
        differing = [pair for pair in zip(name, part, strict=True) if not _same(*pair)]
        if not differing:
            return None
        telling = all(one[0][:1].isupper() or one[0][:1] == "№" for pair in differing for one in pair)
        if len(differing) == 1 and telling:
            found = part[0].start(), part[-1].end()
    return found


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words are one in whatever case."""
    left, right = folded(one[0]).replace(" ", ""), folded(other[0]).replace(" ", "")
    stem = max(len(left), len(right)) - _CASE_ENDING
    return left == right or (stem >= _CASE_ENDING and left[:stem] == right[:stem])


def in_any_case(name: str) -> str:
    """A pattern for a name in any case, an abbreviation as it is; what has no words is never found."""
    words = re.findall(r"\w+", name)
    stems = [re.escape(word[: max(_CASE_ENDING, len(word) - _CASE_ENDING)]) for word in words]
    if len(words) == 1 and name.isupper():
        return rf"\b{re.escape(name.strip())}\b"
    return r"(?i)\b" + r"\w*\W+".join(stems) + r"\w*" if stems else r"(?!)"


def _ends_with(name: Sequence[re.Match[str]], text: str) -> bool:
    words = _words(text)[-len(name) :]
    return len(words) == len(name) and all(map(_same, name, words))


RULES = (
    weightier_when_new(rule("LP118", Severity.NOTE, foreign_school)),
    rule("LP119", Severity.WARNING, another_name),
    Rule(
        ABANDONED,
        Severity.WARNING,
        "abandoned-name",
        """Прежнее название осталось в тексте.

        Роль, школу или сокращение переименовали или убрали из списка, а текст называет их по-прежнему.
        Видно только в сравнении: luzplan validate --since main. Переименовать сразу везде: luzplan rename.
        Названия, которые программа знает и без списка, не отмечаются.
        """,
    ),
)
