"""What the YAML parsers complain of, said in Russian with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luzplan.source.text import Problem, Severity

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

TAB = ("табуляция вместо пробелов", "замените табуляцию пробелами")
# Words of libyaml's and of the Python parser's message → what people read, and the way out.
_MESSAGES = (
    ("cannot start any token", "строка не может начинаться с этого знака", "возьмите значение в кавычки"),
    ("mapping values are not allowed", "лишнее двоеточие", "возьмите значение с двоеточием в кавычки"),
    ("could not find expected ':'", "после ключа нет двоеточия", "напишите «ключ: значение»"),
    ("did not find expected <document start>", "нарушен отступ", "начните все ключи плана с начала строки"),
    ("found unexpected end of stream", "не закрыты кавычки", "добавьте закрывающую кавычку"),
    ("document separator", "не закрыты кавычки", "добавьте закрывающую кавычку"),
    (
        "did not find expected key",
        "нарушен отступ или не закрыта кавычка",
        "выровняйте ключи по одному столбцу",
    ),
    ("did not find expected '-'", "нарушен отступ в списке", "выровняйте «-» по одному столбцу"),
    ("block sequence entries", "пункт списка стоит не на месте", "перенесите «-» на новую строку"),
    ("expected ',' or", "не закрыта скобка", "добавьте запятую или закрывающую скобку"),
    ("expected <block end>", "нарушен отступ", "выровняйте строки по одному столбцу"),
    ("did not find expected node content", "значение отсутствует или не закрыта скобка", "допишите значение"),
    ("undefined alias", "ссылки (*) в плане не разрешены", "напишите текст ещё раз"),
    ("unknown escape", "непонятная комбинация после «\\»", 'в кавычках "…" пишите «\\\\» вместо «\\»'),
    ("duplicate", "повторённое указание", "оставьте одно"),
    ("directive", "строки с «%» в плане не нужны", "уберите строку"),
    ("alphabetic or numeric", "текст не может начинаться с «*» или «&»", "возьмите значение в кавычки"),
    ("anchor", "после «&» или «*» должно стоять имя", "возьмите значение в кавычки"),
)
_TOLD_AT_START = ("quoted scalar", "scanning an anchor", "scanning an alias")


def syntax_problem(code: str, error: MarkedYAMLError, text: str) -> Problem:
    """Turn a parser's error into a problem at its place."""
    # An open quote is noticed at the end of the file only, a strange anchor behind its sign; people look
    # for where it begins.
    at_start = any(words in str(error.context) for words in _TOLD_AT_START)
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    start = min(mark.index if mark else 0, len(text))
    message, hint = _said(str(error.problem or error.context or error), text[start : start + 1])
    end = min(start + 1, len(text))
    return Problem(code, Severity.ERROR, message, start, end, hint)


def _said(problem: str, character: str) -> tuple[str, str]:
    if character == "\t":
        return TAB
    found = next(((message, hint) for words, message, hint in _MESSAGES if words in problem), None)
    return found or (f"ошибка в разметке YAML ({problem})", "проверьте отступы, кавычки и двоеточия")
