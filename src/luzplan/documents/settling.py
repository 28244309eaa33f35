"""The columns of a table as what is in them shows them, where their headings may say this or that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from luzplan.documents import DocumentRow
from luzplan.documents.days import done_days
from luzplan.documents.headings import Content, PlanColumns, is_further
from luzplan.documents.rows import values_of
from luzplan.russian.spelling import folded


def settled_columns(rows: Sequence[DocumentRow], columns: PlanColumns) -> PlanColumns:
    """The columns as what is in them shows them.

    That of sections is a further one where its texts come back again and again, that of deadlines where
    they are times of the day.
    """
    further: set[Content] = set()
    timed = {one.content for one in columns if "врем" in folded(one.heading)} & {Content.WHEN}
    for content in timed | ({one.content for one in columns} & {Content.SECTION}):
        whole = (values_of(row, columns).texts for row in rows if len(row.filled) > 1)
        texts = list(filter(None, (texts.get(content) for texts in whole)))
        if content is Content.SECTION:
            runs = [text for text, _ in groupby(texts)]
            further |= {content} if len(runs) > len(set(runs)) else set()
        elif all(map(_CLOCK.fullmatch, texts)) and any(map(_NO_DAY.search, texts)):
            further.add(content)
    settled = (replace(one, content=Content.OTHER) if one.content in further else one for one in columns)
    return _with_done(rows, tuple(settled))


def _with_done(rows: Sequence[DocumentRow], columns: PlanColumns) -> PlanColumns:
    """The columns with «Выполнение» as what was done, if beside deadlines it has mostly days and marks."""
    contents = [one.content for one in columns]
    named = [one for one in columns if is_further(one) and _CARRIED_OUT.fullmatch(folded(one.heading))]
    if len(named) != 1 or Content.WHEN not in contents or Content.DONE in contents:
        return columns
    texts = [text for row in rows for name, text in values_of(row, columns).extra if name == named[0].heading]
    if 2 * sum(bool(done_days(text)[0]) or bool(_MARK.fullmatch(text)) for text in texts) < len(texts):
        return columns
    return tuple(replace(one, content=Content.DONE) if one is named[0] else one for one in columns)


_CARRIED_OUT = re.compile(r"(?:(?:контроль|ход) )?(?:вы|ис)полнени[ея]|реализация")
_MARK = re.compile(
    r"[+✓☑vV]|да|нет|(?:не )?(?:вып|исп|выполнен|исполнен|проведен|сделан)[оаы]?\.?", re.IGNORECASE
)


_CLOCK = re.compile(
    r"(?:[св] |до )?\d{1,2}[:.-]\d\d(?:\W{1,3}(?:до )?\d{1,2}[:.-]\d\d)?(?: ?ч(?:ас\w*|\.)?)?"
)
_NO_DAY = re.compile(r":|\.(?:00|1[3-9]|[2-5]\d)\b")  # what a clock shows and no calendar
