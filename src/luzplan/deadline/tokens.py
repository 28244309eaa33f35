"""The lexer: a phrase becomes items (numbers, dates, times, words, signs) with their places."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from luzplan.deadline.items import MONTH_END, SOME_LEAP_YEAR, Item, Period
from luzplan.deadline.model import DeadlineFault
from luzplan.deadline.words import is_known, meanings, written_out
from luzplan.school_year import days_in

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\uff0d~\u00f7"
_QUOTES = "“”„"
_SIGNS = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, '"'), "ё": "е", "\u00a0": " ", "\u2026": "-"}
)
# Inside a word they are no letters. No set here has more than two ranges beyond Latin: such a one takes ten
# times as long to compile.
_INVISIBLE = r"[\u00ad\u0300-\u036f]|[\u200b-\u200d\u2060]|\ufeff"
_WORD = rf"[^\W\d_](?:[^\W\d_]|{_INVISIBLE})*"
_ORDINAL_ENDINGS = (
    "го", "ого", "ая", "я", "ья", "й", "ый", "ой", "ий", "е", "ое", "ье", "ые", "ие", "ю", "ую", "ью", "ей",
    "х", "ых", "их", "м", "ом", "ем", "ым", "му", "ому",
)  # fmt: skip
_ENDINGS_OF_DAYS = ("го", "ого", "е", "ое", "му", "ому")
_ORDINAL = rf"(?:{'|'.join(_ORDINAL_ENDINGS)})(?![^\W\d_])".replace("й", "(?:й|и\u0306)")
_YEAR = r"(?:19|20)\d\d"
# Spaces may stand within a date («22. 02»), but «1. 01.09» is a date after a number.
_FIRST_SIGN = r"(?:(?P<sign_within>[./])|\s*(?:(?<=\d\d)|(?<=\s))(?P<spaced_sign>[./])\s*)"
_LEXEMES = rf"""
    (?P<iso>(?<!\d){_YEAR}[-.]\d{{1,2}}[-.]\d{{1,2}}(?!\d))
  | (?P<full>(?<!\d)\d{{1,2}}{_FIRST_SIGN}\d{{1,2}}\s*(?(sign_within)(?P=sign_within)|(?P=spaced_sign))
             (?:\s*{_YEAR}|\d\d)(?!\d|[.:]\d)
            |(?<!\d)\d{{1,2}}(?:-\d{{1,2}}-|\.\d{{1,2}},){_YEAR}(?!\d))
  | (?P<month_year>(?<!\d)(?:0?[1-9]|1[0-2])[./]{_YEAR}(?!\d))
  | (?P<clock>\d{{1,2}}\s*:\s*\d\d(?!\d)|(?<!\d)\d{{1,2}}(?:\s*-\s*|\s+)00(?!\d))
  | (?P<date>\d{{1,2}}(?:\.\d{{1,2}}|\s*\.\s*(?:0\d|1[0-2])(?!\s*[^\W\d_]|\.\d)|/(?:0[1-9]|1[0-2]))(?!\d))
  | (?P<tens>(?<!\d)[12]0-?(?:х\s+чис(?:ел|лах)|е\s+числа)(?![^\W\d_]))
  | (?P<spaced>(?<!\w)[^\W\d_](?:\s+[^\W\d_]){{3,}}(?!\w))
  | (?P<form>(?<!\d)(?:1[01]|[1-9])(?:-?[абвд](?!\w)|\s*[«"][абвгдежзик][»"]))
  | (?P<code>(?<!\w)(?![ck]\d|[ви]\d|[кс]\d)[^\W\d_]\d+(?:[./]\d+)*(?!\w))
  | (?P<hyphened>{_WORD}-\s*{_WORD})
  | (?P<word>п/г|1[уv](?![^\W\d_])|{_WORD})
  | (?P<num>\d+(?:(?:\s*-\s*)?{_ORDINAL})?)
  | (?P<sign>\S)
"""
_SIGN_LABELS = {
    "-": "dash", "_": "dot", ",": "comma", ";": "comma", "/": "slash", ":": "colon", ".": "dot",
    "(": "open", "[": "open", ")": "close", "]": "close", "«": "quote", "»": "quote", '"': "quote",
    "'": "quote", "№": "no", "#": "no", "&": "and", "+": "and",
}  # fmt: skip
_EARLIEST_HOUR = 6


def items_of(text: str) -> list[Item]:
    """Split a phrase into items; case, ё and dashes are folded without moving a character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    low = low.translate(_SIGNS)
    items: list[Item] = []
    for found in re.finditer(_LEXEMES, low, re.VERBOSE):
        for item in _of_lexeme(found.lastgroup or "", found[0], found.start()):
            whole = _whole_word(items[-1], item, low) if items else None
            items[-1:] = [whole] if whole else [*items[-1:], item]
    return items


def _whole_word(left: Item, right: Item, low: str) -> Item | None:
    """The word that a space has cut in two («янва рь»), None if they are two words."""
    if "word" not in (left.label, right.label):
        return None
    meaning = written_out(_cleaned(low[left.start : left.end]) + _cleaned(low[right.start : right.end]))
    return meaning and Item(meaning[0], left.start, right.end, meaning[1])


def _of_lexeme(name: str, text: str, start: int) -> Iterable[Item]:
    if reader := _READERS.get(name):
        return reader(text, start)
    if name in ("sign", "form", "code"):  # «5а» and «1 «Б»» are classes, «l5» may have been a number
        label = {"form": "thing", "code": "word"}.get(name) or _SIGN_LABELS.get(text, "sign")
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
    if is_known(word := "".join(text.split())):
        label, number, _ = meanings(word)[0]
        return iter([Item(label, start, start + len(text), number)])
    return (item for found in re.finditer(r"\S", text) for item in _words(found[0], start + found.start()))


def _hyphened(text: str, start: int) -> Iterator[Item]:
    """A word cut by a hyphen («сен- тябрь», «теч-е», «III-я»); «март-май» are two."""
    left, _, right = text.partition("-")
    right = right.lstrip()
    whole = _cleaned(left if right in _ORDINAL_ENDINGS else left + right)
    if is_known(whole) and not (is_known(_cleaned(left)) and is_known(_cleaned(right))):
        label, number, _ = meanings(whole)[0]
        yield Item(label, start, start + len(text), number)
        return
    yield from _words(left, start)
    yield Item("dash", start + len(left), start + len(left) + 1)
    yield from _words(right, start + len(text) - len(right))


_READERS = {"word": _words, "hyphened": _hyphened, "spaced": _spaced}


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
    if name == "tens":  # «20-х числах», «20-е числа»
        return Item("tenths", start, end, first)
    if name == "month_year":
        period = Period((first, 1), (first, MONTH_END), numbers[1], whole=True)
        return Item("dated", start, end, periods=(period,))
    year, month, day = numbers if name == "iso" else [*numbers, 0][2::-1]
    if name != "clock" and 1 <= month <= 12 and 1 <= day <= days_in(SOME_LEAP_YEAR, month):
        full_year = year + 2000 if 0 < year < 100 else year
        period = Period((month, day), (month, day), full_year or None)
        return Item("date" if name == "date" else "full", start, end, number=day, periods=(period,))
    # What can be no date but is a round time of day is a time.
    if (name == "clock" and day < 24 and month < 60) or (name == "date" and is_time_of_day(day, month)):
        return Item("clock", start, end)
    return Item("fault", start, end, fault=DeadlineFault.IMPOSSIBLE)


def is_time_of_day(hour: int, minute: int) -> bool:
    """Whether «10.30» can be a time at which something is appointed."""
    return _EARLIEST_HOUR <= hour < 24 and minute < 60 and minute % 5 == 0
