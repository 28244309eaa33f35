"""What kind of word a word is: by its form, its stem, as two glued words, or as a slip of the finger."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from luzplan.deadline.items import labels
from luzplan.russian.spelling import is_one_slip

Meaning = tuple[str, int]  # the label, the number

# What ежемесячно, «раз в месяц», «каждый месяц» repeat by.
DAY, WEEK, MONTH, CALENDAR_QUARTER, QUARTER, HALF, YEAR, OTHER = range(1, 9)
AUTUMN, WINTER, SPRING, SUMMER = range(4)
FINISH, RESULT = 1, 2  # «окончание», which is an end of what has one; «итоги»
OF_WORDS = 1  # «от» of «освобождение от блокады» says nothing of days
MANY = 1  # «дни», as «день» is 0; «годы»

_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SHORTEST_FORM = 6  # shorter words are too like each other to guess what was meant
_SHORTEST_TYPO = _SHORTEST_FORM - 1
_SURE_OF_FIRST = 7  # a shorter word with another first letter may be one of its own
_SHORTEST_GLUED = 3
_SHORTEST_CUT = 3  # «мая», the shortest that may be cut in two
_LONGEST = 40  # letters; no longer word is looked at for slips and glue
_LATIN = str.maketrans("abcehkmoptuxyъ", "авсенкмортихуь")  # and the hard sign for the soft one
_GLUED_LEFT = labels("before from by at on during school")
_GLUED_RIGHT = labels(
    "month of_month weekday weekdays week month_word during begin ending school year_word occasion"
)


def entries() -> Iterator[tuple[str, Meaning]]:
    """The forms of words.txt, each with what it means."""
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        head, _, words = line.partition(": ")
        if words and head[0] != "#":
            label, _, number = head.partition(" ")
            yield from ((form, (label, int(number or 0))) for word in words.split() for form in _forms(word))


def _forms(word: str) -> list[str]:
    """«недел{я,и}» with each of its endings."""
    stem, _, endings = word.rstrip("}").partition("{")
    return [stem + ending for ending in endings.split(",")]


_FORMS: dict[str, Meaning] = dict(entries())
_STEMS = {form[:-1]: _FORMS.pop(form) for form in [form for form in _FORMS if form[-1] == "~"]}
_STEM_LENGTHS = sorted({len(stem) for stem in _STEMS}, reverse=True)
_FORMS |= {roman: ("roman", at) for at, roman in enumerate(_ROMANS, 1)}


@cache
def meanings(word: str) -> tuple[tuple[str, int, int], ...]:
    """Label, number and length of the words that the folded word is made of: one, or two if glued."""
    cyrillic = word.translate(_LATIN)
    form = _FORMS.get(word) or _FORMS.get(cyrillic)
    if form is None and (parts := _glued(cyrillic)):
        return parts
    return ((*(form or _by_stem(cyrillic) or _misspelt(cyrillic) or ("word", 0)), len(word)),)


def written_out(word: str) -> Meaning | None:
    """Label and number of the folded word if it is a form that the vocabulary has in full."""
    return _FORMS.get(word.translate(_LATIN)) if len(word) >= _SHORTEST_CUT else None


def is_known(word: str) -> bool:
    """Whether the folded word is in the vocabulary as it stands."""
    return _known(word) is not None


def corrected(word: str) -> str | None:
    """The form that a folded word is a slip away from; None if it is known, or means nothing."""
    cyrillic = word.translate(_LATIN)
    meaning = None if _known(cyrillic) or _glued(cyrillic) else _misspelt(cyrillic)
    if meaning is None:
        return None
    from difflib import SequenceMatcher

    near = {
        form for key in _shortened(cyrillic) for form, found in _typo_index().get(key, ()) if found == meaning
    }
    return max(sorted(near), key=lambda form: SequenceMatcher(None, form, cyrillic).ratio())


def _known(word: str) -> Meaning | None:
    return _FORMS.get(word) or _by_stem(word)


def _by_stem(word: str) -> Meaning | None:
    return next((_STEMS[word[:size]] for size in _STEM_LENGTHS if word[:size] in _STEMS), None)


def _glued(word: str) -> tuple[tuple[str, int, int], ...]:
    if len(word) > _LONGEST:
        return ()
    for size in range(len(word) - _SHORTEST_GLUED, 0, -1):
        left, right = _FORMS.get(word[:size]), _known(word[size:])
        if left and right and left[0] in _GLUED_LEFT and right[0] in _GLUED_RIGHT:
            return (*left, size), (*right, len(word) - size)
    return ()


def _misspelt(word: str) -> Meaning | None:
    """The only meaning that is one slip away: a letter too much, too few, wrong, or two swapped."""
    if not _SHORTEST_TYPO <= len(word) <= _LONGEST:
        return None
    near = {
        meaning
        for key in _shortened(word)
        for form, meaning in _typo_index().get(key, ())
        if (form[0] == word[0] or len(form) >= _SURE_OF_FIRST) and is_one_slip(word, form)
    }
    return near.pop() if len(near) == 1 else None


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def _typo_index() -> dict[str, list[tuple[str, Meaning]]]:
    index: dict[str, list[tuple[str, Meaning]]] = {}
    for form, (label, number) in _FORMS.items():
        meaning = ("month" if label == "of_month" else label, number)
        if len(form) >= _SHORTEST_FORM:
            for key in _shortened(form):
                index.setdefault(key, []).append((form, meaning))
    return index
