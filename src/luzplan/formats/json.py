"""JSON: one flat array of the rows, every key of a record, dates as ISO; or the record of a whole plan."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from luzplan.executor import Executor
from luzplan.formats import Page
from luzplan.reports import Report
from luzplan.reports.rows import ActivityRow, Days, Further, Labelled, Occurrences, Wording
from luzplan.school_year import Span
from luzplan.text import CONTROL, first_control


def write(report: Report, page: Page) -> str:
    """Write the record of the report, else the rows of all tables as one array."""
    del page  # JSON has no width
    return dump(report.rows if report.record is None else report.record)


def dump(value: object) -> str:
    """Write a value of cells as JSON text with its line end."""
    text = json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"
    # What a terminal would obey is written as JSON can: for a program that changes nothing.
    return re.sub(CONTROL, lambda found: f"\\u{ord(found[0]):04x}", text) if first_control(text) else text


def to_comment(head: Mapping[str, object]) -> str:
    """A comment of HTML and Markdown that holds the head of a plan, which `import` reads back."""
    text = json.dumps(head, ensure_ascii=False)
    inert = re.sub("[<>]|-(?=-)", lambda one: f"\\u{ord(one[0]):04x}", text)  # nothing ends the comment
    return f"<!-- luzplan {inert} -->"


# By the type of a value, or the nearest type that it descends from.
_PLAIN: dict[type, Callable[[Any], object]] = {
    dict: lambda record: {key: _plain(value) for key, value in record.items()},
    list: lambda values: [_plain(value) for value in values],
    tuple: lambda values: [_plain(value) for value in values],
    ActivityRow: lambda row: _plain(row.cells),
    Occurrences: lambda occurrences: [
        {
            "start": _plain(one.days.start),
            "end": _plain(one.days.end),
            "done": _plain(one.mark and one.mark.day),
            "state": state,
        }
        for one, state in occurrences
    ],
    Days: lambda days: [day.isoformat() for day, _ in days],
    Span: lambda span: {"start": _plain(span.start), "end": _plain(span.end)},
    Executor: lambda one: {
        "role": one.role,
        "scope": one.scope,
        "school": one.school,
        **{key: words for key, words in (("head", one.head), ("detail", one.detail)) if words},
    },
    Further: dict,
    Wording: lambda cell: [{"mark": mark, "words": words} for mark, words in cell.pieces],
    Labelled: attrgetter("value"),
    date: date.isoformat,
}


def _plain(value: object) -> object:
    """What JSON can say of a value, with names for the fields of what would be an array."""
    for kind in type(value).__mro__:
        if plain_of := _PLAIN.get(kind):
            return plain_of(value)
    return value
