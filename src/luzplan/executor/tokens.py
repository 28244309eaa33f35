"""An executor cell as tokens that know their place, and how its words are compared: stems, endings."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

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
def vocabulary() -> dict[str, frozenset[str]]:
    """Words of the data file by their labels."""
    return {label: frozenset(words) for label, words in vocabulary_lines().items()}


@cache
def vocabulary_lines() -> dict[str, tuple[str, ...]]:
    """Words of the data file in their order by their labels."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    lines = re.sub(r"#.*", "", text).replace("\n  ", " ").splitlines()
    pairs = (line.split(":") for line in lines if ":" in line)
    return {label: tuple(words.split()) for label, words in pairs}


@cache
def endings() -> frozenset[str]:
    """The endings of nouns and adjectives."""
    return vocabulary()["endings"]


@cache
def _full_words() -> dict[str, str]:
    """Full stems by what people write for them."""
    pairs = (pair.split("=") for label in ("short", "form") for pair in vocabulary()[label])
    return dict(pairs)


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
    for length in reversed(_lengths(word)):
        if word[-length:] in endings() and (length == 1 or len(word) - length >= 4):
            short = word[:-length]
            break
    else:
        short = _without_fleeting(word)
    return _full_words().get(short, short)


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """Every stem that a folded word of a cell may have, the word itself first."""
    found = [word]
    if (short := _without_fleeting(word)) != word:
        found.append(short)
    found += [word[:-length] for length in _lengths(word) if word[-length:] in endings()]
    full = _full_words()
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


def is_telling(fold: str) -> bool:
    """Whether an adjective makes another role of a known one."""
    return vocabulary()["plain"].isdisjoint(stems(fold))


@cache
def labels() -> dict[str, str]:
    """Labels of the words that stand for a part of a cell themselves."""
    own = vocabulary_lines()["labels"]
    return {word: label for label in reversed(own) for word in vocabulary()[label]}


@lru_cache(maxsize=16384)
def label_of(fold: str) -> str:
    """The label of a word that stands for a part of a cell, "" for all others."""
    known = labels()
    return next((known[one] for one in stems(fold) if one in known), "")


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


_LETTER = r"[^\W\d_]"
_CAPITAL, _SMALL = r"\u0400-\u042f", r"\u0430-\u045f"  # with «ё» in it, a range compiles ten times as fast
_INITIAL = rf"[A-Z{_CAPITAL}](?:-[A-Z{_CAPITAL}])?"
_TAILS = "во|ль|ли|ля|лей|лям|лями|лем|лю|ра|ры|ров|ре|рь|ри|ря|рам|ся|хся|мся|ры|ре|ком|ка|та|вы|ры"
_PATTERN = re.compile(
    rf"""
    (?P<plain>(?<![{_SMALL}{_CAPITAL}/])[{_CAPITAL}]?(?!тел|факс|поч)[{_SMALL}]{{3,}}(?=\s?[,;:)]|\s\w|\.\s?\w|\.?$))
  | (?P<comma>[,;\\|+•·*&][,;\\|+•·*&/]*) | (?P<open_b>[(\[{{]) | (?P<close_b>[)\]}}]) | (?P<colon>:)
  | (?P<quoted>«(?:[^«»]|«[^«»]*»)*»|«[^«»]*«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]
      |"(?:[^"]|(?<=\s)"(?=\w))*?(?<!\s)"|"[^"]*")
  | (?P<footnote><[*\d]+>)
  | (?P<contact>[\w.+-]+@[\w.-]+|(?i:https?://|www\.)\S+
      |(?i:\b(?:тел|т|факс|моб|раб|эл|e-?mail|почта)\b)[.:\s]*(?:тел|адрес|почта|факс)?[.:\s]*[+(\d][\d()\s+-]{{3,}}\d
      |[+\d][\d()-]*[\d()\s-]{{5,}}\d)
  | (?P<glued>\b3(?=(?i:ам|амд\w*|ав|авед\w*|авуч|авхоз|Д?У?ВР)\b){_LETTER}+  # «3ам.»
      |\b[Ии]\.\s?о\b|\b[ВвИи]р(?:\.\s?и\.\s?о|ио)\b|(?<=\bпо\s)(?:[{_CAPITAL}]\.){{1,3}}[{_CAPITAL}]\b)
  | (?P<initials>(?<=[{_SMALL}]\s)[{_CAPITAL}]\s[{_CAPITAL}](?=\s*(?:[,;.)]|$|[{_CAPITAL}][{_SMALL}]{{3}}))
      |(?<![A-Z{_CAPITAL}]){_INITIAL}(?:\.(?!-\w\w)|,(?=\s?{_INITIAL}\.))(?:\s*{_INITIAL}(?:\.|\b)(?![{_SMALL}]))?
      (?:\.?\s(?:оглы|кызы|улы|гызы)\b)?)
  | (?P<number>\d+(?:\s*[«"][{_CAPITAL}{_SMALL}][»"]
      |(?:\s*[-\u2010-\u2015]\s*)?(?i:[хйе]|[ыи]х|о?го|о?му|ми|ые|ый|[абвгджк])\b|\s[АБВГДЖК]\b(?![.{_SMALL}]))?|\b[IVXХ]+\b(?![.]?\s?[{_CAPITAL}]\.))
  | (?P<word>\bпо(?=[{_CAPITAL}]{{2}})           # two words typed together: «поУВР»
      |\b{_LETTER}/{_LETTER}{{1,4}}\b
      |\b(?:мкр|[Рр])-о?н[{_SMALL}]{{0,2}}\b
      |[A-Z{_CAPITAL}]{{3,}}(?=[{_SMALL}]{{5}})      # … «ЗУВРдиректор»
      |[{_CAPITAL}]?[{_SMALL}]{{4,}}(?=[{_CAPITAL}])  # … «директорЗУВР»
      |{_LETTER}+\s?[-\u2010-\u2015]\s?(?i:{_TAILS})\b     # «рук-ли», «дир-ра»
      |(?:{_LETTER}|(?<=\w)[\u00ad\u0300-\u036f])+)
  | (?P<hyphen>(?<=\w)[-\u2010-\u2015](?=\w)
      |(?i:(?<=\bкл)|(?<=\bмед|\bтех|\bмуз|\bфиз|\bсоц|\bпед))/(?=[{_SMALL}]{{2}})
      |(?<=\w)[-\u2010-\u2012](?=\s\w)|(?<=\w\.)-(?=\w))
  | (?P<dash>[-\u2010-\u2015\u2212]+)
  | (?P<numero>№+|\#)
  | (?P<slash>/+)
  | (?P<sign>[^\s.…])
    """,
    re.VERBOSE,
)
_SHOUTED = re.compile(r"\w{7}|\w{2}[-.]\s*\w")  # hardly any abbreviation has as many letters
_LONGEST_ABBREVIATION = 9
_NO_WORD = Word("", (), Form(False, None))
_TAIL = re.compile(rf"(.+?)\s?[-\u2010-\u2015]\s?({_TAILS})$")
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
    for match in _PATTERN.finditer(cell):
        kind, text = match.lastgroup or "sign", match[0]
        start, end = match.span()
        if kind in ("plain", "word", "glued"):
            kind = "word"
            dotted = cell.startswith((".", " ."), end)
            found.append(Token(kind, text, start, end, word_of(text, shouted), dotted))
        else:
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


_NAME_PARTS = frozenset({"оглы", "кызы", "улы", "гызы"})
_SURNAME = (
    "ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ский", "цкий", "енко", "ов", "ев", "ёв", "ин", "ын",
    "овой", "евой", "иной", "ову", "еву", "ину", "овым", "евым", "иным", "скому", "ским", "цкому", "цким",
)  # fmt: skip
_PATRONYMIC = ("ович", "евич", "ьич", "нич", "мич", "кич", "овн", "евн", "ичн")


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
    if word.fold in _NAME_PARTS or (word.capital and len(word.fold) > 1):
        return _proper_label(word.fold)
    return "noun_of" if word.form.oblique else "noun"


def _proper_label(fold: str) -> str:
    long = len(fold) > 5 and stem(fold).endswith(_PATRONYMIC)
    if fold in _NAME_PARTS or fold.endswith(_PATRONYMIC) or long:
        return "patronymic"
    return "surname" if len(fold) >= 5 and fold.endswith(_SURNAME) else "name"
