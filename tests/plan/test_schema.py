"""The JSON Schema and the builder say the same of a file's shape."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from luzplan.formats.plain import dump
from luzplan.plan.schema import plan_schema
from luzplan.plan.shape import (
    PLAN,
    FlagShape,
    ListShape,
    RecordShape,
    Shape,
    TableShape,
    TextShape,
)
from luzplan.school_year import SchoolYear
from luzplan.text import MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE
from tests.building import build
from tests.conftest import DATA, ROOT

pytestmark = pytest.mark.slow

SAMPLES = DATA / "shape"
EDITORS_COPY = ROOT / ".github/plan.schema.json"
VALIDATOR = Draft202012Validator(plan_schema())
SHAPE_CODES = {UNKNOWN_KEY, WRONG_SHAPE, MISSING_KEY}


def samples(kind: str) -> list[object]:
    found = sorted((SAMPLES / kind).glob("*.yaml"))
    return [pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in found]


def parsed(text: str, version: str = "1.2") -> object:
    """What another YAML parser makes of the text, dates as texts as JSON has them."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    yaml.allow_duplicate_keys = True
    return json.loads(json.dumps(yaml.load(text), default=str))


def accepts(value: object) -> bool:
    return VALIDATOR.is_valid(value)


def codes(text: str) -> set[str]:
    return {problem.code for problem in build(text).problems}


def test_it_is_a_schema_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(plan_schema())
    assert plan_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("text", samples("good"))
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_both_accept_a_good_file(text: str, version: str) -> None:
    assert codes(text) == set()
    assert list(VALIDATOR.iter_errors(parsed(text, version))) == []


@pytest.mark.parametrize("text", samples("bad"))
def test_both_refuse_a_bad_file(text: str) -> None:
    assert codes(text)
    assert not accepts(parsed(text))


@pytest.mark.parametrize("text", samples("beyond"))
def test_the_builder_alone_sees_what_no_schema_can(text: str) -> None:
    assert codes(text)
    assert accepts(parsed(text))


def places(shape: Shape, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """The path to each value that a plan may have, itself first."""
    yield path
    match shape:
        case RecordShape(fields=fields):
            for field in fields:
                yield from places(field.shape, *path, field.name)
        case ListShape(item=item):
            yield from places(item, *path, 0)
        case TableShape(value=value):
            yield from places(value, *path, "имя")
        case TextShape() | FlagShape():
            pass


def smallest(shape: Shape) -> object:
    match shape:
        case RecordShape(fields=fields):
            return {field.name: smallest(field.shape) for field in fields if field.required}
        case ListShape():
            return []
        case TableShape():
            return {}
    return "2011-2012"


def planted(shape: Shape, path: tuple[str | int, ...], value: object) -> object:
    """The smallest plan that holds the value at the path."""
    if not path:
        return value
    step, *rest = path
    match shape:
        case RecordShape(fields=fields):
            inner = next(field.shape for field in fields if field.name == step)
            known = smallest(shape)
            assert isinstance(known, dict)
            return known | {step: planted(inner, tuple(rest), value)}
        case ListShape(item=item):
            return [planted(item, tuple(rest), value)]
        case TableShape(value=inner):
            return {step: planted(inner, tuple(rest), value)}
    raise AssertionError(path)


def written(plan: object) -> str:
    """Write as people do: null is nothing at all, for to the builder «null» is a word."""
    text = StringIO()
    YAML().dump(plan, text)
    return text.getvalue()


VALUES: list[object] = [
    None,
    "",
    " ",
    "слово",
    "да",
    "2012-02-10",
    2011,
    1.5,
    True,
    [],
    [""],
    ["слово"],
    [[]],
    {},
    {"имя": "1"},
]


@pytest.mark.parametrize("path", list(places(PLAN))[1:], ids=lambda path: ".".join(map(str, path)))
def test_any_value_at_any_place_is_the_same_to_both(path: tuple[str | int, ...]) -> None:
    for value in VALUES:
        plan = planted(PLAN, path, value)
        found = codes(written(plan))
        if not found:
            assert accepts(plan), value
        if found & SHAPE_CODES:
            assert not accepts(plan), value


@given(st.from_regex(r"\s?[0-9]{4}\s?[-/–—]\s?([0-9]{4}|[0-9]{2})([ .]\w{0,4}){0,2}\s?", fullmatch=True))
def test_a_year_that_the_builder_reads_is_one_for_the_schema(text: str) -> None:
    if SchoolYear.read(text):
        assert accepts({"year": text, "sections": []})


def test_the_copy_for_editors_is_up_to_date() -> None:
    assert EDITORS_COPY.read_text(encoding="utf-8") == dump(plan_schema()), (
        "write it anew: luzplan schema > .github/plan.schema.json"
    )


def test_the_plan_names_it_for_editors() -> None:
    plan = ROOT / "plan.yaml"
    first = plan.read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=.github/plan.schema.json"
    assert (plan.parent / first.partition("=")[2]) == EDITORS_COPY


def test_check_jsonschema_accepts_the_plan() -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        EDITORS_COPY,
        ROOT / "plan.yaml",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n"), done.stderr
