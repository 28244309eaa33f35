"""The same slips in every line of a plan where they can be made: each gets one message, at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from luzplan.check import check_built
from luzplan.check.fixing import fixed
from luzplan.text import Loaded, Source
from tests.building import build, plan_in

PLAN = """\
title: План работы школы
year: 2011-2012
approval:
  agreed:
    by: Совет школы
    protocol: протокол № 1 от 29 августа 2011 г.
  approved:
    by: директор
    order: приказ № 15 от 30 августа 2011 г.
headings:
  goals: Цели школы
  author: Составитель
district:
  name: Лузский школьный округ
  short: ЛШО
schools:
  - name: МОКУ СОШ №2
    level: средняя
    aliases: [вторая школа, СОШ 2]
  - name: МОКУ ООШ д. Куликово
    level: основная
goals:
  - >-
    сотрудничество школ, в том числе
    начальных
  - распространение опыта учителей
roles:
  - name: Совет округа
    since: Декабрь
abbreviations:
  ЛШО: Лузский школьный округ
  БШ: базовая школа
columns: [Классы]
calendar:
  start: 1 сентября
  holidays:
    осенние: 31 октября – 6 ноября
    зимние: с 28 декабря по 9 января
sections:
  - title: Работа с кадрами
    activities:
      - what: Педсовет по итогам года
        when: май
        who: Директор
      - what: Семинар учителей математики
        when: октябрь, апрель
        who: Зам по УВР
        done: [2011-10-14, 2012-04-20]
        note: взять проектор
        Классы: 5-7
  - title: Работа с родителями
    activities:
      - what: >-
          Родительское собрание выпускных
          классов
        when: апрель
        who: Директор
      - what: День открытых дверей
        when: 12 октября
        who: Зам по ВР
author:
  position: заместитель директора
  name: Винокурова Светлана Андреевна
"""
LINES = PLAN.splitlines()
PROSE = ("what", "title", "note", "position")
RUSSIAN = {
    "what": "мероприятие", "when": "сроки", "who": "кто", "title": "раздел", "name": "название",
    "year": "год",
    "sections": "разделы", "goals": "цели", "activities": "мероприятия", "roles": "роли", "schools": "школы",
    "note": "примечание", "level": "уровень",
}  # fmt: skip
LAYOUT = str.maketrans("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить")

Typed = Callable[[str], str | None]


def pair(change: Callable[[str, str, str], str | None]) -> Typed:
    """A slip in a line with a key: what stands before it, the key and its value."""

    def typed(line: str) -> str | None:
        found = re.fullmatch(r"( *(?:- )?)(\w+): ?(.*)", line)
        return change(found[1], found[2], found[3]) if found and found[3] != ">-" else None

    return typed


def prose(change: str) -> Typed:
    """A slip in a text of some words: ``{}`` stands for them."""
    return pair(lambda lead, key, value: f"{lead}{key}: {change.format(value)}" if key in PROSE else None)


def item(change: str) -> Typed:
    """A slip at the dash of an item, of which ``{}`` is the rest."""

    def typed(line: str) -> str | None:
        lead, dash, rest = line.partition("- ")
        return lead + change.format(rest) if dash and not lead.strip() and rest != ">-" else None

    return typed


def indented(change: Callable[[str], str]) -> Typed:
    """A slip in the indentation; a text that goes on may stand as deep as one likes."""
    return lambda line: change(line) if re.match(r"  +(?:- |\w+:)", line) else None


MENDED: dict[str, Typed] = {
    "no blank after the colon": pair(lambda a, key, b: f"{a}{key}:{b}" if b and b[0] != "[" else None),
    "no blank after the dash": item("-{}"),
    "no-break space in the indentation": indented(lambda line: f"\u00a0{line[1:]}"),
    "no-break space after the colon": pair(lambda a, key, b: f"{a}{key}:\u00a0{b}" if b else None),
    "no-break space after the dash": item("-\u00a0{}"),
    "tab for the indentation": indented(lambda line: "\t" + line.lstrip()),
    "tab after the dash": item("-\t{}"),
    "dash forgotten": lambda line: line.replace("- ", "", 1) if re.match(" *- ", line) else None,
    "en dash": item("– {}"),
    "bullet": item("• {}"),
    "one blank too many": indented(lambda line: f" {line}"),
    "one blank too few": indented(lambda line: line[1:]),
    "two blanks too many": indented(lambda line: f"  {line}"),
    "two blanks too few": indented(lambda line: line[2:]),
    "number before the key": lambda line: item("- 2.3. {}")(line) if ": " in line else None,
    "number for the dash": lambda line: item("2.3. {}")(line) if ": " in line else None,
    "semicolon": pair(lambda a, key, b: f"{a}{key}; {b}" if b else None),
    "no colon": pair(lambda a, key, b: f"{a}{key} {b}".rstrip()),
    "key in Russian": pair(lambda a, key, b: f"{a}{RUSSIAN[key]}: {b}".rstrip() if key in RUSSIAN else None),
    "key with a capital": pair(
        lambda a, key, b: f"{a}{key.title()}: {b}".rstrip() if key.isascii() else None
    ),
    "key in the other layout": pair(lambda a, key, b: f"{a}{key.translate(LAYOUT)}: {b}".rstrip()),
    "key in quotes": pair(lambda a, key, b: f"{a}«{key}»: {b}".rstrip() if key.isascii() else None),
    "dash before a name": pair(lambda a, key, b: f"{a}- {key}: {b}" if not key.isascii() and b else None),
    "dash for the colon": pair(lambda a, key, b: f"{a}{key} — {b}" if a and b else None),
}
READ: dict[str, Typed] = {
    "quote not closed": pair(lambda a, key, b: f'{a}{key}: "{b}' if key in (*PROSE, "who", "name") else None),
    "bracket not closed": pair(
        lambda a, key, b: f"{a}{key}: [{b}" if key in (*PROSE, "who", "name") else None
    ),
    "colon in a text": prose("Итоги: {}"),
    "smart quotes": prose("“Итоги: {}”"),
    "at": prose("@{}"),
    "star": prose("* {}"),
    "percent": prose("%{}"),
    "bracket at the start": prose("[онлайн] {}"),
    "quoted word at the start": prose('"Весна" {}'),
    "continuation at the margin": prose("{}\nи ещё слова"),
    "row of a table": pair(
        lambda a, key, b: f"{a}{key}: {b}\n2.4\tОлимпиада\tмай\tДиректор" if key == "note" else None
    ),
    "half a row": pair(lambda a, key, b: f"{a}{key}" if key in ("when", "who", "note") else None),
    "half a key": pair(lambda a, key, b: f"{a}{key[:3]}" if key in ("when", "note") else None),
    "list": pair(lambda a, key, b: f"{a}{key}:\n{' ' * len(a)}- {b}" if key in ("when", "who") else None),
    "two keys": pair(lambda a, key, b: f"{a}{key}: {b}, where: зал" if key in ("what", "who") else None),
    "merge markers": pair(
        lambda a, key, b: (
            f"<<<<<<< HEAD\n{a}{key}: {b}\n=======\n{a}{key}: да\n>>>>>>> x" if key == "who" else None
        )
    ),
}


def planted(slip: Typed) -> Iterator[tuple[int, str]]:
    """The plan with the slip in each of its lines that can have it, and the line's number."""
    for at, line in enumerate(LINES):
        typed = slip(line)
        if typed is not None and typed != line:
            yield at + 1, "\n".join([*LINES[:at], typed, *LINES[at + 1 :], ""])


def lines_said(text: str) -> list[int]:
    checked = check_built(build(text))
    return [checked.source.position(one.start).line for one in checked.problems]


def test_the_plan_itself_is_right() -> None:
    assert lines_said(PLAN) == []


@pytest.mark.parametrize("name", [*MENDED, *READ])
def test_a_slip_is_said_once_at_its_line(name: str) -> None:
    slip = MENDED.get(name) or READ[name]
    for number, text in planted(slip):
        assert lines_said(text) in ([number], [number + 1] if text.count("\n") > len(LINES) else [number]), (
            text
        )


@pytest.mark.parametrize("name", MENDED)
def test_a_certain_slip_is_mended_without_a_trace(name: str) -> None:
    for _, text in planted(MENDED[name]):
        assert fixed(Loaded(Source("plan.yaml", text)), check_built).checked.source.text == PLAN


def test_ten_slips_in_ten_rows_are_ten_messages() -> None:
    slips = [*MENDED][:10]
    rows = [
        f"      - what: Дело {number}\n        when: май\n        who: Директор\n" for number in range(10)
    ]
    head = "title: План\nyear: 2011-2012\nsections:\n  - title: Раздел\n    activities:\n"
    text, expected = head, []
    for number, (row, name) in enumerate(zip(rows, slips, strict=True)):
        lines = row.splitlines()
        at = 0 if MENDED[name](lines[0]) else 1
        lines[at] = MENDED[name](lines[at]) or ""
        text += "\n".join([*lines, ""])
        expected.append(6 + 3 * number + at)
    assert lines_said(text) == expected


@pytest.mark.parametrize(
    "name", ["no blank after the colon", "en dash", "one blank too many", "quote not closed"]
)
def test_all_other_rows_are_read(name: str) -> None:
    whole = plan_in(PLAN)
    slip = MENDED.get(name) or READ[name]
    for _, text in planted(slip):
        plan = plan_in(text)
        assert [(row.position, row.when) for row in plan.activities()] == [
            (row.position, row.when) for row in whole.activities()
        ]
