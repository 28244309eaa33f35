"""One pass that labels a cell: each name, number, sign and other word with what its form says."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from luzplan.executor.names import KnownName, Names, is_form, is_oblique
from luzplan.executor.schools import Naming, Schools
from luzplan.executor.tokens import Token, tokens_of, word_of
from luzplan.executor.words import OPEN_MARK, label_of, stem, stems, vocabulary


class Unit(NamedTuple):
    """Tokens from ``start`` to ``end`` under one label; the rows of the grammar put new ones in their place.

    ``name`` is the known name that they are or begin with, ``head`` the token at which it starts; words before
    it are adjectives.
    """

    label: str
    start: int
    end: int
    name: KnownName | None = None
    head: int = 0
    value: Naming | str | None = None


class Kinds:
    """Which names are of bodies, which of posts, by the nouns that they begin with and by their parents."""

    def __init__(self, roles: Sequence[str], parents: dict[str, str]) -> None:
        self._roles, self._parents = roles, parents
        self._places = {role: place for place, role in enumerate(roles)}
        self._deputies: dict[int, bool] = {}
        self._bodies: dict[tuple[int, str], bool] = {}

    def above(self, role: str) -> dict[str, None]:
        """Roles above one, the nearest first, and itself."""
        found: dict[str, None] = {}
        at: str | None = role
        while at and at not in found:
            found[at] = None
            at = self._parents.get(at)
        return found

    def is_deputy(self, entry: int) -> bool:
        """Whether a name stands for a deputy, whose field of work («по УВР») is one of few."""
        if entry not in self._deputies:
            self._deputies[entry] = not _DEPUTIES.isdisjoint(self.above(self._roles[entry]))
        return self._deputies[entry]

    def knows(self, role: str) -> bool:
        """Whether a role has exactly this name."""
        return role in self._places

    def is_body_role(self, role: str) -> bool:
        """Whether a role is an organisation or a group; an organisation of its own name is one."""
        place = self._places.get(role)
        return place is None or self.is_body(place, role)

    def is_body(self, entry: int, text: str) -> bool:
        """Whether a name stands for an organisation or a group."""
        key = (entry, text)
        if key not in self._bodies:
            role = self._roles[entry]
            self._bodies[key] = _has_body_noun(text) or (
                _is_short(text) and (_has_body_noun(role) or _POSTS.isdisjoint(self.above(role)))
                or (_has_body_noun(role) and role.lower().startswith(text.partition(" ")[0]))
            )
        return self._bodies[key]


class Vocabulary(NamedTuple):
    """What cells are read with: the known names, the role of each entry, the schools of the plan.

    From entry ``own`` on roles are the plan's, whose names win over every cut; ``bodies`` are the names that are organisations rather than people, ``deputies`` and ``posts`` the entries below
    those that the reader asks for.
    """

    names: Names
    own: int
    roles: Sequence[str]
    bodies: Kinds
    schools: Schools


def _has_body_noun(text: str) -> bool:
    nouns = vocabulary()["body"]
    words = text.lower().replace("ё", "е").replace("-", " ").split()
    for word in words[:3]:
        if not nouns.isdisjoint(stems(word)):
            return True
        if not word.endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее", "о", "ые", "ие")):
            return False
    return False


def _is_short(text: str) -> bool:
    return sum(map(str.isupper, text)) >= 2


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Phrases that name nobody, by the stem of their first word, the longest first; True for those that go on."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for line in Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words = tuple(stem(word) for word in line.removesuffix(OPEN_MARK).split())
            found.setdefault(words[0], []).append((words, line.endswith(OPEN_MARK)))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


_CLASS = "Класс"
_DEPUTIES = frozenset({"Заместитель директора", "Заместитель заведующего"})
_PLACES = frozenset({"kind", "level", "house", "school"})
_NO_SUBJECT = re.compile(r"(?<!и)[аяуюе]$|ий$|[ое][мйв]$|[ая](?:м|ми|х)$")
_ANY = frozenset({"организац", "учрежден"})
_BY = ("ом", "ем", "ами", "ями", "ыми", "ими")
_POSTS = frozenset({"Педагог", "Администрация"})
_SEPARATING = frozenset({"comma", "and", "joint", "with", "colon", "open_b", "close_b", "dash", "remark", "label"})
@lru_cache(maxsize=16384)
def _phrases_with(fold: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The phrases that a word may begin."""
    return tuple(phrase for form in stems(fold) for phrase in phrases().get(form, ()))


_BEFORE_NAMES = frozenset({"legal", "adj", "adj_open", "level", "attribute", "kind", "base", "own", "every", "short"})
_ENDS = frozenset({"comma", "close_b", "open_b", "end"})
_SURNAME = (
    "ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ский", "цкий", "енко", "ов", "ев", "ёв", "ин", "ын",
    "овой", "евой", "иной", "ову", "еву", "ину", "овым", "евым", "иным", "скому", "ским", "цкому", "цким",
)  # fmt: skip
_PATRONYMIC = ("ович", "евич", "ьич", "нич", "мич", "кич", "овн", "евн", "ичн")
_CLAUSE = re.compile(r"(?:[ую]щ|[ая]щ|вш|дш)(?:ий|ая|ие|их|им|ими|ей|его)(?:ся)?$|^котор")
_DEPUTY = re.compile(r"ЗД?([А-Я]{2,4})$")
_NO_TOKENS = tokens_of("")
_DEPUTY_WORD = tokens_of("зам")[:1]
_FURTHEST = 10
_SHORTEST_LEGAL = 4
_INITIAL_WORDS = frozenset({"и.о", "ио", "врио", "вр.и.о"})


class Labeller:
    """Walks over the tokens of a cell; what stood before decides what a word may be."""

    def __init__(self, vocabulary: Vocabulary, tokens: list[Token]) -> None:
        self._vocabulary, self._tokens = vocabulary, tokens
        self._last: KnownName | None = None
        self._within = False  # the last name stands within another
        self._before = ""  # the label of what stands before
        self._apart = True  # nothing stands before in this part of the cell
        self._first = True  # … or only what may stand before a name

    def items(self) -> list[Unit]:
        """All tokens under labels."""
        found: list[Unit] = []
        at = 0
        while self._tokens[at].kind != "end":
            item = self._item(at)
            if item is not None:
                found.append(item)
                self._before = item.label
                self._apart = item.label in _SEPARATING
                self._first = self._apart or (self._first and item.label in _BEFORE_NAMES)
                at = item.end
            else:
                at += 1
        return found

    def _item(self, at: int) -> Unit | None:
        token = self._tokens[at]
        kind = token.kind
        if kind == "sign" and token.text in "«»\"“”„":
            return None
        if kind != "word":
            label = {"number": "num", "contact": "remark"}.get(kind, kind)
            return Unit(label, at, at + 1)
        name = self._vocabulary.names.match(self._tokens, at)
        if name and name.entry >= self._vocabulary.own:
            self._last = name
            return Unit(self._label(name, at), at, name.end, name, at)
        return self._remark(at) or self._name(at, name) or self._word(at)

    def _remark(self, at: int) -> Unit | None:
        tokens = self._tokens
        for words, goes_on in _phrases_with(tokens[at].word.fold):
            end = at + len(words)
            if end < len(tokens) and all(
                word in tokens[at + place].word.stems for place, word in enumerate(words)
            ):
                return Unit("remark", at, self._part_end(end) if goes_on else end)
        return Unit("remark", at, self._part_end(at)) if self._apart and at and self._is_clause(at) else None

    def _is_clause(self, at: int) -> bool:
        """Whether a participle or «который» goes on after a comma: «учителя, работающие в 9 классе»."""
        tokens, names = self._tokens, self._vocabulary.names
        at += tokens[at].word.fold == "не"
        fold = tokens[at].word.fold
        if not _CLAUSE.search(fold) or fold.startswith("управл"):
            return False
        name = names.match(tokens, at)
        after = tokens[at + 1].word
        return name is None or (
            name.end == at + 1 and (after.fold == "в" or (after.form.oblique is True and names.match(tokens, at + 1) is None))
        )

    def _part_end(self, at: int) -> int:
        """The token at which a part of the cell ends; the comma in «в 9, 11 классах» ends none."""
        tokens = self._tokens
        while tokens[at].kind not in _ENDS or (
            tokens[at].kind == "comma" and tokens[at - 1].kind == tokens[at + 1].kind == "number"
        ):
            at += 1
        return at

    def _name(self, at: int, name: KnownName | None) -> Unit | None:
        vocabulary, tokens = self._vocabulary, self._tokens
        word = tokens[at].word
        school = vocabulary.schools.match(tokens, at)
        if school and (name is None or school.end >= name.end):
            return Unit("scope", at, school.end, value=school)
        if name and name.end == at + 1 and self._compound(at):
            return None
        shared = self._shared(at, name)
        if shared:
            self._last = shared
            return Unit("post_of" if self._within else "shared", at, shared.end, shared, at)
        after = tokens[at + 1]
        if after.kind == "word" and len(word.fold) > 2 and not set(word.stems[1:]).isdisjoint(after.word.stems[1:]):
            return Unit("every", at, at + 1)  # «Зам Заместитель директора»: copying leaves such
        name = self._broken(at, name) or name or self._deputy(at)
        if name is None or not is_form(word.fold, name, at):
            return None
        name = self._inverted(at, name)
        if not self._first and name.end > at + 1 and _CLASS in vocabulary.bodies.above(vocabulary.roles[name.entry]):
            return Unit("groups", at, name.end)
        own = self._part(at, name)
        if own and not self._is_meant(at, own, name):
            return None
        name = self._told_deputy(name)
        between = self._parted(name)
        if between:
            self._last = between
            return Unit(self._label(between, at), at, between.end, between, at, value=self._adjectives(name.end))
        label = self._label(name, at)
        if label == "post_short" and self._before.startswith("body") and not word.capital:
            label = "post_open"
        self._last, self._within = name, label in ("post_of", "post_by", "post_open") and not self._first
        return Unit(label, at, name.end, name, at)

    def _deputy(self, at: int) -> KnownName | None:
        """«ЗДХЧ»: the deputy for what the letters after «З» or «ЗД» stand for."""
        field = _DEPUTY.match(self._tokens[at].text)
        found = self._vocabulary.names.exact(tokens_of(f"зам по {field[1]}")) if field else None
        return found._replace(end=at + 1) if found else None

    def _broken(self, at: int, name: KnownName | None) -> KnownName | None:
        """«Учи- теля»: a word that the end of a line has broken."""
        tokens = self._tokens
        if tokens[at + 1].kind != "hyphen" or tokens[at + 2].word.capital:
            return None
        whole = tokens[at]._replace(word=word_of(tokens[at].text + tokens[at + 2].text))
        found = self._vocabulary.names.match((whole, *tokens[at + 3 :]), 0)
        end = found.end + at + 2 if found else 0
        return found._replace(end=end) if found and (name is None or end > name.end) else None

    def _told_deputy(self, name: KnownName) -> KnownName:
        """«Завуч по хозчасти» is «зам по хозчасти»: what follows tells which deputy it is."""
        after = self._tokens[name.end : name.end + _FURTHEST]
        if after[0].word.fold != "по" or not self._vocabulary.bodies.is_deputy(name.entry):
            return name
        told = self._vocabulary.names.match((*_DEPUTY_WORD, *after, *_NO_TOKENS), 0)
        return told._replace(end=name.end + told.end - 1) if told and told.end > 1 else name

    def _parted(self, name: KnownName) -> KnownName | None:
        """The longer name that goes on behind proper adjectives: «администрация Лузского района»."""
        start = self._adjectives_end(name.end)
        if start == name.end or not name.open:
            return None
        found = self._vocabulary.names.resume(name.path[-1:], self._tokens, start)
        return found if found and found.end > start else None

    def _adjectives_end(self, at: int) -> int:
        while (word := self._tokens[at].word).capital and word.form.adjective and word.form.oblique is not False:
            at += 1
        return at

    def _adjectives(self, at: int) -> str:
        return " ".join(one.text for one in self._tokens[at : self._adjectives_end(at)])

    def _part(self, at: int, name: KnownName) -> str:
        """What a name is besides where it says only of what others are: «школы», «детского сада»."""
        labels = [label_of(one.word.fold) for one in self._tokens[at : name.end]]
        if labels[-1] == "house" and at and label_of(self._tokens[at - 1].word.fold) == "kind":
            return "school"
        return labels[-1] if len(labels) == 1 or _PLACES.issuperset(labels) else ""

    def _inverted(self, at: int, name: KnownName) -> KnownName:
        """«Педагог социальный»: the adjective of a known name behind its noun."""
        word = self._tokens[at + 1].word
        if name.end != at + 1 or not word.form.adjective or word.form.oblique is not False:
            return name
        turned = self._vocabulary.names.match((self._tokens[at + 1], self._tokens[at], *_NO_TOKENS), 0)
        return turned._replace(end=at + 2) if turned and turned.end == 2 else name

    def _is_meant(self, at: int, own: str, name: KnownName) -> bool:
        """Whether a word that may also be a part of others' names is the name of an executor itself."""
        if own == "legal":
            return self._tokens[at + 1].kind not in ("word", "quoted", "numero")
        if own in ("class", "prep", "and", "school", "joint"):
            return False
        if own == "label":
            after = self._tokens[at + 1]
            head = self._vocabulary.names.match(self._tokens, at + 1)
            leads = head is not None and self._label(head, at + 1) in ("post", "post_open")
            return not (
                leads or after.kind in ("colon", "close_b") or (self._tokens[at].dotted and after.word.capital)
            )
        if own in ("attribute", "mark") and self._tokens[at].dotted:
            return False
        return self._first and is_oblique(name, self._tokens, at) is not True

    def _label(self, name: KnownName, at: int) -> str:
        token = self._tokens[at]
        body = self._vocabulary.bodies.is_body(name.entry, name.text)
        if token.word.capitals and name.end == at + 1:
            return "body_open" if body else "post_abbr"
        oblique = is_oblique(name, self._tokens, at)
        if oblique is None and not body and (token.dotted or token.word.fold != token.word.fold):
            return "post_short"
        kind = "body" if body else "post"
        if oblique:
            return f"{kind}_by" if token.word.fold.endswith(_BY) else f"{kind}_of"
        return kind if oblique is False else f"{kind}_open"

    def _shared(self, at: int, own: KnownName | None) -> KnownName | None:
        """A name that goes on from the head of the last one: «Замы по УВР и ВР»."""
        last = self._last
        if last is None or not self._apart or at == 0 or self._tokens[at - 1].kind == "dash":
            return None
        opened = self._tokens[at - 1].kind == "open_b"
        if self._vocabulary.bodies.is_body(last.entry, last.text):
            return None
        path = last.path if opened else last.path[:-1]
        found = self._vocabulary.names.resume(path, self._tokens, at)
        if found is None or (own and own.end > found.end):
            return None
        if own and own.end == found.end and not opened:
            body = self._vocabulary.bodies.is_body(own.entry, own.text)
            if not (body if self._is_deputy(found) else is_oblique(own, self._tokens, at) is True):
                return None
        return found

    def _is_deputy(self, name: KnownName) -> bool:
        return bool(name.path[0].passed)

    def _word(self, at: int) -> Unit:
        token = self._tokens[at]
        word = token.word
        fold = word.fold
        if fold in _INITIAL_WORDS and not word.capitals:
            return Unit("remark", at, at + 1)
        if fold in ("с", "со") and not token.dotted:
            return Unit("with", at, at + 1)
        label = label_of(fold)
        if token.dotted and fold in ("шк", "школ") and self._vocabulary.names.match(self._tokens, at + 1):
            return Unit("short", at, at + 1)
        if word.capitals and fold in vocabulary()["legal"]:
            label = "legal"
        elif (label == "legal" and len(fold) < _SHORTEST_LEGAL) or (word.capitals and label in ("prep", "mark")):
            label = ""
        if label == "house" and self._before != "kind" and not _ANY.isdisjoint(word.stems):
            label = ""
        if not label and self._first and not _NO_SUBJECT.search(fold) and not vocabulary()["body"].isdisjoint(word.stems):
            return Unit("org", at, at + 1)
        if fold.endswith("о") and len(fold) > 4 and self._tokens[at + 1].word.form.adjective:
            return Unit("short", at, at + 1)  # «социально ориентированные»
        if label and not (label == "mark" and not token.dotted and len(fold) <= 2):
            return Unit(label, at, at + 1)
        if self._vocabulary.schools.is_own(word.stems):
            return Unit("own", at, at + 1)
        end = self._compound(at)
        if end:
            return Unit(_adjective(self._tokens[end - 1]), at, end)
        return Unit(_word_label(token), at, at + 1)

    def _compound(self, at: int) -> int:
        """The token after an adjective whose first halves end in «о»: «историко-художественный», else 0."""
        tokens = self._tokens
        end = at
        while tokens[end].word.fold.endswith(("о", "е", "но")) and tokens[end + 1].kind in ("hyphen", "dash"):
            end += 2
        return end + 1 if end > at and tokens[end].word.form.adjective else 0


def _adjective(token: Token) -> str:
    oblique = token.word.form.oblique
    return "adj" if oblique is False else "adj_of" if oblique else "adj_open"


def _word_label(token: Token) -> str:
    word = token.word
    if word.capitals:
        return "abbr"
    if token.dotted and not word.capital and len(word.fold) < 8:
        return "short"
    if word.form.adjective:
        return _adjective(token)
    if word.fold in ("оглы", "кызы", "улы", "гызы"):
        return "patronymic"
    if word.capital and len(word.fold) > 1:
        if word.fold.endswith(_PATRONYMIC) or (len(word.fold) > 5 and stem(word.fold).endswith(_PATRONYMIC)):
            return "patronymic"
        return "surname" if len(word.fold) >= 5 and word.fold.endswith(_SURNAME) else "name"
    return "noun_of" if word.form.oblique else "noun"


def items_of(vocabulary: Vocabulary, cell: str) -> tuple[list[Token], list[Unit]]:
    """The tokens of a cell and the items that they are labelled as."""
    tokens = tokens_of(cell)
    return tokens, Labeller(vocabulary, tokens).items()
