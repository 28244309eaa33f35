"""The parts of a plan's tables under their titles, and how these stand over each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import month_named
from luzplan.documents.cells import is_week, kind_of_deadline, lent_deadline, needs_month
from luzplan.documents.transcript import ActivityText, SectionText
from luzplan.russian import quote


@dataclass(slots=True)
class TitledPart:
    """A section that rows are still added to; ``within`` is the deadline of those that have none.

    ``month`` is the last title above it that names one, for days that have none. ``upper`` is the last title
    that had only other titles below it; ``over`` the one over a month or another period. ``own`` is the title
    without the month above it.
    """

    title: str = ""
    own: str = ""
    upper: str = ""
    over: str = ""
    preface: tuple[str, ...] = ()
    headings: list[str] = field(default_factory=list)
    activities: list[ActivityText] = field(default_factory=list)
    within: str = ""
    used: bool = True
    month: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says besides its rows."""
        week = "" if self.used else self.within
        return (*self.preface, *filter(None, (self.title, week)))


class Parts:
    """The parts that were opened so far; ``month`` and ``told`` are those of `Sections`."""

    def __init__(self, month: str, *, told: bool, remark: Callable[[str], None]) -> None:
        self._told = told
        self._month = month
        self._remark = remark
        self.all: list[TitledPart] = []
        self._upper = ""  # the month over the sections to come
        self._over = ""  # the last title that had only other titles below it
        self._over_period = ""  # the title over the months or other periods that follow each other
        self._last_month = ""
        self._titled: list[SectionText] = []  # all titles, also those with nothing below them

    @property
    def is_bare(self) -> bool:
        """Whether there are no activities so far."""
        return not any(part.activities for part in self.all)

    def sections(self) -> tuple[SectionText, ...]:
        """The sections with activities, else all."""
        if self.is_bare:
            return tuple(self._titled)
        parts = [part for part in self.all if part.activities]
        uppers = {(part.title, part.upper) for part in parts if part.title}
        if self._told:
            over = dict.fromkeys(range(len(parts)), "")
        elif len(uppers) > len({title for title, _ in uppers}):  # the same titles come at each level
            over = dict(enumerate(part.upper for part in parts))
        else:
            months = Counter(part.over for part in parts if part.over)
            # What stands over all months is a text.
            over = {
                at: one.over if len(months) > 1 or months[one.over] == 1 else ""
                for at, one in enumerate(parts)
            }
        return tuple(self._section_of(part, over[at]) for at, part in enumerate(parts))

    def open(self, title: str, preface: tuple[str, ...] = ()) -> None:
        """Begin a section; a title with nothing below it but this one becomes a text above this one.

        A week below a month is no section, but the deadline of the rows that follow. A month right above
        another title lends itself to that section and to those after it.
        """
        line = " ".join(title.split())
        self._titled += [SectionText(line, preface=preface)] if line else []
        if is_week(line) and self._goes_into_month(line, preface):
            return
        above = self.all.pop() if self.all and not self.all[-1].activities else TitledPart()
        is_period = bool(month_named(line)) or bool(lent_deadline(line))
        is_told = any(part.title.startswith(f"{self._upper}. ") for part in self.all)
        over = above.own if is_told else above.title
        self._over_period = (over or self._over_period) if is_period else ""
        if is_period or not line:
            self._upper = ""
        elif above.own and month_named(above.own):
            self._upper, above.title = above.own.rstrip(".: "), ""
        self._over = above.title or self._over
        own, line = line, f"{self._upper}. {line}" if self._upper else line
        within = "" if self._told or month_named(line) else lent_deadline(line)
        texts = above.texts + preface
        uppers = (own, self._over, self._over_period)
        part = TitledPart(line, *uppers, texts, above.headings, within=within, month=self._last_month)
        self.all.append(part)
        self._last_month = line if month_named(line) else self._last_month

    def _goes_into_month(self, week: str, preface: tuple[str, ...]) -> bool:
        """Let the rows to come lie in a week of the month above, if there is one."""
        if self._month and not self.all:
            self.open(self._month)
        part = self.all[-1] if self.all else TitledPart()
        if not month_named(part.title):
            return False
        self._close_week(part)
        part.within, part.used, part.preface = week, False, part.preface + preface
        return True

    def _close_week(self, part: TitledPart) -> None:
        if not part.used:
            said = f"у мероприятий есть свои сроки, строка {quote(part.within)} над ними опущена"
            self._remark(said)

    def _section_of(self, part: TitledPart, over: str) -> SectionText:
        """A section, below the month of the document's title where its rows need one.

        Its title needs that which is ``over`` it; a month comes first, as where it stands above.
        """
        self._close_week(part)
        month, title, preface = self._month or part.month, part.title, part.preface
        if over and title:
            pair = (title, over) if month_named(title) else (over, title)
            title = f"{pair[0].rstrip('.: ')}. {pair[1]}"
            preface = tuple(text for text in preface if not text.endswith(over))
        if month and not month_named(title) and any(map(self._needs_month, part.activities)):
            title = f"{month}. {title}" if title else month
        return SectionText(title, tuple(part.activities), preface, tuple(part.headings))

    def _needs_month(self, activity: ActivityText) -> bool:
        """Whether a row has a day or a week only or, in a document of one month, nothing or a weekday."""
        if not self._month:
            return any(map(str.isdigit, activity.when)) and needs_month(activity.when)
        recurs = kind_of_deadline(activity.when) is DeadlineKind.RECURRING
        return not activity.when or recurs or needs_month(activity.when)
