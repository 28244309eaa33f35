"""The shape of a plan file as JSON Schema, for editors and other programs."""

from typing import assert_never

from luzplan.plan.shape import (
    COLUMN_NAME,
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
# A text is whatever YAML makes of a plain scalar: 01.10 is a number to it, «no» may be a boolean. Its type is
# said by what it is not: editors would offer «true» and «null» for types that are named.
_PLAIN = ("array", "object")


def plan_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a plan file.

    It accepts every file whose shape the builder accepts; what only the builder understands (dates,
    doubled keys, anchors) passes it.
    """
    return {"$schema": DRAFT, "title": "luzplan", **_some(PLAN)}


def _some(shape: Shape) -> Schema:
    """The schema of a value that may not be empty: the file, an item of a list."""
    return {"description": shape.about, **_type(shape, empty=False), **_limits(shape)}


def _type(shape: Shape, *, empty: bool) -> Schema:
    """Of which type a value is; ``empty`` if it may be null, or for a list or table a blank."""
    null = [] if empty else ["null"]
    match shape:
        case TextShape(pattern="") | FlagShape():
            numbers = ["number"] if isinstance(shape, FlagShape) else []
            return {"not": {"type": [*_PLAIN, *numbers, *null]}}
        case TextShape(numbers=numbers, item=item):  # a pattern binds strings only
            others = ["object", "boolean", *(() if item else ["array"])]
            if numbers:
                return {"type": ["string", "integer", *(["null"] if empty else [])]}
            return {"not": {"type": [*others, "number", *null]}}
        case ListShape():
            kind = "array"
        case _:
            kind = "object"
    return {"type": [kind, "string", "null"] if empty else [kind]}


def _limits(shape: Shape) -> Schema:
    match shape:
        case TextShape(pattern=pattern, numbers=numbers, item=item, examples=examples):
            limits: Schema = {"minimum": numbers[0], "maximum": numbers[1]} if numbers else {}
            items: Schema = {"items": {"type": "string", "pattern": item}} if item else {}
            offered: Schema = {"examples": list(examples)} if examples else {}
            return {"pattern": pattern or _SOME, **limits, **items, **offered}
        case FlagShape():
            # In any case: the regular expressions of JSON Schema have no switch for it.
            words = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in FLAGS)
            return {"pattern": f"^({'|'.join(words)}|\\s*)$", "examples": [True, False]}
        case ListShape(item=item, length=length):
            whole: Schema = {"maxItems": length, "if": {"minItems": 1}, "then": {"minItems": length}}
            return {"items": _some(item), **(whole if length else {})}
        case TableShape(value=value):
            return {"additionalProperties": _some(value)}
        case RecordShape(fields=fields, further=further):
            own: Schema = {COLUMN_NAME: _value(Field("", further))} if further else {}
            return {
                **({"patternProperties": own} if own else {}),
                "properties": {field.name: _value(field) for field in fields},
                "required": [field.name for field in fields if field.required],
                "additionalProperties": False,
            }
    assert_never(shape)


def _value(field: Field) -> Schema:
    """The schema of a key's value, which may be empty where not more than some text is required."""
    some, empty = _some(field.shape), _type(field.shape, empty=True)
    match field.shape:
        case TextShape(pattern=""):
            return {key: value for key, value in some.items() if key != "pattern"} | empty
        case TextShape() if field.required:
            return some
        case TextShape() | FlagShape():
            return some | empty
    return some | empty | {"pattern": _BLANK}
