"""Slips in a line of a plan: each is known by the line itself, with its own words, place and way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from luzplan.russian import count, quote
from luzplan.text import MISSING_KEY, Splice
from luzplan.text.slips.columns import SPACES
from luzplan.text.slips.foreign import aside
from luzplan.text.slips.lines import (
    BLANK,
    CONTAINERS,
    DASHES,
    FIRST,
    ITEMS,
    ROW,
    SECTION,
    TABLES,
    TEXT_LISTS,
    Line,
)
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.slip import Slip, hard_space, key_slip, no_space, quoted
from luzplan.text.slips.values import broken_value, colon_below, list_for_text, text_for_list

# A key of a row behind a letter or two, or a sign, where nothing but blanks belongs.
_STRAY = re.compile(
    r"[ ]*(?P<sign>[^\W\d_]{2}(?=[ ]{2})|[^\W\d_]|[.,;/\\`~=])[ ]+"
    rf"(?P<rest>(?P<dash>-[ ]+)?(?:{'|'.join((*ROW, *SECTION))}):(?:[ ]|$))"
)
_NUMBER = re.compile(r"\d{1,3}[.)][ ]+(?=\S)")


def blanks_before(line: Line, outline: Outline) -> Slip | None:
    """A blank that is none, or a tab, in the indentation."""
    return _strange_blanks(line, 0, line.lead, outline)


def word_dash(line: Line, outline: Outline) -> Slip | None:
    """The dash or the dot of a word processor where an item begins, perhaps with its tab, at the margin."""
    is_item = line.level in ("row", "section", "item") if line.key else line.zone in TEXT_LISTS
    at_margin = is_item and line.zone != "" and not line.lead and bool(line.gap)
    if line.dash in ("", "-") or not (at_margin or _is_item(line, outline)):
        return None
    at = line.sign_start
    end = at + len(line.dash)
    column = outline.usual.get(line.kind, 0) if at_margin else 0
    gap = len(line.gap) if line.gap.strip(" ") else 0
    repair = Splice(at, end + gap, f"{' ' * column}-{'' if line.gap and not gap else ' '}")
    before = f", перед ним {count(column, SPACES)}" if column else ""
    hint = f"пункт списка начинается с дефиса и пробела: «- »{before}"
    return Slip(f"вместо дефиса стоит {quote(line.dash)}", at, end, hint, (repair,))


def glued_dash(line: Line, outline: Outline) -> Slip | None:
    """No blank behind the dash, or a strange one."""
    at = line.sign_start
    if line.dash == "-" and not line.gap and (line.key or line.value) and _is_item(line, outline):
        hint = "поставьте пробел между дефисом и словом: «- »"
        return Slip("нет пробела после дефиса", at, at + 1, hint, (Splice(at + 1, at + 1, " "),))
    return _strange_blanks(line, len(line.lead) + 1, line.gap, outline) if line.dash else None


def stray_sign(line: Line, outline: Outline) -> Slip | None:
    """A letter or a sign that a finger left before a line that is whole without it."""
    found = _STRAY.match(line.text)
    if not found:
        return None
    was_blank = outline.usual.get("row" if found["dash"] else "row key") == found.start("rest")
    start, end = (line.start + at for at in found.span("sign"))
    kind, hint = ("лишние буквы", "уберите их") if end - start > 1 else ("лишняя буква", "уберите её")
    if not found["sign"].isalpha():
        kind, hint = "лишний знак", "уберите его"
    repair = (Splice(start, end, " " * (end - start) * was_blank),)
    return Slip(f"{kind} {quote(found['sign'])} в начале строки", start, end, hint, repair)


def spare_dash(line: Line, outline: Outline) -> Slip | None:
    """The dash of a list before an entry of a table of names."""
    del outline
    if line.zone not in TABLES or not line.dash or line.key is None:
        return None
    at = line.sign_start
    hint = f"уберите его: здесь не список, а {quote('название: значение')}"
    message = f"лишний дефис перед {quote(line.key.meant)}"
    return Slip(message, at, at + 1, hint, (Splice(at, line.key_start),))


def number_before(line: Line, outline: Outline) -> Slip | None:
    """The number of the row before its key."""
    del outline
    if not line.number:
        return None
    assert line.key is not None  # only before a key is a number read
    at = line.key_start
    begins = not line.dash and line.key.meant == FIRST.get(line.level.removesuffix(" key"))
    words = line.number.strip(" -")
    message = f"номер {quote(words)} перед «{line.key.meant}»"
    hint = "уберите его: номер даёт место строки в плане"
    if begins:
        hint = f"поставьте вместо него дефис: «- {line.key.meant}: …»"
    repair = Splice(at, at + len(line.number), "- " if begins else "")
    return Slip(message, at, at + len(words), hint, (repair,))


def foreign_key(line: Line, outline: Outline) -> Slip | None:
    """A key in Russian, in capitals, in another layout, with a Russian letter or a slip."""
    if line.key is None or line.key.is_right or line.key.typed.strip("\"'") == line.key.meant:
        return None
    if outline.has_beside(line, line.key.meant):
        return None
    at = line.key_start + len(line.number)
    is_glued = not line.sign.strip(BLANK) and line.key.typed.endswith(("Ж", ":»", ":”"))
    return key_slip(at, line.key.typed, line.key.meant, ":" if is_glued else "")


def no_colon(line: Line, outline: Outline) -> Slip | None:
    """Another sign, or none, where a key has its colon; no blank behind it, or a strange one."""
    if line.key is None:
        return None
    sign = line.sign.strip(BLANK)
    at = line.key_start + len(line.number) + len(line.key.typed)
    colon = at + len(line.sign.rstrip(BLANK)) - 1
    meant = line.key.meant
    if sign == ":":
        if not line.space and line.value:
            return no_space(colon, meant)
        return _strange_blanks(line, colon + 1 - line.start, line.space, outline)
    if sign:
        repair = Splice(at, colon + 1, ":" if line.space else ": ")
        said = f"вместо двоеточия стоит {quote(sign)}"
        return Slip(said, colon, colon + 1, f"напишите «{meant}: …»", (repair,))
    start = at - len(line.key.typed)
    repair = Splice(at, at, ":" if line.space or not line.value else ": ")
    if line.value or meant in CONTAINERS:
        return Slip(f"после «{meant}» нет двоеточия", start, at, f"напишите «{meant}: …»", (repair,))
    message = f"строка обрывается: после «{meant}» ничего нет"
    return Slip(message, start, at, f"допишите её («{meant}: …») или удалите", (repair,), certain=False)


def keyless_item(line: Line, outline: Outline) -> Slip | None:
    """A row that begins without its key, or a row of a table put in as it was."""
    if line.key is not None or (line.zone != "sections" and line.zone not in ITEMS):
        return None
    column = outline.usual.get("row")
    found = _braced_row(line, column) or _without_first_key(line, outline)
    return found or (_without_keys(line, outline) if line.zone == "sections" else None)


def _without_first_key(line: Line, outline: Outline) -> Slip | None:
    """An item that goes on with keys but begins with a text: the key that comes first is missing."""
    below = outline.after(line)
    if line.dash != "-" or not re.match(r"[\w«(№\"]", line.value) or below is None or below.dash:
        return None
    if below.key is None or below.zone != line.zone or below.column != line.key_column:
        return None
    if below.key.meant == (first := FIRST[below.level.removesuffix(" key")]):
        return None
    at = line.key_start
    hint = f"начните строку с ключа: {quote(f'- {first}: {line.value[:40]}')}"
    repair = (Splice(at, at, f"{first}: "),)
    return Slip(f"нет ключа {quote(first)}", at, line.end, hint, repair, code=MISSING_KEY)


def _without_keys(line: Line, outline: Outline) -> Slip | None:
    if line.value.startswith("{"):
        return None
    between = ";" if line.value.count(";") > 1 else r"\t+|[ ]*\|[ ]*|[ ]{4,}"
    cells = [cell.strip(BLANK) for cell in re.split(between, line.value.strip(f"|{BLANK}"))]
    cells = [cell for cell in cells if cell]
    column = outline.usual.get("row")
    if len(cells) >= 3 or (len(cells) == 2 and "\t" in line.value):
        return table_row(line, line.end, cells, column or 0)
    number = _NUMBER.match(line.value)
    if not (line.dash or number) or line.column != column or re.match(r"[\[{&*!|>]|<<[ ]*:|$", line.value):
        return None
    at = line.key_start
    rest = at + (number.end() if number else 0)
    hint = f"начните строку с ключа: {quote(f'- what: {line.value[rest - at :][:30]}')}"
    repair = Splice(at, rest, "what: " if line.dash else "- what: ")
    return Slip("нет ключа «what»", at, line.end, hint, (repair,), code=MISSING_KEY)


def _braced_row(line: Line, column: int | None) -> Slip | None:
    """An activity in braces without its dash, or in other brackets."""
    at = line.key_start
    if column is not None and not line.dash and re.match(r"\{\s*what\b", line.value):
        repair = (Splice(line.start, at, " " * column + "- "),)
        hint = "новое мероприятие начинается с дефиса: «- {what: …}»"
        return Slip("перед «{» нет дефиса", at, at + 1, hint, repair)
    if line.dash and re.fullmatch(r"\{\{[^{}]*\}\}", line.value):
        outer = (Splice(at, at + 1), Splice(line.end - 1, line.end))
        return Slip("лишние фигурные скобки", at, at + 1, "оставьте по одной: «{what: …}»", outer)
    if line.dash and (found := re.match(r"([\[(])\s*(what|name):[^\[\]()]*[\])]$", line.value)):
        braces = (Splice(at, at + 1, "{"), Splice(line.end - 1, line.end, "}"))
        kind = "круглые" if found[1] == "(" else "квадратные"
        said = f"вместо фигурных скобок стоят {kind}"
        return Slip(said, at, at + 1, f"напишите «{{{found[2]}: …}}»", braces)
    return None


def table_row(line: Line, end: int, cells: list[str], column: int) -> Slip:
    """Cells of a table that were put in without keys; what they are is guessed by their order."""
    if len(cells) > 1 and re.fullmatch(r"[\d.)№ ]+", cells[0]):
        cells = cells[1:]
    named = list(zip(("what", "when", "who", "note"), cells, strict=False))
    pairs = [f"{key}: {quoted(cell)}" for key, cell in named]
    text = f"\n{' ' * (column + 2)}".join(pairs)
    in_braces = ", ".join(f"{key}: {quoted(cell, flow=True)}" for key, cell in named)
    spaces = f", отступив {count(column, SPACES)}" if column else ""
    hint = f"напишите вместо неё{spaces}: {quote(f'- {{{in_braces}}}')}"
    repair = Splice(line.start, end, f"{' ' * column}- {text}")
    at = line.sign_start
    return Slip("строка таблицы вставлена без ключей", at, end, hint, (repair,), certain=False)


def _is_item(line: Line, outline: Outline) -> bool:
    """Whether a line with a dash, or what looks like one, is an item: its key or its neighbours tell."""
    if line.key is not None:
        return line.level in ("row", "section", "item") and line.zone != ""
    if line.value.startswith("{") and line.dash in DASHES:
        return True
    return (line.zone, line.column) in outline.item_places


def _strange_blanks(line: Line, offset: int, blanks: str, outline: Outline) -> Slip | None:
    """A slip for blanks at an offset of a line that are no spaces."""
    strange = next((at for at, sign in enumerate(blanks) if sign != " "), None)
    if strange is None or "\n" in blanks:
        return None
    at = line.start + offset
    end = at + len(blanks)
    if "\t" in blanks:
        spaces = " " if offset else " " * _wanted_column(line, outline)
        message, hint = "табуляция вместо пробелов", f"замените табуляцию пробелами: нужно {len(spaces)}"
        return Slip(message, at + strange, at + strange + 1, hint, (Splice(at, end, spaces),))
    if blanks[strange] in "\u200b\u2060\ufeff":
        message = f"невидимый знак U+{ord(blanks[strange]):04X}"
        repair = Splice(at, end, re.sub("[\u200b\u2060\ufeff]", "", blanks))
        return Slip(message, at + strange, at + strange + 1, "удалите его", (repair,))
    spaces = " " if offset else " " * len(blanks)  # only at the margin does their number count
    return hard_space(at + strange, Splice(at, end, spaces))


def _wanted_column(line: Line, outline: Outline) -> int:
    usual = outline.usual.get(line.kind)
    if usual is not None:
        return usual
    last = outline.before(line)
    if last is None:
        return 0
    if line.key is None and not line.dash:
        return last.key_column + (2 if last.key else 0)  # a text below its sign, or one that goes on
    return last.column + 2 if not last.value else last.key_column


RECOGNISERS: tuple[Callable[[Line, Outline], Slip | None], ...] = (
    stray_sign,
    aside,
    spare_dash,
    blanks_before,
    word_dash,
    glued_dash,
    number_before,
    foreign_key,
    no_colon,
    keyless_item,
    list_for_text,
    text_for_list,
    broken_value,
)
# What has neither a key nor a dash goes on with the line before, whatever it begins with, or is a stray.
_OF_BARE_LINES = (*(one for one in RECOGNISERS if one is not broken_value), colon_below)


def slips_of_signs(outline: Outline) -> Iterator[Slip]:
    """The first slip of each line."""
    for line in outline.doubtful:  # most lines are right, and a look at all of them has to be quick
        table = RECOGNISERS if line.key or line.dash else _OF_BARE_LINES
        found = (recognise(line, outline) for recognise in table)
        yield from (slip for slip in [next(filter(None, found), None)] if slip)
