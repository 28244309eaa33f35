"""Slips of those who type a plan: each kind is known by the lines, and told in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luzplan.text.slips.columns import slips_of_columns
from luzplan.text.slips.foreign import slips_of_file
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.signs import slips_of_signs
from luzplan.text.slips.slip import Slip
from luzplan.text.slips.strays import shallow_texts, slips_of_strays

_DOCUMENT = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$\n?")


def slips_in(text: str) -> list[Slip]:
    """The slips that can be seen at once; where lines are wrong in themselves their places say little."""
    marks = list(_DOCUMENT.finditer(text)) if "\n---" in text or "\n..." in text else []
    second = None  # the mark behind which another plan begins: with a key that this one has
    for mark in marks:
        key = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*([a-z]+):").match(text, mark.end())
        if key and re.search(rf"(?m)^{key[1]}:", text[: mark.start()]):
            second = mark
            break
    slips = _apart(slips_of_file(text, marks[: marks.index(second)] if second else marks))
    if not slips:
        outline = Outline(text[: second.start()] if second else text)
        slips = _apart(slips_of_signs(outline))
        slips = slips or _apart([*slips_of_columns(outline), *slips_of_strays(outline)])
        slips = slips or list(shallow_texts(outline))
    return slips


def _apart(slips: Iterable[Slip]) -> list[Slip]:
    """Those of the slips that can be mended at once; the others are looked for again."""
    chosen: list[Slip] = []
    taken = -1
    for slip in sorted(slips, key=lambda one: (one.repair[0].start, one.start)):
        if slip.repair[0].start > taken:
            taken = max(splice.end for splice in slip.repair)
            chosen.append(slip)
    return chosen
