"""What was recognised in a document, as the texts of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from luzplan.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class ActivityText:
    """A row of the table; ``number`` is the document's own where it is not the row's position.

    ``done`` are days in ISO form. ``extra`` are texts under the names of further columns.
    """

    what: str = ""
    when: str = ""
    who: str = ""
    where: str = ""
    note: str = ""
    number: str = ""
    done: str = ""
    id: str = ""
    after: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionText:
    """A titled part of the table; ``preface`` stands between the title and the rows.

    ``headings`` are heads of the table over this part, where they differ from the one the plan keeps.
    """

    title: str
    activities: tuple[ActivityText, ...] = ()
    preface: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureText:
    """An approval block; each text may have several lines."""

    heading: str = ""
    by: str = ""
    name: str = ""
    document: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class SchoolText:
    """A school of the district."""

    name: str
    base: bool = False
    level: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListText:
    """Items under a heading."""

    heading: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorText:
    """Who worked the plan out, and the word before that."""

    heading: str = ""
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The plan that a document holds.

    ``columns`` are the headings of number, activity, deadline, place if there is one, and executor, with
    those of ``further`` columns among them; none if any of these is missing.
    ``start`` is the first day of a year that begins before September. ``remarks`` are lines about the
    document that are no part of it. ``head`` is what the document carries under the keys of a plan file,
    which stands in the place of what was recognised.
    """

    title: str = ""
    year: SchoolYear | None = None
    sections: tuple[SectionText, ...] = ()
    columns: tuple[str, ...] = ()
    district: str = ""
    short: str = ""
    agreed: SignatureText = SignatureText()
    approved: SignatureText = SignatureText()
    schools: tuple[SchoolText, ...] = ()
    schools_heading: str = ""
    goals: ListText = ListText()
    functions: ListText = ListText()
    preface: tuple[str, ...] = ()
    afterword: tuple[str, ...] = ()
    author: AuthorText = AuthorText()
    remarks: tuple[str, ...] = ()
    start: str = ""
    further: tuple[str, ...] = ()
    head: Mapping[str, object] = field(default_factory=dict)


class Doubt(Enum):
    """Why people should look at a place."""

    UNSURE = "unsure"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was read in a way people should check."""

    doubt: Doubt
    message: str
    place: str = ""
