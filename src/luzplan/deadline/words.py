"""What kind of word a word is: by its form, its stem, as two glued words, or as a slip of the finger."""

from __future__ import annotations

from functools import cache

from luzplan.deadline.items import kinds
from luzplan.deadline.vocabulary import ROMANS, WORDS
from luzplan.russian.spelling import is_one_slip

Meaning = tuple[str, int]  # the kind, the number

_SHORTEST_FORM = 6  # shorter words are too like each other to guess what was meant
_SHORTEST_TYPO = _SHORTEST_FORM - 1
_SURE_OF_FIRST = 7  # a shorter word with another first letter may be one of its own
_SHORTEST_GLUED = 3
_SHORTEST_CUT = 3  # «мая», the shortest that may be cut in two
_LATIN = str.maketrans("abcehkmoptuxyъ", "авсенкмортихуь")  # and the hard sign for the soft one
_GLUED_LEFT = kinds("until from by at on during school")
_GLUED_RIGHT = kinds(
    "month of_month weekday weekdays week month_word during begin ending school year_word occasion"
)
_UNKNOWN: Meaning = ("word", 0)


def _forms(row: str) -> list[str]:
    """Write out «недел{я,и} нед» as its forms."""
    parts = (word.rstrip("}").partition("{") for word in row.split())
    return [stem + ending for stem, _, endings in parts for ending in endings.split(",")]


def _written() -> dict[str, Meaning]:
    return {form: (name, number) for name, number, row in WORDS for form in _forms(row)}


_WRITTEN = _written()
_FORMS = {form: meaning for form, meaning in _WRITTEN.items() if form[-1] != "~"} | {
    roman: ("roman", at) for at, roman in enumerate(ROMANS, 1)
}
_STEMS = {form[:-1]: meaning for form, meaning in _WRITTEN.items() if form[-1] == "~"}
_STEM_LENGTHS = sorted({len(stem) for stem in _STEMS}, reverse=True)


@cache
def meanings(word: str) -> tuple[tuple[str, int, int], ...]:
    """Give kind, number and length of the words that the folded word is made of: one, or two if glued."""
    cyrillic = word.translate(_LATIN)
    form = _FORMS.get(word) or _FORMS.get(cyrillic)
    if form is None and (parts := _glued(cyrillic)):
        return parts
    return ((*(form or _by_stem(cyrillic) or _misspelt(cyrillic) or _UNKNOWN), len(word)),)


def written_out(word: str) -> Meaning | None:
    """Give kind and number of the folded word if it is a form that the vocabulary has in full."""
    return _FORMS.get(word.translate(_LATIN)) if len(word) >= _SHORTEST_CUT else None


def is_known(word: str) -> bool:
    """Whether the folded word is in the vocabulary as it stands."""
    return _known(word) is not None


def corrected(word: str) -> str | None:
    """Give the form that a folded word is a slip away from; None if it is known, or means nothing."""
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
    for size in range(len(word) - _SHORTEST_GLUED, 0, -1):
        left, right = _FORMS.get(word[:size]), _known(word[size:])
        if left and right and left[0] in _GLUED_LEFT and right[0] in _GLUED_RIGHT:
            return (*left, size), (*right, len(word) - size)
    return ()


def _misspelt(word: str) -> Meaning | None:
    """Find the only meaning that is one slip away: a letter too much, too few, wrong, or two swapped."""
    if len(word) < _SHORTEST_TYPO:
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
    for form, (kind, number) in _FORMS.items():
        meaning = ("month" if kind == "of_month" else kind, number)
        if len(form) >= _SHORTEST_FORM:
            for key in _shortened(form):
                index.setdefault(key, []).append((form, meaning))
    return index
