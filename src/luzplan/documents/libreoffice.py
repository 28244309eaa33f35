"""Files that LibreOffice turns into ones that are read: .doc, .odt, .rtf, .xls, .ods."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

SECONDS = 120


def convert(office: str, data: bytes, suffix: str, target: str) -> bytes | None:
    """The file in another format (``docx``, ``xlsx``), None if LibreOffice did not manage that in time.

    It runs with a profile folder of its own, so one that is open on the screen is not in the way, and
    nobody's settings or macros are.
    """
    with tempfile.TemporaryDirectory(prefix="luzplan-") as folder:
        source = Path(folder, f"plan{suffix}")
        source.write_bytes(data)
        command = [
            office, "--headless", "--norestore", "--nolockcheck",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", target, "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
            return source.with_suffix(f".{target}").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
