"""The plan built from nodes, with every problem of its shape; it never stops at the first."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import accumulate
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.reader import DeadlineReader
from luzplan.executor import Role, School
from luzplan.plan import Activity, Author, District, Headings, Plan, Section, Signature
from luzplan.plan.days import SectionDeadlines, marks_in
from luzplan.plan.keys import Record, column_names, joined, problem, read_record
from luzplan.plan.shape import PLAN, RecordShape, activity_shape
from luzplan.russian import DEADLINES, count, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import Calendar, SchoolYear, Span
from luzplan.text import (
    REFERENCE,
    SYNTAX,
    TOO_DEEP,
    WRONG_SHAPE,
    WRONG_VALUE,
    Loaded,
    Problem,
    Source,
    Text,
    load_source,
)
from luzplan.text.yaml import Mapping, Node, Parse, parse_nodes

_SOME_YEAR = SchoolYear(2000)
_LONGEST_PART = timedelta(days=200)  # a half-year; holidays and quarters are shorter


class Built(NamedTuple):
    """A file's plan and problems, and the nodes it was built from.

    ``plan`` is None where the file is no plan at all, ``root`` where it is not even YAML. ``slips`` are
    those of the problems that the plan was read over, as if they were mended, and ``lost`` the spans that
    could not be read at all. Then ``root`` are the nodes as they stand and ``mended`` those that the plan
    was built from; where the file as it stands has other rows, the two are the same and ``is_guess``.
    """

    source: Source
    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    root: Node | None = None
    slips: tuple[Problem, ...] = ()
    lost: tuple[tuple[int, int], ...] = ()
    mended: Node | None = None
    is_guess: bool = False

    @property
    def meant(self) -> Node | None:
        """The nodes that the plan was built from."""
        return self.mended or self.root

    @property
    def names_year(self) -> bool:
        """Whether the file says which school year it is for; its plan has one in any case."""
        return self.plan is not None and self.plan.year is not _SOME_YEAR


def load_plan(name: str) -> Built:
    """Read a file («-» is standard input) and build its plan."""
    return built_of(load_source(name))


def built_of(loaded: Loaded) -> Built:
    """The plan of a file that was read; without one if it could not be."""
    return Built(loaded.source, None, loaded.problems) if loaded.problems else build_plan(loaded.source)


def build_plan(source: Source, parse: Parse = parse_nodes) -> Built:
    """Build the plan of a text; a slip in it keeps nothing else from being read.

    The lines of a file that has problems are looked at: of a slip only the slip is told, not what follows.
    """
    root, problems = parse(source)
    built = _built(source, root, problems)
    codes = {one.code for one in built.problems}
    if codes <= {WRONG_VALUE} and not hides_a_key(source.text):
        return built  # the lines are as they should be, whatever some values say
    starts = (one.start for one in built.problems if one.code == REFERENCE)
    merges = any(source.text.startswith(("<<", '"<<"', "'<<'"), start) for start in starts)
    if TOO_DEEP in codes or (merges and SYNTAX not in codes):
        return built  # who merges keys writes YAML, and has mistyped nothing
    from luzplan.text.reading import read_on  # most files are whole

    reading = read_on(source, parse)
    doubled: list[Problem] = []
    meant = reading.root and joined(reading.root, doubled)
    if not (reading.slips or reading.lost or doubled):
        return built
    slips = (*reading.slips, *doubled)
    told = (*slips, *reading.problems)
    again = _without(_built(source, meant, list(told)), told, reading.lost)
    is_guess = built.plan is None or again.plan is None or _rows(built.plan) != _rows(again.plan)
    root = again.root if is_guess else built.root
    return again._replace(slips=slips, lost=reading.lost, root=root, mended=again.root, is_guess=is_guess)


_HIDDEN_KEY = (
    r"(?m)^[ ]+(?:what|when|who|where|done|note)(?:[ ]*[;=]|:[^ \t\r\n]|[ ]+[^: \r\n]|[ \r]*$)"
    r"|^([ ]*)- [^\n:|>]*\n\1[ ]+- "
    r"|^([ ]+)(?![^\n:]*:[ \n])[\w«(№].*\n\2(?:- |(?:what|when|who|where|done|note):[ ])"
)


def hides_a_key(text: str) -> bool:
    """Whether a key, without its colon or as deep as a text, or an item may have become part of the text."""
    return any(not _is_listed(text, one) for one in re.finditer(_HIDDEN_KEY, text))


def _is_listed(text: str, found: re.Match[str]) -> bool:
    """Whether the item that was found is a line of a literal text («|»), as lists in a cell are."""
    if not found[2] or not found[0].endswith("- "):
        return False
    at = text.rfind("\n", 0, found.start())
    while at > 0:
        start = text.rfind("\n", 0, at) + 1
        line = text[start:at]
        if line.strip() and len(line) - len(line.lstrip(" ")) < len(found[2]):
            return line.rstrip(" -+").endswith("|")
        at = start - 1
    return False


def _without(built: Built, told: Iterable[Problem], lost: Sequence[tuple[int, int]]) -> Built:
    """Leave out what is empty only because it could not be read, and what is said of it besides."""
    kept, starts = set(told), sorted(start for start, _ in lost)
    ends = list(accumulate((end for _, end in sorted(lost)), max))

    def is_lost(place: int) -> bool:
        at = bisect_right(starts, place)
        return at > 0 and place < ends[at - 1]

    problems = tuple(one for one in built.problems if one in kept or not is_lost(one.start))
    if built.plan is None or not lost:
        return built._replace(problems=problems)
    sections = tuple(
        section._replace(activities=tuple(one for one in section.activities if not is_lost(one.start)))
        for section in built.plan.sections
    )
    return built._replace(problems=problems, plan=built.plan._replace(sections=sections))


def _rows(plan: Plan) -> list[int]:
    return [activity.start for activity in plan.activities()]


def _built(source: Source, root: Node | None, problems: list[Problem]) -> Built:
    if root is None:
        return Built(source, None, tuple(sorted(problems, key=lambda one: one.start)))
    if not isinstance(root, Mapping):
        hint = "план начинается с ключей: title:, year:, sections:"
        return Built(source, None, (*problems, problem(WRONG_SHAPE, "это не план", root, hint)), root)
    plan = _plan(read_record(root, PLAN, problems), problems)
    return Built(source, plan, tuple(sorted(problems, key=lambda one: one.start)), root)


def _plan(record: Record, problems: list[Problem]) -> Plan:
    calendar = _calendar(record.record("calendar"), _year(record, problems) or _SOME_YEAR, problems)
    schools = tuple(
        School(item.text("name"), item.flag("base"), item.optional("level"), item.texts("aliases"))
        for item in record.records("schools")
    )
    roles = tuple(
        Role(item.text("name"), item.texts("aliases"), item.optional("parent"), item.optional("since"))
        for item in record.records("roles")
    )
    approval, headings = record.record("approval"), record.record("headings")
    columns = column_names(record, problems)
    return Plan(
        title=record.text("title"),
        year=calendar.year,
        calendar=calendar,
        district=District(*map(record.record("district").text, District._fields)),
        agreed=_signature(approval.record("agreed"), "protocol"),
        approved=_signature(approval.record("approved"), "order"),
        headings=Headings(
            schools=headings.text("schools"),
            goals=headings.text("goals"),
            functions=headings.text("functions"),
            columns=headings.texts("columns"),
            author=headings.text("author"),
        ),
        schools=schools,
        goals=record.texts("goals"),
        functions=record.texts("functions"),
        preface=record.texts("preface"),
        roles=roles,
        abbreviations=record.table("abbreviations"),
        columns=columns,
        sections=tuple(_sections(record.records("sections"), calendar, activity_shape(columns), problems)),
        afterword=record.texts("afterword"),
        author=Author(*map(record.record("author").text, Author._fields)),
    )


def _year(record: Record, problems: list[Problem]) -> SchoolYear | None:
    text = record.text("year")
    year = SchoolYear.of_plan(text)
    if year is None and record.has("year"):
        message = f"{quote(text)} — не учебный год" if text else "учебный год не указан"
        near = SchoolYear.nearest(text)
        hint = f"напишите учебный год: {near}, или календарный: {near.first_year}"
        problems.append(problem(WRONG_VALUE, message, text, hint))
    return year


def _calendar(record: Record, year: SchoolYear, problems: list[Problem]) -> Calendar:
    """Read the school's own calendar; its phrases are read by the usual one."""
    reader = DeadlineReader(Calendar(year))

    def parts(name: str, number: int) -> tuple[Span, ...]:
        texts = record.texts(name)
        if texts and len(texts) != number:
            message = f"в {quote(name)} нужно {count(number, DEADLINES)}, а здесь {len(texts)}"
            problems.append(problem(WRONG_VALUE, message, texts[0], "перечислите все по порядку"))
        spans = tuple(reader.read(text).spans[0] for text in texts if _is_span(text, reader, problems))
        return spans if len(spans) == number else ()

    start = record.text("start")
    if start and _is_span(start, reader, problems):
        first = reader.read(start).spans[0].end
        year = year._replace(first_month=first.month) if first else year
        reader = DeadlineReader(Calendar(year))
    quarters, halves = parts("quarters", 4), parts("halves", 2)
    holidays = {
        folded(name): reader.read(text).spans[0]
        for name, text in record.table("holidays")
        if _is_span(text, reader, problems)
    }
    return Calendar(year, quarters, halves, holidays)


def _is_span(text: Text, reader: DeadlineReader, problems: list[Problem]) -> bool:
    deadline = reader.read(text)
    hint = "напишите первый и последний день: 1 сентября – 29 октября"
    if deadline.kind is not DeadlineKind.DATES or len(deadline.spans) != 1:
        problems.append(problem(WRONG_VALUE, f"срок {quote(text)} не понят", text, hint))
        return False
    start, end = deadline.spans[0]
    if start and end and end - start > _LONGEST_PART:  # it goes on over the end of the year
        problems.append(problem(WRONG_VALUE, f"конец раньше начала: {quote(text)}", text, hint))
        return False
    return True


def _signature(record: Record, document: str) -> Signature:
    return Signature(*map(record.text, ("heading", "by", "name", document, "date")))


def _sections(
    records: list[Record], calendar: Calendar, row: RecordShape, problems: list[Problem]
) -> Iterator[Section]:
    deadlines = SectionDeadlines(calendar, [record.text("title") for record in records])
    for number, record in enumerate(records, 1):
        title, preface, node = record.text("title"), record.texts("preface"), record.node
        rows = record.records("activities", row)
        read = deadlines.read(number - 1, [item.text("when") for item in rows])
        activities = tuple(
            _activity((number, at), item, deadline, calendar, problems)
            for at, (item, deadline) in enumerate(zip(rows, read, strict=True), 1)
        )
        yield Section(number, title, preface, activities, node.start, node.end)


def _activity(
    place: tuple[int, int], record: Record, deadline: Deadline, calendar: Calendar, problems: list[Problem]
) -> Activity:
    node, done = record.node, record.text("done")
    marked = record.texts("done") or ((done,) if done.strip() else ())
    if len(marked) > 1:
        done = Text("; ".join(marked), marked[0].start, marked[-1].end)
    return Activity(
        id=record.optional("id") or Text("{}.{}".format(*place), node.start, node.start),
        section=place[0],
        number=place[1],
        what=record.text("what"),
        when=record.text("when"),
        who=record.text("who"),
        where=record.text("where"),
        note=record.text("note"),
        done=marked[0] if len(marked) == 1 else done,
        marks=tuple(marks_in(marked, calendar, problems)) if marked else (),
        deadline=deadline,
        start=node.start,
        end=node.end,
        columns=record.further(),
        after=record.text("after"),
    )
