"""Known names and other ways of writing them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from luzplan.executor.roles import Kinds
from luzplan.executor.tokens import (
    OPEN_MARK,
    Token,
    Word,
    folded_word,
    key_of,
    label_of,
    tokens_of,
    vocabulary,
    word_of,
)
from luzplan.executor.tree import (
    WORDS,
    KnownName,
    Node,
    continued,
    ends_like,
    further,
    longest,
    only,
    text_of,
)

# «Зам по УВР» is «заместитель директора школы по УВР»: whose deputy it is says nothing more.
_DEPUTY = "заместител"
_NOTHING: frozenset[str] = frozenset()
_TELLING = 2  # first letters by which names are kept; no form of a word has others
_SHORTEST = 3
Entry = tuple[str, int]  # a name and the number of what it stands for


class KnownNames:
    """Names, each standing for an entry; a later one takes the place of an equal earlier one.

    They are only looked into where a word begins as they do, since a plan uses few of the shipped ones.
    """

    def __init__(self, entries: Iterable[Entry], base: "KnownNames | None" = None) -> None:
        """Take names, composed, and those of ``base`` before them; what that one has compiled serves both."""
        self._base = base
        self._beginning = _by_beginning(entries)
        self._keyed: dict[str, dict[str, list[Entry]]] = {}
        self._roots: dict[str, Node] = {}
        self._firsts: dict[str, list[Node]] = {}
        self._short: dict[tuple[str, str], list[Node]] = {}

    def match(self, tokens: Sequence[Token], at: int) -> KnownName | None:
        """The longest name that starts at this token."""
        token = tokens[at]
        if token.kind != "word":
            return None
        word = token.word
        full = None
        for node in self._firsts.get(word.fold + word.tail) or self._first_nodes(word):
            full = further(full, longest(node, tokens, at + 1, ()))
        if (token.dotted and len(word.fold) >= _SHORTEST and not (word.capitals and at)) or word.tail:
            return further(full, only(longest(node, tokens, at + 1, ()) for node in self._shortened(word)))
        return full

    def _first_nodes(self, word: Word) -> list[Node]:
        """Places of the first words that a word may be a form of."""
        found = self._firsts[word.fold + word.tail] = [
            self._root(first) for first in word.stems if self.has(first)
        ]
        return found

    def _shortened(self, word: Word) -> list[Node]:
        """Places of the first words that a word may be short for."""
        key = (word.fold, word.tail)
        if key not in self._short:
            starting = self._starting_with(word.fold)
            self._short[key] = [
                self._root(one) for one in starting if not word.tail or ends_like(word.tail, one)
            ]
        return self._short[key]

    def exact(self, tokens: Sequence[Token]) -> KnownName | None:
        """The name that these tokens are as a whole."""
        found = self.match(tokens, 0)
        return found if found and tokens[found.end].kind == "end" else None

    def may_have(self, name: str) -> bool:
        """Whether a name can be one of these, by its first two words: most cannot."""
        words = WORDS.findall(name)[:2]
        if not words or not self.has(key_of(words[0])):
            return False
        node = self._root(key_of(words[0]))
        return len(words) == 1 or bool(node.passed) or key_of(words[1]) in node.children

    def resume(self, path: Sequence[Node], tokens: Sequence[Token], at: int) -> KnownName | None:
        """The longest name that goes on here from a node of an earlier name: «Замы по УВР и ВР»."""
        for count in range(len(path), 0, -1):
            found = continued(path[count - 1], tokens, at, tuple(path[:count]))
            if found:
                return found
        return None

    def has(self, first: str) -> bool:
        """Whether a name has this key of its first word."""
        own = first in self._keys(first[:_TELLING])
        return own or (self._base is not None and self._base.has(first))

    def _keys(self, beginning: str) -> dict[str, list[Entry]]:
        """KnownNames with these first letters by the keys of their first words."""
        keyed = self._keyed.get(beginning)
        if keyed is None:
            keyed = self._keyed[beginning] = {}
            for entry in self._beginning.get(beginning, ()):
                if first := WORDS.search(entry[0]):
                    keyed.setdefault(key_of(first[0]), []).append(entry)
        return keyed

    def _entries(self, first: str) -> list[Entry]:
        own = self._keys(first[:_TELLING]).get(first, [])
        return [*self._base._entries(first), *own] if self._base else own

    def _root(self, first: str) -> Node:
        if self._base and first not in self._keys(first[:_TELLING]):
            return self._base._root(first)
        node = self._roots.get(first)
        if node is None:
            node = self._roots[first] = Node(vocabulary()["deputy_of"] if first == _DEPUTY else _NOTHING)
            for name, entry in self._entries(first):
                node.add(_telling(_words_of(name)[1:], node.passed), name, entry)
        return node

    def _starting_with(self, start: str) -> list[str]:
        """Keys of first words that begin so, in the order of the alphabet."""
        beginnings = [one for one in self._beginning if one.startswith(start[:_TELLING])]
        own = {key for one in beginnings for key in self._keys(one) if key.startswith(start)}
        return sorted(own.union(self._base._starting_with(start) if self._base else ()))


def _words_of(name: str) -> list[str]:
    """Words of a name, and its signs if it has any: «Клуб; кружок», «Штаб (оперативный)»."""
    if _SIGNS.search(name) is None:
        return WORDS.findall(name)
    tokens = tokens_of(name.removesuffix(OPEN_MARK))
    return [text_of(token) for token in tokens if token.kind not in ("end", "hyphen", "dash", "numero")]


_SIGNS = re.compile(r"[^\w\s…/-]|\d\.\d|\d[^\W\d]|/\w{5}")


def _by_beginning(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """KnownNames by the first letters of their folded first words."""
    starts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        starts[entry[0][:_TELLING]].append(entry)
    found: dict[str, list[Entry]] = defaultdict(list)
    for start, some in starts.items():
        if start.isalpha():
            found[folded_word(start)] += some
            continue
        for entry in some:
            if first := WORDS.search(entry[0]):
                found[folded_word(first[0])[:_TELLING]].append(entry)
    return found


def _telling(words: list[str], passed: frozenset[str]) -> list[str]:
    """Words that tell a name from others: not «по», and not those before it that are passed."""
    before = words.index("по") if "по" in words else len(words)
    start = [word for word in words[:before] if not passed or key_of(word) not in passed]
    rest = [word for word in words[before:] if word != "по"]
    return start + rest or [word for word in words if word != "по"]


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


def _inverted(names: KnownNames, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«Педагог социальный»: the adjective of a known name behind its noun."""
    form = tokens[at + 1].word.form
    if not form.adjective or form.oblique is not False:
        return None
    turned = names.match((tokens[at + 1], tokens[at], *_END), 0)
    return turned._replace(end=at + 2) if turned and turned.end == 2 else None


def told_deputy(names: KnownNames, kinds: Kinds, tokens: Sequence[Token], name: KnownName) -> KnownName:
    """«Завуч по хозчасти» is «зам по хозчасти»: what follows tells which deputy it is."""
    after = tokens[name.end : name.end + _FURTHEST]
    if after[0].word.fold != "по" or not kinds.is_deputy(name.entry):
        return name
    told = names.match((*_DEPUTY_TOKENS, *after, *_END), 0)
    return told._replace(end=name.end + told.end - 1) if told and told.end > 1 else name


def _may_be_area(word: Word) -> bool:
    return word.capital and word.form.adjective and word.form.oblique is not False


def _tells_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether an oblique adjective stands here, or the first half of one: «вокально-хоровым»."""
    word, after = tokens[at].word, tokens[at + 1]
    if after.kind == "hyphen" and word.fold.endswith("о"):
        return True
    if tokens[at].kind == "hyphen":
        return tokens[at - 1].word.fold.endswith("о")
    return word.form.adjective and word.form.oblique is True and not label_of(word.fold)


def parted(names: KnownNames, tokens: Sequence[Token], name: KnownName) -> tuple[KnownName, str]:
    """The longer name that goes on behind proper adjectives, and these: «администрация Лузского района»."""
    start = name.end
    while (name.open and _may_be_area(tokens[start].word)) or _tells_more(tokens, start):
        start += 1
    found = names.resume(name.path[-1:], tokens, start) if start > name.end else None
    if found is None or found.end == start:
        return name, ""
    between = " ".join(one.text for one in tokens[name.end : start])
    return found, between.replace(" - ", "-")


def is_doubled(tokens: Sequence[Token], at: int) -> bool:
    """Whether copying has left a word twice: «Зам Заместитель директора»."""
    word, after = tokens[at].word, tokens[at + 1].word
    return (
        len(word.fold) > 2
        and word.fold[:3] == after.fold[:3]
        and not set(word.stems[1:]).isdisjoint(after.stems[1:])
    )


def compound_end(tokens: Sequence[Token], at: int) -> int:
    """The token after an adjective whose first halves end in «о»: «историко-художественный», else 0."""
    end = at
    while tokens[end].word.fold.endswith(("о", "е")) and tokens[end + 1].kind in (
        "hyphen",
        "dash",
    ):
        end += 2
    return end + 1 if end > at and tokens[end].word.form.adjective else 0
