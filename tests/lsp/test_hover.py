"""What is shown of a word."""

from __future__ import annotations

import pytest

from luzplan.lsp.under_cursor import hover
from tests.lsp.marked import HEAD, ROWS, at


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
