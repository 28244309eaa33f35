"""`luzplan import`: a document as a plan."""

from __future__ import annotations

from pathlib import Path
from shutil import which
from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.arguments import school_year_of
from luzplan.cli.console import Reader, warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, deliver, refuse_replacing
from luzplan.cli.periods import present_year
from luzplan.documents import Document, Unreadable
from luzplan.documents.reading import OTHERS, SUFFIXES, read_document
from luzplan.documents.recognition import recognise
from luzplan.documents.writing import (
    column_line,
    left_to_do,
    recognised_words,
    remark_lines,
    seen_words,
    write_plan,
)
from luzplan.russian import listing, quote
from luzplan.school_year import SchoolYear
from luzplan.text.system import as_typed

_EXAMPLES = """Примеры:
  luzplan import План.docx -o plan.yaml
  luzplan import План.docx -o plan.yaml --year 2011-2012
  luzplan import план.txt                  показать на экране, что получится
"""


class ImportTarget(NamedTuple):
    """The file to write."""

    plan: Annotated[
        str | None, typer.Argument(metavar="[ПЛАН]", help="То же, что -o: plan.yaml.", show_default=False)
    ] = None
    output: options.OutputOption = None
    force: options.ForceOption = False


@command(_EXAMPLES)
def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="ФАЙЛ",
            help="Документ: docx, xlsx, csv, md, html, txt, pdf; doc, odt, rtf, xls — через LibreOffice.",
        ),
    ],
    target: ImportTarget,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="ГОД", help="Учебный год, если в документе он не назван: 2011-2012."),
    ] = None,
    today: options.TodayOption = None,
) -> None:
    """Сделать файл плана из документа: Word, Excel, PDF, страницы.

    Находит таблицу мероприятий, разделы, заголовок, грифы, школы, цели, функции и автора. Ничего не теряет:
    что не распознано, сохраняется текстом. Что понято и что стоит проверить, говорит отдельно.
    """
    output = target.output if target.plan is None else target.plan
    refuse_replacing(output, [file])
    given = school_year_of(year) if year is not None else None
    document = _document(file)
    recognition = recognise(document)
    transcript = recognition.transcript
    if not transcript.sections:
        notices = [f"{notice.message[0].upper()}{notice.message[1:]}." for notice in document.notices]
        hint = "Нужна таблица, в шапке которой есть «мероприятия», «срок», «исполнители» или похожие слова."
        if file.casefold().endswith(".txt"):
            hint += " В тексте её ячейки разделяет табуляция;"
            hint += " годятся и строки «Урок мира – 1 сентября – завуч»."
        seen = seen_words(document)
        hint += f" В документе — {seen}." if seen else ""
        message = f"{file}: таблица мероприятий не найдена"
        raise CommandError(Code.UNREADABLE, message, " ".join([*notices, hint]))
    school_year = given or transcript.year or present_year(today)
    deliver(
        write_plan(transcript, school_year), OutputOptions(output=output, force=target.force), Reader.PROGRAM
    )
    warn(f"Распознано: {school_year.name}, {recognised_words(transcript)}.")
    if given is None and transcript.year is None:
        other = SchoolYear(school_year.first_year - 1)
        warn(f"В документе учебный год не назван, взят нынешний. Другой: --year {other}.")
    if transcript.year not in (None, school_year):
        warn(f"Год взят из --year, в документе — {transcript.year}.")
    left = left_to_do(transcript, school_year)
    for line in (column_line(transcript), *remark_lines(recognition.remarks), *left):
        if line:
            warn(line)
    if output is not None and str(output) != "-":
        warn(f"Дальше: luzplan validate {as_typed(str(output))}")


def _document(file: str) -> Document:
    suffix = Path(file).suffix.casefold()
    if suffix not in (*SUFFIXES, *OTHERS):
        hint = f"Читаются файлы {listing(SUFFIXES, 'и')}."
        raise CommandError(Code.USAGE, f"{quote(file)}: файлы {suffix or 'без расширения'} не читаются", hint)
    office = which("soffice") or which("libreoffice")
    document = read_document(file, suffix, office)
    if isinstance(document, Unreadable):
        raise CommandError(Code.UNREADABLE, f"{file}: {document.message}", document.hint)
    return document
