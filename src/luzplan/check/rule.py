"""What a rule is, what it looks at, what it finds, and what that is known by in two versions of a plan."""

import inspect
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from luzplan.executor.words import vocabulary
from luzplan.plan import Activity, Plan
from luzplan.russian.spelling import differ_in_ending, folded, in_russian
from luzplan.school_year import SchoolYear
from luzplan.text import Problem, Severity, Source, Splice, Text
from luzplan.text.scalar import offsets_within, place_within
from luzplan.text.yaml import Mapping, Node, walk

GRACE = timedelta(days=62)  # what was done a little before the year, or after it, is plausible
_SHORTEST_STEM, _CASE_ENDING = 3, 3  # letters of a word that cases leave, and that they change
_CAPITALS = r"[А-ЯЁ]{2,}"
# «Лузский школьный округ (далее ЛШО)»: a text explains its abbreviation itself.
EXPLAINED = r"\((?:далее\s*[-–—]?\s*)?«?([А-ЯЁ]{2,7}[а-яё]?)»?\)"


def capitals_in(texts: Iterable[str]) -> set[str]:
    """The words in capitals: of a name, all of them are known by it."""
    return set(re.findall(_CAPITALS, "\n".join(texts)))


def in_any_case(name: str) -> str:
    """A pattern for a name in any case, an abbreviation as it is; what has no words is never found."""
    words = re.findall(r"\w+", name)
    stems = [re.escape(word[: max(_CASE_ENDING, len(word) - _CASE_ENDING)]) for word in words]
    if len(words) == 1 and name.isupper():
        return rf"\b{re.escape(name.strip())}\b"
    return r"(?i)\b" + r"\w*\W+".join(stems) + r"\w*" if stems else r"(?!)"


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are one, in any case: «Фабричная», «Фабричной»; not «Вахруши», «Вахрушево»."""
    return one == other or differ_in_ending(one, other, vocabulary()["endings"], _SHORTEST_STEM)


_BREAK = "\0"  # stands before and behind every text: a pattern sees where one begins and ends


TAG = r"#(?=\w)(?!luzplan:)(?<=[ \t]#)[^\r\n]*"  # begins with what is rare: the search is faster


class Hit(NamedTuple):
    """A match of a pattern in a text; ``start`` and ``end`` are in the text's value."""

    text: Text
    start: int
    end: int
    match: re.Match[str]


class TextSearch:
    """Texts that are searched all at once, equal ones once only: a plan repeats itself a lot."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts: dict[str, list[Text]] = {}
        for text in texts:
            self._texts.setdefault(str(text), []).append(text)
        self._joined = _BREAK.join(("", *self._texts, ""))
        self._values = list(self._texts.values())
        self._starts = [1]
        for value in self._texts:
            self._starts.append(self._starts[-1] + len(value) + 1)

    def find(self, pattern: str) -> Iterator[Hit]:
        """The matches in every text that has them; within equal texts in the order of the file."""
        for match in re.finditer(pattern, self._joined):
            at = bisect_right(self._starts, match.start()) - 1
            start, end = match.start() - self._starts[at], match.end() - self._starts[at]
            for text in self._values[at]:
                yield Hit(text, start, end, match)


class _ContextFields(NamedTuple):
    source: Source
    plan: Plan
    root: Node
    faults: tuple[Problem, ...] = ()
    today: date | None = None


class CheckContext(_ContextFields):
    """A plan as built from its file; ``faults`` are what building found wrong, in order.

    ``today`` is None where the day does not count.
    """

    @cached_property
    def _offsets(self) -> dict[int, list[int] | range]:
        """Where the characters of the texts stand that have been asked for, by the texts' starts."""
        return {}

    @cached_property
    def tells_year(self) -> bool:
        """Whether the file tells the plan's school year: else days mean nothing."""
        texts = (value for key, value in self.pairs() if key == "year" and isinstance(value, Text))
        return any(map(SchoolYear.of_plan, texts))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All text values, in the order of the file."""
        return tuple(node for node in walk(self.root) if isinstance(node, Text))

    @cached_property
    def search(self) -> TextSearch:
        """All text values, to be searched at once."""
        return TextSearch(self.texts)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Those that the plan explains: in its table, its texts, the names of its schools and district."""
        plan = self.plan
        schools = (name for school in plan.schools for name in (school.name, *school.aliases))
        named = capitals_in([*schools, plan.district.name, plan.district.short])
        table = (short.strip("«»") for short, _ in plan.abbreviations)
        return frozenset((*named, *table, *(hit.match[1] for hit in self.search.find(EXPLAINED))))

    def names_executor(self, words: str) -> bool:
        """Whether words are executors and nothing else."""
        reading = self.plan.book.read(Text(words))
        return bool(reading.executors) and not reading.unknown

    def pairs(self, *path: str) -> list[tuple[Text, Node]]:
        """Keys and values of the mapping under these keys, as they stand in the file."""
        node: Node | None = self.root
        for name in path:
            pairs = node.pairs if isinstance(node, Mapping) else []
            node = next((value for key, value in pairs if key == name), None)
        return node.pairs if isinstance(node, Mapping) else []

    def place(self, text: Text, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """The place in the file of some characters of a text, all of them without ``end``."""
        stop = len(text) if end is None else end
        offsets = self._offsets.get(text.start)
        if offsets is None:
            offsets = self._offsets[text.start] = offsets_within(self.source, text)
        return place_within(offsets, start, stop)

    def splices(self, text: Text, start: int, end: int, replacement: str) -> tuple[Splice, ...]:
        """The change of some characters of a text; none where the file spells them with escapes."""
        first, last = self.place(text, start, end)
        as_it_is = self.source.text[first:last] == text[start:end]
        return (Splice(first, last, replacement),) if as_it_is else ()

    def suggestions(self, text: Text, start: int, end: int, names: Iterable[str]) -> tuple[Splice, ...]:
        """The changes of which one puts what was meant in the place of some characters of a text."""
        return tuple(splice for name in names for splice in self.splices(text, start, end, name))

    def is_remark(self, text: Text) -> bool:
        """Whether a text is empty since what was typed begins with «#»: that is told, not that it lacks."""
        return not text and re.compile(rf"[ \t]*{TAG}").match(self.source.text, text.end) is not None

    def is_faulty(self, start: int, end: int) -> bool:
        """Whether a part of the file could not be read: then nothing can be said to be missing in it."""
        at = bisect_left(self.faults, start, key=lambda fault: fault.start)
        return at < len(self.faults) and self.faults[at].start <= end


SEVERITY_NAMES = {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение", Severity.NOTE: "замечание"}


class Finding(NamedTuple):
    """A fault at a place of the file, in the words of a rule that does not care for codes.

    The fields are those of `luzplan.text.Problem` without its label, in the same order.
    """

    message: str
    start: int
    end: int
    hint: str = ""
    first_seen: int | None = None
    fixes: tuple[Splice, ...] = ()
    suggestions: tuple[Splice, ...] = ()


Find = Callable[[CheckContext], Iterable[Finding]]
SumUp = Callable[[CheckContext, int], str]


class Rule(NamedTuple):
    """A kind of fault. ``find`` is None for what is already noticed while the file is read and built.

    ``sum_up`` gives the message for so many findings where they are said once, empty where each is said.
    What is said ``once`` is of the whole plan, though it is marked at one of its places. ``when_new`` is how
    much it matters where it is known to have come with a change; None where that makes no difference.
    What is ``dated`` looks at days and wants a file that tells its year.
    """

    code: str
    severity: Severity
    name: str
    documentation: str
    find: Find | None = None
    sum_up: SumUp | None = None
    once: bool = False
    when_new: Severity | None = None
    dated: bool = False

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


def rule(
    code: str, severity: Severity, find: Find, sum_up: SumUp | None = None, *, once: bool = False
) -> Rule:
    """Make a rule of the function named for the fault; its docstring is the manual."""
    return Rule(code, severity, find.__name__.replace("_", "-"), find.__doc__ or "", find, sum_up, once)


def dated(of_days: Rule) -> Rule:
    """Let a rule rest where the file does not tell its year: there days mean nothing."""
    return of_days._replace(dated=True)


def weightier_when_new(note: Rule) -> Rule:
    """Make a note a warning where it is known to have come with a change."""
    return note._replace(when_new=Severity.WARNING)


USELESS_IGNORE = "LP012"
WHOLE_PLAN = "*"  # the owner of what is said of the plan once, wherever it is marked
MANY_ROWS = "**"  # the owner of what is said of many rows at once, at the first of them
Identity = tuple[str, str, str]


def owned(plan: Plan | None, root: Node | None, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, each with its owner: its row's id or words, else the keys it stands under."""
    rows = list(plan.activities()) if plan else []
    starts = [row.start for row in rows]
    for problem in problems:
        at = bisect_right(starts, problem.start) - 1
        if problem.owner:
            yield problem
        elif at >= 0 and problem.start < rows[at].end:
            yield problem._replace(owner=row_name(rows[at]))
        else:
            yield problem._replace(owner=".".join(_path(root, problem.start)))


def row_name(activity: Activity) -> str:
    """What a row is known by wherever it stands: its own id, else its words."""
    own = activity.id if activity.id != activity.position else activity.what
    return " ".join(own.split())


_NAMES = ("name", "title", "what")


def _path(node: Node | None, offset: int) -> Iterator[str]:
    """The keys around an offset, and the names of the records."""
    if isinstance(node, Mapping):
        at = bisect_right(node.pairs, offset, key=lambda pair: pair[0].start)
        for key, value in node.pairs[max(at - 1, 0) : at]:
            yield str(key)
            yield from _path(value, offset)
    elif node is not None and not isinstance(node, Text):
        at = bisect_right(node.items, offset, key=lambda one: one.start)
        item = node.items[at - 1] if at else None
        pairs = item.pairs if isinstance(item, Mapping) else []
        yield from (str(value) for key, value in pairs if key in _NAMES and isinstance(value, Text))
        yield from _path(item, offset)


def identity(source: Source, problem: Problem, owner: str | None = None) -> Identity:
    """What a problem is known by: its code, the marked words, its owner or the one that is given.

    Not the line: it stays the same when lines shift, a comment is added, a neighbour is mended.
    """
    bare = _bare(problem.owner)
    words = " ".join(source.text[problem.start : problem.end].split())
    if problem.owner == MANY_ROWS or _bare(words) == bare:
        words = ""  # a row that is marked as a whole is known by its owner
    return problem.code, words, bare if owner is None else _bare(owner)


def _bare(text: str) -> str:
    return "".join(letter for letter in folded(in_russian(text)) if letter.isalnum())
