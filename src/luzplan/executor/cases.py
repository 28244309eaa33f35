"""In which case a known name stands in a cell."""

from collections.abc import Sequence
from functools import lru_cache

from luzplan.executor.tokens import Token
from luzplan.executor.tree import WORDS, KnownName
from luzplan.executor.words import folded_word, form_of, stem, vocabulary

_MASCULINE_SOFT = ("тель", "арь", "ырь", "ень", "ель")
_NOMINATIVE_TAILS = ("ль", "ли", "ра", "ся", "рь", "ри", "ры")
_FOREIGN = frozenset({"ия", "ии", "ию", "ие"})


def is_form(fold: str, name: KnownName, at: int) -> bool:
    """Whether a word is a form of the one-word name that it is read as: «экологии» is none of «эколог»."""
    own = folded_word(name.text)
    other = fold.startswith(own) and own[-1:] not in "аоеийьыя" and fold[len(own) :][:2] in _FOREIGN
    return name.end != at + 1 or not other


def is_oblique(name: KnownName, tokens: Sequence[Token], at: int) -> bool | None:
    """Whether a name stands in another case than the nominative, None if the form leaves it open."""
    written = WORDS.findall(name.text)
    place = at
    for word in written[:2]:
        while tokens[place].kind in ("hyphen", "dash"):
            place += 1
        token, own = tokens[place], folded_word(word)
        fold = token.word.fold
        if token.kind != "word" or (place > at and own[:2] != fold[:2]):
            return None
        if token.word.tail:
            return False if token.word.tail in _NOMINATIVE_TAILS else None
        place += 1
        if (token.dotted and (fold != own or len(written) > 1)) or _is_short(fold, own):
            continue
        oblique = name_form(fold, own)
        leading = token.word.form.adjective and len(written) > 1
        if oblique is not None and not (leading and token.word.form.oblique is None):
            return None if word.isupper() and not oblique else oblique
        if not (leading or "-" in name.text) or place >= name.end:
            return None
    return None


def _is_short(fold: str, own: str) -> bool:
    return own.startswith(fold) and len(own) > len(fold) + 2


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
    return _noun_form(fold[-1], name)


def _noun_form(ending: str, name: str) -> bool | None:
    """Whether a noun with this last letter is oblique; it may be a plural or a genitive."""
    last, words = name[-1:], vocabulary()
    if last in "ая" and name not in words["masculine"]:
        return True if ending in "ая" else None
    if last in "ое":
        return None if ending in "ая" else True
    if last == "ь" and not name.endswith(_MASCULINE_SOFT):
        return None
    if ending in "ыи":
        return False
    return None if stem(name) in words["plural_a"] else True
