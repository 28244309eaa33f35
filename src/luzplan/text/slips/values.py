"""Slips in what stands behind a key: quotes, brackets, colons, signs that no text may begin with."""

from __future__ import annotations

import re

from luzplan.russian import listing, quote
from luzplan.text import WRONG_SHAPE, Splice
from luzplan.text.slips.flow import crossed_brackets, flow_slip
from luzplan.text.slips.lines import BLANK, CONTAINERS, LIST_OR_TEXT, LISTS, ROW, TEXT_LISTS, Key, Line
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.slip import (
    BEHIND_QUOTES,
    IN_BRACKETS,
    NEEDS_QUOTES,
    Slip,
    closing_bracket,
    closing_quote,
    in_quotes,
    open_quotes,
    quoted,
)

_NO_ESCAPE = re.compile(r"(?:[^\\]|\\[0abtnvfre \"/\\N_LPxuU\t])*\\(?![0abtnvfre \"/\\N_LPxuU\t])")
_NEXT_KEY = re.compile(rf"(?:[,;][ ]*|[ ]+)(-[ ]+)?({'|'.join(ROW[:6])}):(?=[ ]|$)")
_ITEM_BELOW = re.compile(r"\s*\n([ ]*)- ")
_COLON = re.compile(r":(?=[ ]|$)")
_SEVERAL = re.compile(r"([\"'])[\w ./()№-]+\1(?:[ ]*[,;][ ]*\1[\w ./()№-]+\1)+")


# What no text may begin with → what is said of it, and the way out.
_STARTS = (
    (
        r"[|>][-+0-9]*[ ]+[^#\s]|[|>][-+0-9]*[^-+0-9\s]",
        "текст после знака «{}» стоит на той же строке",
        "начните его с новой строки, с отступом, или возьмите значение в кавычки",
    ),
    (
        r"[@`%,\]}]|[*&](?![A-Za-z0-9_!])|!+(?![A-Za-z0-9_!])|[?](?=[ ]|$)",
        "текст не может начинаться с «{}»",
        NEEDS_QUOTES,
    ),
    (r"-(?=[ ])", "текст не может начинаться с «{} »", "уберите дефис или возьмите значение в кавычки"),
)


def list_for_text(line: Line, outline: Outline) -> Slip | None:
    """A list where one text belongs: several dates or people, one a line or in brackets."""
    if line.key is None or line.sign.strip(BLANK) != ":" or line.key.meant in CONTAINERS | LIST_OR_TEXT:
        return None
    start, end, texts = line.value_start, line.end, []
    if line.value.startswith("["):
        end = closing_bracket(outline.text, start, outline.limit(line))
        inside = outline.text[start + 1 : end - 1]
        if end < 0 or outline.text[end : max(line.end, end)].strip() or re.search(r"[\[{'\"]", inside):
            return None
        texts = [text.strip() for text in inside.split(",")]
    elif not line.value and (items := outline.items_below(line)):
        start, end = items[0].sign_start, items[-1].end
        texts = [item.value for item in items]
    if not texts:
        return None
    meant, joined = line.key.meant, quoted(", ".join(texts))
    message = f"в «{meant}» нужно писать текст, а здесь список"
    hint = f"запишите его в одну строку: {quote(f'{meant}: {joined}')}"
    colon = line.key_start + len(line.key.typed) + len(line.sign.rstrip(BLANK))
    repair = (Splice(colon, end, f" {joined}"),)
    return Slip(message, start, start + 1, hint, repair, meant in ("when", "who"), WRONG_SHAPE)


def text_for_list(line: Line, outline: Outline) -> Slip | None:
    """A text behind a key that has its list below, or the list itself."""
    if line.key is None or line.key.meant not in CONTAINERS:
        return None
    found, at, meant = _ITEM_BELOW.match(outline.text, line.end), line.value_start, line.key.meant
    column = len(found[1]) if found and len(found[1]) >= line.key_column else -1
    if line.value.startswith("- "):  # the list begins in the line of its key
        begun = f"{line.value[:30]}…" if len(line.value) > 30 else line.value
        hint = f"начните {quote(begun)} с новой строки"
        margin = " " * (line.key_column + 2 if column < 0 else column)
        repair = Splice(at - len(line.space), at, f"\n{margin}")
        return Slip(f"список начинается под {quote(f'{meant}:')}", at, at + 1, hint, (repair,))
    if column < 0 or not re.match(r"[\w«(№]", line.value):
        return None
    hint = "перенесите его в список или поставьте перед ним «# », если это заметка"
    remark = (Splice(at, at, "# "),)
    return Slip(f"лишний текст после «{meant}:»", at, line.end, hint, remark, certain=False)


def broken_value(line: Line, outline: Outline) -> Slip | None:
    """What stands behind a key, or a dash, and cannot be read as a text."""
    value, at = line.value, line.value_start
    if value[:1] in ("'", '"'):
        return _quotes(line, outline)
    if value[:1] in ("[", "{"):
        return _brackets(line, outline)
    is_text = line.key is not None or (line.dash and line.zone in TEXT_LISTS)
    plain = re.split(r"(?:^|[ ])#", value)[0].rstrip()
    for pattern, message, hint in _STARTS if is_text else ():
        if re.match(pattern, value):
            repair, is_certain = in_quotes(at, plain), True
            if sign := re.match(r"[|>][-+]\d*[ ]+|- ", value):
                rest = plain[sign.end() :]
                is_certain = sign[0] != "- " and quoted(rest) == rest
                repair = (Splice(at, at + sign.end()),)
            return Slip(message.format(value[0]), at, at + 1, hint, repair, is_certain)
    if line.key is not None and (second := _second_key(line, line.key, plain, outline)):
        return second
    return _colon_inside(plain, at) if is_text else None


def _colon_inside(plain: str, at: int) -> Slip | None:
    """A text that a colon parts, without quotes or in those that stand for nothing in YAML."""
    colon = _COLON.search(plain)
    if colon is None:
        return None
    if of_word := re.fullmatch(r"([“„‟”])([^“„‟”\"]*)[“”‟]", plain):
        straight = f'"{of_word[2]}"'
        message = f"кавычки Word ({plain[0]} {plain[-1]}) не защищают двоеточие внутри текста"
        hint = f"наберите прямые: {straight if len(plain) <= 40 else _NO_VALUE}"
        return Slip(message, at, at + 1, hint, (Splice(at, at + len(plain), straight),))
    start = at + colon.start()
    hint = f"{NEEDS_QUOTES}: {quoted(plain[:40]) if len(plain) <= 40 else _NO_VALUE}"
    return Slip("двоеточие внутри текста", start, start + 1, hint, in_quotes(at, plain))


def colon_below(line: Line, outline: Outline) -> Slip | None:
    """A colon in a line that goes on with the text behind a key: all of the text needs quotes."""
    if not (colon := _COLON.search(re.split(r"[ ]#", line.value)[0])):
        return None
    head = outline.before(line)
    while head is not None and head.key is None and not head.dash and not _COLON.search(head.value):
        head = outline.before(head)
    if head is None or head.key is None or line.column <= head.key_column:
        return None
    if not re.match(r"[\w«(№]", head.value) or _COLON.search(head.value):
        return None
    end = outline.last_of(line).end
    text, at = outline.text[head.value_start : end], line.sign_start + colon.start()
    if re.search(r"(?:^|[ ])#", text):
        return None
    return Slip("двоеточие внутри текста", at, at + 1, NEEDS_QUOTES, in_quotes(head.value_start, text))


def _second_key(line: Line, key: Key, plain: str, outline: Outline) -> Slip | None:
    """More keys behind the text of one, the next row, or the same key twice."""
    at = line.value_start
    if again := re.match(rf"-?[ ]*{key.meant}:[ ]+(?=\S)", plain):
        message, repair = f"ключ {quote(key.meant)} написан дважды", Splice(at, at + again.end())
        return Slip(message, at, at + again.end(), "уберите один из них", (repair,))
    if not (others := list(_NEXT_KEY.finditer(plain))):
        return None
    if line.dash and plain.endswith("}") and "{" not in plain and "[" not in line.text:
        place = line.key_start
        hint = f"поставьте её перед {quote(key.meant)}"
        return Slip("не открыта скобка «{»", place, line.end, hint, (Splice(place, place, "{"),))
    keys = " " * line.key_column
    row = f"{' ' * outline.usual.get('row', max(line.key_column - 2, 0))}- "
    breaks = tuple(
        Splice(at + one.start(), at + one.start(2), f"\n{row if one[1] else keys}") for one in others
    )
    first = others[0]
    hint = f"начните {listing([quote(one[2]) for one in others])} с новой строки, под {quote(key.meant)}"
    message = "два ключа в одной строке" if len(others) == 1 else "несколько ключей в одной строке"
    if first[1]:
        message, hint = "два мероприятия в одной строке", f"начните «- {first[2]}: …» с новой строки"
    return Slip(message, at + first.start(2), at + first.end(2), hint, breaks)


_NO_VALUE = '"…"'


def _quotes(line: Line, outline: Outline) -> Slip | None:
    at = line.value_start
    end = closing_quote(outline.text, at, outline.limit(line))
    if end >= 0:
        return _escape(outline.text, at, end) or _behind_quotes(line, outline, end)
    is_closed_otherwise = line.text[-1] in "”“" or (line.text[-1] == "»" and "«" not in line.value)
    sign = line.value[0]
    return open_quotes(at, sign, Splice(line.end - is_closed_otherwise, line.end, sign))


def _behind_quotes(line: Line, outline: Outline, end: int) -> Slip | None:
    """A sign or more text behind quotes that were closed at an offset."""
    value, at = line.value, line.value_start
    tail = outline.text[end : max(line.end, end)]
    if not tail.strip() or tail.lstrip().startswith("#") or end > line.end:
        return None
    place = end + len(tail) - len(tail.lstrip())
    if tail.strip() in (",", ";"):
        sign = Splice(end, line.end)
        said = f"после кавычек лишний знак {quote(tail.strip())}"
        return Slip(said, place, place + 1, "уберите его", (sign,))
    if line.key is not None and _SEVERAL.fullmatch(value):
        plain = re.sub(r"[\"']", "", value)
        hint = f"запишите их через запятую без кавычек: {quote(f'{line.key.meant}: {plain}')}"
        anew = Splice(at, line.end, quoted(plain))
        return Slip("в кавычках каждое слово списка", at, line.end, hint, (anew,))
    message, hint = BEHIND_QUOTES
    nested = value.endswith(value[0]) and value[0] == '"' and outline.text[end - 2] in BLANK + "«("
    inside = value[1:-1] if nested else value
    if "'" in inside:
        anew = Splice(at, line.end, quoted(inside))
        return Slip(message, place, place + 1, hint, (anew,), certain=False)
    width = 1 if nested else 0
    around = (Splice(at, at + width, "'"), Splice(line.end - width, line.end, "'"))
    return Slip(message, place, place + 1, hint, around)


def _escape(text: str, at: int, end: int) -> Slip | None:
    """A backslash in double quotes that stands for itself, as in the name of a folder."""
    inside = text[at + 1 : end - 1]
    if text[at] != '"' or "\n" in inside or not (found := _NO_ESCAPE.match(inside)):
        return None
    place = at + 1 + found.end() - 1
    anew = Splice(at, end, "'" + inside.replace("\\\\", "\\").replace("'", "''") + "'")
    hint = "возьмите значение в кавычки '…' вместо \"…\""
    is_whole = '\\"' not in inside
    return Slip("знак «\\» внутри двойных кавычек", place, place + 1, hint, (anew,), certain=is_whole)


def _brackets(line: Line, outline: Outline) -> Slip | None:
    at, key = line.value_start, line.key.meant if line.key else ""
    if (not key or key in CONTAINERS) and (crossed := crossed_brackets(line, outline)):
        return crossed
    if line.value[0] == "{" and not key and line.dash:
        return flow_slip(line, outline)
    end = closing_bracket(outline.text, at, outline.limit(line))
    if end < 0:
        sign = "]" if line.value[0] == "[" else "}"
        is_text = bool(key) and key not in CONTAINERS
        is_whole = key in LISTS and re.fullmatch(r"[\w «»()№.,-]*\w", line.value[1:]) is not None
        repair = in_quotes(at, line.value) if is_text else (Splice(line.end, line.end, sign),)
        hint = f"поставьте «{sign}» в конце" + (" или возьмите всё значение в кавычки" if is_text else "")
        return Slip("не закрыта скобка", at, at + 1, hint, repair, certain=is_whole)
    tail = outline.text[end : line.end] if end <= line.end else ""
    if not tail.strip() or tail.lstrip().startswith("#"):
        return None
    place = end + len(tail) - len(tail.lstrip())
    if key in LISTS and tail.strip(" ]}") == "":
        return Slip("лишняя скобка", place, place + 1, "уберите её", (Splice(end, line.end),))
    return Slip(IN_BRACKETS, place, place + 1, NEEDS_QUOTES, in_quotes(at, line.value))
