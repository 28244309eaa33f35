"""What typed words mean in a plan: years, roles, schools, sections, ids; the unknown ends with code 2."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.executor import Executor, Match, School, UnknownName
from luzplan.plan import Activity, Plan, Section
from luzplan.russian import listing, quote
from luzplan.russian.spelling import folded, is_one_slip, nearest, retyped
from luzplan.school_year import SchoolYear
from luzplan.selection import rows_having, where_words_stand

_BEFORE_A_NUMBER = r"(?:№|п\.?|пункты?\.?)"
_SHORT = 3  # letters of a word


def school_year_of(text: str) -> SchoolYear:
    """A school year; ends the command if the text is none."""
    year = SchoolYear.of_plan(text)
    if year is None:
        near = SchoolYear.nearest(text)
        hint = f"Напишите учебный год: {near}, или календарный: {near.first_year}."
        raise CommandError(Code.USAGE, f"{quote(text)} — не учебный год", hint)
    return year


def roles_of(text: str, plan: Plan) -> tuple[Executor, ...]:
    """The roles, with their scopes, that the text may mean: those that the plan names, else all."""
    meant = plan.book.queries(text)
    there = [one for activity in plan.activities() for one in plan.executors(activity).executors]
    by_name = (Executor(text.strip().title(), person=True), Executor(text, detail=text))
    for query in () if meant else by_name:
        if re.search(r"[^\W\d_]", text) and any(plan.book.reach(one, query) for one in there):
            return (query,)
    if not meant:
        retyped_as = plan.book.queries(retyped(text))
        found = plan.book.query(text)
        near = found.nearest if isinstance(found, UnknownName) and not retyped_as else (retyped_as[0].role,)
        typed = folded(text)
        # Nearly any three letters are like some others.
        starts = (typed[:1], retyped(text)[:1]) if len(text) > _SHORT else ()
        near = tuple(one for one in near if folded(one)[:1] in starts or is_one_slip(typed, folded(one)))
        way_out = rows_with_words(text, plan) or "Список исполнителей: luzplan show roles"
        raise unknown("в плане нет роли", text, near, way_out)
    if not any(plan.book.reach(one, meant[0]) is Match.EXACT for one in there):
        meant = tuple(one._replace(loosely=False) for one in meant)  # this plan calls the post otherwise
    named = tuple(role for role in meant if any(plan.book.reach(one, role) for one in there))
    return named or meant[:1]


def school_of(text: str, plan: Plan) -> School:
    """The school that the text names, or is a part of the name of."""
    if found := plan.book.find_school(text):
        return found
    wanted = folded(text)
    called = {name: school for school in plan.schools for name in (school.name, *school.aliases)}
    holding = {school.name: school for name, school in called.items() if wanted and wanted in folded(name)}
    if len(holding) == 1:
        return next(iter(holding.values()))
    if holding:
        hint = f"Назовите одну: {listing([quote(name) for name in holding], 'или')}."
        raise CommandError(Code.USAGE, f"школ с {quote(text)} в названии несколько", hint)
    near = _nearest(text, {folded(name): name for name in called})
    raise unknown("в плане нет школы", text, near, "Школы плана: luzplan show schools")


def section_of(text: str, plan: Plan) -> Section:
    """The section by its number or by words of its title."""
    wanted = folded(text)
    for section in plan.sections:
        if wanted == str(section.number) or (wanted and folded(section.title).startswith(wanted)):
            return section
    holding = [section for section in plan.sections if wanted and wanted in folded(section.title)]
    if len(holding) == 1:
        return holding[0]
    titles = [f"{section.number}. {section.title}" for section in plan.sections]
    words = {word: title for title in reversed(titles) for word in (folded(title), *folded(title).split())}
    there = f"Есть {listing([quote(title) for title in titles])}." if titles else "В плане нет разделов."
    raise unknown("в плане нет раздела", text, _nearest(text, words), there)


def activity_of(text: str, plan: Plan) -> Activity:
    """The activity by its number («2.8») or its own id."""
    words = text.strip().rstrip(".,;")
    numbered = re.fullmatch(rf"(?:{_BEFORE_A_NUMBER}\s*)?(\d+)[.,](\d+)", words, re.IGNORECASE)
    wanted = ".".join(numbered.groups()) if numbered else ""
    for activity in plan.activities():
        if activity.id == words or activity.position == wanted:
            return activity
    ids = {activity.id.casefold(): str(activity.id) for activity in plan.activities()}
    numbers = [activity.position for activity in plan.activities()]
    there = f"Есть мероприятия с {numbers[0]} по {numbers[-1]}." if numbers else "В плане нет мероприятий."
    if len(numbers) == 1:
        there = f"Есть только мероприятие {numbers[0]}."
    there = rows_with_words(text, plan) or there
    near = () if text.strip().isdecimal() else _nearest(text, ids)
    raise unknown("в плане нет мероприятия", text, near, there)


def stands_before_a_number(word: str) -> bool:
    """Whether it is a word that people say before a number, as on paper: «пункт 2.8», «2.8 и 2.9»."""
    return re.fullmatch(rf"{_BEFORE_A_NUMBER}|[и,;]", word.strip(), re.IGNORECASE) is not None


def rows_with_words(text: str, plan: Plan) -> str:
    """Where the words of a text stand in the plan; how to ask for whom they name."""
    from luzplan.text.system import as_typed

    if re.search(r"[^\W\d_]{3}", text) and plan.book.queries(text):
        return f"Это исполнитель: {as_typed('luzplan', 'by-role', text)}"
    return where_words_stand(plan, text)


def unnamed(texts: Sequence[str], plan: Plan, command: str, failure: CommandError) -> CommandError:
    """The failure that no row is called so, with the rows that have the words and, of one, the line for it.

    Where no row has them, the ``failure`` that there was.
    """
    words = " ".join(texts)
    rows = [] if re.search(r"\d", words) else rows_having(plan, words)
    if not rows:
        return failure
    line = f"\n  Если это оно: luzplan {command} {rows[0].position}" if len(rows) == 1 else ""
    hint = f"{where_words_stand(plan, words)}{line}"
    return CommandError(Code.USAGE, f"в плане нет мероприятия {quote(words)}", hint)


def _nearest(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Up to three of the names, keyed by how they are compared."""
    return tuple(dict.fromkeys(names[key] for key in nearest(text, names, 3)))
