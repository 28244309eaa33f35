"""Problems as programs read them: whole expected files, published schemas, hostile texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree

from luzplan.check import Checked, Options, check_built, rules
from luzplan.check.rule import Rule
from luzplan.plan.build import build_plan
from luzplan.text import Problem, Severity, Source, Splice
from tests.conftest import DATA, ROOT
from tests.formats.problems.samples import checked, marked, written

FAULTY = (DATA / "problems/faults.yaml").read_text(encoding="utf-8")
HOSTILE = "a\r\n::error::b,c:d%0A|<script>&]]>`*_[x](y)\x1b[31m\x00\ud800\u202e@org :smile:"
EXPECTED = {
    "json": "problems.json",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "sarif": "luzplan.sarif",
    "junit": "junit.xml",
    "summary": "summary.md",
}


RULES = (
    Rule("LP007", Severity.ERROR, "duplicate-key", "Ключ указан дважды.\n\nКоторый верен?"),
    Rule(
        "LP008",
        Severity.ERROR,
        "unknown-key",
        """Неизвестный ключ.

        Программа не знает,
        что это за ключ.

        Плохо:

            wen: май
        """,
    ),
    Rule("LP900", Severity.NOTE, "other", "Другое."),
)


@pytest.fixture(autouse=True)
def sample_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manuals of rules change more often than the format."""
    monkeypatch.setattr("luzplan.formats.problems.ci.RULES", RULES)


def faulty(name: str = "школа №1/план.yaml", text: str = FAULTY) -> Checked:
    return check_built(build_plan(Source(name, text)), Options(select=("LP0",)))


def hostile() -> Checked:
    return checked("who: да", marked("who: да", "да", message=HOSTILE, hint=HOSTILE), name=f"{HOSTILE}.yaml")


def fine() -> Checked:
    return checked("who: да")


@pytest.mark.parametrize(("format_name", "file"), EXPECTED.items(), ids=lambda value: value)
def test_the_faults_of_a_plan_are_written_as_expected(
    format_name: str, file: str, golden: Callable[[Path, str], None]
) -> None:
    golden(DATA / "problems" / file, written(format_name, faulty()))


def source_plan() -> Checked:
    source = Source("plan.yaml", (ROOT / "plan.yaml").read_text(encoding="utf-8"))
    return check_built(build_plan(source), Options(notes=True))


SAMPLES = {"faulty": faulty, "hostile": hostile, "fine": fine, "plan.yaml": source_plan}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(
    ("format_name", "schema"), [("sarif", "sarif-2.1.0.json"), ("gitlab", "gitlab-code-quality.json")]
)
def test_the_file_is_as_its_readers_demand(format_name: str, schema: str, sample: str) -> None:
    assert faults(schema, written(format_name, SAMPLES[sample](), fine())) == []


def faults(schema: str, report: str) -> list[str]:
    validator = Draft202012Validator(json.loads((DATA / "schemas" / schema).read_text(encoding="utf-8")))
    return [error.message for error in validator.iter_errors(json.loads(report))]


def test_every_rule_can_be_explained_in_a_sarif_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luzplan.formats.problems.ci.RULES", rules.RULES)
    file = checked("who: да", *(marked("who: да", "да", code=rule.code) for rule in rules.RULES))
    report = written("sarif", file)
    assert faults("sarif-2.1.0.json", report) == []
    described = json.loads(report)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.code for rule in rules.RULES]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_junit_file_is_as_its_published_schema_demands(sample: str) -> None:
    schema = etree.XMLSchema(etree.parse(DATA / "schemas/junit-10.xsd"))
    report = etree.fromstring(written("junit", SAMPLES[sample](), fine()).encode())
    assert schema.validate(report), schema.error_log


def as_json(report: str) -> list[tuple[int, ...]]:
    keys = ("line", "column", "end_line", "end_column")
    return [tuple(problem[key] for key in keys) for problem in json.loads(report)]


def as_gitlab(report: str) -> list[tuple[int, ...]]:
    places = [problem["location"]["positions"] for problem in json.loads(report)]
    return [
        (one["begin"]["line"], one["begin"]["column"], one["end"]["line"], one["end"]["column"])
        for one in places
    ]


def as_sarif(report: str) -> list[tuple[int, ...]]:
    places = [result["locations"][0]["physicalLocation"]["region"] for result in results(report)]
    keys = ("startLine", "startColumn", "endLine", "endColumn")
    return [tuple(place[key] for key in keys) for place in places]


def results(report: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(report)["runs"][0]["results"]
    return found


def test_all_formats_name_the_same_characters() -> None:
    text = "# да 🎓\nwho: Зам,\n  Психлог 🎓 да\n"
    file = checked(text, marked(text, "Зам,\n  Психлог"), marked(text, "🎓 да"))
    places = [(2, 6, 3, 10), (3, 11, 3, 15)]
    assert as_json(written("json", file)) == places
    assert as_gitlab(written("gitlab", file)) == places
    assert as_sarif(written("sarif", file)) == places


@pytest.mark.parametrize("format_name", ["gitlab", "sarif"])
def test_a_fingerprint_stays_when_the_file_grows_around_the_problem(format_name: str) -> None:
    before = fingerprints(format_name, faulty())
    grown = FAULTY.replace("activities:\n", "activities:\n      - what: Ещё одно\n")
    after = fingerprints(format_name, faulty(text=f"# Заметка\n\n{grown}"))
    assert before == after


def test_a_fingerprint_stays_when_the_line_is_indented() -> None:
    before, after = "- who: да", "\n  - who: да"
    assert fingerprints("gitlab", checked(before, marked(before, "да"))) == fingerprints(
        "gitlab", checked(after, marked(after, "да"))
    )


@pytest.mark.parametrize("format_name", ["gitlab", "sarif"])
def test_no_two_problems_share_a_fingerprint(format_name: str) -> None:
    found = fingerprints(format_name, faulty(), faulty("другой.yaml"))
    assert len(set(found)) == len(found)


def fingerprints(format_name: str, *files: Checked) -> list[str]:
    report = written(format_name, *files)
    if format_name == "gitlab":
        return [problem["fingerprint"] for problem in json.loads(report)]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(report)]


@given(st.text(), st.text())
@example("::", "::")
def test_whatever_the_words_a_problem_is_one_command_and_one_test(message: str, name: str) -> None:
    file = checked("who: да", marked("who: да", "да", message=message, hint=message), name=name)
    [command] = written("github", file).removesuffix("\n").split("\n")
    opening, properties, _ = command.split("::", 2)  # the words behind may have colons of their own
    assert (opening, properties[:6], properties[-5:]) == ("", "error ", "LP101")
    [test] = ElementTree.fromstring(written("junit", file).encode("utf-8")).iter("testcase")
    assert test.find("failure") is not None


def test_a_command_keeps_its_words_apart_from_its_properties() -> None:
    text = "who: да"
    file = checked(text, marked(text, "да", message="50 %, не\nбольше", hint="a::b"), name="а,б:в.yaml")
    assert written("github", file) == (
        "::error file=а%2Cб%3Aв.yaml,line=1,endLine=1,col=6,endColumn=8,title=luzplan LP101"
        "::50 %25, не%0Aбольше%0Aa::b\n"
    )


def test_a_command_about_several_lines_names_no_columns() -> None:
    text = "who: Зам,\n  да\n"
    assert "line=1,endLine=2,title=" in written("github", checked(text, marked(text, "Зам,\n  да")))


@pytest.mark.parametrize(
    ("severity", "github", "gitlab", "sarif", "junit"),
    [
        (Severity.ERROR, "::error ", "major", "error", "failure"),
        (Severity.WARNING, "::warning ", "minor", "warning", "skipped"),
        (Severity.NOTE, "::notice ", "info", "note", "skipped"),
    ],
)
def test_each_format_has_its_own_words_for_how_much_a_problem_matters(
    severity: Severity, github: str, gitlab: str, sarif: str, junit: str
) -> None:
    file = checked("who: да", marked("who: да", "да", severity))
    assert written("github", file).startswith(github)
    assert json.loads(written("gitlab", file))[0]["severity"] == gitlab
    assert results(written("sarif", file))[0]["level"] == sarif
    assert ElementTree.fromstring(written("junit", file).encode()).find(f".//{junit}") is not None


def test_a_file_without_problems_is_a_test_that_passed() -> None:
    suite = ElementTree.fromstring(written("junit", fine()).encode()).find("testsuite")
    assert suite is not None
    assert suite.attrib == {"name": "план.yaml", "tests": "1", "failures": "0", "errors": "0", "skipped": "0"}


@pytest.mark.parametrize(
    ("name", "uri"),
    [("plan.yaml", "plan.yaml"), ("a b/план.yaml", "a%20b/%D0%BF%D0%BB%D0%B0%D0%BD.yaml")],
)
def test_a_sarif_file_names_files_by_relative_uris(name: str, uri: str) -> None:
    place = results(written("sarif", faulty(name)))[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri}


def test_a_sarif_result_brings_its_fix_and_where_the_first_of_two_stands() -> None:
    text = "who: да ,нет"
    splices = (Splice(7, 8, ""), Splice(9, 9, " "))
    problem = Problem("LP901", Severity.NOTE, "пробел", 7, 8, first_seen=0, fixes=splices)
    [result] = results(written("sarif", checked(text, problem)))
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startColumn"] == 1
    replacements = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert [one["deletedRegion"]["startColumn"] for one in replacements] == [8, 10]
    assert [one["insertedContent"]["text"] for one in replacements] == ["", " "]


def test_a_sarif_file_explains_the_rules_that_found_something_and_no_others() -> None:
    report = written("sarif", checked("who: да", marked("who: да", "да", code="LP008")))
    [rule] = json.loads(report)["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("LP008", "unknown-key")
    assert rule["shortDescription"] == {"text": "Неизвестный ключ"}
    assert rule["fullDescription"] == {"text": "Программа не знает, что это за ключ."}
    assert "wen: май" in rule["help"]["text"]


def many(number: int, message: str = "что-то не так") -> Checked:
    return checked("who: да", *[marked("who: да", "да", message=message)] * number)


def test_the_summary_says_when_the_platform_hides_some() -> None:
    assert "не больше 10" not in written("summary", many(10))
    assert "не больше 10" in written("summary", many(11))
    assert written("summary", many(11)).count("| LP101 |") == 11


def test_the_summary_fits_the_platform_and_counts_what_does_not() -> None:
    text = written("summary", many(3000, "слово " * 60))
    rows = text.count("| LP101 |")
    assert len(text.encode()) < 2**20
    assert f"И ещё {3000 - rows} " in text


def test_the_summary_of_a_good_plan_is_one_line() -> None:
    assert written("summary", fine()) == "### luzplan\n\nПроверено: 1 файл, всё в порядке.\n"


def test_nothing_in_the_summary_is_markup() -> None:
    *_, row = written("summary", hostile()).splitlines()
    assert len(re.findall(r"(?<!\\)\|", row)) == 6
    assert re.findall(r"(?<!\\)[`*_\[\]]|[<>]", row) == []
