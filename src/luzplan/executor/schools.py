"""The schools of a plan: which of them words mean, and how rows that name them answer a query."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luzplan.executor import Executor, Match, School, Scope
from luzplan.executor.names import KnownNames
from luzplan.executor.spelling import Spelling
from luzplan.executor.tokens import Token, Word, stems_of, tokens_of
from luzplan.executor.words import label_of, pairs, stems

_ANYWHERE = frozenset({Scope.NONE, Scope.ALL})
_PROPER = frozenset({"name", "surname", "adj", "adj_of", "adj_open", "abbr"})
_UNCHANGING = frozenset({"оу", "оо", "шк"})
_PLURAL = ("ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ий", "их", "ых", "ими", "ыми")


class Naming(NamedTuple):
    """Schools that words mean, up to the token ``end``.

    ``school`` is the words themselves for one that the plan does not have; then ``known`` is False if it has
    others. ``unchanging`` says that the words do not show their number: «ОУ».
    """

    scope: Scope
    school: str | None = None
    known: bool = True
    unchanging: bool = False
    oblique: bool = False
    end: int = 0


class Schools:
    """The schools of a plan."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._all = tuple(schools)
        names = [(str(name), i) for i, one in enumerate(self._all) for name in (one.name, *one.aliases)]
        self._names = KnownNames(names)
        self._spelling = Spelling(names, [str(one.name) for one in self._all])
        self._by_name = {str(one.name): one for one in reversed(self._all)}
        self._with_word: dict[str, set[int]] = {}
        for place, one in enumerate(self._all):
            for word in stems_of(one.name):
                if label_of(word) not in ("mark", "honour"):
                    self._with_word.setdefault(word, set()).add(place)
        self._of_level: dict[str, list[str]] = {}
        for one in self._all:
            self._of_level.setdefault(self.level(one.name) or "", []).append(str(one.name))

    def level(self, name: str) -> str | None:
        """The level of a school, from what the plan says or its name tells."""
        declared = self._by_name.get(name)
        if declared and declared.level:
            return str(declared.level)
        return _level_of(token.word for token in tokens_of(name))

    def match(self, tokens: Sequence[Token], at: int) -> Naming | None:
        """The school whose name or alias starts at this token."""
        found = self._names.match(tokens, at) if self._all else None
        if found is None:
            return None
        word = tokens[at].word
        oblique = word.form.oblique if not word.capitals else None
        return Naming(Scope.SCHOOL, str(self._all[found.entry].name), oblique=oblique is True, end=found.end)

    def naming(self, items: Iterable[tuple[str, Token]], words: str) -> Naming:
        """The schools that labelled words mean; «гимназии» the plan's only one, or just an executor's own."""
        said = list(items)
        labels = [label for label, _ in said]
        kinds = [(label, token.word) for label, token in said if label in ("school", "level")]
        nouns = [token.word.fold for label, token in said if label in ("school", "house")]
        plural = any(noun == "школ" or noun.endswith(_PLURAL) for noun in nouns)
        if "base" in labels:
            base = next((str(one.name) for one in self._all if one.base), "базовая школа")
            return Naming(Scope.SCHOOL, base, oblique=plural)
        area = labels.index("district") if "district" in labels else len(labels)
        telling = [forms for at, pair in enumerate(said) for forms in _telling(*pair, of_area=at > area)]
        level = _level_of(word for _, word in kinds)
        if telling:
            school = self._told(telling, level, of_house="house" in labels and "school" not in labels)
            return Naming(Scope.SCHOOL, school or words, school is not None or not self._all, oblique=plural)
        ours = self._of_level.get(level or "", [])
        if level and (kinds[0][0] != "school" or plural or len(ours) > 1):
            return Naming(Scope.KIND, level, oblique=plural)
        if level and ours:
            return Naming(Scope.SCHOOL, ours[0], oblique=plural)
        if plural or "every" in labels or "district" in labels:
            return Naming(Scope.ALL, oblique=plural)
        return Naming(Scope.NONE, unchanging="legal" in labels or not _UNCHANGING.isdisjoint(nouns))

    def _told(self, telling: Iterable[tuple[str, ...]], level: str | None, *, of_house: bool) -> str | None:
        """The one school whose name has all the telling words, of a level or a house if that is told."""
        places = (set[int]().union(*(self._with_word.get(form, ()) for form in forms)) for forms in telling)
        names = [str(self._all[place].name) for place in set.intersection(*places)]
        fitting = [
            name
            for name in names
            if (level is None or self.level(name) == level) and (not of_house or _is_house(name))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def reach(self, executor: Executor, query: Executor) -> Match | None:
        """How the schools of a row's executor answer those of a query, None if they do not."""
        same = executor.scope is query.scope and _same_words(executor.school, query.school)
        if query.scope in _ANYWHERE or same:
            return Match.EXACT
        if executor.scope in _ANYWHERE:
            return Match.BROADER
        if executor.scope is query.scope:
            return None
        if query.scope is Scope.SCHOOL:
            return Match.BROADER if self.level(query.school or "") == executor.school else None
        return Match.EXACT if self.level(executor.school or "") == query.school else None

    def by_name(self, name: str) -> School | None:
        """The school of this name."""
        return self._by_name.get(name)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three schools whose names are written most like the text, the nearest first."""
        return self._spelling.nearest(text)


def _telling(label: str, token: Token, *, of_area: bool) -> list[tuple[str, ...]]:
    """The stems by which a word can tell one school from others, none for other words."""
    if label == "num":
        return [(token.text,)]
    if label == "quoted":
        return [stems(word) for word in stems_of(token.text)]
    if label == "attribute":
        return [(pairs("ordinal")[form],) for form in token.word.stems if form in pairs("ordinal")]
    own = label in _PROPER and not of_area and (token.word.capital or not token.word.form.adjective)
    return [token.word.stems] if own else []


def _is_house(name: str) -> bool:
    return any(label_of(word) == "house" for word in stems_of(name))


def _same_words(one: str | None, other: str | None) -> bool:
    """Whether schools have one name in whatever case: «Ивановской СОШ» names «Ивановская СОШ»."""
    return one == other or (one is not None and other is not None and stems_of(one) == stems_of(other))


def _level_of(words: Iterable[Word]) -> str | None:
    levels = pairs("level_of")
    return next((levels[form] for word in words for form in word.stems if form in levels), None)
