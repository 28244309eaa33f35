"""The document that is exported comes back as the plan it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from luzplan.documents import Document
from luzplan.documents.reading import read_document
from luzplan.documents.recognition import recognise
from luzplan.documents.word import read_word
from luzplan.documents.writing import write_plan
from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.reports import Table
from luzplan.reports.paper import document_report
from luzplan.reports.whole_plan import EXPORTED
from luzplan.selection import Filters
from tests.building import faultless
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SMALL = """
title: План работы школы
year: 2014-2015
headings:
  goals: 'Цель:'
goals: [мир]
preface: [Пояснительная записка., 'Задачи:', 1. Дружить.]
sections:
  - title: Спорт
    activities:
      - {what: "Поход:\\nв лес", when: май, who: "Директор\\nЗам по ВР", where: лес}
      - {what: Кросс 2015 года}
  - title: Труд
    preface: [Слова над вторым разделом.]
    activities:
      - {what: Субботник, when: апрель 2015, who: завхоз}
afterword: [Примечание 1., Примечание 2.]
"""


def back(plan: Plan) -> Plan:
    document = writer("docx")(document_report(plan, Filters(date(2012, 2, 1))), Page())
    assert isinstance(document, bytes)
    read = read_word(document)
    assert read is not None
    transcript = recognise(read).transcript
    assert transcript.year is not None
    return faultless(write_plan(transcript, transcript.year))


def words_of(plan: Plan) -> dict[str, object]:
    """What stands on paper; names of roles and levels of schools do not."""
    return {
        "title": " ".join(plan.title.split()),
        "year": plan.year,
        "district": (plan.district.name, plan.district.short),
        "agreed": plan.agreed,
        "approved": plan.approved,
        "schools": [(one.name, one.base, one.level, one.aliases) for one in plan.schools],
        "headings": plan.headings,
        "lists": (plan.goals, plan.functions, plan.preface, plan.afterword),
        "sections": [(one.title, one.preface) for one in plan.sections],
        "rows": [(one.what, one.when, one.where, one.who) for one in plan.activities()],
        "author": plan.author,
    }


def test_the_source_plan_comes_back() -> None:
    plan = faultless((ROOT / "plan.yaml").read_text(encoding="utf-8"))
    assert words_of(back(plan)) == words_of(plan)


@pytest.mark.parametrize("key", ["title", "year", "lists", "sections", "rows"])
def test_texts_without_a_key_and_places_come_back(key: str) -> None:
    plan = faultless(SMALL)
    assert words_of(back(plan))[key] == words_of(plan)[key]


NOTED = """
title: План работы школы на 2011-2012 учебный год
year: 2011-2012
{head}
sections:
  - title: {title}
    activities:
      - {{what: Концерт, when: до 10 мая, who: Директор, {one}}}
      - {{what: Отчёт, when: "октябрь, апрель", who: Зам по УВР{two}}}
"""


@pytest.mark.parametrize(
    ("head", "title", "one", "two"),
    [
        ("", "Р", "where: актовый зал, note: взять проектор, done: 2012-05-03", ""),
        ("", "", 'note: "в зале\\nи в холле"', ", done: [2011-10-24, 2012-04-20]"),
        ("columns: [Классы, Форма]", "", "Классы: 5–9, done: 2012-05-03", ", Форма: КТД"),
        ("headings: {columns: [Дела, Классы, Срок, Кто]}\ncolumns: [Классы]", "Р", "Классы: 1–11", ""),
        (
            "headings: {columns: [№, Дела, Отметка, Срок, Кто, Итог]}\ncolumns: [Итог]",
            "Р",
            "done: 2012-05-03, Итог: приказ",
            ", note: перенести",
        ),
    ],
)
def test_what_is_exported_imported_and_exported_again_is_the_same_file(
    head: str, title: str, one: str, two: str
) -> None:
    plan = faultless(NOTED.format(head=head, title=title, one=one, two=two))
    again = back(plan)
    filters = Filters(date(2012, 2, 1))
    first, second = (writer("docx")(document_report(each, filters), Page()) for each in (plan, again))
    assert first == second
    for old, new in zip(plan.activities(), again.activities(), strict=True):
        assert (old.note, dict(old.columns), old.done_on) == (new.note, dict(new.columns), new.done_on)
        assert [mark.day for mark in old.marks] == [mark.day for mark in new.marks]


@pytest.mark.parametrize("format_name", ["docx", "html", "md"])
@pytest.mark.parametrize(
    "own",
    [["№", "Содержание", "Форма", "Ответственные"], ["№", "Дата", "Форма", "Мероприятие", "Исполнители"]],
)
def test_headings_come_back_in_the_order_of_the_paper_with_deadlines_or_without(
    own: list[str], format_name: str, tmp_path: Path
) -> None:
    dated = "when: 5 октября, " if "Дата" in own else ""
    head = f"title: План\nyear: 2011-2012\nheadings: {{columns: [{', '.join(own)}]}}\ncolumns: [Форма]"
    row = f"- {{what: Отчёт, {dated}who: Завуч, Форма: справка}}"
    plan = faultless(f"{head}\nsections:\n  - title: Октябрь\n    activities:\n      {row}\n")
    report = document_report(plan, Filters(date(2012, 2, 1)))
    (table,) = (block for block in report.blocks if isinstance(block, Table))
    assert [column.heading for column in table.columns] == own
    again = imported(exported(plan, format_name), f".{format_name}", tmp_path)
    assert words_of(again) == words_of(plan)


FULL = """
title: |-
  План работы школы
  на 2011-2012 учебный год
year: 2011-2012
district: {name: Лузский район, short: ЛР}
approval:
  agreed: {heading: СОГЛАСОВАНО, by: Совет школы, protocol: протокол № 1}
schools:
  - {name: СОШ №1, base: true, level: средняя, aliases: [БШ]}
goals: [мир, "дружба: всем"]
roles:
  - {name: Ментор, aliases: [наставник], parent: Заместитель директора, since: 2.1}
abbreviations: {ЛР: Лузский район}
calendar:
  start: 1 августа
  quarters: [1 сентября – 28 октября, 7 ноября – 29 декабря, 12 января – 23 марта, 1 апреля – 31 мая]
  holidays: {осенние каникулы: 29 октября – 6 ноября}
columns: [Классы, Форма]
preface: [Пояснительная записка., 'Задачи:', 1. Дружить.]
sections:
  - title: Учёба
    activities:
      - {what: Концерт, when: до 10 мая, who: "Директор\nМентор", where: зал, note: "взять проектор\nи экран"}
      - {what: "- Отчёт --> <b>", when: "октябрь, апрель", who: Зам по УВР, Форма: КТД, id: отчёт}
  - title: Труд
    preface: [Слова над вторым разделом.]
    activities:
      - {what: Субботник, when: I четверть, who: завхоз, done: 2012-04-20 за I четверть, Классы: 5–9}
      - {what: "Тема: итоги", when: май, who: Директор, done: 2012-05-03, after: отчёт}
      - {what: Смотр, when: "октябрь, апрель", who: Завуч, done: [2011-10-24, 2012-04-20 за апрель]}
afterword: [Примечание 1.]
author: {position: заместитель директора, name: Иванова И.И.}
"""


PLAIN = """
title: План работы кружка
year: 2011-2012
sections:
  - title: Отчёты
    activities:
      - {what: Отчёт, when: май, who: Завуч}
      - {what: Сверка, when: "до 25 числа каждого месяца", who: Завхоз, done: [2011-10-24, 2011-09-20]}
"""


# Words of the plan's own where others have the usual ones, and one for another matter.
OWN_WORDS = """
title: План работы школы
year: 2011-2012
headings: {functions: 'Направления:', author: За план отвечает}
functions: [спорт, труд]
columns: [Отметка медсестры, Тема]
sections:
  - title: Спорт
    activities:
      - {what: Осмотр, when: май, who: Медсестра, Отметка медсестры: журнал № 5, Тема: Здоровье}
author: {position: завуч, name: Иванова И.И.}
"""
EMPTY = """
title: План работы школы
year: 2011-2012
preface: [Слова над таблицей.]
sections:
  - title: Спорт
    preface: [Слова над первым разделом.]
  - title: Спорт
  - title: Труд
"""
TWINS = f"""{EMPTY}
  - title: Спорт
    activities: [{{what: Кросс, when: май, who: Директор}}]
  - title: Спорт
    activities: [{{what: Лыжи}}, {{what: Бег}}]
  - title: Танцы
    preface: [Слова над разделом без строк.]
  - title: Труд
    activities: [{{what: Субботник}}]
  - title: Спорт
    activities: [{{what: Плавание, when: июнь}}]
  - title: Танцы
afterword: [Примечание.]
"""


def exported(plan: Plan, format_name: str) -> bytes:
    written = writer(format_name)(EXPORTED[format_name](plan, Filters(date(2012, 2, 1))), Page())
    return written if isinstance(written, bytes) else written.encode()


def imported(data: bytes, suffix: str, folder: Path) -> Plan:
    file = folder / f"plan{suffix}"
    file.write_bytes(data)
    document = read_document(str(file), suffix)
    assert isinstance(document, Document)
    transcript = recognise(document).transcript
    assert transcript.year is not None
    return faultless(write_plan(transcript, transcript.year))


def rows_told(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (one.what, one.when, one.who, one.where, one.note, one.done, sorted(one.columns))
        for one in plan.activities()
    ]


DAYS = """
title: План работы шестого школьного дня на 2022-2023 учебный год
year: 2022-2023
preface: ["«Без прошлого нет будущего»"]
columns: [Участники]
sections:
  - title: 14.01.2023
    activities: [{what: Игры, who: Вожатая, Участники: 1-4 классы}]
  - title: 21.01.2023
    preface: ["«Живая история»"]
    activities: [{what: Кружки, who: Педагоги}]
"""


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "html", "md"])
@pytest.mark.parametrize(
    "text",
    [FULL, PLAIN, OWN_WORDS, EMPTY, TWINS, DAYS, (ROOT / "plan.yaml").read_text(encoding="utf-8")],
    ids=["full", "plain", "own-words", "empty", "twins", "days", "own"],
)
def test_a_whole_plan_comes_back_from_each_format(text: str, format_name: str, tmp_path: Path) -> None:
    plan = faultless(text)
    again = imported(exported(plan, format_name), f".{format_name}", tmp_path)
    told = ("title", "year", "calendar", "district", "agreed", "approved", "schools", "goals", "functions")
    for key in (*told, "preface", "roles", "abbreviations", "columns", "afterword", "author", "headings"):
        assert getattr(again, key) == getattr(plan, key)
    assert [(one.title, one.preface) for one in again.sections] == [
        (one.title, one.preface) for one in plan.sections
    ]
    assert rows_told(again) == rows_told(plan)
    assert [(one.id, one.after) for one in again.activities()] == [
        (one.id, one.after) for one in plan.activities()
    ]
    assert exported(again, format_name) == exported(plan, format_name)


@pytest.mark.parametrize("text", [FULL.replace("  start: 1 августа\n", ""), OWN_WORDS, TWINS])
def test_the_rows_come_back_from_csv_with_their_year(text: str, tmp_path: Path) -> None:
    plan = faultless(text)
    again = imported(exported(plan, "csv"), ".csv", tmp_path)
    assert again.year == plan.year
    assert rows_told(again) == rows_told(plan)
    assert [one.title for one in again.sections] == [one.title for one in plan.sections]


def test_a_row_that_somebody_added_lies_in_the_section_that_it_names(tmp_path: Path) -> None:
    text = exported(faultless(TWINS), "csv").decode()
    added = text.replace("6;Танцы", ";Спорт;Хоккей;;;;;\r\n;Шахматы;Турнир;;;;;\r\n6;Танцы")
    again = imported(added.encode(), ".csv", tmp_path)
    assert [(one.title, [row.what for row in one.activities]) for one in again.sections][3:] == [
        ("Спорт", ["Кросс"]),
        ("Спорт", ["Лыжи", "Бег", "Хоккей"]),
        ("Шахматы", ["Турнир"]),
        ("Танцы", []),
        ("Труд", ["Субботник"]),
        ("Спорт", ["Плавание"]),
        ("Танцы", []),
    ]


def test_texts_that_somebody_added_beside_sections_without_rows_stay(tmp_path: Path) -> None:
    text = exported(faultless(TWINS), "md").decode()
    changed = text.replace("Слова над таблицей.", "Слова над таблицей.\n\nНовые слова.", 1)
    changed = changed.replace("Слова над разделом без строк.", "Ещё новые слова.", 1)
    again = imported(changed.encode(), ".md", tmp_path)
    everything = exported(again, "md").decode()
    assert "Новые слова." in everything
    assert "Ещё новые слова." in everything


def test_what_somebody_changed_in_the_document_counts(tmp_path: Path) -> None:
    text = exported(faultless(FULL), "md").decode()
    changed = text.replace("СОШ №1\n", "СОШ №3\n").replace("# План работы школы", "# План работы гимназии")
    again = imported(changed.encode(), ".md", tmp_path)
    assert [one.name for one in again.schools] == ["СОШ №3"]
    assert again.title == "План работы гимназии на 2011-2012 учебный год"
    assert [one.name for one in again.roles] == ["Ментор"]


@pytest.mark.parametrize(
    "told", ["[]", "{", '{"goals": 1}', '{"roles": {"a": {"b": {"c": {"d": {"e": "f"}}}}}}']
)
def test_what_is_carried_and_is_not_ours_is_left_alone(told: str, tmp_path: Path) -> None:
    page = f"<table><tr><td>Мероприятия<td>Сроки<tr><td>Поход<td>май 2012</table><!-- luzplan {told} -->"
    assert [one.what for one in imported(page.encode(), ".html", tmp_path).activities()] == ["Поход"]


LIKE_FORMULAS = (
    *("=СУММ(A1:A2)", "+7 912 000 00 00 звонок", "-5 баллов сверх нормы", "@канал школы", "＝широкий знак"),
    *("'=в апострофе", "''=в двух", "'просто в апострофе", "=cmd|' /C calc'!A0", "- пункт один"),
)


@pytest.mark.parametrize("form", ["xlsx", "csv", "md", "html", "docx"])
def test_texts_that_look_like_formulas_come_back(form: str, tmp_path: Path) -> None:
    rows = [{"what": text, "when": "май", "where": text, "note": text} for text in LIKE_FORMULAS]
    sections = [{"title": "Раздел", "activities": rows}]
    plan = faultless(json.dumps({"title": "План", "year": "2011-2012", "sections": sections}))
    again = imported(exported(plan, form), f".{form}", tmp_path)
    assert [(one.what, one.where, one.note) for one in again.activities()] == [
        (text, text, text) for text in LIKE_FORMULAS
    ]
