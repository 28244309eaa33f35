"""The days that a plan's approval blocks name: «приказ № 15 от «30» августа 2011 г.»."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from luzplan.plan import Plan, Signature
from luzplan.russian import MONTHS_OF
from luzplan.text import Text

_QUOTE = r"[«»\"“”„]?"
_IN_WORDS = (
    rf"{_QUOTE}\s*(?<![\d№.])(?<!№ )(?P<day>\d{{1,2}})\s*{_QUOTE}[\s.]*"
    rf"(?P<month>{'|'.join(MONTHS_OF)}|\d{{1,2}})[\s.]+(?P<year>\d{{4}}|\d{{2}})(?![\d.]*\d)"
)
_ISO = r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"


class SigningDay(NamedTuple):
    """A day at offsets of a line of an approval block; ``day`` is None where there is no such day."""

    text: Text
    start: int
    end: int
    day: date | None


def signing_days(signature: Signature) -> Iterator[SigningDay]:
    """The days of a block's protocol or order, then those of its line with the date."""
    for text in (signature.document, signature.date):
        for pattern in (_IN_WORDS, _ISO):
            for found in re.finditer(pattern, text, re.IGNORECASE):
                yield SigningDay(text, *_without_opening(found), _day(found))


def _without_opening(found: re.Match[str]) -> tuple[int, int]:
    """Where the day itself stands: a space before its quote is none of it."""
    return found.end() - len(found[0].lstrip()), found.end()


def _day(found: re.Match[str]) -> date | None:
    name, year = found["month"].casefold(), int(found["year"])
    month = int(name) if name.isdigit() else MONTHS_OF.index(name) + 1
    try:
        return date(year if year > 99 else 2000 + year, month, int(found["day"]))
    except ValueError:
        return None


def signed_on(signature: Signature) -> SigningDay | None:
    """The last day that a block names; None where it names none, or one that there is not."""
    days = list(signing_days(signature))
    possible = [one for one in days if one.day]
    return max(possible, key=lambda one: one.day or date.min) if days and possible == days else None


def approved_on(plan: Plan) -> SigningDay | None:
    """The day from which a plan is in force, as far as its order or its date tells."""
    return signed_on(plan.approved)
