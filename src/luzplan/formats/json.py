"""JSON: one flat array of the rows, every key of a record, dates as ISO."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from luzplan.executor import Executor
from luzplan.formats import Page
from luzplan.reports.report import ORIGIN, Deferred, Report, Told, Wording
from luzplan.school_year import Span


def write(report: Report, page: Page) -> str:
    """Write the rows of all tables as one array."""
    del page  # JSON has no width
    return dump(report.rows)


def dump(value: object) -> str:
    """Write a value of cells as JSON text with its line end."""
    return json.dumps(_shown(value), ensure_ascii=False, indent=2, default=_plain) + "\n"


def _shown(value: object) -> object:
    """Leave out what no one is shown, however deep it stands; name the fields of what would be an array."""
    if isinstance(value, Deferred):
        value = value.value()
    if isinstance(value, Told):
        value = value.value
    match value:
        case Mapping():
            return {key: _shown(item) for key, item in value.items() if key != ORIGIN}
        case Span():
            return {"start": value.start, "end": value.end}
        case Executor():
            return {"role": value.role, "scope": value.scope, "school": value.school}
        case Wording():
            return [{"mark": mark, "words": words} for mark, words in value.pieces]
        case list() | tuple():
            return [_shown(item) for item in value]
    return value


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a cell of this type has no JSON form: {type(value)}")
