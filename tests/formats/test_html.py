from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.reports import Report
from luzplan.reports.due import by_role_report, due_report
from luzplan.reports.overview import load_report, timeline_report
from luzplan.reports.whole_plan import site_report
from luzplan.selection import Filters, Grouping, choices
from tests.browser import dumped_page, needs_browser, needs_paper, pages_of, printed_pages, printed_text
from tests.building import plan_of
from tests.conftest import Luzplan

TODAY = Filters(date(2012, 2, 15))
HOSTILE = '</td></script><script>alert("1")</script> "\' & {{ 7*7 }}'


class Seen(HTMLParser):
    """The start tags of a page, and its text without the script and the style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside += [tag] if tag in ("script", "style") else []

    def handle_endtag(self, tag: str) -> None:
        if self._inside[-1:] == [tag]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        self.text += "" if self._inside else data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name in names]

    @property
    def left(self) -> list[str | None]:
        """The activities that are shown."""
        return [row["data-id"] for row in self.all("tr") if "data-id" in row and "hidden" not in row]


def page_of(report: Report) -> str:
    page = writer("html")(report, Page())
    assert isinstance(page, str)
    return page


@pytest.fixture(scope="module")
def site(source_plan: Plan) -> str:
    return page_of(site_report(source_plan, TODAY))


def test_without_scripts_it_is_the_whole_document(site: str, source_plan: Plan) -> None:
    seen = Seen(site)
    text = " ".join(seen.text.split())
    assert len(seen.left) == 45
    for part in (*source_plan.goals, *source_plan.functions, source_plan.author.name):
        assert " ".join(part.split()) in text
    for activity in source_plan.activities():
        for words in (activity.what, activity.when, activity.who):
            assert " ".join(words.split()) in text
    assert "hidden" in seen.all("form")[0]


def test_no_request_leaves_it(site: str) -> None:
    seen = Seen(site)
    (policy,) = [one["content"] for one in seen.all("meta") if "http-equiv" in one]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert [one["href"] for one in seen.all("a", "link")] == ["data:,"]
    assert not [one for _, one in seen.tags if "src" in one or "style" in one]
    assert set(re.findall(r"https?://[^\"' <]+", site)) == {"http://www.w3.org/2000/svg"}


def test_it_can_be_read_by_ear(site: str) -> None:
    seen = Seen(site)
    assert seen.all("html") == [{"lang": "ru"}]
    assert {one.get("scope") for one in seen.all("th")} == {"col", "row"}
    assert len(seen.all("h1")) == 1
    assert all(one.get("role") == "img" for one in seen.all("svg"))
    assert len(seen.all("label")) == len(seen.all("select", "input")) == 5
    assert [one["aria-live"] for one in seen.all("output")] == ["polite"]


def test_text_is_no_markup() -> None:
    text = json.dumps(HOSTILE)
    plan = plan_of(f"  - {{what: {text}, when: {text}, who: {text}}}\n  - {{what: {text}, who: Директор}}\n")
    for report in (
        site_report(plan, TODAY),
        due_report(plan, TODAY),
        load_report(plan, TODAY, Grouping.ROLE),
        timeline_report(plan, TODAY, Grouping.ROLE),
    ):
        page = page_of(report)
        assert not [one for one in re.findall("<script>[^<]*", page) if "alert" in one]
    assert HOSTILE in Seen(page_of(site_report(plan, TODAY))).text


def test_the_page_can_be_asked_for_people() -> None:
    plan = plan_of(
        "  - {what: Урок, who: 'Юдин В.П., завхоз'}\n  - {what: Хор, who: 'Ким А.А., Юдин В.П.'}\n"
    )
    (roles,) = (facet for facet in site_report(plan, TODAY).facets if facet.key == "role")
    assert {option.value: sorted(option.ids) for option in roles.options} == {
        "Завхоз": ["1.1"],
        "Ким А.А.": ["1.2"],
        "Юдин В.П.": ["1.1", "1.2"],
    }


@pytest.mark.parametrize(
    "report_of",
    [
        lambda plan: due_report(plan, TODAY),
        lambda plan: by_role_report(plan, TODAY, plan.book.queries("Зам по УВР")),
        lambda plan: timeline_report(plan, TODAY, Grouping.ROLE),
        lambda plan: load_report(plan, TODAY, Grouping.SCHOOL),
    ],
    ids=["due", "by-role", "timeline", "load"],
)
def test_other_reports_are_plain_pages(source_plan: Plan, report_of: Callable[[Plan], Report]) -> None:
    report = report_of(source_plan)
    seen = Seen(page_of(report))
    assert " · ".join(report.title) in seen.text
    assert seen.all("form", "script") == []


def test_what_is_done_says_when() -> None:
    plan = plan_of("  - {what: Сбор, when: май, done: 2012-05-02}\n")
    assert "✓ выполнено 2 мая 2012" in Seen(page_of(site_report(plan, TODAY))).text


def test_without_its_library_it_says_what_to_install(
    luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    monkeypatch.delitem(__import__("sys").modules, "luzplan.formats.html", raising=False)
    run = luzplan("show", "--format", "html")
    assert (run.code, run.out) == (3, "")
    assert f"{sys.executable} -m pip install -e" in run.err


EVERY_ANSWER = """
  const answers = [];
  for (const one of document.querySelectorAll("select")) for (const {value} of one.options) if (value) {
    history.replaceState(null, "", "#" + new URLSearchParams([[one.name, value]]));
    dispatchEvent(new Event("hashchange"));
    const left = document.querySelectorAll("tr[data-id]:not([hidden])");
    answers.push([one.name, value, [...left].map((row) => row.dataset.id)]);
  }
  document.body.append(JSON.stringify(answers));
"""


def questions(plan: Plan) -> Iterator[tuple[str, str, Filters]]:
    """What the page can be asked, as the filters of the command line."""
    for month in plan.year.months:
        yield "month", f"{month.start:%Y-%m}", TODAY._replace(window=month)
    for role in sorted({one.role for row in plan.activities() for one in plan.executors(row).executors}):
        yield "role", role, TODAY._replace(roles=plan.book.queries(role))
    for section in plan.sections:
        yield "section", str(section.number), TODAY._replace(section=section)
    for school in plan.schools:
        yield "school", school.name, TODAY._replace(school=school)


@needs_browser
class TestInABrowser:
    """The page as a reader has it."""

    @pytest.fixture
    def opened(self, site: str, tmp_path: Path) -> Callable[..., Seen]:
        """Opens the page at an address; a script of the test runs after the page's own."""

        def open_page(asked: str, script: str = "") -> Seen:
            page = tmp_path / "план.html"
            if script:  # the page's policy would refuse it
                free = re.sub("<meta http-equiv.*\n", "", site)
                page.write_text(f"{free}<script>{script}</script>", encoding="utf-8")
            else:
                page.write_text(site, encoding="utf-8")
            return Seen(dumped_page(f"{page.as_uri()}#{asked}", tmp_path))

        return open_page

    @pytest.mark.parametrize(
        ("asked", "count", "words"),
        [
            ({"month": "2012-02"}, 3 + 7 + 4 + 11, "показано 25 из 45: февраль 2012"),
            ({"month": "2012-02", "role": "Психолог"}, 3, "показано 3 из 45: февраль 2012, Психолог"),
            ({"month": "Февраль", "role": "зам по увр"}, 13, "показано 13 из 45: февраль 2012, Зам по УВР"),
            ({"month": "нет такого", "x": "1"}, 45, "показано 45 из 45"),
        ],
    )
    def test_the_address_narrows_it(
        self, opened: Callable[..., Seen], asked: dict[str, str], count: int, words: str
    ) -> None:
        seen = opened(urlencode(asked))
        assert len(seen.left) == count
        assert words in seen.text

    def test_every_answer_leaves_what_the_command_line_shows(
        self, opened: Callable[..., Seen], source_plan: Plan
    ) -> None:
        seen = opened("", EVERY_ANSWER)
        found = {(key, value): ids for key, value, ids in json.loads(seen.text[seen.text.rindex("[[") :])}
        assert found == {
            (key, value): [choice.activity.position for choice in choices(source_plan, filters)]
            for key, value, filters in questions(source_plan)
        }

    def test_a_choice_gets_into_the_address_and_back(self, opened: Callable[..., Seen]) -> None:
        choose = """
            const month = document.querySelector("[name=month]");
            month.value = "2012-02";
            month.dispatchEvent(new Event("change", {bubbles: true}));
            document.title = location.hash + " " + document.querySelector("output").textContent;
        """
        assert "#month=2012-02 показано 25 из 45: февраль 2012" in opened("", choose).text
        reset = "document.querySelector('button[type=reset]').click()"
        assert len(opened("month=2012-02", reset).left) == 45

    def test_words_are_found_in_any_form(self, opened: Callable[..., Seen]) -> None:
        seen = opened(urlencode({"search": "Олимпиады"}))
        assert seen.left == ["1.6", "2.15", "3.7"]
        assert "показано 3 из 45: «Олимпиады»" in seen.text

    @pytest.mark.parametrize(
        ("today", "overdue", "due"),
        [("2011-11-15", 2, 2), ("2012-09-01", 0, 0)],
    )
    def test_the_reader_s_day_marks_what_is_overdue_and_what_is_on(
        self, opened: Callable[..., Seen], source_plan: Plan, today: str, overdue: int, due: int
    ) -> None:
        seen = opened(urlencode({"today": today}))
        assert (seen.text.count("просрочено"), seen.text.count("идёт сейчас")) == (overdue, due)
        states = [row.get("class") for row in seen.all("tr") if row.get("data-id")]
        assert (states.count("overdue"), states.count("due")) == (overdue, due)
        (now,) = [button for button in seen.all("button") if button.get("id") == "now"]
        assert ("hidden" in now) is (today > str(source_plan.year.last_day))

    def test_now_is_the_month_of_the_reader_s_day(self, opened: Callable[..., Seen]) -> None:
        seen = opened(urlencode({"today": "2012-02-15"}), "document.getElementById('now').click()")
        assert "показано 25 из 45: февраль 2012" in seen.text

    def test_it_opens_at_what_is_asked_with_the_questions_on_top(self, site: str, tmp_path: Path) -> None:
        place = "Math.round(page.querySelector({}).getBoundingClientRect().top)"
        form, section = (place.format(repr(one)) for one in ("#filter", "section.rows:not([hidden])"))
        (tmp_path / "план.html").write_text(site, encoding="utf-8")
        told = told_by(site, tmp_path, f"[{form}, {section} > 0 && {section} < 200]", 800, "#month=2012-02")
        assert told == "0,true"

    def test_sections_without_rows_are_not_shown(self, opened: Callable[..., Seen]) -> None:
        seen = opened(urlencode({"section": "4"}))
        shown = [one for one in seen.all("section") if one["class"] == "rows" and "hidden" not in one]
        assert len(shown) == 1

    @pytest.mark.parametrize("width", [320, 390])
    def test_nothing_runs_off_the_side(self, site: str, tmp_path: Path, width: int) -> None:
        assert int(told_by(site, tmp_path, "page.scrollWidth", width)) <= width

    @pytest.mark.parametrize("width", [390, 1200])
    def test_the_longest_address_runs_off_no_side(self, tmp_path: Path, width: int) -> None:
        address = f"https://школа.рф/{'документ' * 40}"
        plan = plan_of(f"  - {{what: '{address}', when: '{address}', who: '{address}'}}\n")
        page = page_of(site_report(plan, TODAY))
        assert int(told_by(page, tmp_path, "page.scrollWidth", width)) <= width

    def test_the_lines_of_a_text_stay_lines(self, tmp_path: Path) -> None:
        plan = plan_of('  - {what: "Конкурс:\\n- чтецы\\n- певцы", when: май, who: Директор}\n')
        page = page_of(site_report(plan, TODAY))
        told = told_by(page, tmp_path, "page.querySelector('td.what').innerText.replaceAll('\\n', '/')")
        assert told == "Конкурс:/- чтецы/- певцы"


def told_by(page: str, folder: Path, question: str, width: int = 800, asked: str = "") -> str:
    """What a script says of a page in a window of this width."""
    (folder / "план.html").write_text(page, encoding="utf-8")
    frame = folder / "frame.html"
    frame.write_text(
        f'<iframe src="план.html{asked}" width={width} height=800></iframe><script>onload = () => {{'
        ' const page = document.querySelector("iframe").contentDocument.documentElement;'
        f" document.title = {question} }}</script>",
        encoding="utf-8",
    )
    found = re.search(
        r"<title>(.*)</title>", dumped_page(frame.as_uri(), folder, "--allow-file-access-from-files")
    )
    assert found
    return found[1]


@needs_paper
def test_paper_has_no_controls_and_repeats_the_head(site: str, tmp_path: Path) -> None:
    page = tmp_path / "план.html"
    page.write_text(site, encoding="utf-8")
    whole = printed_text(page.as_uri(), tmp_path)
    assert "показано" not in whole
    assert whole.count("№п/п") > 5  # sections, some of which go on over the page
    narrowed = printed_text(f"{page.as_uri()}#month=2012-02", tmp_path)
    assert "показано 25 из 45: февраль 2012" in narrowed
    assert "Показать все" not in narrowed
    assert "План-график" not in whole  # the picture is for the screen: the paper is as long as the document


@needs_paper
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_the_page_takes_no_more_paper_than_the_document(site: str, tmp_path: Path, luzplan: Luzplan) -> None:
    page = tmp_path / "план.html"
    page.write_text(site, encoding="utf-8")
    assert luzplan("export", "-o", str(tmp_path / "plan.pdf")).code == 0
    assert printed_pages(page.as_uri(), tmp_path) <= pages_of(tmp_path / "plan.pdf")
