"""What is shown of a word, what can be done at a place, and what the plan is like then."""

from __future__ import annotations

import pytest

from luzplan.check import Options
from luzplan.edit import Edited, Refused
from luzplan.lsp import OpenPlan
from luzplan.lsp.navigation import name_at
from luzplan.lsp.under_cursor import actions, formatting, hover, renamed
from luzplan.text import apply_splices
from tests.lsp.marked import HEAD, ROWS, TODAY, at, opened


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "when: 15 фев¦раля",
            "**Срок:** 15 февраля 2012 и 20 марта 2012\n"
            "- 15 февраля 2012: среда, выполнено 20 января 2012\n"
            "- 20 марта 2012: вторник, осталось 48 дней",
        ),
        (
            "when: 6 – 8¦ февраля",
            "**Срок:** 6 февраля 2012 – 8 февраля 2012\n\nпонедельник – среда, 3 дня, осталось 7 дней",
        ),
        (
            "who: Совет ¦округа",
            "**Роль:** Совет округа\n\nс какого срока: Декабрь\n\n1 мероприятие в плане; "
            "больше всего сроков: февраль (1) и март (1)",
        ),
        (
            "Зам по ¦УВР БШ",
            "**Роль:** Зам по УВР\n\nвходит в: Заместитель директора → Администрация\n\n"
            "в плане: Зам по УВР (КОГОКУ СОШ г. Лузы)\n\n2 мероприятия в плане; "
            "больше всего сроков: февраль (2) и март (1)",
        ),
        (
            "Зам по УВР Б¦Ш",
            "**Школа:** КОГОКУ СОШ г. Лузы\n\nбазовая\n\nещё пишут: БШ\n\nназвана исполнителем: 1 раз",
        ),
        ("parent: Совет окр¦уга", "**Роль:** Совет округа"),
        ("Заседание Л¦ШО", "**ЛШО** — Лузский школьный округ"),
        ("ЦШ¦О: центр", "**ЦШО** — центр школьного образования"),
        ("wh¦en: 15", "**when:** срок, словами документа; нет ключа — срок не назван"),
        (
            "abbrev¦iations:",
            "**abbreviations:** сокращения этого плана; ",
        ),
    ],
)
def test_a_word_is_shown_as_it_is_understood(words: str, shown: str) -> None:
    found = hover(*at(words))
    assert found is not None
    assert found.text.startswith(shown)


@pytest.mark.parametrize("words", ["what: За¦седание", "title: Ур¦оки", "¦  - title"])
def test_of_plain_words_nothing_is_said(words: str) -> None:
    assert hover(*at(words)) is None


def test_what_is_wrong_is_shown_with_why_it_matters() -> None:
    text = (HEAD + ROWS).replace("6 – 8 февраля 2012", "31 февраля")
    found = hover(*at("31 фев¦раля", text))
    assert found is not None
    assert "такой даты не бывает" in found.text
    assert "---\n\n**LP202** " in found.text


def test_signs_of_the_plan_are_no_markdown() -> None:
    text = (HEAD + ROWS).replace("Лузский школьный округ", "'[x](y) <b> *A*'")
    found = hover(*at("Заседание Л¦ШО", text))
    assert found is not None
    assert found.text == r"**ЛШО** — \[x\](y) \<b\> \*A\*"


def titles(plan: OpenPlan, offset: int) -> list[str]:
    return [one.title for one in actions(plan, offset, offset)]


def done(plan: OpenPlan, offset: int, title: str) -> str:
    action = next(one for one in actions(plan, offset, offset) if one.title == title)
    return apply_splices(plan.text, action.changes())


def test_a_suggestion_can_be_taken_a_role_declared_a_problem_hidden_a_row_done() -> None:
    text = (HEAD + ROWS).replace("Замы по УВР и ВР", "Психлог")
    plan, offset = at("who: Псих¦лог", text)
    assert titles(plan, offset) == [
        "Заменить на «Психолог»",
        "Добавить роль «Психлог» в roles:",
        "Не показывать LP101 в этой строке",
        "Отметить 1.2 выполненным сегодня",
    ]
    assert done(plan, offset, "Заменить на «Психолог»") == text.replace("Психлог", "Психолог")
    declared = done(plan, offset, "Добавить роль «Психлог» в roles:")
    assert declared == text.replace("abbreviations:", "  - {name: Психлог}\nabbreviations:")
    assert not [one for one in plan.changed(declared).checked.problems if one.code == "LP101"]
    hidden = done(plan, offset, "Не показывать LP101 в этой строке")
    assert hidden == text.replace("Психлог", "Психлог  # luzplan: ignore[LP101]")
    assert not [one for one in plan.changed(hidden).checked.problems if one.code == "LP101"]
    marked = done(plan, offset, "Отметить 1.2 выполненным сегодня")
    assert marked == text.replace("who: Психлог\n", "who: Психлог\n        done: 2012-02-01\n")


def test_a_row_of_several_deadlines_is_marked_one_by_one() -> None:
    plan, offset = at("what: Засе¦дание")
    title = "Отметить 1.1 выполненным сегодня за 20 марта 2012"
    assert titles(plan, offset) == [title]
    assert "done: 2012-01-20; 2012-02-01\n" in done(plan, offset, title)


def test_of_what_is_done_nothing_is_offered() -> None:
    plan, offset = at("what: Засе¦дание", (HEAD + ROWS).replace("2012-01-20", "2012-01-20; 2012-01-21"))
    assert titles(plan, offset) == []


def test_an_abbreviation_is_declared_beside_the_others_or_with_a_list_of_its_own() -> None:
    text = (HEAD + ROWS).replace("Открытый урок", "Урок КВПР")
    plan, offset = at("Урок КВ¦ПР", text)
    added = done(plan, offset, "Добавить «КВПР» в abbreviations:")
    assert "  ЦШО: центр школьного образования\n  КВПР: впишите значение\nsections:" in added
    plan, offset = at("Урок КВ¦ПР", text.replace("abbreviations:\n  ЦШО: центр школьного образования\n", ""))
    added = done(plan, offset, "Добавить «КВПР» в abbreviations:")
    assert "\nabbreviations:\n  КВПР: впишите значение\n\nsections:" in added


def test_a_comment_that_hides_goes_where_it_is_no_part_of_a_text() -> None:
    text = (HEAD + ROWS).replace("Открытый урок", "Урок КВПР")
    plan, offset = at("Урок КВ¦ПР", text)
    plan = OpenPlan(plan.name, text, Options(notes=True, today=TODAY), TODAY)
    hidden = done(plan, offset, "Не показывать LP112 в этой строке")
    assert "      - what: >-  # luzplan: ignore[LP112]\n          Урок КВПР,\n" in hidden
    more = (HEAD + ROWS).replace("Замы по УВР и ВР", "Психлог  # luzplan: ignore[LP999]")
    plan, offset = at("who: Псих¦лог", more)
    hidden = done(plan, offset, "Не показывать LP101 в этой строке")
    assert "Психлог  # luzplan: ignore[LP999, LP101]" in hidden


def test_beside_a_slip_problems_can_be_hidden_but_not_the_slip() -> None:
    text = (HEAD + ROWS).replace("when: 6", "when 6").replace("Замы по УВР и ВР", "Психлог")
    plan, offset = at("who: Псих¦лог", text)
    assert "who: Психлог  # luzplan: ignore[LP101]\n" in done(
        plan, offset, "Не показывать LP101 в этой строке"
    )
    plan, offset = at("wh¦en 6", text)
    assert [one for one in titles(plan, offset) if one.startswith("Не показывать")] == []


def test_of_a_double_either_can_be_taken_out() -> None:
    row = "      - what: Заседание ЛШО\n        when: 15 февраля, 20 марта\n        who: Психолог\n"
    plan, offset = opened(HEAD + ROWS + row.replace("ние", "н¦ие"))
    assert titles(plan, offset)[:2] == ["Убрать 1.3: повтор", "Убрать 1.1: повтор"]
    assert done(plan, offset, "Убрать 1.3: повтор") == HEAD + ROWS


def test_what_is_mended_without_thinking_is_preferred_and_all_of_it_is_the_formatting() -> None:
    text = (HEAD + ROWS).replace("Заседание", "Зaседание").replace("Открытый", "Oткрытый")
    plan, offset = at("Зa¦седание", text)
    action = actions(plan, offset, offset)[0]
    assert action.preferred
    assert apply_splices(text, action.changes()) == text.replace("Зaседание", "Заседание")
    assert apply_splices(text, formatting(plan)) == HEAD + ROWS
    assert formatting(opened(HEAD + ROWS)[0]) == ()


@pytest.mark.parametrize(
    "text", ["", "просто слова", "year: [", "sections:\n  - title: А\n    activities: [{\n"]
)
def test_what_is_no_plan_has_its_problems_only(text: str) -> None:
    plan, _ = opened(text)
    for action in actions(plan, 0, len(text)):
        apply_splices(text, action.changes())
    formatting(plan)


def test_a_name_is_renamed_everywhere() -> None:
    plan, offset = at("who: Сов¦ет округа")
    name = name_at(plan, offset)
    assert name is not None
    edit = renamed(plan, name, "Совет школ")
    assert isinstance(edit, Edited)
    assert edit.text == (HEAD + ROWS).replace("Совет округа", "Совет школ")


@pytest.mark.parametrize("new", ["", "  ", "Секретарь совета"])
def test_what_cannot_be_a_name_is_refused(new: str) -> None:
    plan, offset = at(
        "who: Совет окр¦уга, Зам", (HEAD + ROWS).replace("Замы по УВР и ВР", "Секретарь совета")
    )
    name = name_at(plan, offset)
    assert name is not None
    assert isinstance(renamed(plan, name, new), Refused)
