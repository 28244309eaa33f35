"""The schools of a plan, and the words that name one, a kind, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luzplan.executor.lexicon import Lexicon
from luzplan.executor.model import School, Scope
from luzplan.executor.stems import stem, stems, word_set
from luzplan.executor.tokens import Kind, Token, tokens_of

_TYPES: dict[str, str | None] = {
    "школ": None,
    "сош": "средняя",
    "мсош": "средняя",
    "оош": "основная",
    "нош": "начальная",
    "гимназ": "гимназия",
    "лице": "лицей",
    "интернат": None,
    "оу": None,
    "оо": None,
    "ооо": None,
    "учрежден": None,
    "организац": None,
}
_LEVELS = {"средн": "средняя", "основн": "основная", "начальн": "начальная"}
_KINDS = {
    "городск": "городская", "сельск": "сельская", "малокомплектн": "малокомплектная", "опорн": "опорная",
}  # fmt: skip
_LEGAL = word_set(
    """
    моку мкоу мбоу моу мобу маоу гбоу гоу гкоу гаоу когоку когоау когобу чоу ноу огбоу кгбоу обоу гуо
    кгу мгоу муниципальн казенн бюджетн автономн общеобразовательн образовательн государственн областн
    """
)
_WHOLE = word_set(
    """
    округ район город муниципалитет област республик кра шо лшо шоо цшоо сел
    """
)
_EVERY = word_set(
    """
    вс всех всем кажд
    """
)
_PLACE_MARKS = word_set(
    """
    г город гор с сел д деревн п пос поселок пгт рп ст станиц х хутор им имен
    """
)
_PLAIN = word_set(
    """
    школьн районн муниципальн городск наш сво данн сам
    """
)
_PLURAL = ("ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ий", "их", "ых", "ими", "ыми")


class Naming(NamedTuple):
    """Words that say which schools are meant, and the token after them.

    ``school`` is None for a school that the plan does not have; ``known`` is False if it has others.
    """

    scope: Scope
    school: str | None
    end: int
    known: bool = True


class Schools:
    """The schools of a plan."""

    def __init__(self, schools: Iterable[School]) -> None:
        self.all = tuple(schools)
        names = [(name, i) for i, one in enumerate(self.all) for name in (one.name, *one.aliases)]
        self._names = Lexicon([*names])
        self._words = [_telling(one.name) for one in self.all]
        self._own_words = frozenset(word for words in self._words for word in words)

    def level(self, name: str) -> str | None:
        """Give the level of a school by its name, from what the plan says or the name tells."""
        for one in self.all:
            if one.name == name:
                return one.level or _level_of(one.name)
        return _level_of(name)

    def find(self, text: str) -> School | None:
        """Give the school that a text names as a whole, None where none or more than one is meant."""
        tokens = tokens_of(text)
        naming = self.naming(tokens, 0, plural_head=False)
        if naming is None or naming.scope is not Scope.SCHOOL or tokens[naming.end].kind is not Kind.END:
            return None
        return next((one for one in self.all if one.name == naming.school), None)

    def naming(self, tokens: Sequence[Token], at: int, *, plural_head: bool) -> Naming | None:
        """Give the schools that are named from this token on, None where these words name none."""
        found = self._names.match(tokens, at)
        parts = _Parts(tokens, at, self._own_words)
        if found and found.end >= parts.end:
            return Naming(Scope.SCHOOL, self.all[found.entry].name, found.end)
        return self._resolved(parts, plural_head) if parts.end > at else None

    def _resolved(self, parts: _Parts, plural_head: bool) -> Naming | None:
        if parts.base:
            return self._base(parts.end)
        if parts.telling:
            return self._told(parts)
        if parts.level:
            return Naming(Scope.KIND, parts.level, parts.end)
        every = parts.whole or parts.plural or (plural_head and parts.indeclinable)
        return Naming(Scope.ALL if every else Scope.NONE, None, parts.end)

    def _base(self, end: int) -> Naming:
        base = next((one.name for one in self.all if one.base), "базовая школа")
        return Naming(Scope.SCHOOL, str(base), end)

    def _told(self, parts: _Parts) -> Naming:
        """Give the one school whose name has all the telling words; else ``known`` is False."""
        fitting = [
            one.name
            for one, words in zip(self.all, self._words, strict=True)
            if all(not words.isdisjoint(forms) for forms in parts.telling)
            and (parts.level is None or self.level(one.name) == parts.level)
        ]
        if len(fitting) == 1:
            return Naming(Scope.SCHOOL, str(fitting[0]), parts.end)
        return Naming(Scope.SCHOOL, None, parts.end, known=not self.all)


class _Parts:
    """What the words of a school's name say, read as far as they go."""

    def __init__(self, tokens: Sequence[Token], at: int, own_words: frozenset[str]) -> None:
        self.level: str | None = None
        self.base = self.whole = self.plural = self.indeclinable = False
        self.telling: list[tuple[str, ...]] = []
        self.end = at
        self._tokens, self._own = tokens, own_words
        self._noun = False
        place = at
        while after := self._part(place):
            place = after
            if self._noun:
                self.end = place

    def _part(self, at: int) -> int | None:
        """Take in one part of the name and give the token after it, None if it is no part of one."""
        token = self._tokens[at]
        if token.kind is Kind.WORD:
            return self._word(at)
        if self._noun and token.kind is Kind.NUMERO:
            return at + 1 if self._is_number(at + 1) else None
        if self._noun and self._is_number(at):
            self.telling.append((token.text,))
            return at + 1
        if self._noun and token.kind is Kind.QUOTED:
            self.telling.extend(stems(word.fold) for word in tokens_of(token.text[1:-1]))
            return at + 1
        if token.kind is Kind.DASH and self._noun and self._is_stem(at + 1, "интернат"):
            return at + 2
        return None

    def _is_number(self, at: int) -> bool:
        return self._tokens[at].kind is Kind.NUMBER

    def _is_stem(self, at: int, stem_: str) -> bool:
        return stem_ in stems(self._tokens[at].fold)

    def _word(self, at: int) -> int | None:
        token = self._tokens[at]
        forms = stems(token.fold)
        if "бш" in forms or ("базов" in forms and self._is_type(at + 1)):
            self.base = self._noun = True
            return at + 1
        if (
            self._noun
            and not _PLACE_MARKS.isdisjoint(forms)
            and self._is_name(at + 1)
            and len(token.fold) <= 4
        ):
            self.telling.append(stems(self._tokens[at + 1].fold))
            return at + 2
        return self._type(token, forms, at) or self._attribute(token, forms, at)

    def _is_name(self, at: int) -> bool:
        return self._tokens[at].text[:1].isupper()

    def _is_type(self, at: int) -> bool:
        return any(form in _TYPES for form in stems(self._tokens[at].fold))

    def _type(self, token: Token, forms: tuple[str, ...], at: int) -> int | None:
        kind = next((form for form in forms if form in _TYPES), None)
        if kind is None:
            whole = not _WHOLE.isdisjoint(forms)
            self.whole |= whole
            self._noun |= whole
            return at + 1 if whole else None
        self._noun = True
        self.level = self.level or _TYPES[kind]
        self.plural |= token.fold == "школ" or token.fold.endswith(_PLURAL)
        self.indeclinable |= kind in {"оу", "оо"}
        return at + 1

    def _attribute(self, token: Token, forms: tuple[str, ...], at: int) -> int | None:
        level = next(
            (_LEVELS.get(form) or _KINDS.get(form) for form in forms if form in _LEVELS or form in _KINDS),
            None,
        )
        if level and self._is_type(at + 1):
            self.level = level
            return at + 1
        if not _EVERY.isdisjoint(forms):
            self.whole = True
            return at + 1
        if not _LEGAL.isdisjoint(forms) or not _PLAIN.isdisjoint(forms):
            return at + 1
        own = not self._own.isdisjoint(forms)
        if own and self._is_name(at) and (self._noun or self._is_type(at + 1)):
            self.telling.append(forms)
            return at + 1
        return None


def _telling(name: str) -> frozenset[str]:
    """Give the stems of a school's name that tell it from others."""
    words = [
        token
        for token in tokens_of(name.replace("«", "").replace("»", "").replace('"', ""))
        if token.fold not in _PLACE_MARKS
    ]
    return frozenset(stem(token.fold) for token in words if token.kind in {Kind.WORD, Kind.NUMBER}) - _LEGAL


def _level_of(name: str) -> str | None:
    for token in tokens_of(name):
        for form in stems(token.fold):
            if _TYPES.get(form) or form in _LEVELS:
                return _TYPES.get(form) or _LEVELS[form]
    return None
