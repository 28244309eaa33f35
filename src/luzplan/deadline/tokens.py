"""The lexer: a phrase becomes items with their places; a word is known by form, stem, glue or slip."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from luzplan.deadline import MONTH_END, SOME_LEAP_YEAR, DeadlineFault, Item, Period, is_time_of_day, labels
from luzplan.grammar import lexer, lines_of
from luzplan.russian.spelling import FOLDED_LOOK_ALIKE, differ_in_ending, slips_of
from luzplan.school_year import days_in

Meaning = tuple[str, int]  # the label, the number

_SHORTEST_FORM, _SHORTEST_TYPO = 6, 5  # shorter words are too like each other to guess what was meant
_SURE_OF_FIRST = 7  # a shorter word with another first letter may be one of its own
_SHORTEST_GLUED = 3
_SHORTEST_CONTRACTED = 2  # «кв-л»; «д-р» is no December
_SHORTEST_ABBREVIATED = 4
_USUAL = {"of_month": "month", "weekdays": "weekday"}  # what is meant where the form does not show
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)[oо](?![^\W\d_])|(?<![^\W_])[oо](?=\d)")
_SHORTEST_CUT = 3  # «мая», the shortest that may be cut in two
_ALL_FORMS = labels("month of_month weekday weekdays")  # the vocabulary has them all: another is a slip
_LONGEST = 40  # letters; no longer word is looked at for slips and glue
_LATIN = FOLDED_LOOK_ALIKE | str.maketrans("uъ", "иь")  # and the hard sign for the soft one
_MONTHS = labels("month of_month")
_GLUED_LEFT = labels("before from by at on during school")
_GLUED_RIGHT = labels(
    "month of_month weekday weekdays week month_word during begin ending school year_word occasion"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\uff0d~\u00f7"
_QUOTES = "“”„"
_SIGNS = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, '"'), "ё": "е", "\u00a0": " ", "\u2026": "-"}
)
_ORDINAL_ENDINGS = (
    "го", "ого", "ая", "я", "ья", "й", "ый", "ой", "ий", "е", "ое", "ье", "ые", "ие", "ю", "ую", "ью", "ей",
    "х", "ых", "их", "м", "ом", "ем", "ым", "му", "ому", "ти", "ми",
)  # fmt: skip
_ENDINGS_OF_DAYS = ("го", "ого", "е", "ое", "му", "ому")
_ORDINAL = rf"(?:{'|'.join(_ORDINAL_ENDINGS)})(?![^\W\d_])".replace("й", "(?:й|и\u0306)")


def entries() -> Iterator[tuple[str, Meaning]]:
    """The forms of words.txt, each with what it means."""
    for line in lines_of(__file__, "words.txt"):
        head, _, words = line.partition(": ")
        label, _, number = head.partition(" ")
        meaning = label, int(number or 0)
        for word in words.split():
            stem, _, endings = word.partition("{")  # «недел{я,и}»
            for ending in endings[:-1].split(","):
                yield stem + ending, meaning


_FORMS: dict[str, Meaning] = dict(entries())
_STEMS = {form[:-1]: _FORMS.pop(form) for form in [form for form in _FORMS if form[-1] == "~"]}
_STEM_LENGTHS = sorted({len(stem) for stem in _STEMS}, reverse=True)


@cache
def meanings(word: str) -> tuple[tuple[str, int, int], ...]:
    """Label, number and length of the words that the folded word is made of: one, or two if glued."""
    cyrillic = word.translate(_LATIN)
    form = _FORMS.get(word) or _FORMS.get(cyrillic)
    if form is None and (parts := _glued(cyrillic)):
        return parts
    return ((*(form or _by_stem(cyrillic) or _misspelt(cyrillic) or ("word", 0)), len(word)),)


def corrected(word: str) -> str | None:
    """The form that a folded word is a slip away from; None if it is one, inflected or without meaning."""
    cyrillic = word.translate(_LATIN)
    meaning = None if _known(cyrillic) or _glued(cyrillic) else _misspelt(cyrillic)
    if meaning is None:
        return None
    from difflib import SequenceMatcher

    near = _forms_near(cyrillic)
    if meaning[0] not in _ALL_FORMS and any(differ_in_ending(cyrillic, form) for form in near):
        return None
    return max(sorted(near), key=lambda form: SequenceMatcher(None, form, cyrillic).ratio())


def _known(word: str) -> Meaning | None:
    """Label and number of the folded word if it is in the vocabulary as it stands."""
    return _FORMS.get(word) or _by_stem(word)


def _by_stem(word: str) -> Meaning | None:
    return next((_STEMS[word[:size]] for size in _STEM_LENGTHS if word[:size] in _STEMS), None)


def _glued(word: str) -> tuple[tuple[str, int, int], ...]:
    if len(word) > _LONGEST:
        return ()
    for size in range(len(word) - _SHORTEST_GLUED, 0, -1):
        left, right = _FORMS.get(word[:size]), _known(word[size:])
        if not left or not right:
            continue
        if left[0] in _GLUED_LEFT and right[0] in _GLUED_RIGHT:
            return (*left, size), (*right, len(word) - size)
        # «Апрельмай» has lost its dash, for which a letter stands; «октябрьмарт» may have been a list.
        if {left[0], right[0]} <= _MONTHS and right[1] == left[1] % 12 + 1:
            return (*left, size - 1), ("dash", 0, 1), (*right, len(word) - size)
    return ()


def _misspelt(word: str) -> Meaning | None:
    """The only meaning that is one slip away."""
    near = set(_forms_near(word).values())
    return near.pop() if len(near) == 1 else None


def _forms_near(word: str) -> dict[str, Meaning]:
    """The forms that are one slip away, a letter too much, too few, wrong, or two swapped."""
    if not _SHORTEST_TYPO <= len(word) <= _LONGEST:
        return {}
    near = {
        form: _FORMS[form]
        for form in slips_of(word, first=True)
        if len(form) >= _SHORTEST_FORM and form in _FORMS
    }
    return {
        form: (_USUAL.get(label, label), number)
        for form, (label, number) in near.items()
        if form[0] == word[0] or len(form) >= _SURE_OF_FIRST
    }


@cache
def _begun(left: str, right: str = "") -> Meaning | None:
    """The only meaning of the forms that begin and end so, else of the stems, too, which may end anyhow."""
    ends = {found for form, found in _FORMS.items() if form.startswith(left) and form.endswith(right)}
    if len(ends) != 1 and len(left) > _SHORTEST_CONTRACTED:
        ends |= {found for stem, found in _STEMS.items() if stem.startswith(left)}
    ends = {(_USUAL.get(label, label), number) for label, number in ends}
    return ends.pop() if len(ends) == 1 else None


def items_of(text: str) -> list[Item]:
    """Split a phrase into items; case, ё and dashes are folded without moving a character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    low = _LETTER_FOR_ZERO.sub("0", low.translate(_SIGNS))
    items: list[Item] = []
    before: Sequence[Item] = ()
    was_strange = False
    for found in lexer(__file__, ORDINAL=_ORDINAL).finditer(low):
        made = tuple(_of_lexeme(found.lastgroup or "", found[0], found.start()))
        # A word that nobody knows, or only as two that are glued: «понедельн» is no «по».
        is_strange = len(made) > 1 or made[0].label == "word"
        if is_strange and low[found.end() : found.end() + 1] == ".":  # «воскрес.», «ежед.»
            begun = _begun(_cleaned(found[0])) if len(found[0]) >= _SHORTEST_ABBREVIATED else None
            made = (Item(begun[0], found.start(), found.end(), begun[1]),) if begun else made
        if items and (is_strange or was_strange) and (whole := _whole_word(before, made, low)):
            items[-len(before) :] = made = (whole,)
        else:
            items += made
        before, was_strange = made, is_strange
    return items


def _whole_word(left: Sequence[Item], right: Sequence[Item], low: str) -> Item | None:
    """The word that a space has cut in two («янва рь»), None if they are two words."""
    (start, cut), (again, end) = ((some[0].start, some[-1].end) for some in (left, right))
    word = _cleaned(low[start:cut]) + _cleaned(low[again:end])
    meaning = _FORMS.get(word.translate(_LATIN)) if len(word) >= _SHORTEST_CUT else None
    return Item(meaning[0], start, end, meaning[1]) if meaning else None


def _of_lexeme(name: str, text: str, start: int) -> Iterable[Item]:
    if known := _FORMS.get(text):  # as most words
        return (Item(known[0], start, start + len(text), known[1]),)
    if reader := _READERS.get(name):
        return reader(text, start)
    if name in ("count", "tens"):  # «15» before a word; «20-х числах», «20-е числа»
        label = "number" if name == "count" else "tenths"
        return (Item(label, start, start + len(text), int(text[:2])),)
    if name in ("sign", "form", "code"):  # «5а» and «1 «Б»» are classes, «l5» may have been a number
        label = {"form": "thing", "code": "word"}.get(name, "sign")
        return (Item(label, start, start + len(text)),)
    # Ten digits are too many for anything here; Python refuses to count with thousands of them.
    numbers = [int(digits[:10]) for digits in re.findall(r"\d+", text)]
    return (_numeric(name, text, numbers, start, start + len(text)),)


def _words(word: str, start: int) -> Iterator[Item]:
    end = start + len(word)  # invisible characters, which no meaning counts, belong to the last
    *glued, (last, last_number, _) = meanings(_cleaned(word))
    for label, number, size in glued:
        yield Item(label, start, start + size, number)
        start += size
    yield Item(last, start, end, last_number)


def _spaced(text: str, start: int) -> Iterator[Item]:
    """A word whose letters stand apart («М А Й Н И К» is none, its letters stay)."""
    if _known(word := "".join(text.split())):
        label, number, _ = meanings(word)[0]
        return iter([Item(label, start, start + len(text), number)])
    return (item for found in re.finditer(r"\S", text) for item in _words(found[0], start + found.start()))


def _hyphened(text: str, start: int) -> Iterator[Item]:
    """A word cut or shortened by a hyphen («сен- тябрь», «III-я», «кан-лы»); «март-май» are two."""
    left, right = (_cleaned(part.strip()) for part in text.split("-"))
    meaning = None
    if not (_known(left) or _known(right)) and right.endswith(("ская", "ский", "цкая", "ная", "ный", "ное")):
        yield Item("word", start, start + len(text))  # «Бай-Хаакская», which is no «май»
        return
    if not (_known(left) and _known(right)):
        meaning = _known(left if right in _ORDINAL_ENDINGS else left + right)
        is_short = len(left) < _SHORTEST_CONTRACTED or _known(right)
        meaning = meaning or (None if is_short else _begun(left, right))
    if meaning:
        yield Item(meaning[0], start, start + len(text), meaning[1])
        return
    left, _, right = text.partition("-")
    right = right.lstrip()
    yield from _words(left, start)
    yield Item("dash", start + len(left), start + len(left) + 1)
    yield from _words(right, start + len(text) - len(right))


_READERS = {"plain": _words, "word": _words, "hyphened": _hyphened, "spaced": _spaced}


def _cleaned(word: str) -> str:
    if word.isalpha():
        return word
    visible = "".join(one for one in unicodedata.normalize("NFC", word) if one.isalnum())
    return visible.replace("ё", "е")


def _numeric(name: str, text: str, numbers: list[int], start: int, end: int) -> Item:
    first = numbers[0]
    if name == "num":
        ending = text.lstrip("0123456789")
        digits = len(text) - len(ending)
        is_year = digits == 4 and 1900 <= first < 2100
        of_day = re.sub(r"\W", "", ending) in _ENDINGS_OF_DAYS
        label = ("ordinal" if of_day else "number") if digits <= 2 else "year" if is_year else "big"
        return Item(label, start, end, first)
    if name in ("month_year", "roman_year"):  # «09.2011», «IX.2011»
        month = first if name == "month_year" else meanings(text.partition(".")[0])[0][1]
        whole = (Period((month, 1), (month, MONTH_END), numbers[-1], whole=True),)
        return Item("dated", start, end, periods=whole) if 1 <= month <= 12 else Item("word", start, end)
    year, month, day = numbers if name == "iso" else [*numbers, 0][2::-1]
    if name != "clock" and 1 <= month <= 12 and 1 <= day <= days_in(SOME_LEAP_YEAR, month):
        full_year = year + 2000 if 0 < year < 100 else year
        period = Period((month, day), (month, day), full_year or None)
        return Item("date" if name == "date" else "full", start, end, number=day, periods=(period,))
    # What can be no date but is a round time of day is a time.
    if (name == "clock" and day < 24 and month < 60) or (name == "date" and is_time_of_day(day, month)):
        return Item("clock", start, end)
    return Item("fault", start, end, fault=DeadlineFault.IMPOSSIBLE)
