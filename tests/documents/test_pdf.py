"""A plan printed by LibreOffice into a PDF of three pages, beside what a person reads off the paper."""

from __future__ import annotations

import pytest

from luzplan.documents import DocumentParagraph, DocumentTable, Remark, pdf
from luzplan.documents.line_ends import DOUBTFUL, LineEnds, unwrapped
from luzplan.documents.pdf import read_pdf
from luzplan.documents.recognition import Recognition, recognise
from tests.conftest import DATA

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printed() -> Recognition:
    document = read_pdf((DATA / "import" / "paper.pdf").read_bytes())
    assert document is not None
    return recognise(document)


def test_approvals_side_by_side_are_read_one_after_the_other(printed: Recognition) -> None:
    sides = printed.transcript.texts["approval"].values()
    assert [list(filter(None, side.values())) for side in sides] == [
        ["СОГЛАСОВАНО", "Управляющий совет школы", "протокол № 1 от 30.08.2023 г."],
        ["УТВЕРЖДАЮ", "директор школы", "Иванова И.И. _____", "приказ № 12 от 31.08.2023 г."],
    ]


def test_numbers_of_pages_are_no_texts_of_the_plan(printed: Recognition) -> None:
    texts = printed.transcript.texts
    assert texts["title"] == "План работы школы на 2023-2024 учебный год"
    assert texts["goals"][0] == "сохранить контингент;"
    assert (texts["preface"], texts["afterword"]) == ((), ())
    assert printed.remarks == ()


def test_the_table_goes_on_over_the_pages(printed: Recognition) -> None:
    sections = printed.transcript.sections
    assert [(one.title, len(one.activities)) for one in sections] == [
        ("Работа с учащимися", 21),
        ("Работа с родителями", 1),
    ]
    last = sections[0].activities[-1]
    assert (last.when, last.who, last.extra) == ("22 октября", "Зам по УВР", (("Классы", "5–11"),))
    assert last.what.endswith("подведение итогов и награждение победителей на общешкольной линейке")
    columns = ("№п/п", "Мероприятия", "Классы", "Срок исполнения", "Исполнители")
    assert printed.transcript.texts["headings"]["columns"] == columns


def test_pages_that_are_not_read_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    document = read_pdf((DATA / "import" / "paper.pdf").read_bytes())
    assert document is not None
    message = "прочитаны страницы 1–2 из 3, остальные нет: разделите документ"
    assert document.notices == (Remark(message),)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["учебно-воспитательно", "й работе"], "учебно-воспитательной работе"),
        (["учебно-", "воспитательной"], "учебно-воспитательной"),
        (["Ответственн", "ый"], "Ответственный"),
        (["деятельност", "ь"], "деятельность"),
        (["Родительски", "е собрания"], "Родительские собрания"),
        (["Методическ", "ий совет"], "Методический совет"),
        (["Готовность", "к", "году"], "Готовность к году"),
        (["ученики", "кл. 5"], "ученики кл. 5"),
        (["Директор", "их"], "Директор их"),
        (["предупреждени", "я"], "предупреждения"),
        (["правонару-", "шений"], "правонарушений"),
        (["образо-", "вательной"], "образовательной"),
        (["заместитель дирек-", "тора по ВР"], "заместитель директора по ВР"),
        (["педагог-", "психолог"], "педагог-психолог"),
        (["мастер-", "класс"], "мастер-класс"),
        (["Тренеры-", "преподаватели"], "Тренеры-преподаватели"),
        (["Инструктор-", "методист"], "Инструктор-методист"),
        (["5-", "9 классы"], "5-9 классы"),
        (["по-", "русски"], "по-русски"),
        (["законо-", "дательства"], "законодательства"),
        (["конкурс-", "ная работа"], "конкурсная работа"),
        (["Учебно-", "воспита-", "тельные"], "Учебно-воспитательные"),
    ],
)
def test_a_word_that_a_narrow_cell_broke_is_one(lines: list[str], text: str) -> None:
    assert unwrapped(lines, narrow=True) == text


@pytest.mark.parametrize(
    ("line", "others", "text"),
    [
        # What stands elsewhere in the document tells, whatever else it does.
        (["памяти воинов-", "афганцев"], ["Музей воинов-афганцев", "учреж-|дения"], "воинов-афганцев"),
        (["клуб ракето-", "моделистов"], ["Ракетомоделисты", "клуб ракетомоделистов"], "ракетомоделистов"),
        # A document that parts words surely does it here, too; one that does not has the hyphen of the word.
        (["кружок авиа-", "торов"], ["правонару-|шений", "проведе-|ние"], "авиаторов"),
        (["памяти воинов-", "освободителей"], ["День музея", "плюс-минус"], "воинов-освободителей"),
        # Each part stands by itself.
        (["ансамбль гармони-", "стов"], ["учреж-|дения"], "гармонистов"),
        (["День бабушек-", "дедушек"], ["учреж-|дения", "Клуб бабушек", "для дедушек"], "бабушек-дедушек"),
    ],
)  # fmt: skip
def test_the_rest_of_a_document_tells_whose_the_hyphen_is(
    line: list[str], others: list[str], text: str
) -> None:
    read = [
        unwrapped(one, narrow=True, parted=DOUBTFUL) for one in (line, *(one.split("|") for one in others))
    ]
    assert LineEnds(read).settled(read[0], "").split()[-1] == text


def test_a_hyphen_that_may_be_either_is_remarked() -> None:
    ends = LineEnds([text := unwrapped(["День воинов-", "освободителей"], narrow=True, parted=DOUBTFUL)])
    assert ends.settled(text, "стр. 1") == "День воинов-освободителей"
    assert ends.remarks == [Remark("перенос в конце строки прочитан как «воинов-освободителей»", "стр. 1")]


def test_a_line_right_under_a_table_stays_a_line() -> None:
    """Its letters reach up over the table's lower edge, by which they are in no cell."""
    lines = "50 700 m 350 700 l 50 680 m 350 680 l 50 660 m 350 660 l"
    lines += " 50 700 m 50 660 l 200 700 m 200 660 l 350 700 m 350 660 l S"
    texts = (
        (55, 686, "What"),
        (205, 686, "When"),
        (55, 666, "Meeting"),
        (205, 666, "May"),
        (50, 651, "Made by N. N."),
    )
    shown = " ".join(f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in texts)
    table, line = read_pdf(_page_of(f"{lines} {shown}")).blocks
    assert isinstance(table, DocumentTable)
    assert isinstance(line, DocumentParagraph)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["What", "When"], ["Meeting", "May"]]
    assert line.text == "Made by N. N."


def _page_of(drawn: str) -> bytes:
    """A PDF of one page."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = "\n".join(f"{at} 0 obj\n{one}\nendobj" for at, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}\ntrailer<</Root 1 0 R>>\n".encode("ascii")
