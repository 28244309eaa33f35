"""Names of problems that stay when the file grows around them: a platform tells the new from the old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from luzplan.check import Checked
from luzplan.source.text import Problem, Source


def fingerprinted(checked: Checked) -> Iterator[tuple[Problem, str]]:
    """Give the problems of a file with their fingerprints, no two of which are equal.

    A fingerprint is made of the file's name, the code, the words that are marked and the line they stand
    in, without its indentation; equal ones are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in checked.problems:
        trait = _trait(checked.source, problem)
        seen[trait] += 1
        yield problem, sha256("\0".join([*trait, str(seen[trait])]).encode(errors="replace")).hexdigest()


def _trait(source: Source, problem: Problem) -> tuple[str, ...]:
    line = source.line(source.position(problem.start).line).strip()
    return source.name, problem.code, source.text[problem.start : problem.end], line
