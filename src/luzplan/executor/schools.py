"""The schools of a plan: which of them words mean, and how rows that name them answer a query."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from luzplan.executor import Executor, Match, School, Scope
from luzplan.executor.names import KnownNames
from luzplan.executor.spelling import Spelling
from luzplan.executor.tokens import Token, stems_of, tokens_of
from luzplan.executor.words import label_of, stems, vocabulary_lines

_ANYWHERE = frozenset({Scope.NONE, Scope.ALL})
_LEVELS = {
    "сош": "средняя", "мсош": "средняя", "оош": "основная", "нош": "начальная", "гимназ": "гимназия",
    "лице": "лицей", "средн": "средняя", "основн": "основная", "начальн": "начальная",
    "городск": "городская", "сельск": "сельская", "малокомплектн": "малокомплектная",
}  # fmt: skip
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


class Said(NamedTuple):
    """What words say of schools: those that tell one from others, each with all its possible stems."""

    telling: list[tuple[str, ...]]
    level: str | None
    by_type: bool
    base: bool
    every: bool
    plural: bool
    unchanging: bool


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
        return str(declared.level) if declared and declared.level else _level_of(name)

    def match(self, tokens: Sequence[Token], at: int) -> Naming | None:
        """The school whose name or alias starts at this token."""
        found = self._names.match(tokens, at) if self._all else None
        if found is None:
            return None
        word = tokens[at].word
        oblique = word.form.oblique if not word.capitals else None
        return Naming(Scope.SCHOOL, str(self._all[found.entry].name), oblique=oblique is True, end=found.end)

    def naming(self, items: Iterable[tuple[str, Token]], words: str) -> Naming:
        """The schools that labelled words mean."""
        said = _said(items)
        oblique = said.plural
        if said.base:
            base = next((str(one.name) for one in self._all if one.base), "базовая школа")
            return Naming(Scope.SCHOOL, base, oblique=oblique)
        if said.telling:
            school = self._told(said)
            return Naming(Scope.SCHOOL, school or words, school is not None or not self._all, oblique=oblique)
        if said.level and (kind := self._of_kind(said)):
            return kind._replace(oblique=oblique)
        every = said.every or said.plural
        return Naming(Scope.ALL if every else Scope.NONE, None, True, said.unchanging and not every, oblique)

    def _of_kind(self, said: Said) -> Naming | None:
        """Read a level. «Директор гимназии» names the plan's only gymnasium, or just his own school."""
        ours = self._of_level.get(said.level or "", [])
        if not said.by_type or said.plural or len(ours) > 1:
            return Naming(Scope.KIND, said.level)
        return Naming(Scope.SCHOOL, ours[0]) if ours else None

    def _told(self, said: Said) -> str | None:
        """The one school whose name has all the telling words."""
        fitting: set[int] | None = None
        for forms in said.telling:
            some = set().union(*(self._with_word.get(form, ()) for form in forms))
            fitting = some if fitting is None else fitting & some
        names = [str(self._all[place].name) for place in fitting or ()]
        if said.level:
            names = [name for name in names if self.level(name) == said.level]
        return names[0] if len(names) == 1 else None

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


def _said(words: Iterable[tuple[str, Token]]) -> Said:
    pairs = list(words)
    labels = [label for label, _ in pairs]
    area = labels.index("district") if "district" in labels else len(labels)
    kinds = [(label, token.word) for label, token in pairs if label in ("school", "level")]
    levels = [(label, _LEVELS[form]) for label, word in kinds for form in word.stems if form in _LEVELS]
    nouns = [token.word.fold for label, token in pairs if label in ("school", "house")]
    return Said(
        telling=[
            forms for place, pair in enumerate(pairs) for forms in _telling(*pair, of_area=place > area)
        ],
        level=levels[0][1] if levels else None,
        by_type=bool(kinds) and kinds[0][0] == "school",
        base="base" in labels,
        every="every" in labels or "district" in labels,
        plural=any(noun == "школ" or noun.endswith(_PLURAL) for noun in nouns),
        unchanging="legal" in labels or not _UNCHANGING.isdisjoint(nouns),
    )


@cache
def _ordinals() -> dict[str, str]:
    """Numbers of schools by the stems of their words: «вторая школа»."""
    return dict(pair.split("=") for pair in vocabulary_lines()["ordinal"])


def _telling(label: str, token: Token, *, of_area: bool) -> list[tuple[str, ...]]:
    """The stems by which a word can tell one school from others, none for other words."""
    if label == "num":
        return [(token.text,)]
    if label == "quoted":
        return [stems(word) for word in stems_of(token.text)]
    if label == "attribute":
        return [(_ordinals()[form],) for form in token.word.stems if form in _ordinals()]
    own = label in _PROPER and not of_area and (token.word.capital or not token.word.form.adjective)
    return [token.word.stems] if own else []


def _same_words(one: str | None, other: str | None) -> bool:
    """Whether schools have one name in whatever case: «Ивановской СОШ» names «Ивановская СОШ»."""
    return one == other or (one is not None and other is not None and stems_of(one) == stems_of(other))


def _level_of(name: str) -> str | None:
    forms = (form for token in tokens_of(name) for form in token.word.stems)
    return next((_LEVELS[form] for form in forms if form in _LEVELS), None)
