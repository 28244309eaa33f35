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


def dumped_page(url: str, profile: Path, *flags: str) -> str:
    """Give the document as it stands after its scripts have run."""
    assert CHROMIUM is not None
    command = (CHROMIUM, *QUIET, f"--user-data-dir={profile}", *flags, "--dump-dom", url)
    run = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return run.stdout.decode("utf-8")
