"""LP1: names and words that nobody knows, or that are not what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path

from luzplan.check.rule import CheckContext, Finding, Hit, rule, weightier_when_new
from luzplan.deadline.reader import read_deadline
from luzplan.executor import LONGEST_CELL, Executor
from luzplan.plan import Plan
from luzplan.russian import TIMES, count, did_you_mean, is_legal_form, listing, quote
from luzplan.russian.spelling import (
    LATIN_LETTERS,
    folded,
    in_russian,
    is_disguised,
    nearest,
    retyped,
    word_around,
)
from luzplan.text import Severity, Text

_BEGINNING = 40  # characters of a text that is too long to be shown
_ABBREVIATION = r"[А-ЯЁ]{2,6}(?![^\W\d_])"
_PART = r"(?:[^\W\d_]|\d-)\Z"  # of a word, or of the number of a form: «7-НК», «ОО-1»
_SHOUTED = r"[А-ЯЁ]{7,}|[А-ЯЁ]{2,} [А-ЯЁ]{4,}|[А-ЯЁ]{4,} [А-ЯЁ]{2,}"
_MOST_GUESSES = 100  # undeclared abbreviations; who has more has not mistyped all, and guessing takes time
_GARDEN = "сад"
# By how a word begins.
_KINDS = {
    "сош": "сош", "мсош": "сош", "оош": "оош", "нош": "нош", "гимн": "гимназия", "лице": "лицей", "школ": "",
    "детс": _GARDEN, "д/с": _GARDEN, "мбдо": _GARDEN, "мкдо": _GARDEN, "мдоу": _GARDEN, "доу": _GARDEN,
}  # fmt: skip
_NUMBERED = (
    r"(?i)\b(?P<kind>м?сош|[он]ош|школ[аыуе]|школой|гимнази[яию]|гимназией|лице[йюея]|лицеем|"
    r"детск(?:ий|ого|ому|им|ом) сад(?:а|у|ом|е)?|д/с|м?[бк]?доу)"
    r" ?[№N] ?(?P<number>\d{1,4})(?!\d)"
)


def unknown_executor(context: CheckContext) -> Iterator[Finding]:
    """Неизвестный исполнитель.

    Чтобы сказать, кто чем занят, программа должна понять каждое слово исполнителя. Обычные школьные должности
    она знает; свои комиссии и должности впишите в roles: (там же другие их названия). Падеж, число, обычные
    сокращения и фамилии с инициалами не отмечаются.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Психлог}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Психолог}
    """
    for activity in context.plan.activities():
        for name in context.plan.executors(activity).unknown:
            if read_deadline(name.text, context.plan.calendar).kind.says_when:
                continue  # a fault of its own
            if len(name.text) > LONGEST_CELL:
                hint = "оставьте в «who» только исполнителей, остальное перенесите в note:"
                place = context.place(activity.who, 0, _BEGINNING)
                yield Finding(f"исполнители длиннее {LONGEST_CELL} знаков", *place, hint)
                continue
            place = context.place(activity.who, name.start, name.end)
            near = name.nearest
            hint = did_you_mean(near, "проверьте написание или добавьте роль в roles:")
            if name.text.isascii() and context.names_executor(meant := retyped(name.text)):
                near, hint = (meant,), f"набрано в другой раскладке: может быть, {quote(meant)}?"
            meant_names = context.suggestions(activity.who, name.start, name.end, near)
            message = f"неизвестный исполнитель {quote(name.text)}"
            yield Finding(message, *place, hint, suggestions=meant_names)


def nearly_known_executor(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель очень похож на известную роль.

    «Совет …», «Комиссия …» и «Педагог-…» программа понимает с разными словами и сокращениями, поэтому
    опечатку в них она не отвергнет, а сочтёт другим исполнителем. Имя, которое программа знает, не
    отмечается, как бы оно ни было похоже на другое.

    Плохо:

        roles: [{name: Совет ЦШОО}]
        sections: [{title: Раздел, activities: [{what: Встреча, when: май, who: Совет ЦШО}]}]

    Хорошо:

        roles: [{name: Совет ЦШОО}]
        sections: [{title: Раздел, activities: [{what: Встреча, when: май, who: Совет ЦШОО}]}]
    """
    own = frozenset(str(name) for role in context.plan.roles for name in (role.name, *role.aliases))
    meant: dict[str, str | None] = {}
    for activity in context.plan.activities():
        reading = context.plan.executors(activity)
        reported = {name.start for name in reading.unknown}
        for executor in reading.executors:
            if executor.start in reported or not (own or executor.detail.startswith("-")):
                continue
            if executor.role not in meant:
                meant[executor.role] = _meant(context, executor, own)
            if near := meant[executor.role]:
                place = context.place(activity.who, executor.start, executor.end)
                message = f"исполнитель {quote(executor.role)} очень похож на известную роль"
                taken = context.suggestions(activity.who, executor.start, executor.end, [near])
                yield Finding(message, *place, did_you_mean([near]), suggestions=taken)


def _meant(context: CheckContext, executor: Executor, own: frozenset[str]) -> str | None:
    """The role that is written almost so, None if it is known as it stands."""
    role, book = executor.role, context.plan.book
    if book.knows(role):
        return None
    # The first word is a known one, and the slip stands behind it; «Педагог-» goes with any word.
    first, half = folded(role).partition(" ")[0], f"{folded(executor.head)}-"
    of_half = executor.detail.startswith("-")
    alike = [
        name
        for name in book.names_like(role)
        if (name in own and folded(name).partition(" ")[0] == first)
        or (of_half and folded(name).startswith(half))
    ]
    near = next(iter(nearest(role, alike, alike=0.85)), None)
    return near if near is None or folded(near) != folded(role) else None


def undeclared_abbreviation(context: CheckContext) -> Iterator[Finding]:
    """Сокращение нигде не объяснено.

    Через год никто не вспомнит, что значит ЦШОО. Объясните сокращение в abbreviations: или в скобках
    при первом употреблении. Обычные школьные сокращения (ОУ, УВР, ЕГЭ) и те, что есть в названиях школ,
    ролей и округа, и номера форм («7-НК») объяснять не нужно. Новое сокращение — предупреждение (luzplan
    validate --since main), то, что в плане было, — замечание.

    Плохо:

        - {what: Разработка плана школ ЦШОО, when: июнь, who: Совет школы}

    Хорошо:

        abbreviations:
          ЦШОО: центральный школьный образовательный округ
        sections:
          - title: Раздел
            activities:
              - {what: Разработка плана школ ЦШОО, when: июнь, who: Совет школы}
    """
    hits: dict[str, list[Hit]] = {}
    for hit in context.search.find(_ABBREVIATION):
        word = hit.match[0]
        is_part = re.search(_PART, hit.text[: hit.start]) or re.match(r"-\d", hit.text[hit.end :])
        if is_part or _is_explained(word, context) or is_legal_form(word):
            continue
        if not re.search(_SHOUTED, hit.text):
            hits.setdefault(word, []).append(hit)
    known = sorted(context.abbreviations) if len(hits) <= _MOST_GUESSES else ()
    for word, found in hits.items():
        first = min(found, key=lambda hit: (hit.text.start, hit.start))
        often = f" ({count(len(found), TIMES)})" if len(found) > 1 else ""
        alike = nearest(word, known, alike=0.75)
        near = did_you_mean(alike)
        yield Finding(
            f"сокращение {quote(word)}{often} нигде не объяснено",
            *context.place(first.text, first.start, first.end),
            f"{near} Иначе впишите его в abbreviations:" if near else "впишите его в abbreviations:",
            suggestions=context.suggestions(first.text, first.start, first.end, alike),
        )


def _is_explained(word: str, context: CheckContext) -> bool:
    """Whether the plan or the name of a role explains a word in capitals, or everybody knows it."""
    known = word in context.abbreviations or word in shipped_abbreviations()
    return known or context.plan.book.abbreviates(word)


def meaning_of(plan: Plan, abbreviation: str) -> str:
    """What an abbreviation stands for, in the plan or in every school; empty where nobody says it."""
    own = {str(key): str(value) for key, value in plan.abbreviations}
    if plan.district.short and plan.district.name:
        own.setdefault(str(plan.district.short), str(plan.district.name))
    return own.get(abbreviation) or shipped_abbreviations().get(abbreviation, "")


@cache
def shipped_abbreviations() -> dict[str, str]:
    """The abbreviations that every school knows, with their meanings."""
    lines = Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


def latin_letter(context: CheckContext) -> Iterator[Finding]:
    """Латинская буква в русском слове.

    «c» и «с», «P» и «Р» выглядят одинаково, но это разные буквы: поиск такого слова не найдёт, а сортировка
    поставит его не туда. Исправляется само: luzplan validate --fix. Слова целиком из латинских букв («Wi-Fi»,
    «IT»), римские цифры и «A4» не отмечаются.

    Плохо:

        - {what: Пeдсовет, when: май, who: Директор}

    Хорошо:

        - {what: Педсовет, when: май, who: Директор}
    """
    seen: dict[int, int] = {}  # where a text starts → where the last word looked at ends
    for hit in context.search.find(LATIN_LETTERS):
        if hit.start >= seen.get(hit.text.start, 0):
            start, end = word_around(hit.text, hit.start)
            seen[hit.text.start] = end
            if is_disguised(hit.text, start, end, partial(_is_explained, context=context)):
                yield _disguised(context, hit.text, start, hit.text[start:end])


def _disguised(context: CheckContext, text: Text, start: int, word: str) -> Finding:
    latin = [at for at, letter in enumerate(word) if letter.isascii()]
    meant = in_russian(word)
    first = start + latin[0]
    fixes = [context.splices(text, start + at, start + at + 1, meant[at]) for at in latin]
    return Finding(
        f"латинская буква {quote(word[latin[0]])}" + (f" в русском слове {quote(word)}" if word[1:] else ""),
        *context.place(text, first, first + 1),
        f"наберите {quote(meant)} русскими буквами",
        fixes=tuple(chain.from_iterable(fixes)),
    )


def foreign_school(context: CheckContext) -> Iterator[Finding]:
    """Школы с таким номером в списке нет.

    В тексте названа школа, которой нет в schools:. Номер могли набрать с ошибкой, или школу переименовали
    в одном месте. Школа другого города, названного рядом («СОШ №5 г. Кирова»), детский сад там, где в списке
    одни школы (и наоборот), и планы без списка не отмечаются; «№2» и «№ 2» — одна школа.

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
        alike = {one for of, one in numbers if (of == _GARDEN) == (kind == _GARDEN)}
        known = any(number == one and (not kind or not of or kind == of) for of, one in numbers)
        town = re.match(r"\s*\(?(?:г|с|д|п|пгт)\. ?([А-ЯЁ]\w{2})", hit.text[hit.end :])
        elsewhere = town is not None and town[1] not in towns
        if known or elsewhere or not alike or hit.text.start in own:
            continue
        listed = listing([f"№ {one}" for one in sorted(alike, key=int)])
        message = f"школы {quote(hit.text[hit.start : hit.end])} нет в списке школ"
        yield Finding(message, *context.place(hit.text, hit.start, hit.end), f"в списке: {listed}")


def _school(found: re.Match[str]) -> tuple[str, str]:
    """The kind, empty where the word does not tell it, and the number."""
    word = found["kind"].casefold()
    return next((kind for start, kind in _KINDS.items() if word.startswith(start)), ""), found["number"]


RULES = (
    rule("LP101", Severity.ERROR, unknown_executor),
    rule("LP109", Severity.WARNING, nearly_known_executor),
    weightier_when_new(rule("LP112", Severity.NOTE, undeclared_abbreviation, once=True)),
    rule("LP113", Severity.WARNING, latin_letter),
    weightier_when_new(rule("LP118", Severity.NOTE, foreign_school)),
)
