from __future__ import annotations

from datetime import date

from luzplan.school_year import Span
from luzplan.selection import days_ahead

TODAY = date(2012, 2, 10)


def test_days_ahead_are_today_and_those_after_it() -> None:
    assert days_ahead(TODAY, 0) == Span(TODAY, TODAY)
    assert days_ahead(TODAY, 20) == Span(TODAY, date(2012, 3, 1))


def test_days_beyond_all_calendars_have_no_end() -> None:
    assert days_ahead(TODAY, 10**7) == days_ahead(TODAY, 10**100) == Span(TODAY, None)
