"""The report of an import: what was recognised, what was guessed and why, what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luzplan.deadline import DeadlineKind
from luzplan.documents import Document, DocumentParagraph
from luzplan.documents.cells import quoted_beginning
from luzplan.documents.transcript import Doubt, Remark, SignatureText, Transcript
from luzplan.plan.deadlines import SectionDeadlines
from luzplan.russian import ACTIVITIES, count, listing, quote
from luzplan.school_year import FIRST_MONTH, Calendar, SchoolYear

_SCHOOLS = ("школа", "школы", "школ")
_GOALS = ("цель", "цели", "целей")
_FUNCTIONS = ("функция", "функции", "функций")
_SECTIONS = ("раздел", "раздела", "разделов")
_TEXTS = ("другая строка текста", "другие строки текста", "других строк текста")
_TABLES = ("таблица", "таблицы", "таблиц")
_LINES = ("строка текста", "строки текста", "строк текста")
_HEADINGS = ((Doubt.UNSURE, "Проверьте"), (Doubt.UNPLACED, "Не нашлось своего места"))


def recognised_words(transcript: Transcript) -> str:
    """List what was recognised: «заголовок, 6 школ, 5 разделов, 45 мероприятий»."""
    activities = sum(len(section.activities) for section in transcript.sections)
    texts = len(transcript.preface) + len(transcript.afterword)
    texts += sum(len(section.preface) for section in transcript.sections)
    counted = (
        (len(transcript.schools), _SCHOOLS),
        (len(transcript.goals.items), _GOALS),
        (len(transcript.functions.items), _FUNCTIONS),
        (len(transcript.sections), _SECTIONS),
        (activities, ACTIVITIES),
        (texts, _TEXTS),
    )
    parts = ["заголовок"] if transcript.title else []
    parts += ["гриф согласования"] if transcript.agreed != SignatureText() else []
    parts += ["гриф утверждения"] if transcript.approved != SignatureText() else []
    parts += [count(number, forms) for number, forms in counted if number]
    parts += ["автор"] if transcript.author.name or transcript.author.position else []
    parts += ["остальное с листа «План»"] if transcript.head.get("title") and not transcript.title else []
    return listing(parts)


def remark_lines(remarks: Sequence[Remark]) -> list[str]:
    """The remarks under their headings, each with its place; of many alike the first ones."""
    lines: list[str] = []
    for doubt, heading in _HEADINGS:
        own = [remark for remark in remarks if remark.doubt is doubt]
        lines += [f"{heading}:"] if own else []
        lines += _own_lines(own)
    return lines


def _own_lines(remarks: Sequence[Remark]) -> Iterator[str]:
    """A line for each remark, and one for all that say the same of further places or texts."""
    alike: dict[str, list[Remark]] = {}
    for remark in remarks:
        alike.setdefault(_VARYING.sub("", remark.message), []).append(remark)
    for group in alike.values():
        shown = group if len(group) <= _MOST_ALIKE + 1 else group[:_MOST_ALIKE]
        yield from map(_line, shown)
        if len(group) > len(shown):
            rest = [remark.place for remark in group[len(shown) :] if remark.place]
            where = f"{rest[0]} … {rest[-1]}" if rest else "смотрите в самом документе"
            yield f"  и ещё {len(group) - len(shown)} таких: {where}"


_VARYING = re.compile(r"«.*»|\d+(?:\.\d+)*")  # what remarks of one sort differ by
_MOST_ALIKE = 3


def _line(remark: Remark) -> str:
    return f"  {remark.place}: {remark.message}" if remark.place else f"  {remark.message}"


def column_line(transcript: Transcript) -> str:
    """Which further columns the document has, empty if it has none."""
    names = listing([quote(name) for name in transcript.further])
    return f"Столбцы документа под своими именами: {names}." if names else ""


def left_to_do(transcript: Transcript, year: SchoolYear) -> list[str]:
    """What the document leaves open: deadlines that are not understood, and rows without any."""
    year = year._replace(first_month=FIRST_MONTH - 1) if transcript.start else year
    reader = SectionDeadlines(Calendar(year), [section.title for section in transcript.sections])
    phrases = [[activity.when for activity in section.activities] for section in transcript.sections]
    found = [one for at, whens in enumerate(phrases) for one in reader.read(at, whens)]
    unknown = list(dict.fromkeys(one.text for one in found if one.kind is DeadlineKind.UNKNOWN))
    bare = sum(one.kind is DeadlineKind.NONE for one in found)
    lines = [] if found else ["  мероприятий в разделах пока нет, добавьте их"]
    if unknown:
        shown = ", ".join(quoted_beginning(text) for text in unknown[:_MOST_ALIKE])
        more = " и другие" if len(unknown) > _MOST_ALIKE else ""
        lines.append(f"  сроки не поняты ({len(unknown)}): {shown}{more}")
    if bare:
        lines.append(f"  без срока {count(bare, ACTIVITIES)} из {len(found)}")
    return ["Осталось сделать:", *lines] if lines else []


def seen_words(document: Document) -> str:
    """What a document is made of in which no plan was found."""
    tables = [" · ".join(cell.text for cell in table.rows[0].filled) for table in document.tables]
    texts = sum(isinstance(block, DocumentParagraph) for block in document.blocks)
    seen = [f"таблица с шапкой {quoted_beginning(heading)}" for heading in tables[:_MOST_ALIKE]]
    seen += [f"ещё {count(len(tables) - _MOST_ALIKE, _TABLES)}"] if len(tables) > _MOST_ALIKE else []
    seen += [count(texts, _LINES)] if texts else []
    return listing(seen)
