"""Slips in a line of a plan: each is known by the line itself, with its own words, place and way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from luzplan.russian.words import listing, quote
from luzplan.text.flow import flow_slip
from luzplan.text.outline import (
    BLANK,
    DASHES,
    FIRST,
    ROW,
    TEXT_LISTS,
    Line,
    Outline,
    closing_bracket,
    closing_quote,
)
from luzplan.text.slip import MISSING_KEY, WRONG_SHAPE, Slip, key_slip, quoted
from luzplan.text.source import Splice

_LISTS = frozenset({"aliases", "goals", "functions", "preface", "afterword", "columns", "quarters", "halves"})
_CONTAINERS = frozenset(
    {
        *_LISTS, "district", "approval", "headings", "schools", "roles", "abbreviations", "calendar",
        "sections", "author", "activities", "agreed", "approved", "holidays",
    }
)  # fmt: skip
_NEXT_KEY = re.compile(rf"(?:[,;][ ]*|[ ]+)({'|'.join(ROW[:6])}):(?=[ ]|$)")
_COLON = re.compile(r":(?=[ ]|$)")
_NO_BREAK = ("неразрывный пробел вместо обычного", "замените такие пробелы обычными")
_NO_TEXT = "возьмите всё значение в кавычки"


class _Sign(NamedTuple):
    """A sign that no text may begin with."""

    pattern: re.Pattern[str]
    message: str
    hint: str = _NO_TEXT


_STARTS = tuple(
    _Sign(re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (
            r"[|>][-+0-9]*[ ]+[^#\s]|[|>][-+0-9]*[^-+0-9\s]",
            "текст после знака «{}» стоит на той же строке",
            "начните его с новой строки, с отступом, или возьмите значение в кавычки",
        ),
        (r"[@`%]", "текст не может начинаться с «{}»", _NO_TEXT),
        (r"[*&!](?![A-Za-z0-9_!])", "текст не может начинаться с «{}»", _NO_TEXT),
        (r"[?](?=[ ]|$)", "текст не может начинаться с «{}»", _NO_TEXT),
        (r"[,\]}]", "текст не может начинаться с «{}»", _NO_TEXT),
        (r"-(?=[ ])", "текст не может начинаться с «{} »", "уберите дефис или возьмите значение в кавычки"),
    )
)


def blanks_before(line: Line, outline: Outline) -> Slip | None:
    """A blank that is none, or a tab, in the indentation."""
    return _strange_blanks(line, 0, line.lead, outline)


def word_dash(line: Line, outline: Outline) -> Slip | None:
    """The dash or the dot of a word processor where an item begins."""
    if line.dash in ("", "-") or not _is_item(line, outline):
        return None
    at = line.start + len(line.lead)
    repair = Splice(at, at + 1, "-" if line.gap else "- ")
    message = f"вместо дефиса стоит {quote(line.dash)}"
    return Slip(message, at, at + 1, "пункт списка начинается с дефиса и пробела: «- »", (repair,))


def glued_dash(line: Line, outline: Outline) -> Slip | None:
    """No blank behind the dash, or a strange one."""
    at = line.start + len(line.lead)
    if line.dash == "-" and not line.gap and (line.key or line.value) and _is_item(line, outline):
        hint = "поставьте пробел между дефисом и словом: «- »"
        return Slip("нет пробела после дефиса", at, at + 1, hint, (Splice(at + 1, at + 1, " "),))
    return _strange_blanks(line, len(line.lead) + 1, line.gap, outline) if line.dash else None


def number_before(line: Line, outline: Outline) -> Slip | None:
    """The number of the row before its key."""
    del outline
    if not line.number:
        return None
    assert line.key is not None  # only before a key is a number read
    at = line.start + line.key_column
    begins = not line.dash and line.key.meant == FIRST.get(line.level.removesuffix(" key"))
    words = line.number.strip(" -")
    message = f"номер {quote(words)} перед «{line.key.meant}»"
    hint = "уберите его: номер даёт место строки в плане"
    repair = Splice(at, at + len(line.number), "- " if begins else "")
    return Slip(message, at, at + len(words), hint, (repair,))


def foreign_key(line: Line, outline: Outline) -> Slip | None:
    """A key in Russian, in capitals, in another layout, with a Russian letter or a slip."""
    if line.key is None or line.key.is_right or line.key.typed.strip("\"'") == line.key.meant:
        return None
    if outline.has_beside(line, line.key.meant):
        return None
    at = line.start + line.key_column + len(line.number)
    is_glued = line.sign.strip(BLANK) != ":" and line.key.typed.endswith("Ж")
    return key_slip(at, line.key.typed, line.key.meant, ":" if is_glued else "")


def no_colon(line: Line, outline: Outline) -> Slip | None:
    """Another sign, or none, where a key has its colon; no blank behind it, or a strange one."""
    if line.key is None:
        return None
    sign = line.sign.strip(BLANK)
    at = line.start + line.key_column + len(line.number) + len(line.key.typed)
    colon = at + len(line.sign.rstrip(BLANK)) - 1
    meant = line.key.meant
    if sign == ":":
        if not line.space and line.value:
            hint = f"поставьте пробел между двоеточием и текстом: {quote(f'{meant}: …')}"
            return Slip("нет пробела после двоеточия", colon, colon + 1, hint, (Splice(colon + 1, colon + 1, " "),))
        return _strange_blanks(line, colon + 1 - line.start, line.space, outline)
    if sign:
        rest = "" if line.space else " "
        repair = Splice(at, colon + 1, ":" + rest)
        return Slip(f"вместо двоеточия стоит {quote(sign)}", colon, colon + 1, f"напишите «{meant}: …»", (repair,))
    start = at - len(line.key.typed)
    repair = Splice(at, at, ":" if line.space or not line.value else ": ")
    if line.value or meant in _CONTAINERS:
        return Slip(f"после «{meant}» нет двоеточия", start, at, f"напишите «{meant}: …»", (repair,))
    message = f"строка обрывается: после «{meant}» ничего нет"
    return Slip(message, start, at, f"допишите её («{meant}: …») или удалите", (repair,), certain=False)


def keyless_item(line: Line, outline: Outline) -> Slip | None:
    """A row that begins without its key, or a row of a table put in as it was."""
    if line.zone != "sections" or line.key is not None:
        return None
    cells = [cell.strip(BLANK) for cell in re.split(r"\t+|[ ]*\|[ ]*|[ ]{4,}", line.value.strip(f"|{BLANK}"))]
    cells = [cell for cell in cells if cell]
    column = outline.usual.get("row")
    if len(cells) >= 3 or (len(cells) == 2 and "\t" in line.value):
        return table_row(line, line.end, cells, column or 0)
    if not line.dash or line.column != column or not re.match(r"[«\"\w]", line.value):
        return None
    at = line.start + line.key_column
    hint = f"начните строку с ключа: {quote(f'- what: {line.value[:30]}')}"
    return Slip("нет ключа «what»", at, line.end, hint, (Splice(at, at, "what: "),), code=MISSING_KEY)


def table_row(line: Line, end: int, cells: list[str], column: int) -> Slip:
    """Cells of a table that were put in without keys; what they are is guessed by their order."""
    if len(cells) > 1 and re.fullmatch(r"[\d.)№ ]+", cells[0]):
        cells = cells[1:]
    pairs = [f"{key}: {quoted(cell)}" for key, cell in zip(("what", "when", "who", "note"), cells, strict=False)]
    text = f"\n{' ' * (column + 2)}".join(pairs)
    hint = f"разнесите её по ключам: {listing([quote(pair) for pair in pairs])}"
    repair = Splice(line.start, end, f"{' ' * column}- {text}")
    at = line.start + line.column
    return Slip("строка таблицы вставлена без ключей", at, end, hint, (repair,), certain=False)


def list_for_text(line: Line, outline: Outline) -> Slip | None:
    """A list where one text belongs: several dates or people, one a line or in brackets."""
    if line.key is None or line.key.meant in _CONTAINERS or line.sign.strip(BLANK) != ":":
        return None
    start, end, texts = line.value_start, line.end, []
    if line.value.startswith("["):
        end = closing_bracket(outline.text, start, outline.limit(line))
        inside = outline.text[start + 1 : end - 1]
        if end < 0 or outline.text[end : max(line.end, end)].strip() or re.search(r"[\[{'\"]", inside):
            return None
        texts = [text.strip() for text in inside.split(",")]
    elif not line.value and (items := outline.items_below(line)):
        start, end = items[0].start + items[0].column, items[-1].end
        texts = [item.value for item in items]
    if not texts:
        return None
    meant = line.key.meant
    joined = quoted(", ".join(texts))
    message = f"в «{meant}» нужно писать текст, а здесь список"
    colon = line.start + line.key_column + len(line.key.typed) + len(line.sign.rstrip(BLANK))
    repair = (Splice(colon, end, f" {joined}"),)
    certain = meant in ("when", "who")
    return Slip(message, start, start + 1, f"запишите его в одну строку: {quote(f'{meant}: {joined}')}", repair, certain, WRONG_SHAPE)


def broken_value(line: Line, outline: Outline) -> Slip | None:
    """What stands behind a key, or a dash, and cannot be read as a text."""
    value, at = line.value, line.value_start
    if value[:1] in ("'", '"'):
        return _quotes(line, outline)
    if value[:1] in ("[", "{"):
        return _brackets(line, outline)
    found = next((one for one in _STARTS if one.pattern.match(value)), None)
    is_text = line.key is not None or (line.dash and line.zone in TEXT_LISTS)
    if found is not None and is_text:
        return _strange_start(line, found)
    plain = re.split(r"[ ]#", value)[0].rstrip()
    if line.key is not None and (second := _NEXT_KEY.search(plain)):
        start = at + second.start(1)
        column = line.key_column
        repair = Splice(at + second.start(), start, f"\n{' ' * column}")
        hint = f"начните «{second[1]}» с новой строки, под «{line.key.meant}»"
        return Slip("два ключа в одной строке", start, start + len(second[1]), hint, (repair,))
    if is_text and (colon := _COLON.search(plain)):
        start = at + colon.start()
        hint = f"{_NO_TEXT}: {quoted(plain[:40]) if len(plain) <= 40 else _NO_VALUE}"
        return Slip("двоеточие внутри текста", start, start + 1, hint, _wrapped(at, plain))
    return None


_NO_VALUE = "\"…\""


def _strange_start(line: Line, found: _Sign) -> Slip:
    value, at = line.value, line.value_start
    plain = re.split(r"[ ]#", value)[0].rstrip()
    sign = value[0]
    if sign in "|>" and (block := re.match(r"[|>][-+]\d*[ ]+", value)):
        repair: tuple[Splice, ...] = (Splice(at, at + block.end()),)
        return Slip(found.message.format(sign), at, at + 1, found.hint, repair, certain=False)
    if sign == "-":
        repair = (Splice(at, at + 2),)
        return Slip(found.message.format(sign), at, at + 1, found.hint, repair, certain=False)
    return Slip(found.message.format(sign), at, at + 1, found.hint, _wrapped(at, plain))


def _quotes(line: Line, outline: Outline) -> Slip | None:
    value, at = line.value, line.value_start
    end = closing_quote(outline.text, at, outline.limit(line))
    if end < 0:
        sign = value[0]
        repair = (Splice(line.end, line.end, sign),)
        if line.text[-1] in "”“»" and value.count("«") < value.count("»") + (line.text[-1] != "»"):
            repair = (Splice(line.end - 1, line.end, sign),)
        hint = f"поставьте такую же кавычку ({sign}) в конце текста"
        return Slip("не закрыты кавычки", at, at + 1, hint, repair, certain=False)
    tail = outline.text[end : max(line.end, end)]
    if not tail.strip() or tail.lstrip().startswith("#") or end > line.end:
        return None
    place = end + len(tail) - len(tail.lstrip())
    hint = "возьмите в кавычки '…' всё значение, а внутри пишите «ёлочки»"
    message = "после закрытых кавычек есть ещё текст"
    nested = value.endswith(value[0]) and value[0] == '"' and outline.text[end - 2] in BLANK + "«("
    inside = value[1:-1] if nested else value
    if "'" in inside:
        return Slip(message, place, place + 1, hint, (Splice(at, line.end, quoted(inside)),), certain=False)
    if nested:
        repair = (Splice(at, at + 1, "'"), Splice(line.end - 1, line.end, "'"))
    else:
        repair = (Splice(at, at, "'"), Splice(line.end, line.end, "'"))
    return Slip(message, place, place + 1, hint, repair)


def _brackets(line: Line, outline: Outline) -> Slip | None:
    at, key = line.value_start, line.key.meant if line.key else ""
    if line.value[0] == "{" and not key and line.dash:
        return flow_slip(line, outline)
    end = closing_bracket(outline.text, at, outline.limit(line))
    if end < 0:
        sign = "]" if line.value[0] == "[" else "}"
        is_text = bool(key) and key not in _CONTAINERS
        repair = _wrapped(at, line.value) if is_text else (Splice(line.end, line.end, sign),)
        hint = f"поставьте «{sign}» в конце" + (" или возьмите всё значение в кавычки" if is_text else "")
        return Slip("не закрыта скобка", at, at + 1, hint, repair, certain=False)
    tail = outline.text[end : line.end] if end <= line.end else ""
    if not tail.strip() or tail.lstrip().startswith("#"):
        return None
    place = end + len(tail) - len(tail.lstrip())
    if key in _LISTS and tail.strip(" ]}") == "":
        return Slip("лишняя скобка", place, place + 1, "уберите её", (Splice(end, line.end),))
    message = "значение со скобкой в начале — для YAML не текст"
    return Slip(message, place, place + 1, _NO_TEXT, _wrapped(at, line.value))


def _wrapped(at: int, plain: str) -> tuple[Splice, ...]:
    """The changes that put a text in quotes; what they would have to spell anew is doubled or escaped."""
    end = at + len(plain)
    if '"' not in plain and "\\" not in plain:
        return Splice(at, at, '"'), Splice(end, end, '"')
    doubled = (Splice(at + one.start(), at + one.start(), "'") for one in re.finditer("'", plain))
    return Splice(at, at, "'"), *doubled, Splice(end, end, "'")


def _is_item(line: Line, outline: Outline) -> bool:
    """Whether a line with a dash, or something like it, is meant to be an item: by its key or its neighbours."""
    if line.key is not None:
        return line.level in ("row", "section", "item") and line.zone != ""
    if line.value.startswith("{") and line.dash in DASHES:
        return True
    return (line.zone, line.column) in outline.item_places


def _strange_blanks(line: Line, offset: int, blanks: str, outline: Outline) -> Slip | None:
    """A slip for blanks at an offset of a line that are no spaces."""
    strange = next((at for at, sign in enumerate(blanks) if sign != " "), None)
    if strange is None:
        return None
    at = line.start + offset
    end = at + len(blanks)
    if "\t" in blanks:
        wanted = _wanted_column(line, outline)
        if not offset and line.column == 0:
            return None
        spaces = " " * (1 if offset else wanted)
        message, hint = "табуляция вместо пробелов", f"замените табуляцию пробелами: нужно {len(spaces)}"
        return Slip(message, at + strange, at + strange + 1, hint, (Splice(at, end, spaces),))
    if blanks[strange] in "\u200b\u2060\ufeff":
        message = f"невидимый знак U+{ord(blanks[strange]):04X}"
        repair = Splice(at, end, re.sub("[\u200b\u2060\ufeff]", "", blanks))
        return Slip(message, at + strange, at + strange + 1, "удалите его", (repair,))
    spaces = re.sub("[^ ]", " ", blanks)
    return Slip(_NO_BREAK[0], at + strange, at + strange + 1, _NO_BREAK[1], (Splice(at, end, spaces),))


def _wanted_column(line: Line, outline: Outline) -> int:
    usual = outline.usual_column(line)
    if usual is not None:
        return usual
    last = outline.before(line)
    if last is None:
        return 0
    if line.key is None and not line.dash:
        return last.key_column + 2
    return last.column + 2 if not last.value else last.key_column


RECOGNISERS: tuple[Callable[[Line, Outline], Slip | None], ...] = (
    blanks_before,
    word_dash,
    glued_dash,
    number_before,
    foreign_key,
    no_colon,
    keyless_item,
    list_for_text,
    broken_value,
)


def slips_of_signs(outline: Outline) -> Iterator[Slip]:
    """The first slip of each line."""
    for line in outline.lines:
        found = (recognise(line, outline) for recognise in RECOGNISERS)
        yield from (slip for slip in [next(filter(None, found), None)] if slip)
