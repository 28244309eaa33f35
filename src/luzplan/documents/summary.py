"""What was recognised in a document, said in Russian for the one who must check it."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.documents.transcript import Doubt, Remark, SignatureText, Transcript
from luzplan.russian import ACTIVITIES, count, listing

_SCHOOLS = ("школа", "школы", "школ")
_GOALS = ("цель", "цели", "целей")
_FUNCTIONS = ("функция", "функции", "функций")
_SECTIONS = ("раздел", "раздела", "разделов")
_TEXTS = ("другая строка текста", "другие строки текста", "других строк текста")
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
    return listing(parts)


def remark_lines(remarks: Sequence[Remark]) -> list[str]:
    """Give the remarks under their headings, each with its place."""
    lines: list[str] = []
    for doubt, heading in _HEADINGS:
        own = [remark for remark in remarks if remark.doubt is doubt]
        lines += [f"{heading}:"] if own else []
        lines += [
            f"  {remark.place}: {remark.message}" if remark.place else f"  {remark.message}" for remark in own
        ]
    return lines
