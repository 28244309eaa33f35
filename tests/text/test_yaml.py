from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from luzplan.text import Position, Source, Text, first_control, visible, yaml
from luzplan.text.scalar import offsets_within
from luzplan.text.slips.complaints import syntax_problem
from luzplan.text.yaml import Mapping, Node, Sequence, parse_nodes, walk


def root_of(text: str) -> Node:
    root, problems = parse_nodes(Source("x", text))
    assert problems == []
    assert root is not None
    return root


def plain(node: Node) -> object:
    match node:
        case Mapping():
            return {str(key): plain(value) for key, value in node.pairs}
        case Sequence():
            return [plain(item) for item in node.items]
    return str(node)


def test_every_scalar_is_the_text_it_looks_like() -> None:
    root = root_of("a: no\nb: 01.10\nc: 2011-02-30\nd: 9:00\ne: 010\nf: ~\ng: null\nh: 1e3\ni: ''\n")
    assert plain(root) == {
        "a": "no", "b": "01.10", "c": "2011-02-30", "d": "9:00", "e": "010",
        "f": "~", "g": "null", "h": "1e3", "i": "",
    }  # fmt: skip


def test_every_node_knows_its_place() -> None:
    text = "ключ: значение\nсписок:\n- 'один'\n- {a: два}\n"
    root = root_of(text)
    places = [(str(node), text[node.start : node.end]) for node in walk(root) if isinstance(node, Text)]
    assert places == [("значение", "значение"), ("один", "'один'"), ("два", "два")]
    assert isinstance(root, Mapping)
    assert [(text[key.start : key.end], key) for key, _ in root.pairs] == [
        ("ключ", "ключ"),
        ("список", "список"),
    ]


@pytest.mark.parametrize("block", ["a:\n  b: 1", "a:\n  - b\n  - 1", "a:\n  - [1 ]", "a: {b: 1 }"])
def test_a_block_ends_with_its_last_value_and_not_past_the_comments(block: str) -> None:
    text = f"{block}\n\n# о следующем\nc: 2\n"
    root = root_of(text)
    assert isinstance(root, Mapping)
    assert text[: root.pairs[0][1].end] == block


def test_a_key_that_is_no_text_is_one_problem_whatever_is_in_it() -> None:
    root, problems = parse_nodes(Source("x", "? {a: [1]}\n: b\n"))
    assert [problem.hint for problem in problems] == [""]
    assert isinstance(root, Mapping)
    assert root.pairs == [("", "b")]


def test_an_empty_value_stands_behind_its_colon() -> None:
    text = "a:\nb:   # пусто\nc: 1\n"
    root = root_of(text)
    assert isinstance(root, Mapping)
    assert [value.start for _, value in root.pairs] == [2, 5, text.index("1")]


def test_an_empty_value_without_a_colon_stands_behind_its_key() -> None:
    root = root_of("{a}")
    assert isinstance(root, Mapping)
    assert root.pairs[0][1].start == 2


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("", "LP003", (1, 1), "файл пуст"),
        ("# только заметка\n", "LP003", (1, 1), "файл пуст"),
        ("a:\n\tb: 1", "LP004", (2, 1), "табуляция"),
        ("a: [1", "LP004", (1, 6), "скобка"),
        ("a: 'x", "LP004", (1, 4), "кавычки"),
        ("a: b: c", "LP004", (1, 5), "двоеточие"),
        ("- what: a\n    when: b", "LP004", (2, 9), "отступ"),
        ("- what: a\n\u00a0  when: b", "LP004", (2, 1), "неразрывный"),
        ("- what: a\n  \u00a0when: b: c", "LP004", (2, 11), "неразрывный"),
        ("\na: 1\n b: 2", "LP004", (3, 3), "отступ"),
        ("- a: b\n   c d: e", "LP004", (2, 7), "двоеточие"),
        ("a: 'b': c", "LP004", (1, 7), "двоеточие"),
        ("a: |\n \tb", "LP004", (2, 2), "табуляция"),
        ("a: 1\nb:2\nc: 3", "LP004", (2, 1), "нет двоеточия"),
        ('- a: "b" c', "LP004", (1, 10), "после закрытых кавычек"),
        ("a: 'b', c", "LP004", (1, 7), "после закрытых кавычек"),
        ("a: [b] c", "LP004", (1, 8), "со скобкой"),
        ("a: {b} c", "LP004", (1, 8), "со скобкой"),
        ("a: !б", "LP004", (1, 4), "«!»"),
        ("a: ? б", "LP004", (1, 4), "«?»"),
        ("a: > б", "LP004", (1, 6), "«>»"),
        ("a: | б", "LP004", (1, 6), "«|»"),
        ('a: "\\xzz"', "LP004", (1, 4), "комбинация"),
        ("%YAML 9\n---\na: 1", "LP004", (1, 8), "«%»"),
        ('a: "\n--- b', "LP004", (1, 4), "кавычки"),
        ("- a\nb: c", "LP004", (2, 1), "отступ"),
        ("a: \x01", "LP004", (1, 4), "U+0001"),
        ("? [a]\n: b", "LP004", (1, 3), "ключом"),
        ("a: 1\n---\nb: 2", "LP005", (2, 1), "второй документ"),
        ("x: &a 1", "LP005", (1, 4), "метки"),
        ("x: &a {b: 1}", "LP005", (1, 4), "метки"),
        ("x: &a\n- b", "LP005", (1, 4), "метки"),
        ("x: !t [1]", "LP005", (1, 4), "теги"),
        ("y: *a", "LP005", (1, 4), "ссылки"),
        ("<<: {}", "LP005", (1, 1), "слияние"),
        ("a: !!int 3", "LP005", (1, 4), "теги"),
        ("[" * 2000, "LP006", (1, 33), "вложенность"),
        ("- " * 2000, "LP006", (1, 65), "вложенность"),
    ],
)
def test_what_is_no_plain_yaml_is_a_problem_at_its_place(
    text: str, code: str, place: tuple[int, int], words: str
) -> None:
    source = Source("x", text)
    _, problems = parse_nodes(source)
    assert [(one.code, source.position(one.start)) for one in problems] == [(code, Position(*place))]
    assert words in problems[0].message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x: &id 1", "&id"),
        ("x: !t\ny: 1", "!t"),
        ("x: *id", "*id"),
        ("{<<: {}}", "<<"),
        ("x: 1\n---\nb: 2", "---"),
        ("? [а, б]\n: в", "["),
        ("[" * 40, "["),
    ],
)
def test_a_problem_is_as_long_as_the_word_at_fault(text: str, word: str) -> None:
    problem = parse_nodes(Source("x", text))[1][0]
    assert text[problem.start : problem.end] == word


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("'б' в", "после закрытых кавычек"),
        ("[б] в", "со скобкой"),
        ("б: в", "двоеточие"),
        ("'б': в", "двоеточие"),
        ("> в", "«>»"),
    ],
)
def test_both_parsers_are_understood_alike(value: str, words: str, pure: bool) -> None:
    text = f"- what: {value}\n  when: май\n"
    with pytest.raises(MarkedYAMLError) as error:
        list(YAML(typ="safe", pure=pure).parse(text))
    assert words in syntax_problem(error.value, text).message


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    "value", ["!б", "> б", "? б", '"б" в', "[б] в", "@б", "%б", "*", "- б", "б: в", '"\\u12"']
)
def test_no_fault_of_a_value_is_told_in_english(value: str, pure: bool) -> None:
    text = f"- what: {value}\n  when: май\n"
    with pytest.raises(MarkedYAMLError) as error:
        list(YAML(typ="safe", pure=pure).parse(text))
    problem = syntax_problem(error.value, text)
    assert not re.search("[a-z]{3}", problem.message + problem.hint)


def test_whatever_a_parser_raises_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: YAML, text: str) -> None:
        raise ValueError("непонятно")

    monkeypatch.setattr(YAML, "parse", fail)
    root, (problem,) = parse_nodes(Source("x", "a: 1"))
    assert root is None
    assert (problem.message, problem.hint) == ("это не YAML: непонятно", "")
    assert (problem.start, problem.end) == (0, 0)


def test_several_references_are_all_reported() -> None:
    root, problems = parse_nodes(Source("x", "x: &a 1\ny: *a\nz: !t 2\n"))
    assert [one.start for one in problems] == [3, 11, 17]
    assert root is not None
    assert plain(root) == {"x": "1", "y": "", "z": "2"}


def test_behind_a_second_document_nothing_is_read() -> None:
    root, problems = parse_nodes(Source("x", "a: 1\n---\nb: 2\n---\nc: 3\n"))
    assert len(problems) == 1
    assert root is not None
    assert plain(root) == {"a": "1"}


@pytest.mark.parametrize(("text", "end"), [("a: {}   # да\n", 5), ("a: []   # да\n", 5)])
def test_what_is_empty_ends_with_its_brackets(text: str, end: int) -> None:
    root = root_of(text)
    assert isinstance(root, Mapping)
    assert root.pairs[0][1].end == end


@pytest.mark.parametrize(
    ("raw", "pieces"),
    [
        ("од ин", ["о", "д", " ", "и", "н"]),
        ("'it''s'", ["i", "t", "''", "s"]),
        ("it''s\n  я", ["i", "t", "'", "'", "s", "\n  ", "я"]),
        ('"б\\u0444 \\"\\t\\x41я\\U0001f600в"',
         ["б", "\\u0444", " ", '\\"', "\\t", "\\x41", "я", "\\U0001f600", "в"]),
        ("'\\x41'''", ["\\", "x", "4", "1", "''"]),
        (">-\n  а\n  б\n\n  в\n", ["а", "\n  ", "б", "\n\n  ", "в"]),
        ("|\n   а\n   б\n", ["а", "\n   ", "б", "\n"]),
        ('"а\\\n  б \\\r\n   в"', ["а\\\n  ", "б", " \\\r\n   ", "в"]),
        ("а\\\n  б", ["а", "\\", "\n  ", "б"]),
        ("'а\\\n  б'", ["а", "\\", "\n  ", "б"]),
        ("'а\n  б'\r\n", ["а", "\n  ", "б"]),
    ],
)  # fmt: skip
def test_each_character_of_a_value_is_found_in_the_file(raw: str, pieces: list[str]) -> None:
    source = Source("x", f"x: {raw}")
    root = root_of(source.text)
    assert isinstance(root, Mapping)
    value = root.pairs[0][1]
    assert isinstance(value, Text)
    offsets = offsets_within(source, value)
    assert [source.text[start:end] for start, end in pairwise(offsets)] == pieces


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@` \n\tё—0", max_size=60))
def test_no_text_breaks_the_parser_and_every_problem_is_inside_the_text(text: str) -> None:
    root, problems = parse_nodes(Source("x", text))
    assert root is not None or problems
    assert all(0 <= one.start <= one.end <= len(text) for one in problems)
    nodes = list(walk(root)) if root is not None else []
    assert all(0 <= node.start <= node.end <= len(text) for node in nodes)


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=40))
def test_a_quoted_text_comes_back_and_what_a_terminal_would_obey_is_shown(value: str) -> None:
    root, problems = parse_nodes(Source("x", "x: " + json.dumps(value)))
    assert [problem.start for problem in problems] == ([3] if first_control(value) else [])
    assert isinstance(root, Mapping)
    assert root.pairs[0][1] == visible(value)


@pytest.mark.parametrize("raw", ['"\\x1b[31m"', '"\\a"', "а\u202eб", '"\\u2066"'])
def test_a_character_that_a_terminal_would_obey_is_a_problem(raw: str) -> None:
    (problem,) = parse_nodes(Source("x", f"x: {raw}"))[1]
    assert "управляющий знак" in problem.message
    assert (problem.start, problem.end) == (3, 3 + len(raw))


def test_a_file_of_more_than_so_many_keys_and_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "MOST_NODES", 10)
    assert parse_nodes(Source("x", "a: [1, 2, 3, 4, 5, 6]"))[1] == []
    root, (problem,) = parse_nodes(Source("x", "a: [1, 2, 3, 4, 5, 6, 7]"))
    assert (root, problem.code) == (None, "LP001")


CONTEXTS = (
    "a: а{}я",
    "- а{}я\n- b",
    "{{a: а{}я, b: c}}",
    "[а{}я, b]",
    'a: "{}"',
    '{{a: "{}"}}',
    "{{a: '{}', b: c}}",
)
PIECES = (
    "а", "b", "9:00", "https://a.b", "?", ":", " а ", "-", "#", "\\n", "\\ud83d\\ude00", "\\ud83d", "\\xe9",
    "Кто я?", "*", "&", "!", "%", "@", "`", "|", ">", "=", "~", "…", "(", ";", "/", ".",
)  # fmt: skip


def read_by(parser: Callable[..., object], text: str) -> tuple[object, bool]:
    """What a parser reads with the places, and whether it finds a problem."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "YAML", parser)
        root, problems = parse_nodes(Source("x", text))
    return None if root is None else placed(root), bool(problems)


def placed(node: Node) -> object:
    match node:
        case Mapping():
            return [(str(key), key.start, key.end, placed(value)) for key, value in node.pairs]
        case Sequence():
            return [placed(item) for item in node.items]
    return str(node), node.start, node.end


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CONTEXTS), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_with_and_without_the_c_parser_the_same_is_read(context: str, value: str) -> None:
    text = context.format(value)
    assert read_by(YAML, text) == read_by(partial(YAML, pure=True), text)


def test_a_question_mark_before_a_key_stays_beside_one_in_braces() -> None:
    root, problems = parse_nodes(Source("plan.yaml", "- ? what\n  : А\n- {what: Кто?, when}\n"))
    assert not problems
    assert root is not None
    assert plain(root) == [{"what": "А"}, {"what": "Кто?", "when": ""}]


def test_colons_in_braces_and_characters_in_two_halves_are_read() -> None:
    text = '- {what: Линейка в 9:00, who: Кто я?}\n- [https://example.org, "\\ud83d\\ude00 день"]\n'
    root = root_of(text)
    assert plain(root) == [{"what": "Линейка в 9:00", "who": "Кто я?"}, ["https://example.org", "😀 день"]]
    day = next(node for node in walk(root) if isinstance(node, Text) and node.startswith("😀"))
    assert text[offsets_within(Source("x", text), day)[2] :] == 'день"]\n'


def test_a_second_mark_of_the_byte_order_is_no_letter_of_a_key() -> None:
    root, problems = parse_nodes(Source("plan.yaml", "\ufeffyear: 2011-2012\n"))
    assert root is None
    assert [(one.message, one.start, one.end) for one in problems] == [("невидимый знак U+FEFF", 0, 1)]
