"""A cell under the finger: what starts at each of its tokens."""

from typing import NamedTuple

from luzplan.executor.lexicon import Lexicon
from luzplan.executor.persons import Person, person_at
from luzplan.executor.phrases import leads_away
from luzplan.executor.schools import Schools
from luzplan.executor.spelling import Spelling
from luzplan.executor.stems import is_adjective, may_be_subject, stems
from luzplan.executor.tokens import Kind, tokens_of
from luzplan.executor.trie import Found, Node

_CLASS_TEACHER = "Классный руководитель"
_DEPUTY = "заместитель"
_UNCHANGING = ("и", "ы", "у", "о")
_PLURAL = ("ы", "и", "а", "я", "ые", "ие")
_FEMININE = ("жь", "ж", "ст", "знь", "зн")  # молодёжь, область, жизнь


class Gap(NamedTuple):
    """The place of words that were not understood; ``of_school`` says that they name an unknown school."""

    start: int
    end: int
    of_school: bool = False


class Vocabulary(NamedTuple):
    """What cells are read with: the known names, the role of each entry, the spelling of words, schools.

    ``bodies`` are the entries that are organisations rather than people, ``deputies`` those whose field
    of work («по УВР») is one of few, ``posts`` those that a person of a school holds.
    """

    names: Lexicon
    roles: tuple[str, ...]
    bodies: frozenset[int]
    deputies: frozenset[int]
    posts: frozenset[int]
    spelling: Spelling
    schools: Schools


class Scan:
    """The tokens of a cell, with the names that start at each token looked up once."""

    __slots__ = ("_matches", "cell", "tokens", "vocabulary")

    def __init__(self, vocabulary: Vocabulary, cell: str) -> None:
        self.vocabulary, self.cell = vocabulary, cell
        self.tokens = tokens_of(cell)
        self._matches: dict[int, Found | None] = {}

    def match(self, at: int) -> Found | None:
        """Give the known name that starts at this token."""
        if at not in self._matches:
            self._matches[at] = self._looked_up(at)
        return self._matches[at]

    def _looked_up(self, at: int) -> Found | None:
        found = self.vocabulary.names.match(self.tokens, at)
        return None if found is None or self._is_guess(at, found) else self._as_deputy(found, at)

    def _is_guess(self, at: int, found: Found) -> bool:
        """Tell whether only two letters of the first word are written, and people do not shorten it so."""
        token = self.tokens[at]
        short = token.dotted and len(token.fold) == 2
        return short and len(stems(token.fold)) == 1 and token.fold not in found.path[0].nominatives

    def _as_deputy(self, found: Found, at: int) -> Found:
        """Read «завуч по хозчасти» as «зам по хозчасти»: what follows tells which deputy it is."""
        general = found.end == at + 1 or self.tokens[found.end].fold == "по"
        if found.entry not in self.vocabulary.deputies or not general:
            return found
        start = found.end + (self.tokens[found.end].fold == "д")  # «зам.д. по ВР»
        told = self.vocabulary.names.resume(self.path_of(found), self.tokens, start)
        if told is None:
            return found
        between = self.tokens[start : told.end]
        return told if between[0].capitals or any(one.fold == "по" for one in between) else found

    def path_of(self, found: Found) -> tuple[Node, ...]:
        """Give the path that further words go on from: for any deputy, «завуч» too, that of «зам»."""
        if found.entry not in self.vocabulary.deputies:
            return found.path
        deputy = self.vocabulary.names.match(tokens_of(_DEPUTY), 0)
        return found.path if deputy is None else (*deputy.path, *deputy.path)

    def past_adjective(self, found: Found) -> Found | None:
        """Give the longer name that goes on behind an adjective: «администрация Лузского района»."""
        node = found.path[-1]
        if not (found.takes_more and is_adjective(self.tokens[found.end].fold)):
            return None
        return self.vocabulary.names.resume((node, node), self.tokens, found.end + 1)

    def person(self, at: int) -> Person | None:
        """Give the person whose name starts at this token."""
        if not self.tokens[at].text[:1].isupper():
            return None
        return person_at(self.tokens, at, self._is_name)

    def _is_name(self, at: int) -> bool:
        """Tell whether a name that is no surname starts here: of a role or a school."""
        schools = self.vocabulary.schools
        return self.match(at) is not None or schools.naming(self.tokens, at, plural_head=False) is not None

    def names_schools(self, at: int) -> bool:
        """Tell whether schools are named here that act themselves."""
        naming = self.vocabulary.schools.naming(self.tokens, at, plural_head=False)
        return naming is not None and naming.of_schools and not naming.oblique

    def words(self, start: int, end: int) -> str:
        """Give the words of the cell from one token up to another, with single spaces."""
        if end <= start:
            return ""
        return " ".join(self.cell[self.tokens[start].start : self.tokens[end - 1].end].split())

    def is_body(self, found: Found) -> bool:
        """Tell whether a name is that of an organisation."""
        return found.entry in self.vocabulary.bodies

    def is_abbreviated(self, at: int) -> bool:
        """Tell whether an abbreviation stands here, in capitals or known as one."""
        token, found = self.tokens[at], self.match(at)
        shortened = token.dotted and self.tokens[at + 1].kind is Kind.WORD  # «РУК.ШМО»
        known = found is not None and token.fold in found.path[0].abbreviations
        in_capitals = token.capitals or (token.capital and token.text[1:2].isupper())  # «ППк» as well
        return known or (in_capitals and not shortened)

    def starts_anew(self, at: int, *, first: bool = False) -> bool:
        """Tell whether a new executor starts within words that could also go on the name before.

        Only the form tells: «руководитель музея завхоз» against «председатель совета школы»; ``first``
        says that the word stands right after a name that asks for more («члены МО»).
        """
        token, found = self.tokens[at], self.match(at)
        if found is None:
            return self.person(at) is not None
        nominatives = found.path[0].nominatives
        if (first or self.is_body(found)) and self.is_abbreviated(at):
            return found.entry in self.vocabulary.posts
        first = first and (self._is_of_union(at, found) or not self.tokens[at - 1].capitals)
        if self.tokens[at + 1].kind is Kind.DASH and self.tokens[found.end - 1].fold.endswith(("ы", "и")):
            return True  # «учителя-предметники»: the second half is no genitive
        shortened = first and token.dotted and found.end > at + 1  # «председатель пед. совета»
        if token.fold in nominatives and not shortened:
            return not first or token.capital or not token.fold.endswith(_UNCHANGING)
        told = token.capital or not first or self._is_nominative_post(found)
        if token.dotted and told and may_be_subject(self.tokens[at + 1].fold):
            return True
        # A capital tells «Родители Учителя» from a genitive, but not «Помощник Директора».
        after_plural = self.tokens[at - 1].fold.endswith(_PLURAL) and found.entry in self.vocabulary.posts
        first = first and not (token.capital and after_plural)
        return not self.is_body(found) and self._is_other_subject(at, nominatives, first=first)

    def _is_of_union(self, at: int, found: Found) -> bool:
        """Tell whether class teachers are those of a methodical union: «МО кл. рук.»."""
        token, of_union = self.tokens[at], self.tokens[at - 1].fold.endswith("мо")
        return of_union and not token.capital and self.vocabulary.roles[found.entry] == _CLASS_TEACHER

    def _is_nominative_post(self, found: Found) -> bool:
        """Tell whether only the first word of a post is shortened, and the last is a nominative singular."""
        last = self.tokens[found.end - 1]
        full = not last.dotted and len(last.fold) > 4 and not last.fold.endswith(tuple("аеиоуыэюя"))
        return full and may_be_subject(last.fold) and found.entry in self.vocabulary.posts

    def _is_other_subject(self, at: int, nominatives: set[str], *, first: bool) -> bool:
        """Tell whether a word is a nominative plural or feminine, other than a genitive of the same form."""
        token, before = self.tokens[at], self.tokens[at - 1]
        start, ending = token.fold[:-1], token.fold[-1:]
        if token.fold.endswith(("ые", "ие", "ая", "яя")):
            return not nominatives.isdisjoint(token.fold[:-2] + one for one in ("ый", "ий", "ой", "ая"))
        if ending in "ыи" and not nominatives.isdisjoint((start, f"{start}ь", f"{start}й")):
            return not start.endswith(_FEMININE)
        doubtful = ending in "аяыи" and not nominatives.isdisjoint(start + one for one in ("", "ь", "а", "я"))
        return doubtful and not first and (token.capital or before.dotted or before.capitals)

    def is_strange(self, at: int) -> bool:
        """Tell whether a word stands here that neither goes on a name nor starts one."""
        token = self.tokens[at]
        lower = token.kind is Kind.WORD and not token.capital and len(token.fold) > 2
        if not lower or leads_away(self.tokens, at):
            return False
        return self.match(at) is None and not self.vocabulary.spelling.is_known(token.fold)

    def is_break(self, at: int) -> bool:
        """Tell whether a sign stands here that always ends a name."""
        return self.tokens[at].kind in _BREAKS


_BREAKS = frozenset({Kind.END, Kind.SEPARATOR, Kind.COLON, Kind.OPEN, Kind.CLOSE})
