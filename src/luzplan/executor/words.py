"""The words of a cell: the vocabulary; stems, endings and cases; and the tokens that a cell is cut into."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from luzplan.grammar import lexer, lines_of
from luzplan.russian.spelling import FOLDED_LOOK_ALIKE

OPEN_MARK = "…"  # at the end of a name that takes the words after it
_LONGEST = 5  # letters of an ending
# Latin look-alikes inside a Russian word are a slip of the keyboard layout, and no reader sees them.
_FOLD = FOLDED_LOOK_ALIKE | str.maketrans("ё", "е", "\u00ad\u0301")
_CHANGED = frozenset(map(chr, _FOLD))  # looking for these is many times as fast as translating

_ADJECTIVE = re.compile(r"(?:ый|(?:[кшщжч]|[^еая]н)и[йе]|ая|яя|ое|ее|ые|[аи]чь[яе])(?:ся)?$")
_ADJECTIVE_OF = re.compile(r"(?:[ео]го|[ео]му|[ыи]х|[ыи]м|[ыи]ми|ую|юю)(?:ся)?$")
_ADJECTIVE_OPEN = re.compile(r"(?:(?:[сц]к|[бвдзжклмнпрстфхцчшщь]н|[ое]в|жил)ой|[шщчж]ей|[^еая]ней)(?:ся)?$")
_OBLIQUE = re.compile(r"(?:[аяыиуюе]|[ое][мйв]|а[мх]|я[мх]|[ая]ми|ий|(?<=\w{4})[ое]к)$")
_SHORTEST_ADJECTIVE = 5
INSTRUMENTAL = ("ом", "ем", "ами", "ями", "ыми", "ими")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Words of the data file in their order by their labels."""
    pairs = (line.split(":") for line in lines_of(__file__, "words.txt"))
    return {label: tuple(words.split()) for label, words in pairs}


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Words of the data file by their labels."""
    return {label: frozenset(words) for label, words in _words().items()}


@cache
def pairs(*labels: str) -> dict[str, str]:
    """What words of the data file are written for: «зам=заместител»."""
    return dict(pair.split("=") for label in labels for pair in _words()[label])


@lru_cache(maxsize=16384)
def folded_word(word: str) -> str:
    """A word without what does not change it: case, ё, soft hyphens, stress marks, Latin look-alikes."""
    lower = word.lower()
    if "\u0306" in lower or "\u0308" in lower:
        lower = lower.replace("и\u0306", "й").replace("е\u0308", "е")
    return lower if _CHANGED.isdisjoint(lower) else lower.translate(_FOLD)


# «Участок – участка», «точек – точки», «дворец – дворца», but «пищеблок – пищеблока».
_FLEETING = {"ок": "к", "ек": "к", "ец": "ц"}
_KEPT = ("блок", "век")
_SHORTEST_FLEETING = 5


def _without_fleeting(word: str) -> str:
    last = _FLEETING.get(word[-2:]) if len(word) >= _SHORTEST_FLEETING else None
    soft = "ь" if word.endswith("лец") else ""  # «владельца»
    return word[:-2] + soft + last if last and not word.endswith(_KEPT) else word


def _lengths(word: str) -> range:
    """Lengths of endings that leave a stem of three letters, so that «МОУ» is no form of «МО»."""
    return range(1, min(_LONGEST, len(word) - 3) + 1)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem that a folded word of a known name is kept by."""
    lengths = (one for one in reversed(_lengths(word)) if word[-one:] in vocabulary()["endings"])
    length = next((one for one in lengths if one == 1 or len(word) - one >= 4), 0)
    short = word[:-length] if length else _without_fleeting(word)
    return pairs("short", "form").get(short, short)


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """Every stem that a folded word of a cell may have, the word itself first."""
    found = [word]
    if (short := _without_fleeting(word)) != word:
        found.append(short)
    found += [word[:-length] for length in _lengths(word) if word[-length:] in vocabulary()["endings"]]
    full = pairs("short", "form")  # stems by what people write for them
    found += [full[short] for short in found if short in full]
    return tuple(found)


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """What a word of a name is kept by: its stem, a short abbreviation itself."""
    fold = folded_word(word)
    return fold if word.isupper() and len(word) <= 6 else stem(fold)


class Form(NamedTuple):
    """What the ending of a word says: an adjective or not, and whether it is oblique, None if either."""

    adjective: bool
    oblique: bool | None


@lru_cache(maxsize=16384)
def form_of(fold: str) -> Form:
    """The form of a word that is not known, by its ending alone."""
    if len(fold) >= _SHORTEST_ADJECTIVE:
        if _ADJECTIVE.search(fold):
            return Form(True, False)
        if _ADJECTIVE_OPEN.search(fold):
            return Form(True, None)
        if _ADJECTIVE_OF.search(fold):
            return Form(True, True)
    oblique = len(fold) > 2 and (_OBLIQUE.search(fold) is not None or fold in vocabulary()["unchanging"])
    return Form(False, True if oblique else None)


@cache
def _labels() -> dict[str, str]:
    return {word: label for label in reversed(_words()["labels"]) for word in _words()[label]}


@lru_cache(maxsize=16384)
def label_of(fold: str) -> str:
    """The label of a word that stands for a part of a cell, "" for all others."""
    known = _labels()
    return next((known[one] for one in stems(fold) if one in known), "")


MASCULINE_SOFT = ("тель", "арь", "ырь", "ень", "ель")


@lru_cache(maxsize=16384)
def name_form(fold: str, name: str) -> bool | None:
    """Whether a form of a word that a name begins with is oblique, None if it may be either.

    «Методисты» is no other case than the nominative, «методиста» never is, «комиссии» and «учителя» may be.
    """
    if fold == name:
        return None if name in vocabulary()["unchanging"] else False
    if form_of(name).adjective:
        form = form_of(fold)
        return form.oblique if form.adjective else None
    if name in vocabulary()["no_plural"] or fold[-1:] not in "аяыи" or len(fold) > len(name) + 2:
        return True
    # It may be a plural or a genitive, each with one of two letters.
    in_a, last = fold[-1] in "ая", name[-1:]
    feminine = last in "ая" and name not in vocabulary()["masculine"]
    if feminine or last in "ое":
        return True if in_a is feminine else None
    if last == "ь" and not name.endswith(MASCULINE_SOFT):
        return None
    # «Мастера» are several, too; «главы» is the genitive of one.
    either = stem(name) in vocabulary()["plural_a"] if in_a else last == "а"
    return None if either else in_a


class Word(NamedTuple):
    """What a word is wherever it stands; ``capitals`` tells an abbreviation."""

    fold: str
    stems: tuple[str, ...]
    form: Form
    capital: bool = False
    capitals: bool = False
    tail: str = ""


class Token(NamedTuple):
    """A word, number or sign; ``dotted`` tells that a dot follows, which ``end`` leaves out."""

    kind: str
    text: str
    start: int
    end: int
    word: Word
    dotted: bool = False


_TAILS = "во|ль|ли|ля|лей|лям|лями|лем|лю|ра|ры|ров|ре|рь|ри|ря|рам|ся|хся|мся|ком|ка|та|вы"
_SMALL = r"\u0430-\u045f"
_SHORT_TAIL = rf"(?!на|то|де|за|по|из|ой|дом)(?:[{_SMALL}][ое][вм]|тор|ник|[{_SMALL}]{{1,2}}[аяыиоеуюьй]?)"
_TAIL_OF_WORD = rf"\s?[-\u2010-\u2015]\s?(?i:{_TAILS})|[-\u2010-\u2015]{_SHORT_TAIL}"
_SHOUTED = re.compile(r"\w{7}|\w{2}[-.]\s*\w")  # hardly any abbreviation has as many letters
_LONGEST_ABBREVIATION = 9
_LONGEST_CUT = 5  # letters of a word cut before a hyphen
_NO_WORD = Word("", (), Form(False, None))
_TAIL = re.compile(rf"([^\W\d_]+)(?={_TAIL_OF_WORD}$)\s?[-\u2010-\u2015]\s?(\w+)$")
_LOOK_AHEAD = 4


@lru_cache(maxsize=16384)
def word_of(text: str, shouted: bool = False) -> Word:
    """What a word says; where all is written in capitals they tell nothing."""
    text = text.replace(".", "").replace(" ", "") if "." in text else text
    fold = folded_word(f"з{text[1:]}" if text[0] == "3" else text)
    cut = _TAIL.match(fold)
    start, tail = (cut[1], cut[2]) if cut else (fold, "")
    capital = not shouted and text[0].isupper()
    # РЦОИ, УСиДР, ППк, ВУЗов
    capitals = (
        capital and not tail and 1 < len(text) <= _LONGEST_ABBREVIATION and sum(map(str.isupper, text)) > 1
    )
    return Word(start, stems(start + tail if tail else start), form_of(fold), capital, capitals, tail)


def tokens_of(cell: str) -> list[Token]:
    """The tokens of a cell; the last ones are ``end``, so that looking ahead needs no check of bounds."""
    shouted = cell.isupper() and _SHOUTED.search(cell) is not None
    found: list[Token] = []
    for match in lexer(__file__, TAIL=_TAIL_OF_WORD).finditer(cell):
        kind, text = match.lastgroup or "sign", match[0]
        start, end = match.span()
        if kind in ("plain", "word", "glued"):
            kind = "word"
            dotted = cell.startswith((".", " ."), end)
            hyphened = dotted and len(found) > 1 and found[-1].kind == "hyphen"
            if hyphened and len(found[-2].text) < _LONGEST_CUT:
                found[-2] = found[-2]._replace(dotted=True)  # «пед-орг.»
            found.append(Token(kind, text, start, end, word_of(text, shouted), dotted))
        else:
            if kind == "hyphen" and (text == "/" or len(found[-1].text) == 1):  # «мед/сестра», «п-психолог»
                found[-1] = found[-1]._replace(dotted=True)
            found.append(Token(kind, text, start, end, _NO_WORD))
    found += [Token("end", "", len(cell), len(cell), _NO_WORD)] * _LOOK_AHEAD
    return found


@lru_cache(maxsize=16384)
def stems_of(name: str) -> tuple[str, ...]:
    """Stems of a name's words and its numbers: what names are compared by."""
    name = name.translate(_QUOTES)
    return tuple(
        stem(token.word.fold + token.word.tail) if token.kind == "word" else token.text
        for token in tokens_of(name)
        if token.kind in ("word", "number", "initials")
    )


_QUOTES = str.maketrans(dict.fromkeys('«»"“”„', " "))


def may_be(word: Word, keys: Iterable[str]) -> list[str]:
    """The keys that a shortened word may stand for, one with a tail for those that end like it: «рук-ли»."""
    usual = pairs("short", "clipped").get(word.fold, "") if word.tail else ""  # «уч-ля»: no «учредителя»
    begun = [key for key in keys if key.startswith(word.fold)]
    starting = [key for key in begun if _ends_like(word, key)] if word.tail else begun
    if not starting and len(word.tail) > 1:  # the beginnings of both halves: «ст-кл.»
        starting = [key for key in begun if word.tail in key[len(word.fold) :]]
    return [usual] if usual in starting else starting


def _ends_like(word: Word, key: str) -> bool:
    """Whether the tail of a word can end a form of the one with this stem (рук-ли, but not хор-р: хор)."""
    if word.tail.endswith("ся"):
        return key.endswith("щ")  # «уч-ся» are no «учителя»
    if len(word.tail) == 1 and word.tail not in "аеийоуыьюя":
        return key.endswith(word.tail)  # «ком-т», «к-т»
    forms = [key + ending for ending in vocabulary()["endings"]] + [key] * (not key.endswith(("ск", "цк")))
    return len(key) > len(word.fold) and any(form.endswith(word.tail) for form in forms)


def compound_end(tokens: Sequence[Token], at: int) -> int:
    """The token after an adjective whose first halves end in «о»: «историко-художественный», else 0."""
    end = at
    while tokens[end].word.fold.endswith(("о", "е")) and tokens[end + 1].kind in ("hyphen", "dash"):
        end += 2
    return end + 1 if end > at and tokens[end].word.form.adjective else 0


def adjective_label(token: Token) -> str:
    """The label of an adjective, by its case."""
    oblique = token.word.form.oblique
    return "adj" if oblique is False else "adj_of" if oblique else "adj_open"


def form_label(token: Token) -> str:
    """The label of a word that is not known, by its form alone."""
    word = token.word
    if word.capitals:
        return "abbr"
    if token.dotted and not word.capital and len(word.fold) < 8:
        return "short"
    if word.form.adjective:
        return adjective_label(token)
    fold, words = word.fold, _words()
    is_part = fold in words["name_parts"]
    if not is_part and not (word.capital and len(fold) > 1):
        return "noun_of" if word.form.oblique else "noun"
    long = len(fold) > 5 and stem(fold).endswith(words["patronymics"])
    if is_part or fold.endswith(words["patronymics"]) or long:
        return "patronymic"
    return "surname" if len(fold) >= 5 and fold.endswith(words["surnames"]) else "name"
