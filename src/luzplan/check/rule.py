"""What a rule is: a code, a severity, and the function that finds the fault it is named for."""

import inspect
from collections.abc import Callable, Iterable
from typing import NamedTuple

from luzplan.check.subject import Subject
from luzplan.source.splice import Splice
from luzplan.source.text import Severity

SEVERITY_NAMES = {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение", Severity.NOTE: "замечание"}


class Finding(NamedTuple):
    """A fault at a place of the file, in the words of a rule that does not care for codes.

    The fields mean what they mean in `luzplan.source.text.Problem`.
    """

    message: str
    start: int
    end: int
    hint: str = ""
    first_seen: int | None = None
    fixes: tuple[Splice, ...] = ()


Find = Callable[[Subject], Iterable[Finding]]


class Rule(NamedTuple):
    """A kind of fault. ``find`` is None for what is already noticed while the file is read and built."""

    code: str
    severity: Severity
    name: str
    documentation: str
    find: Find | None = None

    @property
    def title(self) -> str:
        """The fault in one line, without a period."""
        return self.documentation.strip().partition("\n")[0].rstrip(".")

    @property
    def reason(self) -> str:
        """Why it matters, in one paragraph."""
        return " ".join(self.manual.split("\n\n")[:2][-1].split())

    @property
    def manual(self) -> str:
        """Why it matters, a bad and a good example: what `explain` prints, in Russian."""
        return inspect.cleandoc(self.documentation)


def rule(code: str, severity: Severity, find: Find) -> Rule:
    """Make a rule of the function named for the fault; its docstring is the manual."""
    return Rule(code, severity, find.__name__.replace("_", "-"), find.__doc__ or "", find)
