"""JSON: one flat array of the rows, every key of a record, dates as ISO; or the record of a whole plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import singledispatch

from luzplan.executor import Executor
from luzplan.formats import Page
from luzplan.reports.report import Report
from luzplan.reports.rows import ActivityRow, Told, Wording
from luzplan.school_year import Span


def write(report: Report, page: Page) -> str:
    """Write the record of the report, else the rows of all tables as one array."""
    del page  # JSON has no width
    return dump(report.rows if report.record is None else report.record)


def dump(value: object) -> str:
    """Write a value of cells as JSON text with its line end."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"


@singledispatch
def _plain(value: object) -> object:
    """What JSON can say of a value, by the value's type."""
    return value


@_plain.register(Mapping)
def _(value: Mapping[str, object]) -> object:
    return {key: _plain(item) for key, item in value.items()}


@_plain.register(list)
@_plain.register(tuple)
def _(value: list[object] | tuple[object, ...]) -> object:
    return [_plain(item) for item in value]


@_plain.register(date)
def _(value: date) -> object:
    return value.isoformat()


@_plain.register(ActivityRow)
def _(value: ActivityRow) -> object:
    return _plain(value.cells)


@_plain.register(Told)
def _(value: Told) -> object:
    return value.value


@_plain.register(Span)
def _(value: Span) -> object:
    return _plain({"start": value.start, "end": value.end})


@_plain.register(Executor)
def _(value: Executor) -> object:
    return {"role": value.role, "scope": value.scope, "school": value.school}


@_plain.register(Wording)
def _(value: Wording) -> object:
    return [{"mark": mark, "words": words} for mark, words in value.pieces]
