"""LP1, second half: names and words that are not what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path

from luzplan.check.institutions import SchoolNames, mention_at
from luzplan.check.rule import CheckContext, Finding, Hit, rule, weightier_when_new
from luzplan.russian import INSTITUTION_FORM_END, TIMES, count, did_you_mean, is_legal_form, quote
from luzplan.russian.spelling import LATIN_LETTERS, folded, in_russian, is_disguised, nearest, word_around
from luzplan.text import Severity, Text

_ABBREVIATION = r"[А-ЯЁ]{2,6}(?![^\W\d_])"
_SHOUTED = r"[А-ЯЁ]{7,}|[А-ЯЁ]{2,} [А-ЯЁ]{4,}|[А-ЯЁ]{4,} [А-ЯЁ]{2,}"
_MOST_GUESSES = (
    100  # undeclared abbreviations; who has more has not mistyped them all, and guessing takes time
)


def nearly_known_executor(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель очень похож на роль из плана.

    «Совет …» и «Комиссия …» программа понимает с любыми известными словами и сокращениями, поэтому опечатку
    в сокращении она не отвергнет, а сочтёт другим советом.

    Плохо:

        roles:
          - {name: Совет ЦШОО}
        sections:
          - title: Раздел
            activities:
              - {what: Встреча, when: май, who: Совет ЦШО}

    Хорошо:

        roles:
          - {name: Совет ЦШОО}
        sections:
          - title: Раздел
            activities:
              - {what: Встреча, when: май, who: Совет ЦШОО}
    """
    own: dict[str, list[str]] = {}  # by their first words, which are known: a slip stands behind them
    for role in context.plan.roles:
        for name in (role.name, *role.aliases):
            own.setdefault(folded(name).partition(" ")[0], []).append(str(name))
    meant: dict[str, str | None] = {}
    for activity in context.plan.activities() if own else ():
        reading = context.plan.executors(activity)
        reported = {name.start for name in reading.unknown}
        for executor in reading.executors:
            if executor.start in reported:
                continue
            if executor.role not in meant:
                meant[executor.role] = _meant(context, executor.role, own)
            if near := meant[executor.role]:
                place = context.place(activity.who, executor.start, executor.end)
                message = f"исполнитель {quote(executor.role)} очень похож на роль из плана"
                taken = context.suggestions(activity.who, executor.start, executor.end, [near])
                yield Finding(message, *place, did_you_mean([near]), suggestions=taken)


def _meant(context: CheckContext, role: str, own: dict[str, list[str]]) -> str | None:
    """The plan's own role that is written almost so, None if the role is known as it stands."""
    alike = own.get(folded(role).partition(" ")[0], ())
    if not alike or context.plan.book.knows(role):
        return None
    near = next(iter(nearest(role, alike, alike=0.85)), None)
    return near if near is None or folded(near) != folded(role) else None


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


def undeclared_abbreviation(context: CheckContext) -> Iterator[Finding]:
    """Сокращение нигде не объяснено.

    Через год никто не вспомнит, что значит ЦШОО. Объясните сокращение в abbreviations: или в скобках
    при первом употреблении. Обычные школьные сокращения (ОУ, УВР, ЕГЭ) и те, что есть в названиях школ,
    ролей и округа, объяснять не нужно. Новое сокращение — предупреждение (luzplan validate --since main),
    то, что в плане было, — замечание.

    Плохо:

        - what: Разработка плана школ ЦШОО
          when: июнь
          who: Совет школы

    Хорошо:

        abbreviations:
          ЦШОО: центральный школьный образовательный округ
        sections:
          - title: Раздел
            activities:
              - what: Разработка плана школ ЦШОО
                when: июнь
                who: Совет школы
    """
    hits: dict[str, list[Hit]] = {}
    for hit in context.search.find(_ABBREVIATION):
        word = hit.match[0]
        whole = not hit.text[hit.start - 1 : hit.start].isalpha()
        if not whole or _is_explained(word, context) or is_legal_form(word):
            continue
        if not re.search(_SHOUTED, hit.text):
            hits.setdefault(word, []).append(hit)
    known = sorted(context.abbreviations) if len(hits) <= _MOST_GUESSES else ()
    for word, found in hits.items():
        first = min(found, key=lambda hit: (hit.text.start, hit.start))
        often = f" ({count(len(found), TIMES)})" if len(found) > 1 else ""
        alike = nearest(word, known, alike=0.75)
        near = did_you_mean(alike)
        yield Finding(
            f"сокращение {quote(word)}{often} нигде не объяснено",
            *context.place(first.text, first.start, first.end),
            f"{near} Иначе впишите его в abbreviations:" if near else "впишите его в abbreviations:",
            suggestions=context.suggestions(first.text, first.start, first.end, alike),
        )


def _is_explained(word: str, context: CheckContext) -> bool:
    """Whether the plan or the name of a role explains a word in capitals, or everybody knows it."""
    known = word in context.abbreviations or word in shipped_abbreviations()
    return known or context.plan.book.abbreviates(word)


@cache
def shipped_abbreviations() -> dict[str, str]:
    """The abbreviations that every school knows, with their meanings."""
    lines = Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


def latin_letter(context: CheckContext) -> Iterator[Finding]:
    """Латинская буква в русском слове.

    «c» и «с», «P» и «Р» выглядят одинаково, но это разные буквы: поиск такого слова не найдёт, а сортировка
    поставит его не туда. Исправляется само: luzplan validate --fix.

    Плохо:

        - what: Пeдсовет
          when: май
          who: Директор

    Хорошо:

        - what: Педсовет
          when: май
          who: Директор
    """
    seen: dict[int, int] = {}  # where a text starts → where the last word looked at ends
    for hit in context.search.find(LATIN_LETTERS):
        if hit.start >= seen.get(hit.text.start, 0):
            start, end = word_around(hit.text, hit.start)
            seen[hit.text.start] = end
            if is_disguised(hit.text, start, end, partial(_is_explained, context=context)):
                yield _disguised(context, hit.text, start, hit.text[start:end])


def _disguised(context: CheckContext, text: Text, start: int, word: str) -> Finding:
    latin = [at for at, letter in enumerate(word) if letter.isascii()]
    meant = in_russian(word)
    first = start + latin[0]
    fixes = [context.splices(text, start + at, start + at + 1, meant[at]) for at in latin]
    return Finding(
        f"латинская буква {quote(word[latin[0]])}" + (f" в русском слове {quote(word)}" if word[1:] else ""),
        *context.place(text, first, first + 1),
        f"наберите {quote(meant)} русскими буквами",
        fixes=tuple(chain.from_iterable(fixes)),
    )


RULES = (
    rule("LP109", Severity.WARNING, nearly_known_executor),
    rule("LP111", Severity.WARNING, institution_spelled_two_ways),
    weightier_when_new(rule("LP112", Severity.NOTE, undeclared_abbreviation, once=True)),
    rule("LP113", Severity.WARNING, latin_letter),
)
