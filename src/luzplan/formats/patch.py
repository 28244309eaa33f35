"""What changes in a file, line by line, as `patch` and reviewers read it."""

from __future__ import annotations

from difflib import unified_diff

from luzplan.formats.registry import Page

_COLORS = {"+": "32", "-": "31", "@": "36"}  # SGR of terminals


def patch_text(name: str, before: str, after: str, page: Page) -> str:
    """Give the difference of two texts of the file; nothing if there is none."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(_painted(line, page) for line in lines)


def _lines(text: str) -> list[str]:
    r"""Split at «\n» alone, as `patch` does, whatever Python takes for a line's end."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, f"{last}\n\\ No newline at end of file\n"] if last else lines


def _painted(line: str, page: Page) -> str:
    color = _COLORS.get(line[0]) if page.color and not line.startswith(("+++", "---")) else None
    return f"\x1b[{color}m{line[:-1]}\x1b[0m\n" if color else line
