"""`luzplan export` and `luzplan import`: the plan as a file for other programs, a document as a plan."""

from __future__ import annotations

from pathlib import Path
from shutil import which
from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.arguments import school_year_of
from luzplan.cli.console import Reader, warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, chosen_format, deliver, refuse_replacing, show_answer
from luzplan.cli.periods import present_year
from luzplan.cli.synonyms import FORMAT_NAMES, meant
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
from luzplan.formats import FORMATS
from luzplan.plan import Plan
from luzplan.reports import Report
from luzplan.reports.whole_plan import EXPORTED
from luzplan.russian import listing, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import SchoolYear
from luzplan.selection import Filters
from luzplan.text.system import as_typed

_BEFORE_A_NAME = ("как", "в", "во", "файл")  # «сохранить как план.docx»
_EXAMPLES = """Примеры:
  luzplan export план.docx                        весь план для печати
  luzplan export --role "Зам по УВР" -o увр.docx  выписка для исполнителя
  luzplan export -o план.xlsx                     таблица с датами и фильтрами
  luzplan export -o план.html                     страница для сайта школы
  luzplan export -o план.ics                      события для календаря
  luzplan export --to json                        весь план для программ
"""


class _SelectionOptions(SelectionOptions):
    """The shared filters; here `--to` is the format, so the last day has a name of its own."""

    last: Annotated[str | None, typer.Option("--until", metavar="ДАТА", help="По этот день включительно.")]


class _OutputOptions(OutputOptions):
    """Where the export goes."""

    format_name: Annotated[
        str | None,
        typer.Option(
            "--to", "-t", metavar="ФОРМАТ",
            help="В каком виде: {formats}. Без этого — по имени файла.",
        ),
    ]  # fmt: skip


@command(_EXAMPLES)
def export(
    selection: _SelectionOptions,
    output: _OutputOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[СЛОВА]", help="Файл, план.docx; или месяц, исполнитель, «раздел 2».", show_default=False
        ),
    ] = None,
    with_ongoing: Annotated[
        bool, typer.Option("--with-ongoing", help="В календарь — и то, что длится весь год.")
    ] = False,
    sequence: Annotated[
        int | None,
        typer.Option(
            "--sequence",
            metavar="N",
            min=0,
            max=2**31 - 1,
            show_default=False,
            help="Номер версии календаря, больше прежнего; без него — по числу изменений плана в git.",
        ),
    ] = None,
) -> None:
    """План или выписка для Word, Excel, календаря, сайта, программы."""
    asked = selection.surely_asked(words) if words and not Path(words[-1]).suffix else None
    if asked and asked != selection:
        selection = asked
    elif words is not None and output.output is not None:
        raise CommandError(Code.USAGE, "файл назван дважды", "Оставьте один.")
    elif words is not None:
        named = words[1:] if len(words) > 1 and folded(words[0]) in _BEFORE_A_NAME else words
        output = output._replace(output=" ".join(named))
    name = chosen_format(output)
    if name is None:
        last = words[-1] if words else ""
        wanted = meant(last, FORMAT_NAMES) or (last if last in FORMATS else "docx")
        hint = f"Например: --to {wanted} или -o план.{wanted}."
        raise CommandError(Code.USAGE, "не сказано, в каком виде записать план", hint)
    if name != "ics" and (with_ongoing or sequence is not None):
        option = "--with-ongoing" if with_ongoing else "--sequence"
        hint = "Остальные форматы и так показывают весь план."
        raise CommandError(Code.USAGE, f"{option} бывает только у календаря: --to ics", hint)

    def report_of(plan: Plan, filters: Filters) -> Report:
        return EXPORTED[name](plan, filters._replace(with_ongoing=with_ongoing))

    show_answer(selection, report_of, output._replace(format_name=name), sequence=sequence)


_IMPORT_EXAMPLES = """Примеры:
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


@command(_IMPORT_EXAMPLES)
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
