"""What changed between two plans: in the table, and around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from operator import attrgetter

from luzplan.deadline import Deadline
from luzplan.deadline.wording import deadline_words
from luzplan.plan import Activity, Plan
from luzplan.reports import Report, Table
from luzplan.reports.comparison import APPROVAL, document_rows, renamed
from luzplan.reports.pairing import Pairing, moved, paired, same_sections
from luzplan.reports.rows import Cells, Column, Row, Wording, cells_of
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


def changes_report(old: Plan, new: Plan) -> Report:
    """What was added, removed, moved, rescheduled, handed over, reworded, done and noted."""
    pairing = paired(old.activities(), new.activities())
    sections = same_sections(old, new, pairing.pairs)
    tables = (
        _table("Добавлено", "added", (_added(new, one) for one in pairing.added), _IN_SECTION),
        _table("Убрано", "removed", (_removed(old, one) for one in pairing.removed), _IN_SECTION),
        _table("Перенесено", "moved", (_moved(old, new, *pair) for pair in moved(pairing.pairs, sections))),
        *_changed_tables(old, new, pairing),
        _table("Изменено в документе", "document", document_rows(old, new, sections), _IN_DOCUMENT),
    )
    filled = tuple(table for table in tables if table.rows)
    return Report(("Что изменилось в плане",), filled or (Table("", _COLUMNS, (), empty=NOTHING),))


_COUNTED = {
    "added": ("новое мероприятие", "новых мероприятия", "новых мероприятий"),
    "removed": ("убранное мероприятие", "убранных мероприятия", "убранных мероприятий"),
    "moved": ("перенос", "переноса", "переносов"),
    "deadline": DEADLINES,
    "executors": ("исполнитель", "исполнителя", "исполнителей"),
    "wording": ("формулировка", "формулировки", "формулировок"),
    "where": ("место", "места", "мест"),
}
_OTHER = ("другая правка", "другие правки", "других правок")


def without_marks(report: Report) -> Report:
    """The changes of what was approved: neither marks and notes, nor the approval itself."""
    blocks = [
        table._replace(rows=tuple(row for row in table.rows if not _is_approval(row)))
        for table in report.tables
        if table.key not in ("done", "note")
    ]
    left = tuple(table for table in blocks if table.rows)
    return report._replace(blocks=left or (Table("", _COLUMNS, (), empty=NOTHING),))


def of_what_was_read(report: Report) -> Report:
    """The changes of plans of which not all could be read: where there are none, that is not all."""
    return report._replace(blocks=tuple(one._replace(empty=_NOTHING_READ) for one in report.tables))


def _is_approval(row: Row) -> bool:
    return str(cells_of(row).get("what")).startswith(APPROVAL)


def changes_in_short(report: Report) -> str:
    """How many changes of each kind there are: «3 срока, 1 исполнитель»; "" if there are none."""
    numbers: dict[tuple[str, str, str], int] = {}
    for table in report.tables:
        forms = _COUNTED.get(table.key, _OTHER)
        numbers[forms] = numbers.get(forms, 0) + len(table.rows)
    return ", ".join(count(number, forms) for forms, number in numbers.items() if number)


def _table(title: str, key: str, rows: Iterable[Cells], columns: tuple[Column, ...] = _COLUMNS) -> Table:
    found = tuple(rows)
    columns = tuple(column for column in columns if any(row.get(column.key) for row in found))
    return Table(title, columns, found, key=key, counted=True)


def _row(change: str, activity: Activity, before: str, after: str, detail: str | Wording = "") -> Cells:
    return {
        "change": change,
        "id": activity.id,
        "what": activity.what,
        "before": before,
        "after": after,
        "detail": detail,
    }


def _added(plan: Plan, activity: Activity) -> Cells:
    return _row("added", activity, "", _summary(activity), _section_of(plan, activity))


def _removed(plan: Plan, activity: Activity) -> Cells:
    return _row("removed", activity, _summary(activity), "", _section_of(plan, activity))


def _summary(activity: Activity) -> str:
    return "; ".join(part for part in (activity.when or "без срока", activity.who) if part)


def _section_of(plan: Plan, activity: Activity) -> str:
    return plan.sections[activity.section - 1].title


def _moved(old_plan: Plan, new_plan: Plan, old: Activity, new: Activity) -> Cells:
    before, after = _section_of(old_plan, old), _section_of(new_plan, new)
    detail = f"из раздела «{before}» в раздел «{after}»" if old.section != new.section else "в том же разделе"
    return _row("moved", new, old.position, new.position, detail)


RowOf = Callable[[Activity, Activity], Cells | None]


def _kinds(old: Plan, new: Plan) -> tuple[tuple[str, str, RowOf], ...]:
    """The ways in which an activity can have changed: title, key, and the row if it has."""
    return (
        ("Изменён срок", "deadline", _deadline_row),
        ("Изменены исполнители", "executors", partial(_executors_row, old, new)),
        ("Изменена формулировка", "wording", _wording_row),
        ("Изменено место", "where", partial(_text_row, "where", attrgetter("where"))),
        *(
            (f"Изменён столбец «{name}»", "column", partial(_text_row, "column", partial(_cell, name)))
            for name in dict.fromkeys((*old.columns, *new.columns))
        ),
        ("Отметки о выполнении", "done", partial(_text_row, "done", _done)),
        ("Изменены заметки", "note", partial(_text_row, "note", attrgetter("note"))),
        ("Изменено, после чего идёт", "after", partial(_text_row, "after", attrgetter("after"))),
    )


def _changed_tables(old: Plan, new: Plan, pairing: Pairing) -> list[Table]:
    return [
        _table(title, key, (row for pair in pairing.pairs if (row := row_of(*pair)) is not None))
        for title, key, row_of in _kinds(old, new)
    ]


def changes_of(old: Plan, new: Plan, before: Activity, after: Activity) -> Iterator[Cells]:
    """All that changed in one activity: its place among those that stayed, then its cells."""
    pairs = paired(old.activities(), new.activities()).pairs
    if any(one.position == after.position for _, one in moved(pairs, same_sections(old, new, pairs))):
        yield _moved(old, new, before, after)
    for title, key, row_of in _kinds(old, new):
        if (row := row_of(before, after)) is not None:
            yield {**row, "detail": title.removeprefix("Изменён ")} if key == "column" else row


def _deadline_row(old: Activity, new: Activity) -> Cells | None:
    """Compare what deadlines mean; two spellings of one deadline are no change."""
    if _meaning(old.deadline) == _meaning(new.deadline):
        return None
    detail = _shift(old.deadline, new.deadline)
    return _row("deadline", new, old.when or "без срока", new.when or "без срока", detail)


def _meaning(deadline: Deadline) -> object:
    """What must be equal for two deadlines to be one; where no dates are known, the words."""
    return deadline.kind, deadline.spans, deadline.rrule, "" if deadline.spans else folded(deadline.text)


def _shift(old: Deadline, new: Deadline) -> str:
    """Say by how much the last day moved, or what the new deadline means."""
    if old.end and not new.spans:
        return f"срока больше нет: {deadline_words(new)}"
    if old.end is None or new.end is None:
        return deadline_words(new)
    days = (new.end - old.end).days
    if days == 0:
        return "последний день тот же"
    return f"на {count(abs(days), DAYS)} {'позже' if days > 0 else 'раньше'}"


def _executors_row(old_plan: Plan, new_plan: Plan, old: Activity, new: Activity) -> Cells | None:
    """Compare who is meant; what the lists of roles and schools call otherwise now is told of these."""
    if old.who == new.who:
        return None
    before, after = _executors(old_plan, old, _renamed(old_plan, new_plan)), _executors(new_plan, new, {})
    if set(before) == set(after):
        return None
    gone = [f"− {name}" for name in before if name not in after]
    come = [f"+ {name}" for name in after if name not in before]
    return _row("executors", new, old.who, new.who, ", ".join((*come, *gone)))


def _renamed(old: Plan, new: Plan) -> dict[str, str]:
    """What the plan's own roles and schools are called now."""
    lists = (
        ([one.name for one in old.roles], [one.name for one in new.roles]),
        (
            [one.name for one in old.schools],
            [one.name for one in new.schools],
        ),
    )
    return {str(before): str(after) for pair in lists for before, after in renamed(*pair).items()}


def _executors(plan: Plan, activity: Activity, names: Mapping[str, str]) -> list[str]:
    """Name who is meant, scope included; words that name nobody known stand for themselves."""
    reading = plan.executors(activity)
    parts = ((names.get(part, part) for part in (one.role, one.school) if part) for one in reading.executors)
    known = [" ".join(part) for part in parts]
    return [*known, *(folded(one.text) for one in reading.unknown)]


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
        if tag == "equal":
            pieces.append(("", " ".join(before[i1:i2])))
            continue
        pieces += [("-", " ".join(before[i1:i2]))] if i2 > i1 else []
        pieces += [("+", " ".join(after[j1:j2]))] if j2 > j1 else []
    return Wording(tuple(pieces))
