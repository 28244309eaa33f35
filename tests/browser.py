"""A real browser to look at what the tool makes; tests that need one are skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)")
needs_paper = pytest.mark.skipif(
    CHROMIUM is None or shutil.which("pdftotext") is None,
    reason="no Chromium or no pdftotext here (Debian: apt install chromium poppler-utils)",
)


def dumped_page(url: str, folder: Path, *flags: str) -> str:
    """The document as it stands after its scripts have run; the browser's own files go to the folder."""
    return _run(url, folder, *flags, "--dump-dom")


def printed_text(url: str, folder: Path) -> str:
    """The text of the pages that the browser would print."""
    paper = folder / "paper.pdf"
    _run(url, folder, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    run = subprocess.run(("pdftotext", "-layout", paper, "-"), capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def printed_pages(url: str, folder: Path) -> int:
    """On how many pages the browser would print."""
    _run(url, folder, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'paper.pdf'}")
    return pages_of(folder / "paper.pdf")


def pages_of(paper: Path) -> int:
    """The number of pages of a PDF."""
    told = subprocess.run(("pdfinfo", paper), capture_output=True, check=True).stdout.decode("utf-8")
    return int(told.partition("Pages:")[2].split()[0])


def _run(url: str, folder: Path, *flags: str) -> str:
    assert CHROMIUM is not None
    command = (CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", *flags, url)
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode("utf-8")
