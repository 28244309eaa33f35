"""What brackets tell of the name before them: «Зам. директора (УВР и ВР)», «учителя (физики, химии)»."""

from typing import NamedTuple

from luzplan.executor.model import Executor
from luzplan.executor.scan import Scan
from luzplan.executor.tokens import Kind
from luzplan.executor.trie import Found

_ENDS = frozenset({Kind.OPEN, Kind.CLOSE, Kind.END})


def closing(scan: Scan, at: int) -> int:
    """Give the token that ends what the bracket here opens."""
    at += 1
    while scan.tokens[at].kind not in _ENDS:
        at += 1
    return at


class Told(NamedTuple):
    """A name that brackets tell, and the token from which on."""

    found: Found
    start: int


def told_names(scan: Scan, last: Found | None, at: int, close: int) -> list[Told]:
    """Give the names that a general one gets from all the words between brackets, none where others stand."""
    told: list[Told] = []
    at += 1
    while last is not None and last.entry == last.path[0].entry and at < close:
        root = last.path[0]
        found = scan.vocabulary.names.resume((root, root), scan.tokens, at)
        if found is None:
            return []
        told.append(Told(found, at))
        at = found.end + (scan.tokens[found.end].fold in {",", "и"})
    return told


def told_executors(scan: Scan, general: Executor, told: list[Told]) -> list[Executor]:
    """Give the executors that take the place of the general one; the first has its words, too."""
    roles = [scan.vocabulary.roles[one.found.entry] for one in told]
    starts = [general.start, *(scan.tokens[one.start].start for one in told[1:])]
    ends = [scan.tokens[one.found.end - 1].end for one in told]
    return [
        Executor(role, general.scope, general.school, start, end)
        for role, start, end in zip(roles, starts, ends, strict=True)
    ]
