from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from luzplan.cli.output import patch_text
from luzplan.formats import Page


def test_equal_texts_have_no_difference() -> None:
    assert patch_text("plan.yaml", "a\nб\n", "a\nб\n", Page()) == ""


def test_changed_lines_are_marked() -> None:
    assert patch_text("plan.yaml", "a\nб\n", "a\nв\n", Page()) == (
        "--- a/plan.yaml\n+++ b/plan.yaml\n@@ -1,2 +1,2 @@\n a\n-б\n+в\n"
    )


def test_colour_marks_what_went_and_what_came() -> None:
    painted = patch_text("plan.yaml", "б\n", "в\n", Page(color=True))
    assert "\x1b[31m-б\x1b[0m\n\x1b[32m+в\x1b[0m\n" in painted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nб", "a\nв"),
        ("a\nб", "a\nб\n"),
        ("a\r\nб\r\n", "a\r\nв\r\n"),
        ("a\u2028b\nc\n", "a\u2028b\nd\n"),
        ("", "a\n"),
    ],
)
def test_git_applies_it_whatever_the_line_ends(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(before.encode())
    patch = patch_text("plan.yaml", before, after, Page())
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=tmp_path, check=True)
    assert path.read_bytes().decode() == after
