"""The shape of a plan file as JSON Schema, for editors and other checkers."""

from __future__ import annotations

from typing import assert_never

from luzplan.plan.shape import (
    FLAGS,
    PLAN,
    Field,
    FlagShape,
    ListShape,
    RecordShape,
    Shape,
    TableShape,
    TextShape,
)

Schema = dict[str, object]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BLANK = r"^\s*$"
_SOME = r"\S"
_TYPES: dict[type[Shape], tuple[str, ...]] = {
    # A text is whatever YAML makes of a plain scalar: 01.10 is a number to it, «no» may be a boolean.
    TextShape: ("string", "number", "boolean"),
    FlagShape: ("boolean", "string"),
    ListShape: ("array",),
    TableShape: ("object",),
    RecordShape: ("object",),
}


def plan_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a plan file.

    It accepts every file whose shape the builder accepts; what only the builder understands (dates,
    doubled keys, anchors) passes it.
    """
    return {"$schema": DRAFT, "title": "luzplan", **_some(PLAN)}


def _some(shape: Shape) -> Schema:
    """The schema of a value that may not be empty: the file, an item of a list."""
    return {"description": shape.about, "type": list(_types(shape)), **_limits(shape)}


def _types(shape: Shape) -> tuple[str, ...]:
    # A pattern binds strings only, so a text with one may be nothing else but numbers that meet it.
    if isinstance(shape, TextShape) and shape.pattern:
        return ("string", "integer") if shape.numbers else ("string",)
    return _TYPES[type(shape)]


def _limits(shape: Shape) -> Schema:
    match shape:
        case TextShape(pattern=pattern, numbers=numbers):
            limits = {"minimum": numbers[0], "maximum": numbers[1]} if numbers else {}
            return {"pattern": pattern or _SOME, **limits}
        case FlagShape():
            return {"pattern": _flag_pattern()}
        case ListShape(item=item):
            return {"items": _some(item)}
        case TableShape(value=value):
            return {"additionalProperties": _some(value)}
        case RecordShape(fields=fields):
            return {
                "properties": {field.name: _value(field) for field in fields},
                "required": [field.name for field in fields if field.required],
                "additionalProperties": False,
            }
    assert_never(shape)


def _value(field: Field) -> Schema:
    """The schema of a key's value, which may be empty where not more than some text is required."""
    shape, some, types = field.shape, _some(field.shape), _types(field.shape)
    match shape:
        case TextShape(pattern=""):
            return {"description": shape.about, "type": [*types, "null"]}
        case TextShape() if field.required:
            return some
        case TextShape() | FlagShape():
            return some | {"type": [*types, "null"]}
    return some | {"type": [*types, "string", "null"], "pattern": _BLANK}


def _flag_pattern() -> str:
    """The words of a flag in any case; the regular expressions of JSON Schema have no switch for it."""
    words = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in FLAGS)
    return f"^({'|'.join(words)}|\\s*)$"
