from __future__ import annotations

import pytest

from tests.conftest import CI, OURS


@pytest.fixture(autouse=True)
def same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the machine's terminal and services out, so that a number always means the same run."""
    for name in (*OURS, *CI):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
