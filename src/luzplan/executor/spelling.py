"""How known names are written: in other ways and cases, with a slip; and the names most like a text."""

import re
from collections.abc import Sequence
from functools import cached_property

from luzplan.executor.names import WORDS, KnownName, KnownNames
from luzplan.executor.tokens import Token, tokens_of, word_of
from luzplan.executor.words import (
    OPEN_MARK,
    folded_word,
    form_of,
    label_of,
    name_form,
    stem,
    stems,
    vocabulary,
)
from luzplan.russian.spelling import AlikeNames, folded, is_one_slip, slips_of

_SHORTEST_STEM, _SHORTEST_OF_FEW = 8, 5
_ENOUGH_ALIKE, _NEAR_THE_BEST = 0.5, 0.08
_MOST_ASKED = 20_000  # names; more would take longer to compare than to read


class Spelling:
    """The words of known names, looked into only where a strange word is met: most cells have none."""

    def __init__(self, names: Sequence[tuple[str, int]], roles: Sequence[str]) -> None:
        """Take names with the places of their roles."""
        self._names, self._roles = names, roles
        self._stems: dict[str, frozenset[str]] = {}
        self._slips: dict[tuple[str, bool], bool] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def is_slip(self, fold: str, *, of_few: bool = False) -> bool:
        """Whether a word is no known one but one slip away from one, so that it is likely mistyped.

        Short words are alike by chance, but for those that are ``of_few``: what deputies are for.
        """
        key = (fold, of_few)
        if key not in self._slips:
            ours, shortest = stem(fold), _SHORTEST_OF_FEW if of_few else _SHORTEST_STEM
            self._slips[key] = (
                len(ours) >= _SHORTEST_OF_FEW
                and not self.is_known(fold)
                and any(
                    _is_likely(ours, one, shortest) for one in slips_of(ours) & self._stems_from(fold[:1])
                )
            )
        return self._slips[key]

    def is_known(self, fold: str) -> bool:
        """Whether a word is part of a known name."""
        return not self._stems_from(fold[:1]).isdisjoint(stems(fold))

    def is_near_deputy(self, fold: str) -> bool:
        """Whether a word in capitals is one slip away from a deputy or what one is for: «УВЗ», «ЗУВРР»."""
        return not self.is_known(fold) and any(is_one_slip(fold, other) for other in self._abbreviations)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three roles whose names are written most like the text, the nearest first.

        Only names with the same first letter are asked, which people hardly ever mistype.
        """
        key = folded(text)
        if key not in self._nearest:
            alike = dict[int, float]()  # roles by the share of the likest of their names
            for at, share in self._alike(key).items():
                place = self._names[at][1]
                alike[place] = max(share, alike.get(place, 0.0))
            enough = max(_ENOUGH_ALIKE, max(alike.values(), default=0.0) - _NEAR_THE_BEST)
            best = sorted((one for one in alike if alike[one] >= enough), key=lambda one: (-alike[one], one))
            self._nearest[key] = tuple(self._roles[place] for place in best[:3])
        return self._nearest[key]

    def names_like(self, text: str) -> list[str]:
        """Names that are written much like the text, in no order."""
        return [self._names[at][0] for at in self._alike(folded(text))]

    def _alike(self, key: str) -> dict[int, float]:
        return self._by_letter[key[:1]].alike(key) if key[:1] in self._by_letter else {}

    def has_in_capitals(self, word: str) -> bool:
        """Whether a word in capitals stands in a known name, between no other capitals."""
        at = self._text.find(word)
        while at >= 0 and (self._text[at - 1 : at].isupper() or self._text[at + len(word)].isupper()):
            at = self._text.find(word, at + 1)
        return at >= 0

    @cached_property
    def _text(self) -> str:
        return "\n".join(name for name, _ in self._names) + "\n"

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        found = re.findall(r"(?m)^(З[А-Я]{2,})$|^[Зз]ам по ([А-Я]{3,})$", self._text)
        return frozenset(folded_word(one or other) for one, other in found)

    def _stems_from(self, letter: str) -> frozenset[str]:
        """Stems of all known words with this first letter."""
        if letter not in self._stems:
            words = set(re.findall(rf"\b{re.escape(letter)}\w*", folded_word(self._text)))
            self._stems[letter] = frozenset(stem(word) for word in words) | words
        return self._stems[letter]

    @cached_property
    def _by_letter(self) -> dict[str, "AlikeNames"]:
        """The names by their first letters."""
        found: dict[str, list[tuple[str, int]]] = {}
        for at, (name, _) in enumerate(self._names[:_MOST_ASKED]):
            key = folded(name).removesuffix(f" {OPEN_MARK}")
            found.setdefault(key[:1], []).append((key, at))
        return {letter: AlikeNames(names) for letter, names in found.items()}


def _is_likely(ours: str, known: str, shortest: int) -> bool:
    """Whether a stem is likely a known one that was mistyped; two swapped letters are never chance."""
    long = len(ours) >= shortest and len(known) >= shortest - 1
    return sorted(ours) == sorted(known) or (long and not _are_akin(ours, known))


def _are_akin(one: str, other: str) -> bool:
    """Whether stems may differ by the suffix alone: «приёмк(а)» and «приёмн(ый)»."""
    doubled = len(one) > len(other) and one[-1] == one[-2] != "н"  # «населённых» beside «население»
    return not doubled and (one[:-2] == other[:-2] or one[:-1] == other or other[:-1] == one)


_LETTERS = re.compile(r"ЗД?([А-Я]{2,4})$")
_DEPUTY_TOKENS = tokens_of("зам")[:1]
_END = tokens_of("")
_FURTHEST = 10


def variant(names: KnownNames, tokens: Sequence[Token], at: int, name: KnownName | None) -> KnownName | None:
    """The name that starts here in whatever way it is written; ``name`` is the one found as it stands."""
    broken = _broken(names, tokens, at)
    if broken and (name is None or broken.end > name.end):
        return broken
    if name is None:
        return _by_letters(names, tokens, at)
    return (_inverted(names, tokens, at) or name) if name.end == at + 1 else name


def _by_letters(names: KnownNames, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«ЗДХЧ»: the deputy for what the letters after «З» or «ЗД» stand for."""
    field = _LETTERS.match(tokens[at].text)
    found = names.exact(tokens_of(f"зам по {field[1]}")) if field else None
    return found and found._replace(end=at + 1)


def _broken(names: KnownNames, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«Учи- теля»: a word that the end of a line has broken."""
    if tokens[at + 1].kind != "hyphen" or tokens[at + 2].word.capital:
        return None
    whole = tokens[at]._replace(word=word_of(tokens[at].text + tokens[at + 2].text))
    found = names.match((whole, *tokens[at + 3 :]), 0)
    return found and found._replace(end=found.end + at + 2)


_INITIALS = re.compile(r"(\w)([-/])(\w)")


def in_halves(names: KnownNames, tokens: Sequence[Token], at: int) -> tuple[Token, ...] | None:
    """«Пед|организатор», «н|-|м совет»: a word cut behind a first half, where what follows is known."""
    _, text, start, _, word, _ = token = tokens[at]
    if letters := _INITIALS.fullmatch(text):
        parts = [
            Token(
                "hyphen" if one in "-/" else "word", one, start + at, start + at + 1, word_of(one, True), True
            )
            for at, one in enumerate(letters.groups())
        ]
        of_body = not vocabulary()["body"].isdisjoint(tokens[at + 1].word.stems)
        found = names.match((*parts, *tokens[at + 1 :]), 0) if of_body else None
        return tuple(parts) if found and found.end > len(parts) else None
    cut = len(next((half for half in vocabulary()["half"] if word.fold.startswith(half)), ""))
    if not cut or len(word.fold) < cut + _SHORTEST_OF_FEW or label_of(word.fold):
        return None
    first = Token("word", text[:cut], start, start + cut, word_of(text[:cut], True), True)
    rest = token._replace(text=text[cut:], start=start + cut, word=word_of(text[cut:], True))
    whole = names.match((first, rest, *tokens[at + 1 :]), 0)
    # «Видео» is short for a post: «видеостудия» is none of its.
    alone = not vocabulary()["body"].isdisjoint(rest.word.stems) and names.match((first, *_END), 0)
    name = whole if whole and whole.end > 1 else None if alone else names.match((rest, *_END), 0)
    begins = name and any(one[:5] == rest.word.fold[:5] for one in WORDS.findall(folded_word(name.text)))
    return (first, rest) if begins else None


def _inverted(names: KnownNames, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«Педагог социальный»: the adjective of a known name behind its noun."""
    form = tokens[at + 1].word.form
    if not form.adjective or form.oblique is not False:
        return None
    turned = names.match((tokens[at + 1], tokens[at], *_END), 0)
    return turned._replace(end=at + 2) if turned and turned.end == 2 else None


def told_deputy(names: KnownNames, tokens: Sequence[Token], name: KnownName) -> KnownName:
    """«Завуч по хозчасти» is «зам по хозчасти»: what follows tells which deputy it is."""
    after = tokens[name.end : name.end + _FURTHEST]
    if after[0].word.fold != "по":
        return name
    told = names.match((*_DEPUTY_TOKENS, *after, *_END), 0)
    return told._replace(end=name.end + told.end - 1) if told and told.end > 1 else name


def _tells_more(tokens: Sequence[Token], at: int, *, of_area: bool) -> bool:
    """Whether an oblique adjective stands here, or the first half of one: «вокально-хоровым»."""
    word, after = tokens[at].word, tokens[at + 1]
    if after.kind == "hyphen" and word.fold.endswith("о"):
        return True
    if tokens[at].kind == "hyphen":
        return tokens[at - 1].word.fold.endswith("о")
    if of_area and word.capital and word.form.adjective and word.form.oblique is not False:
        return True
    return word.form.adjective and word.form.oblique is True and not label_of(word.fold)


def parted(names: KnownNames, tokens: Sequence[Token], name: KnownName) -> tuple[KnownName, str]:
    """The longer name that goes on behind proper adjectives, and these: «администрация Лузского района»."""
    start = name.end
    while _tells_more(tokens, start, of_area=name.open):
        start += 1
    found = names.resume(name.path[-1:], tokens, start) if start > name.end else None
    if found is None or found.end == start:
        return name, ""
    between = " ".join(one.text for one in tokens[name.end : start])
    return found, between.replace(" - ", "-")


def is_doubled(tokens: Sequence[Token], at: int) -> bool:
    """Whether copying has left a word twice: «Зам Заместитель директора»."""
    word, after = tokens[at].word, tokens[at + 1].word
    alike = len(word.fold) > 2 and word.fold[:3] == after.fold[:3]
    return alike and not set(word.stems[1:]).isdisjoint(after.stems[1:])


_NOMINATIVE_TAILS = ("ль", "ли", "ра", "рь", "ри", "ры")
_IN_FULL = "заместитель"
_FOREIGN = frozenset({"ия", "ии", "ию", "ие"})


def is_form(fold: str, name: KnownName, at: int) -> bool:
    """Whether a word is a form of the one-word name that it is read as: «экологии» is none of «эколог»."""
    own = folded_word(name.text)
    other = fold.startswith(own) and own[-1:] not in "аоеийьыя" and fold[len(own) :][:2] in _FOREIGN
    # «Участков» is a form of «участок», which the bare stem of «участковый» only looks like.
    other |= form_of(own).adjective and fold == stem(own) and fold.endswith(("ов", "ев"))
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
        own = _IN_FULL if own == "зам" and len(fold) > len(own) else own
        if token.kind != "word" or (place > at and own[:2] != fold[:2]):
            return None
        if token.word.tail:
            return False if token.word.tail in _NOMINATIVE_TAILS else None
        place += 1
        cut = own.startswith(fold) and len(own) > len(fold) + 2
        if cut or (token.dotted and (fold != own or len(written) > 1)):
            if not form_of(own).adjective:
                return None  # «рук. кафедр»: only the noun tells the case
            continue
        oblique = name_form(fold, own)
        leading = token.word.form.adjective and len(written) > 1
        if oblique is not None and not (leading and token.word.form.oblique is None):
            return None if word.isupper() and not oblique else oblique
        if not (leading or "-" in name.text) or place >= name.end:
            return None
    return None
