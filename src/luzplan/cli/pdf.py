"""A Word document as PDF, by LibreOffice where it is installed."""

from pathlib import Path

from luzplan.cli.errors import Code, CommandError

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 120  # seconds


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word document, which is a ZIP."""
    return data.startswith(b"PK")


def pdf_of(document: bytes) -> bytes:
    """The document as PDF; ends the command if there is no LibreOffice, or if it fails."""
    from shutil import which
    from subprocess import TimeoutExpired, run
    from tempfile import TemporaryDirectory

    program = next(filter(None, map(which, _PROGRAMS)), None)
    way_out = "Запишите документ Word, -o ФАЙЛ.docx, и сохраните его как PDF."
    if program is None:
        raise CommandError(Code.UNREADABLE, "для PDF нужен LibreOffice, а его нет", way_out)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "plan.docx").write_bytes(document)
        # A profile of its own: beside an open LibreOffice the usual one is locked.
        options = (
            "--headless",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
        )
        try:
            run([program, *options, "--outdir", folder, place / "plan.docx"], timeout=_PATIENCE,
                capture_output=True, check=False)  # fmt: skip
            return (place / "plan.pdf").read_bytes()
        except (OSError, TimeoutExpired) as error:
            raise CommandError(Code.UNREADABLE, "LibreOffice не сделал PDF", way_out) from error
