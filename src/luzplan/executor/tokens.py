"""An executor cell as tokens that know their place, and those that name nobody: remarks and clauses."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from luzplan.executor.words import (
    Form,
    endings,
    folded_word,
    form_of,
    pairs,
    stem,
    stems,
    vocabulary,
    vocabulary_lines,
)
from luzplan.grammar import lexer


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
    return Word(
        start, stems(start + tail if tail else start), form_of(fold), capital,
        capital and len(text) > 1 and not tail and _is_abbreviation(text), tail,
    )  # fmt: skip


def _is_abbreviation(text: str) -> bool:
    """Whether the capitals of a word make it one: РЦОИ, УСиДР, ППк, ВУЗов."""
    return sum(map(str.isupper, text)) >= 2 and len(text) <= _LONGEST_ABBREVIATION


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
    starting = [key for key in begun if _ends_like(word, key)]
    if not starting and len(word.tail) > 1:  # the beginnings of both halves: «ст-кл.»
        starting = [key for key in begun if word.tail in key[len(word.fold) :]]
    return [usual] if usual in starting else starting


def _ends_like(word: Word, key: str) -> bool:
    """Whether the tail of a word can end a form of the one with this stem (рук-ли, but not хор-р: хор)."""
    if word.tail.endswith("ся"):
        return key.endswith("щ")  # «уч-ся» are no «учителя»
    if len(word.tail) == 1 and word.tail not in "аеийоуыьюя":
        return key.endswith(word.tail)  # «ком-т», «к-т»
    forms = [key + ending for ending in endings()] + [key] * (not key.endswith(("ск", "цк")))
    return not word.tail or (len(key) > len(word.fold) and any(form.endswith(word.tail) for form in forms))


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
    if word.fold in vocabulary()["name_parts"] or (word.capital and len(word.fold) > 1):
        return _proper_label(word.fold)
    return "noun_of" if word.form.oblique else "noun"


def _proper_label(fold: str) -> str:
    words = vocabulary_lines()
    long = len(fold) > 5 and stem(fold).endswith(words["patronymics"])
    if fold in words["name_parts"] or fold.endswith(words["patronymics"]) or long:
        return "patronymic"
    return "surname" if len(fold) >= 5 and fold.endswith(words["surnames"]) else "name"
