"""Replacing parts of a text at offsets, all of them offsets of the text as it was."""

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """Put ``text`` in the place of the characters from ``start`` to ``end``; equal offsets insert."""

    start: int
    end: int
    text: str = ""


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Give the text with all splices applied; insertions at one offset keep the order they are given in.

    Raises ValueError when two splices overlap or one lies outside the text.
    """
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if not at <= splice.start <= splice.end <= len(text):
            raise ValueError(f"splice {splice.start}–{splice.end} overlaps another or leaves the text")
        pieces += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*pieces, text[at:]])
