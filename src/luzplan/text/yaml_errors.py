"""What the YAML parsers complain of: said in Russian with the way out, or hidden where only libyaml minds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luzplan.text import Problem, Severity

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError


TAB = ("табуляция вместо пробелов", "замените табуляцию пробелами")
HARD_SPACE = ("неразрывный пробел вместо обычного", "замените такие пробелы обычными")
_DEEPER = ("нарушен отступ", "выровняйте ключи по одному столбцу")
# What stands before the fault in its line → what people read, and the way out.
_BEFORE = (
    (
        r"""(?:^|[:-])\s+(?:"[^"]*"|'[^']*')\s*$""",
        "после закрытых кавычек есть ещё текст",
        "возьмите в кавычки '…' всё значение, а внутри пишите «ёлочки»",
    ),
    (
        r"(?:^|[:-])\s+(?:\[[^]]*\]|\{[^}]*\})\s*$",
        "значение со скобкой в начале — для YAML не текст",
        "возьмите всё значение в кавычки",
    ),
)
_KEY = r"\s*[a-z_]+"  # with nothing before it in its line
# Words of libyaml's or of the Python parser's complaint: what it was doing, and what is wrong → as above.
_MESSAGES = (
    ("directive|YAML document", "строки с «%» в начале в плане не нужны", "уберите строку"),
    ("cannot start any token", "строка не может начинаться с этого знака", "возьмите значение в кавычки"),
    ("mapping values are not allowed", "лишнее двоеточие", "возьмите значение с двоеточием в кавычки"),
    ("could not find expected ':'", "после ключа нет двоеточия", "напишите «ключ: значение»"),
    ("did not find expected <document start>", "нарушен отступ", "начните все ключи плана с начала строки"),
    (
        "found unexpected end of stream|document separator|document indicator",
        "не закрыты кавычки",
        "добавьте закрывающую кавычку",
    ),
    (
        "did not find expected key",
        "нарушен отступ или не закрыта кавычка",
        "выровняйте ключи по одному столбцу",
    ),
    ("did not find expected '-'", "нарушен отступ в списке", "выровняйте «-» по одному столбцу"),
    ("sequence entries", "пункт списка стоит не на месте", "перенесите «-» на новую строку"),
    ("expected ',' or", "не закрыта скобка", "добавьте запятую или закрывающую скобку"),
    ("expected <block end>", "нарушен отступ", "выровняйте строки по одному столбцу"),
    (
        "did not find expected node content|expected the node content",
        "значение отсутствует или не закрыта скобка",
        "допишите значение",
    ),
    ("undefined alias", "ссылки (*) в плане не разрешены", "напишите текст ещё раз"),
    (
        "scanning a block scalar",
        "текст после знака «>» или «|» стоит на той же строке",
        "начните его с новой строки, с отступом, или возьмите значение в кавычки",
    ),
    ("mapping keys are not", "текст не может начинаться с «?»", "возьмите значение в кавычки"),
    ("ing an? tag|tag handle", "текст не может начинаться с «!»", "возьмите значение в кавычки"),
    (
        "hexdecimal|escape code|unknown escape",
        "непонятная комбинация после «\\»",
        'в кавычках "…" пишите «\\\\» вместо «\\»',
    ),
    ("duplicate", "повторённое указание", "оставьте одно"),
    ("alphabetic or numeric", "текст не может начинаться с «*» или «&»", "возьмите значение в кавычки"),
    ("anchor", "после «&» или «*» должно стоять имя", "возьмите значение в кавычки"),
)
_MARKED_AT_START = ("quoted scalar", "simple key", "scanning an anchor", "scanning an alias", "ing a tag")


def syntax_problem(code: str, error: MarkedYAMLError, text: str) -> Problem:
    """Turn a parser's error into a problem at its place."""
    # An open quote is noticed at the end of the file only, a line without a colon at the next one, a strange
    # anchor behind its sign; people look for where it begins.
    at_start = any(words in str(error.context) for words in _MARKED_AT_START)
    mark = (error.context_mark if at_start else None) or error.problem_mark
    start = min(mark.index if mark else 0, len(text))
    end = min(start + 1, len(text))
    message, hint = _explained(error, text[text.rfind("\n", 0, start) + 1 : start], text[start:end])
    return Problem(code, Severity.ERROR, message, start, end, hint)


def _explained(error: MarkedYAMLError, before: str, character: str) -> tuple[str, str]:
    """Say what is wrong at a character that stands behind ``before`` in its line."""
    problem = str(error.problem or error.context or error)
    if character == "\t":
        return TAB
    line = before + character
    if "\N{NO-BREAK SPACE}" in line[: len(line) - len(line.lstrip())]:
        return HARD_SPACE
    if character == ":" and re.fullmatch(_KEY, before):
        return _DEEPER
    if "expected key" in problem or "<block end>" in problem:
        closed = ((message, hint) for pattern, message, hint in _BEFORE if re.search(pattern, before))
        if found := next(closed, None):
            return found
    complaint = f"{error.context} {problem}"
    found = next(((message, hint) for words, message, hint in _MESSAGES if re.search(words, complaint)), None)
    return found or (f"ошибка в разметке YAML ({problem})", "проверьте отступы, кавычки и двоеточия")


# In braces and brackets libyaml minds a colon or question mark inside a word («9:00», «Кто я?»), and in
# quotes a character written in two halves, as JSON has them («\\ud83d\\ude00»). YAML 1.2 has nothing against
# either. Other characters, of no meaning to anybody, stand for them while it reads; the places stay.
_COLON, _QUESTION = "\U000f0000", "\U000f0001"
_MINDED = re.compile(
    r""":(?:(?<!["'\s]:)(?=\S)|(?<=[\s,\[{]:)(?=[^\s,\]}]))"""
    r"""|\?(?:(?<=[^\s,\[\]{}"']\?)|(?<=[^\s,\[\]{}"':-] \?)|(?<=\S- \?))"""
)  # with the sign first it is found quickly
_HALF = re.compile(r"\\(?:\\|u[dD]([89a-fA-F])(?=[0-9a-fA-F]{2}))")
_STANDS_FOR_HALF = re.compile("[\ue000-\ue7ff]")
_DIGITS = dict(zip("89abcdef", "01234567", strict=True))


def masked(text: str) -> str:
    """The text with what libyaml minds hidden, as long as it was; unchanged if that could not be undone."""
    is_strange = re.search("[\ue000-\uf8ff\U000f0000\U000f0001]|\\\\u[eE][0-7]", text)
    if is_strange or not any(sign in text for sign in '{["'):
        return text
    text = _MINDED.sub(lambda found: _COLON if found[0] == ":" else _QUESTION, text)
    return _HALF.sub(lambda found: f"\\ue{_DIGITS[found[1].lower()]}" if found[1] else found[0], text)


def unmasked(value: str, raw: str) -> str:
    """A value of a masked text as it is meant; ``raw`` is how it stands in the text that was masked."""
    value = value.replace(_COLON, ":").replace(_QUESTION, "?")
    if raw.startswith('"'):
        return _STANDS_FOR_HALF.sub(lambda found: chr(ord(found[0]) - 0x800), value)
    written = (found[0] for found in _HALF.finditer(raw) if found[1])  # elsewhere a backslash is a backslash
    return re.sub(r"\\ue[0-7]", lambda found: next(written, found[0]), value)
