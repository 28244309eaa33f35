"""A grammar that is kept as a text file: labels, groups and sequences of them, and stages of rows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic

from luzplan.language.cascade import Alphabet, ContextT, ItemT, Row, Stage, rewritten


class Grammar(Generic[ItemT, ContextT]):
    """The stages of a file, whose rows name builders that ``row`` knows.

    «labels = …» are the labels of the language; «name = …» is a group of labels if the name is small, a
    sequence if it is in capitals; «[stage]» begins a stage and «pattern -> builder» is a row of it. An
    indented line goes on with the one before; «#» begins a remark.
    """

    def __init__(self, path: Path, row: Callable[[str, str], Row[ItemT, ContextT]]) -> None:
        self.labels: list[str] = []
        self.groups: dict[str, str] = {}
        self.sequences: dict[str, str] = {}
        rows: list[list[Row[ItemT, ContextT]]] = []
        for line in _lines(path.read_text(encoding="utf-8")):
            pattern, arrow, builder = line.rpartition(" -> ")
            name, _, meaning = line.partition(" = ")
            if line[0] == "[":
                rows.append([])
            elif arrow:
                rows[-1].append(row(pattern, builder))
            else:
                self._define(name, meaning)
        self.alphabet = Alphabet(self.labels, self.groups, self.sequences)
        self.stages = [Stage(self.alphabet, stage) for stage in rows]

    def _define(self, name: str, meaning: str) -> None:
        if name == "labels":
            self.labels += meaning.split()
        else:
            (self.sequences if name.isupper() else self.groups)[name] = meaning

    def rewritten(self, items: list[ItemT], context: ContextT) -> list[ItemT]:
        """What the stages, one after the other, make of a phrase."""
        return rewritten(items, self.stages, self.alphabet, context)


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\n    ", " ").splitlines():
        if line and line[0] != "#":
            yield line
