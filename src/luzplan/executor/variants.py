"""Known names that are written in other ways: letters for words, broken, inverted or parted words."""

import re
from collections.abc import Sequence

from luzplan.executor.kinds import Kinds
from luzplan.executor.names import Names
from luzplan.executor.tokens import Token, tokens_of, word_of
from luzplan.executor.tree import KnownName

_LETTERS = re.compile(r"ЗД?([А-Я]{2,4})$")
_DEPUTY = tokens_of("зам")[:1]
_END = tokens_of("")
_FURTHEST = 10


def variant(names: Names, tokens: Sequence[Token], at: int, name: KnownName | None) -> KnownName | None:
    """The name that starts here in whatever way it is written; ``name`` is the one found as it stands."""
    broken = _broken(names, tokens, at)
    if broken and (name is None or broken.end > name.end):
        return broken
    if name is None:
        return _by_letters(names, tokens, at)
    return (_inverted(names, tokens, at) or name) if name.end == at + 1 else name


def _by_letters(names: Names, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«ЗДХЧ»: the deputy for what the letters after «З» or «ЗД» stand for."""
    field = _LETTERS.match(tokens[at].text)
    found = names.exact(tokens_of(f"зам по {field[1]}")) if field else None
    return found and found._replace(end=at + 1)


def _broken(names: Names, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«Учи- теля»: a word that the end of a line has broken."""
    if tokens[at + 1].kind != "hyphen" or tokens[at + 2].word.capital:
        return None
    whole = tokens[at]._replace(word=word_of(tokens[at].text + tokens[at + 2].text))
    found = names.match((whole, *tokens[at + 3 :]), 0)
    return found and found._replace(end=found.end + at + 2)


def _inverted(names: Names, tokens: Sequence[Token], at: int) -> KnownName | None:
    """«Педагог социальный»: the adjective of a known name behind its noun."""
    form = tokens[at + 1].word.form
    if not form.adjective or form.oblique is not False:
        return None
    turned = names.match((tokens[at + 1], tokens[at], *_END), 0)
    return turned._replace(end=at + 2) if turned and turned.end == 2 else None


def told_deputy(names: Names, kinds: Kinds, tokens: Sequence[Token], name: KnownName) -> KnownName:
    """«Завуч по хозчасти» is «зам по хозчасти»: what follows tells which deputy it is."""
    after = tokens[name.end : name.end + _FURTHEST]
    if after[0].word.fold != "по" or not kinds.is_deputy(name.entry):
        return name
    told = names.match((*_DEPUTY, *after, *_END), 0)
    return told._replace(end=name.end + told.end - 1) if told and told.end > 1 else name


def parted(names: Names, tokens: Sequence[Token], name: KnownName) -> tuple[KnownName, str]:
    """The longer name that goes on behind proper adjectives, and these: «администрация Лузского района»."""
    start = name.end
    while (
        name.open
        and (word := tokens[start].word).capital
        and word.form.adjective
        and word.form.oblique is not False
    ):
        start += 1
    found = names.resume(name.path[-1:], tokens, start) if start > name.end else None
    if found is None or found.end == start:
        return name, ""
    return found, " ".join(one.text for one in tokens[name.end : start])
