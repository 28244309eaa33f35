"""HTML: one page that stands alone, for the school's site, the phone and the printer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from luzplan.formats import Page
from luzplan.formats.cells import card_texts, cell_text
from luzplan.formats.pictures import Canvas, heat_level, style_sheet, variables
from luzplan.formats.plain import to_comment
from luzplan.formats.svg import NARROW, WIDE, GanttLayout, draw_gantt, draw_gantt_legend
from luzplan.reports import Facet, Gantt, LaneGroup, Report, Title
from luzplan.reports.rows import WHEN, WHO, ActivityRow, Row, cells_of
from luzplan.reports.wording import title_line
from luzplan.text import visible

_TEMPLATES = "templates"
_SHORT = {column.key: column.heading for column in (WHEN, WHO)}


def write(report: Report, _page: Page) -> str:
    """Write the report as a document; one with facets can be narrowed by its reader."""
    style = variables() + _asset("page.css") + style_sheet()
    script = _asset("filter.js") if report.facets else ""
    return (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            title=title_line(report.title),
            titled=any(isinstance(block, Title) for block in report.blocks),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            head=Markup(visible(to_comment(report.head))) if report.head else "",
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("luzplan.formats", _TEMPLATES),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_final,
    )  # fmt: skip
    environment.filters |= {
        "cell": cell_text, "cells": cells_of, "texts": card_texts, "line": title_line,
        "kind": lambda block: type(block).__name__.lower(),  # its template
        "short": lambda column: _SHORT.get(column.key, column.heading),  # what a phone repeats in every row
        # Of the columns that only one plan has the style sheet knows nothing.
        "class": lambda column: column.key if column.key.isascii() else "further",
        "answers": _answers, "until": _until,
    }  # fmt: skip
    environment.globals |= {
        "svg": _group_svg, "legend": _legend_svg, "layouts": {"wide": WIDE, "narrow": NARROW},
        "heat_level": heat_level,
    }  # fmt: skip
    return environment


def _final(value: object) -> object:
    """Take out of texts what no page may hold; runs before they are escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    return (files("luzplan.formats") / _TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow the page its own style and script, and nothing else: no request leaves it."""
    return "; ".join((
        "default-src 'none'", f"style-src {_hash(style)}", f"script-src {_hash(script)}",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _answers(row: Row, facets: tuple[Facet, ...]) -> Mapping[str, str]:
    """Name a row that can be narrowed away, and tell for each facet which of its options leave it."""
    if not facets or not isinstance(row, ActivityRow):
        return {}
    left = {
        facet.key: " ".join(str(at) for at, option in enumerate(facet.options) if row.position in option.ids)
        for facet in facets
    }
    # The deadlines that are not met, for the clock of the reader: «2011-11-01/2012-01-31».
    open_ones = (one for one in row.all_occurrences if not one.mark)
    spans = ((one.begins or row.year.first_day, one.days.end) for one in open_ones)
    days = " ".join(f"{start.isoformat()}/{end.isoformat()}" for start, end in spans if end)
    return {"id": row.position, "open": days, **left}


def _until(report: Report) -> str:
    """The last day on which the states of the rows matter."""
    days = (row.year.last_day for row in report.rows if isinstance(row, ActivityRow))
    return max(days).isoformat()


def _group_svg(gantt: Gantt, group: LaneGroup, layout: GanttLayout) -> Markup:
    """Draw one group, so that a printer can put it on a page of its own."""
    canvas = Canvas(layout.width)
    height = draw_gantt(canvas, gantt._replace(groups=(group,)), layout, 0)
    return Markup(canvas.svg(height, title_line(group.title), alone=False))


def _legend_svg(gantt: Gantt, layout: GanttLayout) -> Markup:
    canvas = Canvas(layout.width)
    height = draw_gantt_legend(canvas, gantt, 0)
    return Markup(canvas.svg(height, "Условные знаки", alone=False))
