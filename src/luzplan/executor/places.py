"""The words that name schools: «средних школ округа», «МОКУ СОШ №2 г. Лузы»."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, auto

from luzplan.executor.stems import is_adjective, stems, word_set
from luzplan.executor.tokens import Kind, Token, folded_word


class Part(IntEnum):
    """What a word says in the name of a school."""

    SCHOOL = auto()
    HOUSE = auto()
    INSTITUTION = auto()
    DISTRICT = auto()
    LEVEL = auto()
    EVERY = auto()
    LEGAL = auto()
    PLAIN = auto()
    EDUCATIONAL = auto()
    BASE = auto()


LEVELS = {
    "сош": "средняя", "мсош": "средняя", "оош": "основная", "нош": "начальная", "гимназ": "гимназия",
    "лице": "лицей", "средн": "средняя", "основн": "основная", "начальн": "начальная",
    "городск": "городская", "сельск": "сельская", "малокомплектн": "малокомплектная",
}  # fmt: skip
_PARTS = {
    stem_: part
    for part, stems_ in {
        Part.SCHOOL: "школ шк сош мсош оош нош гимназ лице",
        Part.INSTITUTION: "оу оо",
        Part.HOUSE: "учрежден организац интернат сад доу доо д/с колледж техникум мбдоу мдоу мадоу мкдоу",
        Part.DISTRICT: "округ район город муниципалитет област республик кра шо",
        Part.LEVEL: "средн основн начальн городск сельск малокомплектн",
        Part.EVERY: "все всех всем всеми кажд",
        Part.LEGAL: """моку мкоу мбоу моу мобу мбу маоу гбоу гоу гкоу гаоу когоку когоау когобу чоу огбоу
            кгбоу обоу гуо кгу мгоу""",
        Part.EDUCATIONAL: "общеобразовательн образовательн",
        Part.PLAIN: """муниципальн казенн бюджетн автономн государственн школьн районн наш сво данн детск
            дошкольн вечерн подведомственн пилотн опорн участвующ""",
        Part.BASE: "бш базов",
    }.items()
    for stem_ in stems_.split()
}
PLACE_MARKS = word_set("г гор с сел д деревн п пос поселок пгт рп ст станиц х хутор им имен")
_UNCHANGING = frozenset({"оу", "оо", "шк"})
_PLURAL = ("ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ий", "их", "ых", "ими", "ыми")
_NOUNS = frozenset({Part.SCHOOL, Part.HOUSE, Part.INSTITUTION, Part.DISTRICT, Part.BASE})


def may_start(token: Token) -> bool:
    """Tell whether a word can be the first of those that name schools, but for names of the plan's own."""
    attribute = token.capital or is_adjective(token.fold)
    return token.kind is Kind.WORD and (attribute or any(form in _PARTS for form in stems(token.fold)))


class Place:
    """What the words from a token on say of schools, read as far as they go; ``end`` is the token after.

    ``telling`` are the words that tell one school from others, each with all its possible stems.
    """

    def __init__(self, tokens: Sequence[Token], at: int, own_words: frozenset[str]) -> None:
        self._tokens, self._own = tokens, own_words
        self.parts: set[Part] = set()
        self.telling: list[tuple[str, ...]] = []
        self.level: str | None = None
        self.plural = self.unchanging = self.level_by_type = False
        self.start = self.end = at
        while after := self._part(at):
            at = after
            alone = Part.LEGAL in self.parts and tokens[at].kind not in {Kind.WORD, Kind.QUOTED}
            if alone or not self.parts.isdisjoint(_NOUNS):
                self.end = at

    def _part(self, at: int) -> int | None:
        """Take in the part of the name that stands here and give the token after it, None if none does."""
        token = self._tokens[at]
        if token.kind is Kind.WORD:
            return self._word(at)
        if token.kind is Kind.QUOTED and Part.LEGAL in self.parts:
            self._take_quoted(token)
        if self.parts.isdisjoint(_NOUNS):
            return None
        if token.kind is Kind.DASH and "интернат" in stems(self._tokens[at + 1].fold):
            return at + 2
        return self._sign(at)

    def _sign(self, at: int) -> int | None:
        """Take in a number or a name in quotes."""
        token = self._tokens[at]
        if token.kind is Kind.NUMERO:
            return self._sign(at + 1) if self._tokens[at + 1].kind is Kind.NUMBER else None
        if token.kind is Kind.NUMBER and self._tokens[at + 1].kind is not Kind.DASH:
            self.telling.append((token.text,))
            return at + 1
        if token.kind is Kind.QUOTED:
            self.telling.extend(stems(word.lower()) for word in token.text[1:-1].split())
            return at + 1
        return None

    def _take_quoted(self, token: Token) -> None:
        """Take the words for a school inside quotes: МОУ «Средняя школа № 7»."""
        for word in token.text[1:-1].split():
            known = next((form for form in stems(folded_word(word)) if form in _PARTS), None)
            if known:
                self._take(_PARTS[known], known, folded_word(word))

    def _word(self, at: int) -> int | None:
        forms = stems(self._tokens[at].fold)
        known = next((form for form in forms if form in _PARTS), None)
        if known is None:
            return self._name(at, forms)
        part = _PARTS[known]
        if part is Part.LEVEL and self._joined_level(at):
            self._take(part, known, self._tokens[at].fold)
            self.parts.add(Part.SCHOOL)
            self.plural = True
            return at + 1
        if (part is Part.LEVEL or known == "базов") and not self._noun_follows(at):
            return None
        self._take(part, known, self._tokens[at].fold)
        return at + 1

    def _take(self, part: Part, known: str, fold: str) -> None:
        self.parts.add(part)
        if part in {Part.LEVEL, Part.SCHOOL}:
            self.level_by_type |= part is Part.SCHOOL and self.level is None
            self.level = self.level or LEVELS.get(known)
        if part in {Part.SCHOOL, Part.HOUSE, Part.INSTITUTION}:
            self.plural |= fold == "школ" or fold.endswith(_PLURAL)
            self.unchanging |= known in _UNCHANGING
        self.unchanging |= part is Part.LEGAL

    def _joined_level(self, at: int) -> bool:
        """Tell whether the noun comes behind another level: «средних и основных школ»."""
        joint, other = self._tokens[at + 1], stems(self._tokens[at + 2].fold)
        level = any(_PARTS.get(form) is Part.LEVEL for form in other)
        return joint.fold in {"и", ","} and level and self._noun_follows(at + 2)

    def _noun_follows(self, at: int) -> bool:
        """Tell whether a word for a school comes next, over any further attributes."""
        for place in range(at + 1, at + 4):
            token = self._tokens[place]
            part = next((_PARTS[form] for form in stems(token.fold) if form in _PARTS), None)
            if part in _NOUNS:
                return True
            if token.kind is not Kind.WORD or (part is None and not is_adjective(token.fold)):
                return False
        return False

    def _name(self, at: int, forms: tuple[str, ...]) -> int | None:
        """Take in a proper name: «г. Лузы», «Лальской школы», «Лузского района»."""
        token, following = self._tokens[at], self._tokens[at + 1]
        if not PLACE_MARKS.isdisjoint(forms) and self.end > self.start:
            if not following.capital and self._own.isdisjoint(stems(following.fold)):
                return None
            self.telling.append(stems(following.fold))
            return at + 2
        # A plan that lists no schools can name any.
        any_school = not self._own and token.capital and any(form.endswith("ск") for form in forms)
        if any_school and self._noun_follows(at):
            self.telling.append(forms)
            return at + 1
        if not self._own.isdisjoint(forms) and (
            (token.capital and self.end > self.start) or self._noun_follows(at)
        ):
            self.telling.append(forms)
            return at + 1
        district = any(_PARTS.get(form) is Part.DISTRICT for form in stems(following.fold))
        return at + 1 if is_adjective(token.fold) and district else None
