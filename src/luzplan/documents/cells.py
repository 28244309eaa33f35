"""What texts say: a period, a deadline, a day, who signs; and several activities in one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import DeadlineReader
from luzplan.documents import is_open, split_marker
from luzplan.documents.headings import Content
from luzplan.documents.rows import Values, is_total
from luzplan.russian import MONTHS, MONTHS_SHORT, WEEKDAYS
from luzplan.russian.spelling import folded
from luzplan.school_year import FIRST_MONTH, Calendar, SchoolYear

_CLOCK = re.compile(r"\W*(?:с |в )?\d{1,2}[:.-]\d\d\b(?!\.)")
_DAY_OF_MONTH = re.compile(rf"\d\.\d|\d\s*(?:{'|'.join(MONTHS_SHORT)}|мая)", re.IGNORECASE)
_OF_PERIOD = re.compile(
    rf"(?:{'|'.join(MONTHS_SHORT)}|мая|{'|'.join(name[:4] for name in WEEKDAYS)}|четв|полуг|кварт|нед|месяц"
    r"|каникул|лето\b|летн|осен|зим|весен|перв|втор|трет|год|уч|(?:[ivxхі]+|пн|вт|ср|чт|пт|сб|вс|г|с|по|я|ая|й|ый)\b)",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LONGEST_LENT = 4  # words
_LONGEST_PERIOD = 30  # characters
LATIN_NUMERALS = str.maketrans("хіу", "xiv")  # numerals typed in Russian letters
_WEEK_NUMBER = re.compile(
    r"(?:нед\w*(?: месяца)? )?(\d|iv|i{1,3}|v|перв|втор|трет|четв)\S*(?: нед\w*\.?)?(?: месяца)?"
)
_WHICH = re.compile(r"\d|\b(?:[ivx]+|перв|втор|трет|четв|пят)", re.IGNORECASE)
_LONGEST_DATE = 40  # characters
_NAMED_DAY = re.compile(rf"\d\s*(?:{'|'.join(MONTHS_SHORT)}|мая)", re.IGNORECASE)
_WHEN = re.compile(
    r"\d|(?:[IVX]+|до|к|с|по|весь|первая|вторая|третья|последн\w+)\b|в(?:о)? (?:теч|конц|начал|серед|врем)"
    rf"|кажд|еже|постоян|систематич|{'|'.join((*MONTHS_SHORT, *(name[:4] for name in WEEKDAYS)))}|мая"
    r"|(?:зим|весен|осен|лет)\w+ (?:период|канику)",
    re.IGNORECASE,
)
_GOES_ON = '(«"-–—•'  # a line that begins so belongs to the one above it
APPROVAL = re.compile(
    r"\W*(?:согласован[оаы]?|утвержда(?:ю|ем)|утвержд[её]н[оаы]?|принят[оаы]?|рассмотрен[оаы]?|одобрен[оаы]?)\b[»\"”:]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\W*(?:примечани|внимание|сноска)|\*", re.IGNORECASE)
_BLANK = re.compile(r"_{3,}")
_POST = re.compile(
    r"\W*(?:и\.?\s?о\.?\s+)?(?:директор|зам|заведующ|начальник|председатель|руководител|методист|глава|ректор)",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\W*(?:исп(?:олнител[ья]|олнил[аи]?)?|(?:со|подго)(?:ставил|товил)[аи]?)\b[\s.:]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_PHONE = re.compile(r"\bтел\b|\d[-\s]\d\d[-\s]\d\d\b", re.IGNORECASE)
_LONGEST_SIGNATURE = 12  # words
NAME = re.compile(
    r"(?:[А-ЯЁ][а-яё-]+\s+(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+)|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)\.?"
)
_DATED = re.compile(r"(.{2,40}?)(?:\s*[–—:-]\s+(?=\S)|\s*\.\s+(?=[А-ЯЁ«\"]))")


def is_deadline(text: str) -> bool:
    """Whether a text is a deadline, by itself or in some month."""
    kind = _lent_kind(text)
    if _CLOCK.match(text) and ":" in text:
        return False
    return kind.says_when or (kind is DeadlineKind.UNSCHEDULED and not any(map(str.isdigit, text)))


def kind_of_deadline(text: str) -> DeadlineKind:
    """What sort of deadline a text is by itself."""
    return DeadlineReader(Calendar(SchoolYear(2000))).read(text).kind


def _lent_kind(text: str) -> DeadlineKind:
    """What sort of deadline a text is below the name of a month: there «15» and «2 неделя» are dates."""
    return DeadlineReader(Calendar(SchoolYear(2000), month=FIRST_MONTH)).read(text).kind


def is_period(text: str) -> bool:
    """Whether a text is a month, a quarter, a week, a weekday, and nothing else."""
    if not any(map(str.isalpha, text)) or len(text) > _LONGEST_PERIOD:
        return False
    if _DAY_OF_MONTH.search(text) or not _is_made_of_periods(text):
        return False
    if "нед" in text.casefold() and _WEEK_NUMBER.fullmatch(folded(text)):
        return True
    return kind_of_deadline(text) in (DeadlineKind.DATES, DeadlineKind.RECURRING)


def is_day(text: str) -> bool:
    """Whether a text is a day or some days, and nothing else: «9 октября», «Понедельник, 09.10.2023 г.»."""
    if len(text) > _LONGEST_PERIOD or not _DAY_OF_MONTH.search(text) or not _is_made_of_periods(text):
        return False
    return _lent_kind(text) is DeadlineKind.DATES


def _is_made_of_periods(text: str) -> bool:
    return all(map(_OF_PERIOD.match, re.findall(r"[^\W\d_]+", text)))


def is_week(title: str) -> bool:
    """Whether a title names a week of a month: «1 неделя», «II неделя (9-14)», and not «Неделя химии»."""
    words = title.casefold().translate(LATIN_NUMERALS)
    return "недел" in title.casefold() and bool(_WHICH.search(words)) and _is_made_of_periods(title)


def lent_deadline(title: str) -> str:
    """The title if it is a deadline for what is below it: «I четверть», «В течение года»; else nothing."""
    title = title.rstrip(":. ")
    if len(title.split()) > _LONGEST_LENT or not (any(map(str.isalpha, title)) or is_day(title)):
        return ""
    kind = _lent_kind(title)
    fits = kind is DeadlineKind.ONGOING or (kind.says_when and _is_made_of_periods(title))
    return title if fits else ""


def begins_with(text: str) -> tuple[str, str]:
    """The date that a text begins with, empty if it begins with none, and the rest."""
    found = _DATED.match(text)
    is_date = found and any(map(str.isdigit, found[1])) and is_bare_deadline(found[1])
    return (found[1], text[found.end() :]) if found and is_date else ("", text)


def split_deadline(text: str) -> tuple[str, str]:
    """The deadline that a text ends with, a remark in brackets aside, and the rest."""
    whole = re.fullmatch(r"(.+?)(\s*\([^()]*\))?(?:(?<![А-ЯЁ])[.;])?", text)
    body, remark = (whole[1], whole[2] or "") if whole else (text, "")
    for gap in re.finditer(r"\s+[–—-]\s+|[,:.]\s+|(?<=[»\"])\s+(?=\d)", body):
        if is_bare_deadline(body[gap.end() :]):
            return body[gap.end() :], body[: gap.start()] + remark
    inner = remark.strip(" ()")
    return (inner, body) if is_bare_deadline(inner) else ("", text)


def split_people(text: str) -> tuple[str, str]:
    """The people behind a deadline, and the deadline: «20 сентября, завхоз», or line under line."""
    pieces = re.split(r"(\n|[,;]\s+|\.\s+(?=[А-ЯЁ])|\s+[–—-]\s+)", text)
    dated = len(list(takewhile(is_bare_deadline, pieces[::2])))
    people = "".join(pieces[2 * dated :])
    return (people, "".join(pieces[: 2 * dated - 1])) if dated and people else ("", text)


def is_bare_deadline(text: str) -> bool:
    """Whether a text is a deadline from its first word on, unlike «посвящённый 8 марта».

    So is a day that there is not, «31 апреля»: somebody meant one.
    """
    if len(text) > _LONGEST_DATE or not _WHEN.match(text) or text.isdigit():
        return False
    meant = _NAMED_DAY.search(text) and _is_made_of_periods(text)
    return bool(meant) or is_deadline(text)


def needs_month(when: str) -> bool:
    """Whether a deadline is one only in a month that is named elsewhere: «15», «2 неделя»."""
    return kind_of_deadline(when) in (DeadlineKind.UNKNOWN, DeadlineKind.UNSCHEDULED)


def week_number(label: str, heading: str) -> int:
    """Which week of a month a row is labelled with, 0 if none; the heading may be that says «неделя»."""
    found = _WEEK_NUMBER.fullmatch(folded(label).translate(LATIN_NUMERALS))
    if not found or "нед" not in f"{label} {heading}".casefold():
        return 0
    names = (("1", "i", "перв"), ("2", "ii", "втор"), ("3", "iii", "трет"), ("4", "iv", "четв"), ("5", "v"))
    return next((at for at, words in enumerate(names, 1) if found[1] in words), 0)


def numbered_months(texts: Sequence[str]) -> list[int]:
    """The months whose numbers headings are, 0 where none: «IX», «X»; «09» … «12», which no class is."""
    roman = [_ROMAN.index(text) + 1 if text in _ROMAN else 0 for text in texts]
    if max(roman, default=0) >= FIRST_MONTH:
        return roman
    arabic = [int(text) if text.isdigit() and int(text) <= len(MONTHS) else 0 for text in texts]
    named = [number for number in arabic if number]
    follow = all((after - before) % 12 == 1 for before, after in pairwise(named))
    return arabic if len(MONTHS) in named and follow and named[0] != 1 else [0] * len(texts)


def activities_in(row: Values) -> list[Values]:
    """The activities of a row: several where its dates agree with its items line by line, or its people do.

    What there is one of holds for all of them.
    """
    if "\n" not in row[Content.WHAT]:
        return [row]
    spaced = {content: row.spaced.get(content, text) for content, text in row.texts.items()}
    text = spaced.get(Content.WHAT, "")
    ways = (_listed_items(text), _groups(text), _sentences(text))  # the surest first
    for items in (way for way in ways if len(way) > 1):
        parts: dict[Content, list[str]] = {
            content: _parts(text, len(items), dated=content is Content.WHEN)
            for content, text in spaced.items()
            if content not in (Content.WHAT, Content.NUMBER)
        }
        shared = [content for content, found in parts.items() if len(found) == 1]
        agreeing = {content for content, found in parts.items() if len(found) == len(items)}
        people = Content.WHO in agreeing and several_in(text) > 0
        if (Content.WHEN in agreeing or people) and len(shared) + len(agreeing) == len(parts):
            of_items = (
                {content: found[at % len(found)] for content, found in parts.items()}
                | {Content.NUMBER: "" if at else row[Content.NUMBER], Content.WHAT: item}
                for at, item in enumerate(items)
            )
            return [replace(row, texts=texts, spaced={}) for texts in of_items]
    return [row]


def _listed_items(text: str) -> list[str]:
    """The items of a text that is a numbered or bulleted list from its first line on, else the text."""
    lines = text.split("\n")
    markers = [split_marker(line)[0] for line in lines]
    if not markers[0] or "." in markers[0][:-1]:
        return [text]
    numbered, end = markers[0][0].isdigit(), markers[0][-1]
    begins = [at for at, one in enumerate(markers) if one and (one[0].isdigit(), one[-1]) == (numbered, end)]
    ends = [*begins[1:], len(lines)]
    chunks = ("\n".join(lines[start:end]) for start, end in zip(begins, ends, strict=True))
    return [split_marker(chunk.strip())[1] for chunk in chunks]


def things_in(text: str) -> list[str]:
    """The items of a cell that has nothing but things to do: those of its list, else its lines."""
    listed = _listed_items(text)
    return listed if len(listed) > 1 else _sentences(text)


def _groups(text: str) -> list[str]:
    """The parts of a text between empty lines."""
    grouped = groupby(text.split("\n"), key=bool)
    return ["\n".join(lines) for filled, lines in grouped if filled]


def _sentences(text: str, *, apart: bool = False) -> list[str]:
    """The lines of a text, one that goes on with the line before together with it.

    Small letters go on, if not what is short, as dates and people, is set ``apart``.
    """
    found: list[str] = []
    for line in filter(None, text.split("\n")):
        goes_on = (line[0].islower() and not apart) or line[0] in _GOES_ON
        if found and (goes_on or is_open(found[-1])):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def _parts(text: str, wanted: int, *, dated: bool) -> list[str]:
    """The parts of a cell if it has so many, deadlines if ``dated``; else its one line, or none."""
    ways = (_listed_items(text), _groups(text), _sentences(text), _sentences(text, apart=True))
    as_many = (way for way in ways if len(way) == wanted)
    fitting = (way for way in as_many if not dated or all(map(is_deadline, way)))
    return next(fitting, [] if "\n" in text else [text])


def several_in(text: str) -> int:
    """How many items a text lists that may be activities of their own, 0 if it is one activity."""
    found: Sequence[str] = next((way for way in (_listed_items(text), _groups(text)) if len(way) > 1), ())
    return len(found)


def is_approval(text: str) -> bool:
    """Whether a text begins as an approval block does."""
    return bool(APPROVAL.match(text))


def is_note(text: str) -> bool:
    """Whether a text is a remark on the plan («Примечание: …»), a total, or who signs it."""
    return bool(_NOTE.match(text)) or is_total(text) or is_signature(text)


def is_signature(text: str, *, last: bool = False) -> bool:
    """Whether a line says who signs, agrees or typed the document; a ``last`` one needs no blank to sign."""
    if len(text.split()) > _LONGEST_SIGNATURE:
        return False
    named = NAME.search(text)
    made = _MADE_BY.match(text)
    if is_approval(text) or (made and (named or _PHONE.search(made[1]))):
        return True
    if _BLANK.search(text):
        return bool(named or _POST.match(text))
    return last and named is not None and bool(_POST.match(text)) and not text[named.end() :].strip(" /.")
