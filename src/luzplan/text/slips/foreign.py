"""What came into a plan with a copy from elsewhere: marks of letters, chats, git, and signs unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luzplan.russian import quote
from luzplan.text import Splice
from luzplan.text.slips.lines import BLANK, KEYS, ROW, SECTION, TOP, Line, meant_key
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.slip import Slip
from luzplan.text.yaml import UNPRINTABLE

_MARKER = re.compile(r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?=\s|$).*$\n?")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_UNPRINTED = re.compile(rf"(?:{UNPRINTABLE}|[\x85\u2028\u2029])+")
# What Word and sites put between words: the end of a line or a page, a hyphen that no line ends at.
_BETWEEN_WORDS = {**dict.fromkeys("\x0b\x0c\x85\u2028\u2029", " "), "\x1e": "-"}
_BETWEEN = re.compile(rf"\S{_UNPRINTED.pattern}\S")
_KEY_WITH_UNSEEN = re.compile(
    rf"(?m)(?:^|[{{,])([\w \"'-]*{_UNSEEN.pattern}(?:[\w \"'-]|{_UNSEEN.pattern})*):(?=\s|$)"
)
_LINE = re.compile(r".*\n|.+")
_DRAWN = re.compile(r"([-=_*~+#—–―‒─━])(?:[ ]?\1){2,}|`{3}\w*")
_REMARK = re.compile(r"(//+|/\*|<!--+|;|--)(?=[ \w«])[ ]*(.*?)[ ]*(?:\*/|--+>)?")

_DAY = (
    r"\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?|[ ](?:янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек)[а-я]*)"
)
_TIME = r"\d{1,2}:\d\d(?::\d\d)?"
# The line above a message of a chat: who wrote it and when.
_MESSAGE = re.compile(rf"[\w .,-]{{0,60}}?\[?(?:{_DAY},?(?: в)? {_TIME}|{_TIME},? {_DAY})\b.*|\[{_TIME}\].*")
_EMPHASIS = re.compile(
    r"(?m)^[ \t]*(?:-[ ]+)?(?P<sign>[*_`]{1,3})(?P<key>[^\W\d_]+)(?P<close>:(?P=sign)|(?P=sign)[ ]*:)"
)


def _emphasised_keys(text: str) -> Iterator[Slip]:
    """Keys in the bold letters of Markdown, as an answer in a chat has them: «**what:** Педсовет»."""
    for found in _EMPHASIS.finditer(text) if any(sign in text for sign in "*_`") else ():
        if meant_key(found["key"], (*ROW, *SECTION, *TOP)) is None:
            continue
        (start, end), (close, close_end) = found.span("sign"), found.span("close")
        hint = f"уберите знаки «{found['sign']}»: выделять ключи не нужно"
        space = "" if text[close_end : close_end + 1].isspace() or close_end == len(text) else " "
        repair = (Splice(start, end), Splice(close, close_end, f":{space}"))
        yield Slip(f"ключ {quote(found['key'])} выделен", start, close_end, hint, repair)


def aside(line: Line, outline: Outline) -> Slip | None:
    """A drawn line, or a remark that begins as other languages begin theirs."""
    whole, at = line.text.strip(BLANK), line.sign_start
    drawn, remark = _DRAWN.fullmatch(whole), _REMARK.fullmatch(whole)
    is_message = not line.key and line.dash != "-" and _MESSAGE.fullmatch(whole) is not None
    head = outline.head_of(line)
    if head is not None and line.column > head.key_column:  # it goes on with a text
        return None
    if drawn or is_message:
        end = min(line.end + 1, len(outline.text))
        repair = (Splice(line.start, end, "") if drawn else Splice(at, at, "# "),)
        said, hint = f"лишняя строка {quote(whole[:20])}", "удалите её или начните с «# »"
        return Slip(said, at, line.end, hint, repair, certain=bool(drawn))
    if remark is None:
        return None
    sign = remark[1]
    repair = (Splice(at, line.end, f"# {remark[2]}"),)
    hint = f"напишите «# {remark[2][:40]}»"
    return Slip(f"заметка начинается с «#», а не с {quote(sign)}", at, at + len(sign), hint, repair)


_KEYED = rf"(?:-[ ]+)?(?:{KEYS}):(?:[ ]|\r?$)"
_OF_MAIL = re.compile(rf"(?m)(?:^[ ]*>[> ]*{_KEYED}.*\n?)(?:^[ ]*>.*\n?)*")
_OF_DIFF = re.compile(
    r"(?m)(?:^(?:[-+](?:[ ]{2}|[ ]*- |[a-z]+:)|@@ -|diff -|index [\da-f]|--- \S|\+\+\+ \S).*\n?)+"
)
_CHANGED = re.compile(rf"(?m)^\+[ ]*{_KEYED}|^@@ -")
_HUNK = re.compile(r"(?m)^@@ -\d+(?:,\d+)? \+\d+(?:,(\d+))? @@")
_FENCE = re.compile(r"(?m)^`{3}[\w-]*[ \t]*\r?$\n?")


def _pasted_from_mail(text: str) -> Iterator[Slip]:
    """Lines with the marks of a letter that is answered: «> - what: …»."""
    for run in _OF_MAIL.finditer(text) if ">" in text else ():
        marks = list(re.finditer(r"(?m)^([ ]*)((?:>[ ]?)+)([ ]*)", run[0]))
        repair = tuple(
            Splice(run.start() + mark.start(2), run.start() + mark.end(2), " " * (len(mark[1] + mark[3]) % 2))
            for mark in marks
        )
        hint = "уберите их" + (" в начале каждой такой строки" if len(marks) > 1 else "")
        at = repair[0].start
        yield Slip("знаки «>» из письма перед строкой плана", at, at + 1, hint, repair)


def _diffs(text: str) -> Iterator[Slip]:
    """Lines of a list of changes: those with «-» are gone, those with «+» are the plan."""
    at = 0
    while run := _OF_DIFF.search(text, at):
        at = run.end()
        if not _CHANGED.search(run[0]):
            continue
        repair, at = _undone(text, run)
        hint = "удалите строки с «-» в начале, а в остальных уберите «+»"
        if "@@" in run[0]:
            hint = "удалите строки с «@@» и «-» в начале, а в остальных уберите первый знак"
        yield Slip("строки из списка изменений (diff)", run.start(), run.start() + 1, hint, repair)


def _undone(text: str, run: re.Match[str]) -> tuple[tuple[Splice, ...], int]:
    """The changes that make a plan of a list of changes, and where the list ends."""
    repair: list[Splice] = []
    kept, at = 0, run.start()
    for line in _LINE.finditer(text, at):
        start, end = line.span()
        if hunk := _HUNK.match(line[0]):
            kept = int(hunk[1] or 1)
        if start >= run.end() and not kept:
            break
        if line[0].startswith(("+", " ")) and not line[0].startswith("+++ "):
            kept = max(kept - 1, 0)
            end = start + 1
        left = len(line[0]) - len(line[0][1:].lstrip(" ")) - 1 if end == start + 1 else 0
        repair.append(Splice(start, end, " " * (left % 2)))
        at = line.end()
    return tuple(repair), at


def _fences(text: str) -> Iterator[Slip]:
    """Marks around a piece of code, as chats and sites have them; one message for all of them."""
    repair = tuple(Splice(*fence.span()) for fence in _FENCE.finditer(text))
    if repair:
        hint = "удалите её" if len(repair) == 1 else "удалите её и такую же ниже"
        at = repair[0].start
        yield Slip("строка «```» — знаки кода из чата или с сайта", at, at + 3, hint, repair)


def slips_of_file(text: str, marks: Sequence[re.Match[str]]) -> Iterator[Slip]:
    """What is no line of a plan: merge markers, a mark between documents, signs that cannot be seen."""
    yield from _markers(text)
    yield from _pasted_from_mail(text)
    yield from _diffs(text)
    yield from _fences(text)
    yield from _emphasised_keys(text)
    for mark in marks:
        if re.search(r"(?m)^[^#\s]", text[: mark.start()]):
            start = mark.start()
            hint = "уберите её: план один, и делить его не нужно"
            repair = Splice(start, mark.end())
            yield Slip(f"лишняя строка «{mark[0].strip()}»", start, start + 3, hint, (repair,))
    for sign in _UNPRINTED.finditer(text):
        message = f"непечатаемый знак U+{ord(sign[0][0]):04X}"
        stands_for = next(filter(None, map(_BETWEEN_WORDS.get, sign[0])), "")
        if stands_for and _BETWEEN.match(text, max(sign.start() - 1, 0)):
            hint = f"поставьте вместо него {'пробел' if stands_for == ' ' else 'дефис'}"
        else:
            stands_for, hint = "", "удалите его"
        yield Slip(message, *sign.span(), hint, (Splice(*sign.span(), stands_for),))
    for key in _KEY_WITH_UNSEEN.finditer(text) if _UNSEEN.search(text) else ():
        unseen = [Splice(*sign.span()) for sign in _UNSEEN.finditer(text, *key.span(1))]
        place = unseen[0].start
        message = f"невидимый знак U+{ord(text[place]):04X}"
        yield Slip(message, place, place + 1, "удалите его", tuple(unseen))


def _markers(text: str) -> Iterator[Slip]:
    """What git leaves where two versions of a plan contradict each other; the first is read."""
    hint = "оставьте одну из двух версий, а строки с «<<<<<<<», «=======» и «>>>>>>>» удалите"
    waiting: list[re.Match[str]] = []
    for marker in _MARKER.finditer(text) if any(sign * 7 in text for sign in "<=>|") else ():
        signs = "".join(one[0][0] for one in waiting)
        if marker[0][0] == ">" and signs in ("<=", "<|="):
            start = waiting[0].start()
            repair = (Splice(*waiting[0].span()), Splice(waiting[1].start(), marker.end()))
            yield Slip("в файле остались метки слияния git", start, start + 7, hint, repair, certain=False)
            waiting = []
        elif signs + marker[0][0] in ("<", "<|", "<=", "<|="):
            waiting.append(marker)
        else:
            yield from map(_lone_marker, [*waiting, marker])
            waiting = []
    yield from map(_lone_marker, waiting)


def _lone_marker(marker: re.Match[str]) -> Slip:
    at, repair = marker.start(), Splice(*marker.span())
    return Slip("в файле осталась метка слияния git", at, at + 7, "удалите эту строку", (repair,))
