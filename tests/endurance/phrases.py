"""Feeds the two small languages whatever a fuzzer comes up with, guided by the branches that it reaches.

`pip install -e '.[fuzz]'`, then `python -m tests.endurance.phrases -max_total_time=60`;
what is raised is a fault.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["luzplan"]):
    from tests.deadline.test_properties import test_any_text_is_read_soundly as any_deadline
    from tests.executor.test_soundness import test_any_cell_is_read_with_places_inside_it as any_cell

LANGUAGES = tuple(one.hypothesis.fuzz_one_input for one in (any_deadline, any_cell))  # type: ignore[attr-defined]


def feed(data: bytes) -> None:
    """Try a fuzzer's bytes as a deadline and as an executor."""
    for language in LANGUAGES:
        language(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, feed)
    atheris.Fuzz()
