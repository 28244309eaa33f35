"""A known name with all that belongs to it: groups, schools, further words."""

from __future__ import annotations

from typing import NamedTuple

from luzplan.executor.groups import group_end
from luzplan.executor.lexicon import Found
from luzplan.executor.model import Scope
from luzplan.executor.scan import Scan
from luzplan.executor.schools import Naming
from luzplan.executor.tails import body_tail, closed_tail, open_tail

_PLURAL = ("ы", "и", "а", "я", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ые", "ие", "их", "ых")


class Named(NamedTuple):
    """Words of a cell that name a role; ``end`` is the token after them, ``head`` the known role in them.

    ``known`` is False where a word among them is mistyped; ``strange_school`` tells from which token
    on a school is named that the plan does not have.
    """

    role: str
    head: str
    end: int
    scope: Scope = Scope.NONE
    school: str | None = None
    known: bool = True
    strange_school: int | None = None


def named(scan: Scan, found: Found, start: int, head: str) -> Named:
    """Give the whole name that starts at ``start`` with a known one."""
    end = group_end(scan.tokens, found.end)
    naming = _schools(scan, found, start, end)
    if naming is None:
        return _with_tail(scan, found, end, head)
    further = _area_after_school(scan, found, naming.end)
    if further:
        head, after = scan.vocabulary.roles[further.entry], further.end
    else:
        after = naming.end
    strange = None if naming.known else end
    school = naming.school or (scan.words(end, naming.end) if naming.scope is Scope.SCHOOL else None)
    return Named(head, head, group_end(scan.tokens, after), naming.scope, school, strange_school=strange)


def _schools(scan: Scan, found: Found, start: int, at: int) -> Naming | None:
    """Give the schools that are named after a role; a district alone goes on the name of a body."""
    plural = scan.tokens[start].fold.endswith(_PLURAL)
    naming = scan.vocabulary.schools.naming(scan.tokens, at, plural_head=plural)
    own = naming is None or not naming.of_district or not (found.takes_more or scan.is_body(found))
    return naming if own else None


def _area_after_school(scan: Scan, found: Found, at: int) -> Found | None:
    """Read «по ВР» behind the school: «заместитель директора школы №5 по ВР»."""
    return scan.vocabulary.names.resume(found.path, scan.tokens, at) if scan.tokens[at].fold == "по" else None


def _with_tail(scan: Scan, found: Found, end: int, head: str) -> Named:
    if found.takes_more:
        after = open_tail(scan, end)
    else:
        after = body_tail(scan, end) if scan.is_body(found) else closed_tail(scan, end)
    if after == end:
        return Named(head, head, end, known=not (found.takes_more and scan.is_strange(end)))
    known = not any(scan.is_slip(place, closed=not found.takes_more) for place in range(end, after))
    known = known and (found.takes_more or scan.tokens[end].fold != "по" or scan.has_known(end + 1, after))
    return Named(f"{head} {scan.words(found.end, after)}", head, after, known=known)
