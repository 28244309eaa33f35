"""Titles: the document's own, those between its tables, and the parts of the plan below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import month_named
from luzplan.documents import DocumentParagraph, Remark
from luzplan.documents.cells import is_day, is_note, is_week, kind_of_deadline, lent_deadline, needs_month
from luzplan.documents.transcript import ActivityText, SectionText
from luzplan.russian import is_legal_form, quote

PLAN = re.compile(
    r"\W*(?:\w+\W+){0,4}?"
    r"(?:план|программ|график|циклограмм|модель|дорожная карта|календар|перечень мероприятий)",
    re.IGNORECASE,
)
# What an organisation is by law, where that is not told by its last letters, and where it is spelt out.
_FORMS = frozenset(["ГУО", "ГУДО", "КГУ", "РГУ", "КГП", "ГКП", "РГП", "ГККП", "КГКП", "РГКП", "ТОО"])
_SPELT_FORM = re.compile(
    r"\W*(?:(?:федеральн|муниципальн|государственн|коммунальн|краев|областн|районн|частн|автономн|бюджетн|каз[её]нн)\w+\s+)+"
    r"(?:\w+\s+){0,4}(?:учреждени|предприяти|организаци)",
    re.IGNORECASE,
)
LONGEST_TITLE = 5  # lines
_LONGEST_HEADLINE = 300  # characters
_LONGEST_MONTH_TITLE = 6  # words
_MONTH_LINES = 3  # with its plan's name
_BEGINS_HEADLINE = re.compile(r"\W*(?:модуль|раздел|блок|направление|глава|часть)\b", re.IGNORECASE)


def is_house(text: str) -> bool:
    """Whether a line is an organisation by its legal form: «МБОУ «Гимназия № 2»», «ГУО …»."""
    first, *_ = text.split() or [""]
    return is_legal_form(first) or first in _FORMS or bool(_SPELT_FORM.match(text))


def split_headline(paragraphs: Sequence[DocumentParagraph]) -> tuple[str, tuple[str, ...]]:
    """The title among the paragraphs above a table, empty if there is none, and the other texts."""
    groups = _groups(paragraphs)
    at = next((at for at in reversed(range(len(groups))) if _is_headline(groups[at])), None)
    title = " ".join(one.words for one in groups[at]) if at is not None else ""
    return title, tuple(one.words for index, group in enumerate(groups) if index != at for one in group)


def headline_length(paragraphs: Sequence[DocumentParagraph], *, among_others: bool) -> int:
    """How many of the last paragraphs are the title of the table below them.

    ``among_others`` says that it is one table of several, so that it needs a title of its own.
    """
    month = month_lines(paragraphs)
    if month and len(paragraphs) - month.start <= LONGEST_TITLE:
        return len(paragraphs) - month.start
    groups = _groups(paragraphs)
    if not groups or not _is_headline(groups[-1]):
        return 0
    return len(groups[-1]) if among_others or groups[-1][0].prominent else 0


def month_lines(paragraphs: Sequence[DocumentParagraph]) -> range | None:
    """The indices of the lines that are a month's title, the last of several; None if there is none."""
    start, lines = 0, None
    for group in _groups(paragraphs):
        at = next((at for at, one in enumerate(group) if is_month_title(one)), None)
        if at is not None:
            whole = len(group) <= _MONTH_LINES and (group[0].prominent or bool(PLAN.match(group[0].text)))
            lines = range(start, start + len(group)) if whole else range(start + at, start + at + 1)
        start += len(group)
    return lines


def is_month_title(paragraph: DocumentParagraph) -> bool:
    """Whether a line is a month over what follows: «Сентябрь», «ПЛАН НА ОКТЯБРЬ»."""
    text = paragraph.text
    return not paragraph.marker and len(text.split()) <= _LONGEST_MONTH_TITLE and bool(month_named(text))


def _groups(paragraphs: Sequence[DocumentParagraph]) -> list[list[DocumentParagraph]]:
    """Bring together the lines that stand close to each other and are set alike.

    A line that is set like a heading more than the one before it begins anew: that may be a slogan.
    """
    number, keys = 0, []
    for at, one in enumerate(paragraphs):
        above = paragraphs[at - 1].prominent if at else 0
        begins = one.apart or at == 0 or bool(_BEGINS_HEADLINE.match(one.text))
        number += begins or one.prominent > above or (above > 0) != (one.prominent > 0)
        keys.append(number)
    pairs = groupby(zip(keys, paragraphs, strict=True), key=lambda pair: pair[0])
    return [[one for _, one in group] for _, group in pairs]


def _is_headline(group: Sequence[DocumentParagraph]) -> bool:
    text = " ".join(one.words for one in group)
    says = any(map(str.isalpha, text)) or is_day(text)
    if len(text) > _LONGEST_HEADLINE or is_note(text) or not says or is_house(text):
        return False
    is_sentence = text.endswith((";", ":")) or (len(text) > 100 and text[-1] == ".")
    stands_out = group[0].prominent or not is_sentence or lent_deadline(text)
    return bool(stands_out) and not any(one.marker for one in group[1:])


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

    def __init__(self, month: str, remarks: list[Remark], *, told: bool) -> None:
        self._month, self._told = month, told
        self._remarks = remarks
        self.all: list[TitledPart] = []
        self._upper = ""  # the month or other period over the sections to come
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
        several = len(uppers) > len({title for title, _ in uppers})  # the same titles come at each level
        months = Counter(part.over for part in parts if part.over)
        sections = []
        for part in parts:
            # What stands over all months is a text.
            over = part.over if len(months) > 1 or months[part.over] == 1 else ""
            over = "" if self._told else part.upper if several else over
            sections.append(self._section_of(part, over))
        return tuple(sections)

    def open(self, title: str, preface: tuple[str, ...] = ()) -> None:
        """Begin a section; a title with nothing below it but this one becomes a text above this one.

        A week below a month is no section, but the deadline of the rows that follow. A month or other
        period right above another title lends itself to that section and to those after it.
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
        elif above.own and (month_named(above.own) or lent_deadline(above.own)):
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
            self._remarks.append(Remark(said, unplaced=True))

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
