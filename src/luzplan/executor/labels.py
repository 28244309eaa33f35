"""One pass that labels a cell: each name, number, sign and other word with what its form says."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luzplan.executor import spelling
from luzplan.executor.names import KnownName, KnownNames
from luzplan.executor.roles import CLASS, TEACHER, Kinds, Naming, Schools
from luzplan.executor.words import (
    INSTRUMENTAL,
    Token,
    adjective_label,
    compound_end,
    folded_word,
    form_label,
    label_of,
    pairs,
    vocabulary,
)


class Unit(NamedTuple):
    """Tokens from ``start`` to ``end`` under a label; the rows of the grammar put others in their place.

    ``name`` is the known name that stands there from the token ``head`` on, behind adjectives. ``value`` is a
    person, the schools that are meant, or the adjectives that part a name.
    """

    label: str
    start: int
    end: int
    name: KnownName | None = None
    head: int = 0
    value: Naming | str | None = None


class Vocabulary(NamedTuple):
    """What cells are read with: the known names, the role of each entry, the schools of the plan.

    From entry ``own`` on roles are the plan's, whose names win over every cut.
    """

    names: KnownNames
    own: int
    roles: Sequence[str]
    kinds: Kinds
    schools: Schools


_OF_SIGNS = {"number": "num", "contact": "remark", "slash": "comma", "footnote": "quote"}
_QUOTES = frozenset('«»"“”„')
_HOUSES = frozenset({"house", "school"})
_NO_SUBJECT = re.compile(r"(?<!и)[аяуюе]$|ий$|[ое][мйв]$|[ая](?:м|ми|х)$")
_SHORTEST_LEGAL = 4  # letters of a form written small: «мбоу», while «ип», «ао» may be other words


class Labeller:
    """Walks over the tokens of a cell; what stood before decides what a word may be."""

    def __init__(self, known: Vocabulary, tokens: list[Token], lines: frozenset[int] = frozenset()) -> None:
        """Take the tokens of a cell, which are cut further, and the places where its further lines begin."""
        self._known, self._tokens, self._lines = known, tokens, lines
        self._last: KnownName | None = None
        self._last_at = 0
        self._within = False  # the last name stands within another
        self._governed = False  # what stands before this part is the detail of a name
        self._before = ""  # the label of what stands before
        self._apart = True  # nothing stands before in this part of the cell
        self._first = True  # … or only what may stand before a name

    def units(self) -> list[Unit]:
        """All tokens under labels."""
        found: list[Unit] = []
        at, words = 0, vocabulary()
        while self._tokens[at].kind != "end":
            unit = self._unit(at)
            at = unit.end
            if unit.label == "quote":
                continue
            begins = self._tokens[unit.start].start in self._lines
            if begins and self._before in words.get(f"line_{unit.label}", ()):  # other lines go on
                found.append(Unit("joint", unit.start, unit.start))
            found.append(unit)
            self._before = unit.label
            if unit.label not in ("comma", "and"):
                self._governed = unit.label in ("noun_of", "post_of")
            self._apart = unit.label in words["apart"]
            self._first = self._apart or (self._first and unit.label in words["before_names"])
        return found

    def _unit(self, at: int) -> Unit:
        tokens, kind = self._tokens, self._tokens[at].kind
        if kind != "word":
            label = "quote" if tokens[at].text in _QUOTES else _OF_SIGNS.get(kind, kind)
            if label == "dash" and tokens[0].kind == "dash":
                label = "joint"  # the mark of each line of a list
            return Unit(label, at, at + 1)
        name = self._known.names.match(tokens, at)
        if name and name.entry >= self._known.own and (self._first or not self._part(at, name)):
            return self._taken(at, name)
        if name is None and (halves := spelling.in_halves(self._known.names, tokens, at)):
            tokens[at : at + 1] = halves
            return self._unit(at)
        end = spelling.remark_end(tokens, at)
        if not end and at and self._apart:
            end = spelling.clause_end(tokens, at, self._name_end)
        return Unit("remark", at, end) if end else self._name(at, name) or self._word(at)

    def _name_end(self, at: int) -> int:
        return name.end if (name := self._known.names.match(self._tokens, at)) else 0

    def _taken(self, at: int, name: KnownName, value: str | None = None) -> Unit:
        label = self._in_place(self._label(name, at), at, name)
        self._last, self._last_at = name, at
        self._within = label in ("post_of", "post_by", "post_open") and not self._first
        return Unit(label, at, name.end, name, at, value)

    def _in_place(self, label: str, at: int, name: KnownName) -> str:
        """The label of a name behind what stands before it."""
        capital, last, before = self._tokens[at].word.capital, self._last, self._before
        of_abbreviation = last is not None and last.open and last.text.split()[-1].isupper()
        if label == "post_short" and (before.startswith("body") or of_abbreviation) and not capital:
            return "post_open"  # «МО кл. рук.»
        if label == "post_open" and capital and last and self._known.kinds.is_deputy(last.entry):
            return "post"  # «Зам. директора по ВР Учителя истории»
        fold, words = self._tokens[at].word.fold, vocabulary()
        apart = label == "body_open" and at - 2 > self._last_at and before in ("and", "comma")
        if apart and fold in words["topic"] and last and " по " in last.text:
            return "abbr_of"  # «зам по АХЧ, ГО и ЧС»
        if apart and fold in words["field"] and before == "and":
            return "body_of"  # «редакции газет и СМИ», «отдел строительства и ЖКХ»
        # The field of a body, and no people: «промышленности и энергетики».
        of_branch = label == "post" and before == "and" and folded_word(name.text) in words["branch"]
        return "post_of" if of_branch else label

    def _name(self, at: int, name: KnownName | None) -> Unit | None:
        """The known name that starts here, unless it says only of what others are."""
        known, tokens = self._known, self._tokens
        if (instead := self._instead(at, name)) is not None:
            return instead
        name = spelling.variant(known.names, tokens, at, name)
        half = name is not None and name.end == at + 1 and compound_end(self._tokens, at) > 0
        if name is None or half or not spelling.is_form(tokens[at].word.fold, name, at):
            return None
        if not self._first and name.end > at + 1 and known.kinds.is_under(known.roles[name.entry], CLASS):
            return Unit("groups", at, name.end)
        own = self._part(at, name)
        if self._is_leading(at, name):
            is_open = tokens[at].dotted or tokens[at + 1].kind != "word"
            label = "adj_open" if is_open else adjective_label(tokens[at])
            return Unit(own if own == "label" else label, at, at + 1)
        if own and not self._is_meant(at, own, name):
            return None
        name = spelling.told_deputy(known.names, tokens, name) if known.kinds.is_deputy(name.entry) else name
        name, between = spelling.parted(known.names, tokens, name)
        return self._taken(at, name, between or None)

    def _instead(self, at: int, name: KnownName | None) -> Unit | None:
        """What takes the place of a name: a school of the plan, a shared head, a word that stands twice."""
        school = self._known.schools.match(self._tokens, at)
        if school and (name is None or school.end >= name.end):
            return Unit("scope", at, school.end, value=school)
        if shared := self._shared(at, name):
            self._last = shared
            return Unit("post_of" if self._within else "shared", at, shared.end, shared, at)
        token, after = self._tokens[at], self._tokens[at + 1].word
        led = after.fold.startswith(("смен", "отряд"))  # «нач. смены» is no «начальная»
        if token.dotted and label_of(after.fold) in ("school", "class", "group") and not led:
            for label in ("level", "attribute"):  # «нач. школа» is «начальная», «нач. лагеря» his «начальник»
                if any(one.startswith(token.word.fold) for one in vocabulary()[label]):
                    return Unit(label, at, at + 1)
        # «Зав. кабинетами хим., физ.»: a shortened subject that is governed by a head before it
        governed = self._governed if self._before in ("comma", "and") else not self._first
        short = name is not None and governed and token.dotted and name.end == at + 1
        if name and short and self._known.kinds.is_under(self._known.roles[name.entry], TEACHER):
            return Unit("noun_of", at, name.end)
        return Unit("every", at, at + 1) if spelling.is_doubled(self._tokens, at) else None

    def _shared(self, at: int, own: KnownName | None) -> KnownName | None:
        """A name that goes on from the head of the last post: «Замы по УВР и ВР»."""
        last, kinds = self._last, self._known.kinds
        if last is None or not self._apart or self._before in ("", "dash"):
            return None
        opened = self._before == "open_b"  # «зам по УМР (нач. школа)»: which deputy it is has been told
        if (opened and " по " in self._known.roles[last.entry]) or kinds.is_body(last.entry, last.text):
            return None
        path = last.path[:1] if last.path[0].passed else last.path if opened else last.path[:-1]
        found = self._known.names.resume(path, self._tokens, at)
        token = self._tokens[at]
        if found and found.entry == last.entry and token.dotted:
            return None  # «зав. библ., библиот.»
        if found is None or own is None:
            return found
        short = token.dotted and token.word.fold not in pairs("short", "clipped")  # «музыки, технол.»
        same = own.entry == found.entry or ((opened or short) and own.end == found.end)
        deputy = bool(found.path[0].passed)
        fits = kinds.is_body(own.entry, own.text) if deputy else spelling.is_oblique(own, self._tokens, at)
        return found if own.end < found.end or same or fits else None

    def _is_leading(self, at: int, name: KnownName) -> bool:
        """Whether a name says of what kind the next one is: «ответственный учитель», «театр. студия»."""
        token, after, words = self._tokens[at], self._tokens[at + 1], vocabulary()
        if name.end > at + 1:
            return False
        head = self._known.names.match(self._tokens, at + 1)
        if token.dotted and head and not label_of(after.word.fold):
            bodies = all(self._known.kinds.is_body(one.entry, one.text) for one in (name, head))
            return bodies or not words["plain"].isdisjoint(token.word.stems)
        behind = self._before == "post" and after.kind != "word"  # «врачи участковые»
        return (behind or head is not None) and not words["leading"].isdisjoint(token.word.stems)

    def _part(self, at: int, name: KnownName) -> str:
        """What a name is besides where it says only of what others are: «школы», «детского сада»."""
        labels = [label_of(one.word.fold) for one in self._tokens[at : name.end]]
        if labels[0] and labels[-1] == "house":
            labels = [one for one in labels if one]  # «ясли-сад»
        if labels[-1] == "house" and self._is_educational(at):
            return "school"
        return labels[-1] if len(labels) == 1 or _HOUSES.union(("kind", "level")).issuperset(labels) else ""

    def _is_meant(self, at: int, own: str, name: KnownName) -> bool:
        """Whether a word that may also be a part of others' names is the name of an executor itself."""
        token, after = self._tokens[at], self._tokens[at + 1]
        if own == "legal":
            return after.kind not in ("word", "quoted", "numero")
        if own == "label":
            return not (after.kind in ("colon", "close_b", "dash") or (token.dotted and after.word.capital))
        last = self._last
        if last and token.word.capitals and own in _HOUSES and self._before in ("comma", "and"):
            further = label_of(self._tokens[at - 2].word.fold) in _HOUSES
            if further and not self._known.kinds.is_body(last.entry, last.text):
                return False  # «руководители школ, ДОУ»: the same post at others
        if own in ("class", "school"):
            return False
        if own == "group" and any(one.kind == "open_b" for one in self._tokens[max(0, at - 2) : at]):
            return False  # «учитель технологии (мальчики)»
        return self._first and not spelling.is_oblique(name, self._tokens, at)

    def _label(self, name: KnownName, at: int) -> str:
        token, body = self._tokens[at], self._known.kinds.is_body(name.entry, name.text)
        if token.word.capitals and name.end == at + 1:
            body = body or self._known.kinds.is_body_role(self._known.roles[name.entry])
            return "body_open" if body else "post_abbr"
        oblique = spelling.is_oblique(name, self._tokens, at)
        if oblique is None and token.dotted and not body:
            return "post_short"
        case = "_by" if token.word.fold.endswith(INSTRUMENTAL) else "_of"
        return ("body" if body else "post") + {True: case, False: "", None: "_open"}[oblique]

    def _word(self, at: int) -> Unit:
        """A word that is no name: what it stands for, else what its form says."""
        token, after = self._tokens[at], self._tokens[at + 1]
        word, fold = token.word, token.word.fold
        end = compound_end(self._tokens, at)  # «дежурно-диспетчерская»
        half = word.capitals or fold in vocabulary()["half"]
        if half and after.kind == "hyphen" and self._name_end(at + 2):
            return Unit("short", at, at + 2)  # «ИКТ-координатор», «пед-логопед»
        if not end and (label := self._own_label(at)):
            return Unit(label, at, at + 1)
        if fold.endswith("о") and after.word.form.adjective:
            return Unit("short", at, at + 1)  # «социально ориентированные»
        if end:
            return Unit(adjective_label(self._tokens[end - 1]), at, end)
        label = form_label(token)
        if label in ("adj", "adj_open") and word.capital and after.kind != "word" and not self._apart:
            of_place = not vocabulary()["place"].isdisjoint(self._tokens[at - 1].word.stems)
            label = "name" if of_place else label  # «Администрация поселения Заречное»
        return Unit(label, at, at + 1)

    def _own_label(self, at: int) -> str:
        """The label of a word that stands for a part of a cell, "" for all others."""
        token, word, fold = self._tokens[at], self._tokens[at].word, self._tokens[at].word.fold
        if fold in ("ио", "врио") and self._before not in ("name", "surname"):
            return "remark"
        if fold in ("с", "со") and not token.dotted:
            return "with"
        of_office = word.capitals and self._last and fold in vocabulary()["field"]
        within = not self._apart and self._tokens[at + 1].kind != "colon"
        if of_office or (within and word.form.oblique and label_of(fold) == "label"):
            return "noun_of"  # «отдел муниципального контроля»
        if token.dotted and fold in ("шк", "школ", "общешк") and self._name_end(at + 1):
            return "short"
        label, after = label_of(fold), self._tokens[at + 1].kind
        alone = self._before == "surname" and after != "quoted"  # «Иванова МП»
        alone |= len(fold) == 2 and after not in ("quoted", "word", "numero")
        if word.capitals and fold in vocabulary()["legal"] and not alone:
            return "legal"
        no_form = label == "legal" and (alone or len(fold) < _SHORTEST_LEGAL)
        no_prep = word.capitals and label in ("prep", "mark", "honour")
        any_house = not vocabulary()["any_house"].isdisjoint(word.stems)
        if no_form or no_prep or (any_house and not self._is_educational(at)):
            label = ""
        subject = self._first and not label and not _NO_SUBJECT.search(fold)
        return "org" if subject and not vocabulary()["body"].isdisjoint(word.stems) else label

    def _is_educational(self, at: int) -> bool:
        """Whether the word before says that an institution is one of education."""
        return at > 0 and not vocabulary()["educational"].isdisjoint(self._tokens[at - 1].word.stems)
