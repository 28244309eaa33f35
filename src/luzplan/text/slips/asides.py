"""What is no part of a plan: drawn lines, foreign remarks, marks of emphasis, what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzplan.russian import quote
from luzplan.text import Splice
from luzplan.text.slips import Slip
from luzplan.text.slips.keys import ROW, SECTION, TOP, meant_key
from luzplan.text.slips.outline import BLANK, Line, Outline

_DRAWN = re.compile(r"([-=_*~+#—–―‒─━])(?:[ ]?\1){2,}|`{3}\w*")
_REMARK = re.compile(r"(//+|/\*|<!--+|;|--)(?=[ \w«])[ ]*(.*?)[ ]*(?:\*/|--+>)?")

_EMPHASIS = re.compile(
    r"(?m)^[ \t]*(?:-[ ]+)?(?P<sign>[*_`]{1,3})(?P<key>[^\W\d_]+)(?P<close>:(?P=sign)|(?P=sign)[ ]*:)"
)


def emphasised_keys(text: str) -> Iterator[Slip]:
    """Keys in the bold letters of Markdown, as an answer in a chat has them: «**what:** Педсовет»."""
    for found in _EMPHASIS.finditer(text):
        if meant_key(found["key"], (*ROW, *SECTION, *TOP)) is None:
            continue
        (start, end), (close, close_end) = found.span("sign"), found.span("close")
        hint = f"уберите знаки «{found['sign']}»: выделять ключи не нужно"
        space = "" if text[close_end : close_end + 1].isspace() or close_end == len(text) else " "
        repair = (Splice(start, end), Splice(close, close_end, f":{space}"))
        yield Slip(f"ключ {quote(found['key'])} выделен", start, close_end, hint, repair)


def aside(line: Line, outline: Outline) -> Slip | None:
    """A drawn line, or a remark that begins as other languages begin theirs."""
    whole = line.text.strip(BLANK)
    at = line.start + line.column
    drawn, remark = _DRAWN.fullmatch(whole), _REMARK.fullmatch(whole)
    if not (drawn or remark) or not _is_apart(line, outline):
        return None
    if drawn:
        end = min(line.end + 1, len(outline.text))
        hint = "удалите её или начните с «# »"
        return Slip(f"лишняя строка {quote(whole[:20])}", at, line.end, hint, (Splice(line.start, end, ""),))
    assert remark is not None
    sign = remark[1]
    repair = (Splice(at, line.end, f"# {remark[2]}"),)
    hint = f"напишите «# {remark[2][:40]}»"
    return Slip(f"заметка начинается с «#», а не с {quote(sign)}", at, at + len(sign), hint, repair)


def _is_apart(line: Line, outline: Outline) -> bool:
    """Whether a line goes on with no text: it stands no deeper than the key before it."""
    before = outline.before(line)
    while before is not None and before.key is None and not before.dash:
        before = outline.before(before)
    return before is None or line.column <= before.key_column


def slips_above(outline: Outline) -> Iterator[Slip]:
    """What stands above the first key of the plan, as above a document of paper."""
    lines = outline.lines
    first = next((at for at, line in enumerate(lines) if line.level == "top"), 0)
    if not first or any(line.key is not None or line.dash for line in lines[:first]):
        return
    at = lines[0].start + lines[0].column
    repair = tuple(Splice(line.start, line.start, "# ") for line in lines[:first])
    hint = "уберите то, что стоит над планом, или начните каждую такую строку с «# »"
    yield Slip(
        f"строка без ключа: {quote(lines[0].value[:40])}", at, lines[0].end, hint, repair, certain=False
    )
