"""A known name with all that belongs to it: groups, schools, further words."""

from typing import NamedTuple

from luzplan.executor.groups import group_end
from luzplan.executor.model import Scope
from luzplan.executor.places import PLACE_MARKS
from luzplan.executor.scan import Scan
from luzplan.executor.schools import Naming
from luzplan.executor.stems import is_adjective, stems, word_set
from luzplan.executor.tails import is_sound, tail_end
from luzplan.executor.tokens import Kind, stems_of, tokens_of
from luzplan.executor.trie import Found

# Those who act for the body that they belong to, and the words for what bodies work for.
_MEMBERS = frozenset({"Член", "Представитель", "Трудовой коллектив", "Специалист"})
_PARENTS, _CHILDREN = "Родители", word_set("учащ обучающ воспитанник ученик школьник дет")
_AREAS = PLACE_MARKS | word_set(
    "администрац район город област кра республик округ поселен росс рф мо мр го по"
)
_PLURAL = ("ы", "и", "а", "я", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ые", "ие", "их", "ых")


class Named(NamedTuple):
    """Words of a cell that name a role; ``end`` is the token after them.

    ``known`` is False where a word among them is mistyped; ``strange_school`` tells from which token
    on a school is named that the plan does not have; ``same`` is the known role that acts under this name.
    """

    role: str
    end: int
    scope: Scope = Scope.NONE
    school: str | None = None
    known: bool = True
    strange_school: int | None = None
    same: str = ""


def named(scan: Scan, found: Found, start: int, *, described: bool = False) -> Named:
    """Give the whole name that starts at ``start`` with a known one, ``described`` by adjectives or not."""
    known = scan.vocabulary.roles[found.entry]
    head = _sentence(scan.words(start, found.end)) if described else known
    end = _groups_end(scan, found)
    naming = _schools(scan, found, start, end)
    if naming is None:
        return _with_tail(scan, found, start, end, head)
    further = _area_after_school(scan, found, naming.end)
    if further:
        head = scan.vocabulary.roles[further.entry]
    after = group_end(scan.tokens, further.end if further else naming.end)
    strange = None if naming.known else end
    school = naming.school or (scan.words(end, naming.end) if naming.scope is Scope.SCHOOL else None)
    return Named(head, after, naming.scope, school, strange_school=strange)


def _groups_end(scan: Scan, found: Found) -> int:
    """Give the token after the groups of a post, behind a dash or not: «классные руководители – 8 кл.»."""
    at = found.end + (scan.tokens[found.end].kind is Kind.DASH and found.entry in scan.vocabulary.posts)
    end = group_end(scan.tokens, at)
    return found.end if end == at else end


def _schools(scan: Scan, found: Found, start: int, at: int) -> Naming | None:
    """Give the schools that are named after a role; a district alone goes on the name of a body."""
    token = scan.tokens[start]
    plural = token.fold.endswith(_PLURAL) and token.fold not in found.path[0].nominatives
    naming = scan.vocabulary.schools.naming(scan.tokens, at, plural_head=plural)
    own = naming is None or not naming.of_district or not (found.takes_more or scan.is_body(found))
    return naming if own else None


def _area_after_school(scan: Scan, found: Found, at: int) -> Found | None:
    """Read «по ВР» behind the school: «заместитель директора школы №5 по ВР»."""
    if scan.tokens[at].fold != "по":
        return None
    return scan.vocabulary.names.resume(scan.path_of(found), scan.tokens, at)


def _with_tail(scan: Scan, found: Found, start: int, end: int, head: str) -> Named:
    after = tail_end(scan, found, end)
    if after == end:
        strange = scan.is_strange(end) and (found.takes_more or not is_sound(scan, found, end, end + 1))
        return Named(head, end, known=not strange)
    same = stems_of(scan.words(start, found.end)) == stems_of(head) or _is_name_of(scan, found, head)
    role = f"{head} {scan.words(found.end, after)}" if same else _sentence(scan.words(start, after))
    return Named(
        role, after, known=is_sound(scan, found, end, after), same=_same_role(scan, found, end, after)
    )


def _is_name_of(scan: Scan, found: Found, role: str) -> bool:
    """Tell whether the role's own name was found, however its words are shortened: «рук-ль ШМО»."""
    name = scan.vocabulary.names.match(tokens_of(role), 0)
    return name is not None and name.path[-1] is found.path[-1]


def _same_role(scan: Scan, found: Found, start: int, end: int) -> str:
    """Give the role that the words after a name leave the same: «прокуратура района», «члены совета»."""
    role = scan.vocabulary.roles[found.entry]
    if role == _PARENTS:
        return role if not _CHILDREN.isdisjoint(stems(scan.tokens[start].fold)) else ""
    if role not in _MEMBERS:
        return role if scan.is_body(found) and _is_area(scan, start, end) else ""
    whole = scan.match(start)
    inner = named(scan, whole, start) if whole else None
    return (inner.same or inner.role) if inner and inner.end == end else ""


def _is_area(scan: Scan, start: int, end: int) -> bool:
    """Tell whether words only say for which area a body works: «администрации Лузского района»."""
    tokens = scan.tokens[start:end]
    marked = [not _AREAS.isdisjoint(stems(token.fold)) for token in tokens]
    after_mark = [False, *marked]
    return any(marked) and all(
        mark or is_adjective(token.fold) or (after and token.capital)
        for token, mark, after in zip(tokens, marked, after_mark, strict=False)
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
