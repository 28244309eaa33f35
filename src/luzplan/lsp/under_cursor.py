"""What an editor says of the word under the cursor, and what can be done there: mended, marked, renamed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from luzplan.check import check_built
from luzplan.check.fixing import fixed
from luzplan.check.ignores import IGNORE_COMMENT, IgnoredLines
from luzplan.check.rule import USELESS_IGNORE
from luzplan.check.rules import RULES
from luzplan.check.rules.names import meaning_of
from luzplan.edit import Edited, Refused, edited, spliced
from luzplan.edit.content import content_of
from luzplan.edit.intents import Declare, Intent, Remove
from luzplan.edit.marking import MarkDone, Marks
from luzplan.edit.renaming import RENAMES
from luzplan.executor import Scope
from luzplan.lsp import Action, Changes, Hover, OpenPlan, difference
from luzplan.lsp.navigation import NameUse, mentions, name_at
from luzplan.plan import Activity, Occurrence, Plan
from luzplan.plan.build import build_plan
from luzplan.plan.days import new_mark, parts_of
from luzplan.plan.shape import shape_at
from luzplan.reports.wording import days_left, deadline_words, executor_words
from luzplan.russian import ACTIVITIES, DAYS, MONTHS, WEEKDAYS, count, date_words, listing, quote
from luzplan.text import EMPTY, SYNTAX, TOO_DEEP, Loaded, Problem, Splice, apply_splices

UNKNOWN_EXECUTOR, DOUBLED_ACTIVITY = "LP101", "LP306"
_LONGEST_NAME = 200  # characters


def actions(opened: OpenPlan, start: int, end: int) -> list[Action]:
    """What can be done between two offsets."""
    touched = [one for one in opened.checked.problems if one.start <= end and start <= one.end]
    mending = [action for problem in touched for action in _of_problem(opened, problem)]
    hiding = [
        Action(f"Не показывать {one.code} в этой строке", partial(_hidden, opened, one), one)
        for one in touched
        if one not in opened.built.slips and one.code not in (EMPTY, SYNTAX, TOO_DEEP, USELESS_IGNORE)
    ]
    return [*mending, *hiding, *_explaining(opened, start), *_marking(opened, start)]


def _of_problem(opened: OpenPlan, problem: Problem) -> Iterator[Action]:
    if problem.fixes:
        title = f"Исправить: {problem.hint or problem.message}"
        yield Action(title, lambda: problem.fixes, problem, preferred=True)
    for suggestion in problem.suggestions:
        title = f"Заменить на {quote(suggestion.text)}"
        yield Action(title, lambda taken=suggestion: (taken,), problem)  # type: ignore[misc]
    words = " ".join(opened.text[problem.start : problem.end].split())
    if problem.code == UNKNOWN_EXECUTOR and 0 < len(words) < _LONGEST_NAME:
        declared = Declare("roles", {"name": words})
        yield Action(f"Добавить роль {quote(words)} в roles:", _edit(opened, declared), problem)
    if problem.code == DOUBLED_ACTIVITY and problem.first_seen is not None:
        for at in (problem.start, problem.first_seen):
            if row := opened.activity_at(at):
                yield Action(f"Убрать {row.position}: повтор", _edit(opened, Remove([row])), problem)


def _edit(opened: OpenPlan, intent: Intent) -> Changes:
    def changes() -> tuple[Splice, ...]:
        if opened.plan is None or opened.built.root is None:
            return ()
        edit = spliced(opened.built, intent)
        return difference(opened.text, edit.text) if isinstance(edit, Edited) else ()

    return changes


def _hidden(opened: OpenPlan, problem: Problem) -> tuple[Splice, ...]:
    """The comment that hides a problem, in the first of its lines that can have one."""
    if opened.root is None:
        return ()
    for number in IgnoredLines(opened.source, opened.root).of(problem):
        line = opened.source.line(number)
        start = opened.source.line_starts[number - 1]
        there = re.search(IGNORE_COMMENT, line)
        if there and there["codes"] is not None:
            at = start + there.end("codes")
            splice = Splice(at, at, f", {problem.code}")
        else:
            at = start + len(line.rstrip())
            splice = Splice(at, start + len(line), f"  # luzplan: ignore[{problem.code}]")
        after = build_plan(opened.source._replace(text=apply_splices(opened.text, [splice])))
        is_remark = content_of(after.meant) == content_of(opened.root)
        if is_remark and [one.message for one in after.slips] == [one.message for one in opened.built.slips]:
            return (splice,)
    return ()


def _explaining(opened: OpenPlan, offset: int) -> Iterator[Action]:
    """The meaning of an abbreviation that nobody else tells, to be written into the plan's list."""
    name = name_at(opened, offset)
    if name is None or name.kind != "abbreviation" or opened.plan is None:
        return
    if not (meaning_of(opened.plan, name.name) or opened.plan.book.abbreviates(name.name)):
        declared = Declare("abbreviations", {name.name: "впишите значение"})
        yield Action(f"Добавить {quote(name.name)} в abbreviations:", _edit(opened, declared))


def _marking(opened: OpenPlan, offset: int) -> Iterator[Action]:
    """The mark of the row's next deadline that is open."""
    row = opened.activity_at(offset)
    if row is None or opened.plan is None:
        return
    following = next((one for one in row.occurrences if one.mark is None), None)
    if following is None or (row.done.strip() and len(parts_of(row.done)) != len(row.marks)):
        return
    which = f" за {following.name}" if len(row.occurrences) > 1 else ""
    words = new_mark(row, opened.plan.calendar, following.number, opened.today).text
    there = [str(one) for one in parts_of(row.done)] if row.done.strip() else []
    mark = MarkDone([Marks(row, [*there, words])])
    yield Action(f"Отметить {row.position} выполненным сегодня{which}", _edit(opened, mark))


def formatting(opened: OpenPlan) -> tuple[Splice, ...]:
    """All that `luzplan validate --fix` mends."""
    result = fixed(Loaded(opened.source), partial(check_built, options=opened.options))
    return difference(opened.text, result.text) if result.text is not None else ()


def renamed(opened: OpenPlan, name: NameUse, new: str) -> Edited | Refused:
    """The plan with it under another name everywhere."""
    words = " ".join(new.split())
    if name.kind not in RENAMES or not words:
        return Refused("так это не переименовать")
    if opened.plan is None or opened.built.root is None:
        return Refused("план не прочитан")
    return edited(opened.built, RENAMES[name.kind](opened.plan, opened.built.root, name.name, words))


_MOST = 6  # deadlines of a row that are told one by one
_BUSY = 3  # months that are named as the fullest


def hover(opened: OpenPlan, offset: int) -> Hover | None:
    """What is to be shown at an offset, None where there is nothing to say."""
    found = _understood(opened, offset)
    problems = [one for one in opened.checked.problems if one.start <= offset <= one.end]
    codes = {one.code for one in problems}
    why = (
        f"**{one.code}** {escaped(one.title)}. {escaped(one.reason)}" for one in RULES if one.code in codes
    )
    told = "\n\n".join(why)
    if found is None:
        return Hover(problems[0].start, problems[0].end, told) if told else None
    return found._replace(text=f"{found.text}\n\n---\n\n{told}") if told else found


def escaped(text: str) -> str:
    """A text of the plan in Markdown, where its signs say nothing."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))


def _understood(opened: OpenPlan, offset: int) -> Hover | None:
    found, plan = opened.text_at(offset), opened.plan
    if plan is None:
        return None
    row = opened.activity_at(offset)
    if row is not None and found is not None and found[0][-1] == "when":
        return Hover(found[1].start, found[1].end, deadline_text(row, opened.today))
    name = name_at(opened, offset)
    if name is None and found is None:
        path = opened.key_at(offset)
        shape = shape_at(path)
        if not path or shape is None:
            return None
        start = offset
        while start and re.match(r"[\w]", opened.text[start - 1]):
            start -= 1
        return Hover(start, start + len(path[-1]), f"**{path[-1]}:** {escaped(shape.about)}")
    return Hover(name.start, name.end, said) if name and (said := _said(opened, plan, name)) else None


def _said(opened: OpenPlan, plan: Plan, name: NameUse) -> str:
    if name.kind == "role":
        return _role_text(plan, name.name)
    if name.kind == "school":
        return _school_text(opened, plan, name)
    if name.kind == "abbreviation":
        meaning = meaning_of(plan, name.name)
        return f"**{name.name}** — {escaped(meaning)}" if meaning else ""
    row = plan.by_name.get(name.name)
    return f"**{row.position}** {escaped(row.what)}" if row else ""


def deadline_text(row: Activity, today: date) -> str:
    """How a deadline is understood: its days with their weekdays, and how long it is to them."""
    lines = [f"**Срок:** {escaped(deadline_words(row.deadline))}"]
    several = len(row.occurrences) > 1
    for one in row.occurrences[:_MOST] if row.deadline.spans else ():
        words = f"- {one.name}: " if several else ""
        lines.append(f"{words}{', '.join(_days(one, today))}")
    if len(row.occurrences) > _MOST:
        lines.append(f"- и ещё {len(row.occurrences) - _MOST}")
    return "\n".join(lines) if several else "\n\n".join(lines)


def _days(one: Occurrence, today: date) -> Iterator[str]:
    start, end = one.days
    if start and end and start != end:
        yield f"{WEEKDAYS[start.weekday()]} – {WEEKDAYS[end.weekday()]}"
        yield count((end - start).days + 1, DAYS)
    elif day := end or start:
        yield WEEKDAYS[day.weekday()]
    if one.mark:
        yield f"выполнено {date_words(one.mark.day)}"
    elif end:
        yield days_left(end, today)


def _role_text(plan: Plan, role: str) -> str:
    activities = plan.activities()
    named = [(row, one) for row in activities for one in plan.executors(row).executors if one.generic == role]
    rows = list({row.position: row for row, _ in named}.values())
    lines = [f"**Роль:** {escaped(role)}"]
    if above := plan.book.ancestors(role):
        lines.append(f"входит в: {escaped(' → '.join(above))}")
    own = next((one for one in plan.roles if one.name == role), None)
    if own is not None and own.since:
        lines.append(f"с какого срока: {escaped(own.since)}")
    if wide := {executor_words(one) for _, one in named if one.scope is not Scope.NONE}:
        lines.append(f"в плане: {escaped(', '.join(sorted(wide)))}")
    ends = sorted(one.days.end for row in rows for one in row.occurrences if one.days.end)
    months = Counter(end.month for end in ends).most_common(_BUSY)  # of equal ones the earlier first
    most = listing([f"{MONTHS[month - 1]} ({number})" for month, number in months])
    fullest = f"; больше всего сроков: {most}" if months else ""
    lines.append(f"{count(len(rows), ACTIVITIES)} в плане{fullest}")
    return "\n\n".join(lines)


def _school_text(opened: OpenPlan, plan: Plan, name: NameUse) -> str:
    school = next((one for one in plan.schools if one.name == name.name), None)
    lines = [f"**Школа:** {escaped(name.name)}"]
    if school is None:
        return lines[0]
    about = [*(["базовая"] if school.base else []), *([school.level] if school.level else [])]
    if about:
        lines.append(escaped(", ".join(map(str, about))))
    if school.aliases:
        lines.append(f"ещё пишут: {escaped(', '.join(school.aliases))}")
    number = sum(not one.declares for one in mentions(opened, name))
    lines.append(f"названа исполнителем: {count(number, ('раз', 'раза', 'раз'))}")
    return "\n\n".join(lines)
