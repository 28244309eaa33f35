"""What an editor shows of the word under the cursor: how it is understood, as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from luzplan.check.rules import RULES
from luzplan.check.rules.names import meaning_of
from luzplan.executor import Scope
from luzplan.lsp import Hover
from luzplan.lsp.navigation import NameUse, mentions, name_at
from luzplan.lsp.opened import OpenPlan
from luzplan.plan import Activity, Plan
from luzplan.plan.occurrences import Occurrence
from luzplan.plan.shape import shape_at
from luzplan.reports.wording import days_left, deadline_words, executor_words
from luzplan.russian import ACTIVITIES, DAYS, MONTHS, WEEKDAYS, count, date_words, listing

_MOST = 6  # deadlines of a row that are told one by one
_BUSY = 3  # months that are named as the fullest


def hover(opened: OpenPlan, offset: int) -> Hover | None:
    """What is to be shown at an offset, None where there is nothing to say."""
    found = _understood(opened, offset)
    told = "\n\n".join(_reasons(opened, offset))
    if found is None:
        problem = next((one for one in opened.checked.problems if one.start <= offset <= one.end), None)
        return Hover(problem.start, problem.end, told) if problem and told else None
    return found._replace(text=f"{found.text}\n\n---\n\n{told}") if told else found


def _reasons(opened: OpenPlan, offset: int) -> Iterator[str]:
    """Why what is wrong here matters."""
    codes = {one.code for one in opened.checked.problems if one.start <= offset <= one.end}
    for rule in RULES:
        if rule.code in codes:
            yield f"**{rule.code}** {escaped(rule.title)}. {escaped(rule.reason)}"


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
        return _of_key(opened, offset)
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


def _of_key(opened: OpenPlan, offset: int) -> Hover | None:
    path = opened.key_at(offset)
    shape = shape_at(path)
    if not path or shape is None:
        return None
    start = offset
    while start and re.match(r"[\w]", opened.text[start - 1]):
        start -= 1
    return Hover(start, start + len(path[-1]), f"**{path[-1]}:** {escaped(shape.about)}")


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
    lines.append(f"{count(len(rows), ACTIVITIES)} в плане{_fullest(rows)}")
    return "\n\n".join(lines)


def _fullest(rows: list[Activity]) -> str:
    """The months in which most of the deadlines end, of equal ones the earlier first."""
    ends = sorted(one.days.end for row in rows for one in row.occurrences if one.days.end)
    months = Counter(end.month for end in ends)
    most = [f"{MONTHS[month - 1]} ({number})" for month, number in months.most_common(_BUSY)]
    return f"; больше всего сроков: {listing(most)}" if most else ""


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
