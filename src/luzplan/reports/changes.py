"""What changed between two plans, in the table and around it; the history of one activity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from luzplan.plan import Activity, Plan
from luzplan.reports import Report, Table
from luzplan.reports.comparison import APPROVAL, document_rows, moved, paired, renamed, same_sections
from luzplan.reports.rows import Cells, Column, Wording
from luzplan.reports.wording import deadline_words
from luzplan.russian import DAYS, DEADLINES, count, date_words
from luzplan.russian.spelling import folded
from luzplan.text import Text

_COLUMNS = (
    Column("id", "№"),
    Column("what", "Мероприятие"),
    Column("before", "Было"),
    Column("after", "Стало"),
    Column("detail", "Что изменилось"),
)
_IN_SECTION = (*_COLUMNS[:-1], Column("detail", "Раздел"))
_IN_DOCUMENT = (Column("what", "Часть документа"), *_COLUMNS[2:4])
NOTHING = "По смыслу планы не отличаются."
_NOTHING_READ = "В том, что удалось прочитать, планы не отличаются, но прочитано не всё."
_NO_DEADLINE = "без срока"


class _Kind(NamedTuple):
    """A kind of change: the title of its table, its word in a history, and what so many of it are called."""

    title: str
    word: str = ""
    forms: tuple[str, str, str] = ("другая правка", "другие правки", "других правок")


_KINDS = {
    "added": _Kind("Добавлено", "добавлено", ("новое мероприятие", "новых мероприятия", "новых мероприятий")),
    "removed": _Kind("Убрано", "", ("убранное мероприятие", "убранных мероприятия", "убранных мероприятий")),
    "moved": _Kind("Перенесено", "перенесено", ("перенос", "переноса", "переносов")),
    "deadline": _Kind("Изменён срок", "срок", DEADLINES),
    "executors": _Kind("Изменены исполнители", "исполнители", ("исполнитель", "исполнителя", "исполнителей")),
    "wording": _Kind("Изменена формулировка", "слова", ("формулировка", "формулировки", "формулировок")),
    "where": _Kind("Изменено место", "место", ("место", "места", "мест")),
    "column": _Kind("Изменён столбец", "столбец"),
    "done": _Kind("Отметки о выполнении", "отметка"),
    "note": _Kind("Изменены заметки", "заметка"),
    "after": _Kind("Изменено, после чего идёт", "после чего"),
    "document": _Kind("Изменено в документе"),
}  # fmt: skip


def changes_report(old: Plan, new: Plan) -> Report:
    """What was added, removed, moved, rescheduled, handed over, reworded, done and noted."""
    pairing = paired(old.activities(), new.activities())
    sections = same_sections(old, new, pairing.pairs)
    added = (_row("added", one, "", _summary(one), _section_of(new, one)) for one in pairing.added)
    removed = (_row("removed", one, _summary(one), "", _section_of(old, one)) for one in pairing.removed)
    tables = [
        _table("added", added, _IN_SECTION),
        _table("removed", removed, _IN_SECTION),
        _table("moved", (_moved(old, new, *pair) for pair in moved(pairing.pairs, sections))),
    ]
    for key, column, row_of in _comparisons(old, new):
        table = _table(key, filter(None, (row_of(*pair) for pair in pairing.pairs)))
        tables.append(table._replace(title=f"{table.title} «{column}»") if column else table)
    tables.append(_table("document", document_rows(old, new, sections), _IN_DOCUMENT))
    return Report(("Что изменилось в плане",), _filled(tables))


def _table(key: str, rows: Iterable[Cells], columns: tuple[Column, ...] = _COLUMNS) -> Table:
    found = tuple(rows)
    columns = tuple(column for column in columns if any(row.get(column.key) for row in found))
    return Table(_KINDS[key].title, columns, found, key=key, counted=True)


def _filled(tables: Iterable[Table]) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.rows) or (Table("", _COLUMNS, (), empty=NOTHING),)


def without_marks(report: Report) -> Report:
    """The changes of what was approved: neither marks and notes, nor the approval itself."""
    tables = [
        table._replace(rows=tuple(row for row in table.cells if not str(row["what"]).startswith(APPROVAL)))
        for table in report.tables
        if table.key not in ("done", "note")
    ]
    return report._replace(blocks=_filled(tables))


def of_what_was_read(report: Report) -> Report:
    """The changes of plans of which not all could be read: where there are none, that is not all."""
    return report._replace(blocks=tuple(one._replace(empty=_NOTHING_READ) for one in report.tables))


def changes_in_short(report: Report) -> str:
    """How many changes of each kind there are: «3 срока, 1 исполнитель»; "" if there are none."""
    numbers = Counter(_KINDS[table.key].forms for table in report.tables for _ in table.rows)
    return ", ".join(count(number, forms) for forms, number in numbers.items())


def _row(change: str, activity: Activity, before: str, after: str, detail: str | Wording = "") -> Cells:
    cells: Cells = {"change": change, "id": activity.id, "what": activity.what}
    return {**cells, "before": before, "after": after, "detail": detail}


def _summary(activity: Activity) -> str:
    return "; ".join(filter(None, (activity.when or _NO_DEADLINE, activity.who)))


def _section_of(plan: Plan, activity: Activity) -> str:
    return plan.sections[activity.section - 1].title


def _moved(old_plan: Plan, new_plan: Plan, old: Activity, new: Activity) -> Cells:
    before, after = _section_of(old_plan, old), _section_of(new_plan, new)
    detail = f"из раздела «{before}» в раздел «{after}»" if old.section != new.section else "в том же разделе"
    return _row("moved", new, old.position, new.position, detail)


_RowOf = Callable[[Activity, Activity], Cells | None]


def _comparisons(old: Plan, new: Plan) -> Iterator[tuple[str, str, _RowOf]]:
    """The kinds of change within an activity, a further column's with its name, and what gives their rows."""
    yield "deadline", "", _deadline_row
    yield "executors", "", partial(_executors_row, old, new)
    yield "wording", "", _wording_row
    yield "where", "", partial(_text_row, "where", attrgetter("where"))
    for name in dict.fromkeys((*old.columns, *new.columns)):
        yield "column", name, partial(_text_row, "column", partial(_cell, name))
    yield "done", "", partial(_text_row, "done", _done)
    yield "note", "", partial(_text_row, "note", attrgetter("note"))
    yield "after", "", partial(_text_row, "after", attrgetter("after"))


def _deadline_row(old: Activity, new: Activity) -> Cells | None:
    """Compare what deadlines mean; two spellings of one deadline are no change."""
    before, after = (
        (one.kind, one.spans, one.rrule, "" if one.spans else folded(one.text))  # dates, or the words
        for one in (old.deadline, new.deadline)
    )
    if before == after:
        return None
    last, now = old.deadline.end, new.deadline.end
    detail = deadline_words(new.deadline)
    if last and not new.deadline.spans:
        detail = f"срока больше нет: {detail}"
    elif last and now and last != now:
        detail = f"на {count(abs((now - last).days), DAYS)} {'позже' if now > last else 'раньше'}"
    elif last and now:
        detail = "последний день тот же"
    return _row("deadline", new, old.when or _NO_DEADLINE, new.when or _NO_DEADLINE, detail)


def _executors_row(old_plan: Plan, new_plan: Plan, old: Activity, new: Activity) -> Cells | None:
    """Compare who is meant; what the lists of roles and schools call otherwise now is told of these."""
    if old.who == new.who:
        return None
    names: dict[str, str] = {}
    for was, now in ((old_plan.roles, new_plan.roles), (old_plan.schools, new_plan.schools)):
        names |= renamed([str(one.name) for one in was], [str(one.name) for one in now])
    before, after = _executors(old_plan, old, names), _executors(new_plan, new, {})
    if set(before) == set(after):
        return None
    gone = [f"− {name}" for name in before if name not in after]
    come = [f"+ {name}" for name in after if name not in before]
    return _row("executors", new, old.who, new.who, ", ".join((*come, *gone)))


def _executors(plan: Plan, activity: Activity, names: Mapping[str, str]) -> list[str]:
    """Name who is meant, scope included; words that name nobody known stand for themselves."""
    reading = plan.executors(activity)
    parts = ((names.get(part, part) for part in (one.role, one.school) if part) for one in reading.executors)
    return [*map(" ".join, parts), *(folded(one.text) for one in reading.unknown)]


def _wording_row(old: Activity, new: Activity) -> Cells | None:
    if old.what.split() == new.what.split():
        return None
    return _row("wording", new, old.what, new.what, wording_between(old.what, new.what))


def _text_row(change: str, text_of: Callable[[Activity], str], old: Activity, new: Activity) -> Cells | None:
    before, after = text_of(old), text_of(new)
    return None if folded(before) == folded(after) else _row(change, new, before, after)


def _cell(name: str, activity: Activity) -> str:
    return dict(activity.columns).get(name, Text(""))


def _done(activity: Activity) -> str:
    if not activity.marks:
        return activity.done
    met = [one.mark for one in activity.occurrences if one.mark]  # however they stand in the file
    marks = [*met, *(mark for mark in activity.marks if mark not in met)]
    return "; ".join(mark.text.replace(str(mark.day), date_words(mark.day)) for mark in marks)


def wording_between(old: str, new: str) -> Wording:
    """The new text word by word, with the words that went and came."""
    before, after = old.split(), new.split()
    pieces: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[i1:i2]), " ".join(after[j1:j2])
        changed = [("-", gone), ("+", come)]
        pieces += [("", gone)] if tag == "equal" else [piece for piece in changed if piece[1]]
    return Wording(tuple(pieces))


_IN_HISTORY = (
    Column("day", "День"),
    Column("author", "Кто"),
    Column("kind", "Что"),
    *_COLUMNS[2:4],
    Column("detail", "Подробнее"),
    Column("commit", "Коммит"),
)


class Version(NamedTuple):
    """A change of a plan's file: by whom, on which day, in which commit; the plan before and after it.

    All is empty of what is not in git yet; ``before`` is None where the plan came with it.
    """

    before: Plan | None
    after: Plan
    day: date | None = None
    author: str = ""
    commit: str = ""
    subject: str = ""


def history_report(plan: Plan, activity: Activity, versions: Iterable[Version]) -> Report:
    """What the versions of a plan, the newest first, changed in one of its activities."""
    rows = tuple(_history(plan, activity, versions))
    title = (f"История мероприятия {activity.position}", activity.what)
    columns = tuple(column for column in _IN_HISTORY if any(row.get(column.key) for row in rows))
    return Report(title, (Table("", columns, rows, empty="В git этого мероприятия ещё нет."),))


def _history(plan: Plan, activity: Activity, versions: Iterable[Version]) -> Iterator[Cells]:
    """The changes, the newest first, up to the version that the activity came with."""
    for version in versions:
        now = _same(plan, activity, version.after)
        if now is None:
            continue
        plan, activity = version.after, now
        was = _same(plan, activity, version.before) if version.before else None
        if was is None or version.before is None:
            yield _told(version, _row("added", activity, "", activity.when or _NO_DEADLINE, activity.who))
            return
        pairs = paired(version.before.activities(), plan.activities()).pairs
        gone = moved(pairs, same_sections(version.before, plan, pairs))
        if any(one.position == activity.position for _, one in gone):  # its place among those that stayed
            yield _told(version, _moved(version.before, plan, was, activity))
        for _, column, row_of in _comparisons(version.before, plan):
            if (row := row_of(was, activity)) is not None:
                yield _told(version, {**row, "detail": f"столбец «{column}»"} if column else row)
        plan, activity = version.before, was


def _same(plan: Plan, activity: Activity, other: Plan) -> Activity | None:
    """The activity as another plan has it, None if it has not."""
    if other is plan:
        return activity
    pairs = paired(plan.activities(), other.activities()).pairs
    return next((new for old, new in pairs if old.position == activity.position), None)


def _told(version: Version, change: Cells) -> Cells:
    return {
        "day": version.day,
        "author": version.author or "ещё не в git",
        "change": change["change"],
        "kind": _KINDS[str(change["change"])].word,
        **{key: change[key] for key in ("before", "after", "detail")},
        "commit": version.commit,
        "subject": version.subject,
    }
