"""Other ways of writing known names, their case, and words that name nobody: remarks and clauses."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from luzplan.executor.names import WORDS, KnownName, KnownNames
from luzplan.executor.roles import Kinds
from luzplan.executor.tokens import Token, Word, tokens_of, word_of
from luzplan.executor.words import (
    INSTRUMENTAL,
    OPEN_MARK,
    folded_word,
    form_of,
    label_of,
    name_form,
    stem,
    stems,
    vocabulary,
)

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


def _is_area(word: Word) -> bool:
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
    while (name.open and _is_area(tokens[start].word)) or _tells_more(tokens, start):
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


_NOMINATIVE_TAILS = ("ль", "ли", "ра", "ся", "рь", "ри", "ры")
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
        if (token.dotted and (fold != own or len(written) > 1)) or (
            own.startswith(fold) and len(own) > len(fold) + 2
        ):
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


_ENDS = frozenset({"comma", "close_b", "open_b", "end"})
_CLAUSE = re.compile(r"(?:[уюая]щ|вш|дш)(?:ий|ая|ие|их|им|ими|ей|его)(?:ся)?$|^котор|^подведомственных$")
_PASSIVE = re.compile(
    r"(?<!ств)(?:[ая]нн|енн|[яи]т)(?:ый|ая|ые)$"
)  # «занятые на дежурстве», «назначенные приказом»
_NO_CLAUSES = ("управл", "заведующ", "учащ", "обучающ", "служащ", "трудящ")  # «управляющие организации»

_Phrase = tuple[tuple[str, ...], bool]


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """Phrases by the stem of their first word, the longest first; True for those that take further words."""
    found: dict[str, list[_Phrase]] = {}
    for line in Path(__file__).with_name("remarks.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words = tuple(stem(word) for word in line.removesuffix(OPEN_MARK).split())
            found.setdefault(words[0], []).append((words, line.endswith(OPEN_MARK)))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


@lru_cache(maxsize=16384)
def _phrases_with(fold: str) -> tuple[_Phrase, ...]:
    """The phrases that a word may begin."""
    return tuple(phrase for form in stems(fold) for phrase in _phrases().get(form, ()))


def remark_end(tokens: Sequence[Token], at: int) -> int:
    """The token after a remark that starts here («по согласованию», «далее – …»), 0 where none does."""
    for words, goes_on in _phrases_with(tokens[at].word.fold):
        end = at + len(words)
        if end < len(tokens) and all(
            word in token.word.stems for word, token in zip(words, tokens[at:end], strict=True)
        ):
            return _part_end(tokens, end) if goes_on else end
    return 0


def clause_end(tokens: Sequence[Token], at: int, names: KnownNames) -> int:
    """The token after a clause that starts here («работающие в 9 классе»), 0 where none does."""
    at += tokens[at].word.fold == "не"
    fold = tokens[at].word.fold
    by = tokens[at + 1].word.fold
    if _PASSIVE.search(fold) and (by in ("на", "в", "к", "для") or by.endswith(INSTRUMENTAL)):
        return _part_end(tokens, at)
    if not _CLAUSE.search(fold) or fold.startswith(_NO_CLAUSES):
        return 0
    name, after = names.match(tokens, at), tokens[at + 1].word
    if name is not None:  # «ведущие факультативы», but not «ведущие специалисты»
        strange = after.form.oblique is True and names.match(tokens, at + 1) is None
        if name.end > at + 1 or not (strange or after.fold == "в"):
            return 0
    elif by.endswith(("ии", "ия", "ы", "я", "и")) and not vocabulary()["body"].isdisjoint(after.stems):
        return 0  # it acts itself: «обслуживающие организации»
    return _part_end(tokens, at)


def _part_end(tokens: Sequence[Token], at: int) -> int:
    """The token at which a part of a cell ends; the comma in «в 9, 11 классах» ends none."""
    while tokens[at].kind not in _ENDS or (
        tokens[at].kind == "comma" and tokens[at - 1].kind == tokens[at + 1].kind == "number"
    ):
        at += 1
    return at
