"""LP1: the names of the plan's own schools and district, and its abbreviations, as its texts have them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from luzplan.check.rule import (
    EXPLAINED,
    CheckContext,
    Finding,
    Hit,
    Rule,
    is_same_word,
    rule,
)
from luzplan.executor import School
from luzplan.russian import INSTITUTION_FORM, INSTITUTION_FORM_END, quote
from luzplan.russian.spelling import folded, nearest, word_around
from luzplan.text import Severity, Text

ABANDONED = "LP120"
# What it is by law, then up to eight words of its name: «КОГОАУ СОШ г. Лузы».
_MENTION = rf"(?<![\w-])({INSTITUTION_FORM})(?: +(?:[№N]? ?\d+|[«\"(]?[\w.-]+[»\")]?)){{1,8}}"
_WORD = r"[№n]? ?\d+|[\w-]+"
_GENERIC = frozenset(
    (
        "сош", "оош", "нош", "мсош", "школа", "гимназия", "лицей", "г", "город", "с", "село", "д", "деревня",
        "п", "пгт", "поселок", "им", "имени",
    )
)  # fmt: skip
_EXPLAINED_AFTER = r"\b([А-ЯЁ]{2,6}[а-яё]?) [–—-] ([а-яё][\w-]+(?: [\w-]+)*)"
_SPARE_WORDS = 2  # of an explanation, that the abbreviation has no letters for
_ALIKE = 0.75
_SHORTEST_SLIP = 5


def institution_spelled_two_ways(context: CheckContext) -> Iterator[Finding]:
    """Школа записана по-разному.

    В списке schools: школа называется одним именем, в тексте другим: читатель решит, что это две школы,
    а поиск по школе найдёт не всё. Часть имени («МОКУ СОШ №2» без города) и падежи ошибкой не считаются.

    Плохо:

        schools:
          - name: КОГОКУ СОШ г. Лузы
        author: {position: директор КОГОАУ СОШ г. Лузы}

    Хорошо:

        schools:
          - name: КОГОКУ СОШ г. Лузы
        author: {position: директор КОГОКУ СОШ г. Лузы}
    """
    names = SchoolNames(context.plan.schools)
    known: dict[str, tuple[str, int] | None] = {}
    for hit in context.search.find(INSTITUTION_FORM_END) if names else ():
        start, mention = mention_at(hit.text, hit.start) or (0, "")
        if mention not in known:
            known[mention] = names.nearly_named(mention)
        if near := known[mention]:
            name, length = near
            place = context.place(hit.text, start, start + length)
            message = f"{quote(mention[:length])} — в списке школ {quote(name)}"
            meant = context.suggestions(hit.text, start, start + length, [name])
            hint = "оставьте одно название, в списке и в тексте"
            yield Finding(message, *place, hint, suggestions=meant)


class InstitutionName(NamedTuple):
    """A school's name in parts: what it is by law, and the words that follow, folded."""

    full: str
    form: str
    words: tuple[str, ...]


def mention_at(text: str, form_end: int) -> tuple[int, str] | None:
    """Where a name begins and its words, up to eight; None if what is there is no name."""
    found = re.compile(_MENTION).match(text, word_around(text, form_end)[0])
    return (found.start(), found[0]) if found else None


def _folded_words(text: str) -> tuple[str, ...]:
    """«№ 2» is one word."""
    return tuple(word.replace(" ", "") for word in re.findall(_WORD, folded(text)))


class SchoolNames:
    """The names of a plan's schools, found by the first word that others need not have."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._names: dict[str, list[InstitutionName]] = {}
        for school in schools:
            # Others begin with no legal form, and cannot be told.
            if found := re.match(_MENTION, school.name):
                name = InstitutionName(str(school.name), found[1], _folded_words(school.name[found.end(1) :]))
                for key in _keys(name.words)[:1]:
                    self._names.setdefault(key, []).append(name)

    def __bool__(self) -> bool:
        return bool(self._names)

    def nearly_named(self, mention: str) -> tuple[str, int] | None:
        """The school that is meant but spelt differently, and how long the part is that names it.

        None where the mention is a school's own name, or no school of the list.
        """
        found = re.match(_MENTION, mention)
        if found is None:
            return None
        form, rest = found[1], mention[found.end(1) :]
        words = _folded_words(rest)
        near = {name: None for key in _keys(words) for name in self._names.get(key, ())}
        fitting = [name for name in near if _names_it(words, name)]
        for name in fitting:
            pairs = list(zip(words, name.words, strict=False))[: _shared(words, name)]
            if name.form == form and all(is_same_word(*pair) for pair in pairs):
                return None
        if not fitting:
            return None
        best = max(fitting, key=lambda name: (_shared(words, name), name.form == form))
        ends = [word.end() for word in re.finditer(_WORD, rest.casefold())]
        return best.full, found.end(1) + ends[_shared(words, best) - 1]


def _keys(words: Iterable[str]) -> list[str]:
    """For each word that tells a school from others what all forms and slips of it have in common.

    That is the first letter, or the whole of a number, in which there is no slip.
    """
    return [word[0] if word[0].isalpha() else word for word in words if word not in _GENERIC]


def _names_it(words: tuple[str, ...], name: InstitutionName) -> bool:
    """Whether the first words are those of the name, as far as both go, and tell it from other schools."""
    shared = _shared(words, name)
    distinctive = [word for word in name.words[:shared] if word not in _GENERIC]
    return bool(distinctive) and shared >= min(len(name.words), 2)


def _shared(words: tuple[str, ...], name: InstitutionName) -> int:
    """How many of the first words are the same."""
    pairs = zip(words, name.words, strict=False)
    return sum(1 for _ in takewhile(lambda pair: is_same_word(*pair) or _slipped(*pair), pairs))


def _slipped(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the finger; numbers never do."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or not (one + other).isalpha():
        return False
    return bool(nearest(other, (one,), alike=_ALIKE))


def another_name(context: CheckContext) -> Iterator[Finding]:
    """Округ или сокращение названы по-разному.

    Название в district: и в заголовках, сокращение в district: и в скобках «(далее ЛШО)» должны совпадать:
    иначе план собран из двух. Так же и сокращение из abbreviations:, которое объясняет текст. Падеж, кавычки
    и часть названия различием не считаются.

    Плохо:

        title: План работы Подосиновского школьного округа
        district: {name: Лузский школьный округ, short: ЛШО}

    Хорошо:

        title: План работы Лузского школьного округа
        district: {name: Лузский школьный округ, short: ЛШО}
    """
    district, headings = context.plan.district, context.plan.headings
    name = _name_words(district.name)
    texts = [context.plan.title, headings.schools, headings.goals, headings.functions]
    for text in texts if len(name) > 1 else ():
        if found := _nearly(name, text):
            message = f"{quote(text[found[0] : found[1]])} — в district: {quote(district.name)}"
            yield Finding(message, *context.place(text, *found), "оставьте одно название")
    for text in texts if district.short.strip() and name else ():
        for found_short in re.finditer(EXPLAINED, text):
            if found_short[1] == district.short or not _ends_with(name, text[: found_short.start()]):
                continue
            message = f"сокращение {quote(found_short[1])} — в district: short: {quote(district.short)}"
            yield Finding(message, *context.place(text, *found_short.span(1)), "оставьте одно сокращение")
    yield from _explained_otherwise(context)


def _explained_otherwise(context: CheckContext) -> Iterator[Finding]:
    """Abbreviations that a text explains with other words than the table."""
    table = {short.strip("«»"): meaning for short, meaning in context.plan.abbreviations}
    listed = {meaning.start for meaning in table.values()}
    for hit in context.search.find(EXPLAINED) if table else ():
        if meaning := table.get(hit.match[1]):
            words = _name_words(hit.text[: hit.start])[-len(hit.match[1]) :]
            if _spells(words, hit.match[1]) and not _ends_with(_name_words(meaning), hit.text[: hit.start]):
                yield _otherwise(context, hit, (words[0].start(), words[-1].end()), meaning)
    for hit in context.search.find(_EXPLAINED_AFTER) if table else ():
        if (meaning := table.get(hit.match[1])) and hit.text.start not in listed:
            at = hit.start + len(hit.match[0]) - len(hit.match[2])
            words = _name_words(hit.match[2])[: len(hit.match[1]) + _SPARE_WORDS]
            pairs = list(zip(_name_words(meaning), words, strict=False))
            if _spells(words, hit.match[1]) and not all(map(_is_one_word, pairs)):
                yield _otherwise(context, hit, (at, at + words[-1].end()), meaning)


def _spells(words: Sequence[re.Match[str]], short: str) -> bool:
    """Whether the words begin with the letters of an abbreviation, in their order."""
    initials = iter("".join(word[0][0] for word in words).casefold())
    begins = bool(words) and words[0][0][0].casefold() == short[0].casefold()
    return begins and all(letter in initials for letter in short.casefold())


def _otherwise(context: CheckContext, hit: Hit, span: tuple[int, int], meaning: str) -> Finding:
    message = f"{quote(hit.match[1])} здесь — {quote(hit.text[slice(*span)])}"
    hint = f"в abbreviations: {quote(meaning)}: оставьте одно объяснение"
    return Finding(message, *context.place(hit.text, *span), hint)


def _name_words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"№ ?\d+|\w+", text))


def _nearly(name: Sequence[re.Match[str]], text: Text) -> tuple[int, int] | None:
    """Where a text has all words of a name but one, and in its place another; None if it has the name."""
    words = _name_words(text)
    found = None
    for at in range(len(words) - len(name) + 1):
        part = words[at : at + len(name)]
        differing = [pair for pair in zip(name, part, strict=True) if not _is_one_word(pair)]
        if not differing:
            return None
        telling = all(one[0][:1].isupper() or one[0][:1] == "№" for pair in differing for one in pair)
        if len(differing) == 1 and telling:
            found = part[0].start(), part[-1].end()
    return found


def _is_one_word(pair: tuple[re.Match[str], re.Match[str]]) -> bool:
    return is_same_word(*(folded(one[0]).replace(" ", "") for one in pair))


def _ends_with(name: Sequence[re.Match[str]], text: str) -> bool:
    words = _name_words(text)[-len(name) :]
    return len(words) == len(name) and all(map(_is_one_word, zip(name, words, strict=True)))


RULES = (
    rule("LP111", Severity.WARNING, institution_spelled_two_ways),
    rule("LP119", Severity.WARNING, another_name),
    Rule(
        ABANDONED,
        Severity.WARNING,
        "abandoned-name",
        """Прежнее название осталось в тексте.

        Роль, школу или сокращение переименовали или убрали из списка, а текст называет их по-прежнему.
        Видно только в сравнении: luzplan validate --since main. Переименовать сразу везде: luzplan rename.
        Названия, которые программа знает и без списка, не отмечаются.
        """,
    ),
)
