"""What goes on from the executor before: further fields of an office, subjects of teachers, deputies."""

from __future__ import annotations

import re

from luzplan.executor.groups import group_end, is_class_noun
from luzplan.executor.model import Executor, Scope
from luzplan.executor.persons import Person, surname_at
from luzplan.executor.scan import Scan
from luzplan.executor.stems import is_adjective, stems, word_set
from luzplan.executor.tails import is_whole
from luzplan.executor.tokens import Kind
from luzplan.executor.trie import Found

# Fields of work: after a comma they go on the name of an office («отдел образования, культуры»).
_FIELDS = word_set(
    """
    образован культур спорт наук молодежн физическ туризм здравоохранен труд социальн семь детств опек
    попечительств воспитан информац связ дел занятост
    """
)
_FURTHEST_NUMBER = 30  # schools in a list
_LAST_NUMBER = r"(?s:.*\s)?([^\s№\d]+\s*№?\s*)\d+"
_TEACHERS = ("учителей", "преподавателей", "педагогов")


def is_field_of(scan: Scan, office: Found, at: int) -> bool:
    """Tell whether a further field of an office stands here."""
    return scan.is_body(office) and not _FIELDS.isdisjoint(stems(scan.tokens[at].fold))


def is_subject_of(scan: Scan, role: str, last: Found, at: int) -> bool:
    """Tell whether a further subject of a role's teachers stands here: «МО учителей истории, географии»."""
    of_teachers = last.takes_more and any(word.startswith(_TEACHERS) for word in role.split()[1:])
    return of_teachers and not scan.starts_anew(at) and is_whole(scan, at)


def stands_alone(scan: Scan, own: Found, shared: Found, last: Found) -> bool:
    """Tell whether a name is meant itself, and not as what goes on from the head of the last one."""
    longer = own.end > shared.end or _starts_with_adjective(last)
    deputy = shared.entry in scan.vocabulary.deputies and own.end == shared.end
    return longer or (deputy and own.entry in scan.vocabulary.posts)


def listed_surname(scan: Scan, executors: list[Executor], at: int) -> Person | None:
    """Give a bare surname of a list: «Воспитатели: Иванова, Петрова»."""
    listed = bool(executors) and executors[-1].person
    if at == 0 or not (listed or scan.tokens[at - 1].kind is Kind.COLON) or scan.match(at):
        return None
    person = surname_at(scan.tokens, at)
    ends = person is not None and (scan.is_break(person.end) or scan.tokens[person.end].fold == "и")
    return person if ends else None


def further_school(scan: Scan, executors: list[Executor], at: int) -> str:
    """Give the words for a further school whose number stands here, "" where none does."""
    signed = scan.tokens[at - 1].kind is Kind.NUMERO
    joint = scan.tokens[at - 1 - signed]
    if scan.tokens[at].kind is not Kind.NUMBER or joint.fold not in {",", "и"} or not executors:
        return ""
    if not signed and any(map(is_class_noun, scan.tokens[at : group_end(scan.tokens, at)])):
        return ""
    words = _numbered_school(scan, executors)
    return f"{words}{scan.tokens[at].text}" if words else ""


def _numbered_school(scan: Scan, executors: list[Executor]) -> str:
    """Give the words before the number of the last school, which further ones share."""
    for one in reversed(executors[-_FURTHEST_NUMBER:]):
        if one.scope is not Scope.SCHOOL or one.role != executors[-1].role:
            return ""
        words = re.fullmatch(_LAST_NUMBER, scan.cell[one.start : one.end])
        if words:
            return words[1]
    return ""


def share_scope(executors: list[Executor], first: int) -> None:
    """Give executors that share a head the schools that only the last one names: «замы по УВР и ВР БШ»."""
    last = executors[-1]
    for place in range(first, len(executors) - 1):
        one = executors[place]
        if one.scope is Scope.NONE and not one.person:
            executors[place] = one._replace(scope=last.scope, school=last.school)


def _starts_with_adjective(found: Found) -> bool:
    """Tell whether a name starts with an adjective, which what comes later need not share."""
    return not found.path[0].takes_more and all(map(is_adjective, found.path[0].nominatives))
