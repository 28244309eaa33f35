"""How known names are written: in other ways and cases, in the plural; and what of a cell names nobody."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from luzplan.executor.names import WORDS, KnownName, KnownNames
from luzplan.executor.words import (
    INSTRUMENTAL,
    MASCULINE_SOFT,
    Token,
    folded_word,
    form_of,
    label_of,
    name_form,
    stem,
    tokens_of,
    vocabulary,
    word_of,
)
from luzplan.grammar import lines_of

_SHORTEST_REST = 5  # letters behind the first half of a word
_LETTERS = re.compile(r"ЗД?([А-Я]{2,4})$")
_DEPUTY_TOKENS = tokens_of("зам")[:1]
_END = tokens_of("")
_FURTHEST = 10


def variant(names: KnownNames, tokens: Sequence[Token], at: int, name: KnownName | None) -> KnownName | None:
    """The name that starts here in whatever way it is written; ``name`` is the one found as it stands."""
    after = tokens[at + 1]
    if after.kind == "hyphen" and not tokens[at + 2].word.capital:  # «Учи- теля», broken by the end of a line
        whole = tokens[at]._replace(word=word_of(tokens[at].text + tokens[at + 2].text))
        broken = names.match((whole, *tokens[at + 3 :]), 0)
        if broken and (name is None or broken.end + at + 2 > name.end):
            return broken._replace(end=broken.end + at + 2)
    if name is None:  # «ЗДХЧ»: the deputy for what the letters after «З» or «ЗД» stand for
        field = _LETTERS.match(tokens[at].text)
        found = names.exact(tokens_of(f"зам по {field[1]}")) if field else None
        return found and found._replace(end=at + 1)
    form = after.word.form
    if name.end == at + 1 and form.adjective and form.oblique is False:  # «Педагог социальный»
        turned = names.match((after, tokens[at], *_END), 0)
        return turned._replace(end=at + 2) if turned and turned.end == 2 else name
    return name


_INITIALS = re.compile(r"(\w)([-/])(\w)")


def in_halves(names: KnownNames, tokens: Sequence[Token], at: int) -> tuple[Token, ...] | None:
    """«Пед|организатор», «н|-|м совет»: a word cut behind a first half, where what follows is known."""
    _, text, start, _, word, _ = token = tokens[at]
    if letters := _INITIALS.fullmatch(text):
        parts = [
            Token(
                "hyphen" if one in "-/" else "word", one, start + at, start + at + 1, word_of(one, True), True
            )
            for at, one in enumerate(letters.groups())
        ]
        of_body = not vocabulary()["body"].isdisjoint(tokens[at + 1].word.stems)
        found = names.match((*parts, *tokens[at + 1 :]), 0) if of_body else None
        return tuple(parts) if found and found.end > len(parts) else None
    cut = len(next((half for half in vocabulary()["half"] if word.fold.startswith(half)), ""))
    if not cut or len(word.fold) < cut + _SHORTEST_REST or label_of(word.fold):
        return None
    first = Token("word", text[:cut], start, start + cut, word_of(text[:cut], True), True)
    rest = token._replace(text=text[cut:], start=start + cut, word=word_of(text[cut:], True))
    whole = names.match((first, rest, *tokens[at + 1 :]), 0)
    # «Видео» is short for a post: «видеостудия» is none of its.
    alone = not vocabulary()["body"].isdisjoint(rest.word.stems) and names.match((first, *_END), 0)
    name = whole if whole and whole.end > 1 else None if alone else names.match((rest, *_END), 0)
    begins = name and any(one[:5] == rest.word.fold[:5] for one in WORDS.findall(folded_word(name.text)))
    return (first, rest) if begins else None


def told_deputy(names: KnownNames, tokens: Sequence[Token], name: KnownName) -> KnownName:
    """«Завуч по хозчасти» is «зам по хозчасти»: what follows tells which deputy it is."""
    after = tokens[name.end : name.end + _FURTHEST]
    if after[0].word.fold != "по":
        return name
    told = names.match((*_DEPUTY_TOKENS, *after, *_END), 0)
    return told._replace(end=name.end + told.end - 1) if told and told.end > 1 else name


def _tells_more(tokens: Sequence[Token], at: int, *, of_area: bool) -> bool:
    """Whether an oblique adjective stands here, or the first half of one: «вокально-хоровым»."""
    word, after = tokens[at].word, tokens[at + 1]
    if after.kind == "hyphen" and word.fold.endswith("о"):
        return True
    if tokens[at].kind == "hyphen":
        return tokens[at - 1].word.fold.endswith("о")
    if of_area and word.capital and word.form.adjective and word.form.oblique is not False:
        return True
    return word.form.adjective and word.form.oblique is True and not label_of(word.fold)


def parted(names: KnownNames, tokens: Sequence[Token], name: KnownName) -> tuple[KnownName, str]:
    """The longer name that goes on behind proper adjectives, and these: «администрация Лузского района»."""
    start = name.end
    while _tells_more(tokens, start, of_area=name.open):
        start += 1
    found = names.resume(name.path[-1:], tokens, start) if start > name.end else None
    if found is None or found.end == start:
        return name, ""
    between = " ".join(one.text for one in tokens[name.end : start])
    return found, between.replace(" - ", "-")


def is_doubled(tokens: Sequence[Token], at: int) -> bool:
    """Whether copying has left a word twice: «Зам Заместитель директора»."""
    word, after = tokens[at].word, tokens[at + 1].word
    alike = len(word.fold) > 2 and word.fold[:3] == after.fold[:3]
    return alike and not set(word.stems[1:]).isdisjoint(after.stems[1:])


_NOMINATIVE_TAILS = ("ль", "ли", "ра", "рь", "ри", "ры")
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
        cut = own.startswith(fold) and len(own) > len(fold) + 2
        if cut or (token.dotted and (fold != own or len(written) > 1)):
            if not form_of(own).adjective:
                return None  # «рук. кафедр»: only the noun tells the case
            continue
        oblique = name_form(fold, own)
        leading = token.word.form.adjective and len(written) > 1
        if oblique is False and place < name.end and tokens[place].kind == "hyphen":
            continue  # «отдел пресс-службы»: the second half tells
        if oblique is not None and not (leading and token.word.form.oblique is None):
            return None if word.isupper() and not oblique else oblique
        if not (leading or "-" in name.text) or place >= name.end:
            return None
    return None


_HISSING = ("г", "к", "х", "ж", "ч", "ш", "щ")
_ADJECTIVES = {"ый": "ые", "ой": "ые", "ий": "ие", "ая": "ые", "яя": "ие", "ое": "ые", "ее": "ие"}
_NOUNS = {"й": "и", "ь": "и", "я": "и", "а": "ы"}
_PARTS = re.compile(r"(.{3,}?)([ыи](?:й|е|х|ми?)|ой|[ая]я|[ое](?:е|го|му|й|ю)|[ую]ю)$")
_STRESSED = ("городск", "заводск", "мужск", "морск", "донск")
_SURELY_HARD = ("нн", "льн", "йн", "вн", "чн")  # «районный», but «областной»


def agreed_adjective(adjective: str, noun: str) -> str:
    """«Городская» of «городскому» and «служба»: the nominative singular, empty where it cannot be told."""
    parts, first = _PARTS.match(adjective), noun.lower().split()[0]
    base, ending = parts.groups() if parts else ("", "")
    hissing = base.endswith(_HISSING)
    soft = ending[:1] in "иеюя" and not hissing
    if not base or first[-1] in "ыиую" or (first[-1] == "ь" and not first.endswith(MASCULINE_SOFT)):
        return ""
    if first[-1] in "ое":
        return base + ("ее" if soft or (base[-1] in "жчшщ" and ending[0] != "о") else "ое")
    if first[-1] in "ая" and first not in vocabulary()["masculine"]:
        return base + ("яя" if soft else "ая")
    if hissing or soft:
        stressed = base.lower() in _STRESSED or (base[-1] in "жчшщ" and ending[0] == "о")
        return base + ("ой" if stressed else "ий")
    return base + "ый" if base.endswith(_SURELY_HARD) else ""


def plural_name(name: str) -> str:
    """A name in the nominative plural («Классные руководители»), empty where that cannot be told."""
    words = name.split()
    for at, word in enumerate(words):
        adjective, oblique = form_of(folded_word(word))
        if at and (oblique or word.endswith("ой")):  # «заведующий библиотекой»
            return " ".join(words)
        ending = _ADJECTIVES.get(word[-2:], "")
        ending = "ие" if ending == "ые" and word[:-2].endswith(_HISSING) else ending
        parts = [_plural_noun(one) for one in word.split("-")]
        parts = [ending and word[:-2] + ending] if adjective else parts
        if not all(parts):
            return ""
        words[at] = "-".join(parts)
        if not adjective or at + 1 == len(words):
            return " ".join(words)
    return ""


def _plural_noun(word: str) -> str:
    fold = folded_word(word)
    if word[1:].isupper() or not word.isalpha() or fold in vocabulary()["no_plural"]:
        return ""
    if stem(fold) in vocabulary()["plural_a"]:
        return word[:-1] + "я" if fold.endswith("ь") else word + "а"
    base, ending = (word[:-1], _NOUNS[fold[-1]]) if fold[-1] in _NOUNS else (word, "ы")
    if fold[-1] in "оеиыуюэё":
        return ""
    return base + ("и" if base.lower().endswith(_HISSING) else ending)


# What of a cell names nobody: remarks («по согласованию») and clauses («работающие в 9 классе»).

_ENDS = frozenset({"comma", "close_b", "open_b", "end"})
_CLAUSE = re.compile(r"(?:[уюая]щ|вш|дш)(?:ий|ая|ие|их|им|ими|ей|его)(?:ся)?$|^котор|^подведомственных$")
_PASSIVE = re.compile(r"(?<!ств)(?:[ая]нн|енн|[яи]т)(?:ый|ая|ые)$")  # «занятые на дежурстве»
_NO_CLAUSES = ("управл", "заведующ", "учащ", "обучающ", "служащ", "трудящ")  # «управляющие организации»


@cache
def _remarks() -> KnownNames:
    return KnownNames((line, at) for at, line in enumerate(lines_of(__file__, "remarks.txt")))


def remark_end(tokens: Sequence[Token], at: int) -> int:
    """The token after a remark that starts here («по согласованию», «далее – …»), 0 where none does."""
    found = _remarks().match(tokens, at)
    if found is None or not any(map(_remarks().has, tokens[at].word.stems)):  # «н-м совет» is no «на местах»
        return 0
    return _part_end(tokens, found.end) if found.open else found.end


def clause_end(tokens: Sequence[Token], at: int, name_end: Callable[[int], int]) -> int:
    """The token after a clause that starts here («работающие в 9 классе»), 0 where none does.

    ``name_end`` tells where a known name ends that starts at a token, 0 where none does.
    """
    at += tokens[at].word.fold == "не"
    fold = tokens[at].word.fold
    by = tokens[at + 1].word.fold
    if _PASSIVE.search(fold) and (by in ("на", "в", "к", "для") or by.endswith(INSTRUMENTAL)):
        return _part_end(tokens, at)
    if not _CLAUSE.search(fold) or fold.startswith(_NO_CLAUSES):
        return 0
    end, after = name_end(at), tokens[at + 1].word
    if end:  # «ведущие факультативы», but not «ведущие специалисты»
        strange = after.form.oblique is True and not name_end(at + 1)
        if not (strange or after.fold == "в"):
            return 0
        return _part_end(tokens, at)
    noun = next(token.word for token in tokens[at + 1 :] if not token.word.form.adjective)
    is_body = noun.fold.endswith(("ы", "я", "и")) and not vocabulary()["body"].isdisjoint(noun.stems)
    return 0 if is_body else _part_end(tokens, at)  # it acts itself: «обслуживающие организации»


def _part_end(tokens: Sequence[Token], at: int) -> int:
    """The token at which a part of a cell ends; the comma in «в 9, 11 классах» ends none."""
    while tokens[at].kind not in _ENDS or (
        tokens[at].kind == "comma" and tokens[at - 1].kind == tokens[at + 1].kind == "number"
    ):
        at += 1
    return at
