"""How an extract from the plan is called."""

from __future__ import annotations

from datetime import date

from luzplan.reports.wording import window_words
from luzplan.school_year import Span


def test_a_window_is_named_by_its_month_where_it_is_one() -> None:
    assert window_words(Span(date(2012, 2, 1), date(2012, 2, 29))) == "февраль 2012"
    assert window_words(Span(date(2012, 2, 1), date(2012, 2, 28))) == "1 февраля 2012 – 28 февраля 2012"
