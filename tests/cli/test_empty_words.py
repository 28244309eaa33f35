"""An empty word, as a script gives whose variable is not set, is no answer to what was asked."""

from __future__ import annotations

import shlex

import pytest

from tests.conftest import ROOT, Luzplan


@pytest.mark.parametrize(
    "command",
    [
        "due --from ''",
        "due --to ''",
        "due --today ''",
        "due --month ''",
        "due --within ''",
        "due --role ''",
        "due --plan ''",
        "validate ''",
        "validate --today ''",
        "when май --year ''",
        "when май --plan ''",
        "who Директор --plan ''",
        "done 2.8 --on ''",
        "done 2.8 --on 2012-02-10 --plan ''",
        "diff ''",
        "diff plan.yaml ''",
        "explain ''",
        "new-year --year ''",
        "export --to json --plan ''",
    ],
)
def test_it_is_refused(command: str, luzplan: Luzplan) -> None:
    before = (ROOT / "plan.yaml").read_bytes()
    run = luzplan(*shlex.split(command))
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("luzplan: ")
    assert (ROOT / "plan.yaml").read_bytes() == before
