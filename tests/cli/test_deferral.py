"""Modules that typer names and no command of every day needs are loaded when they are used."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

DEFERRED = "from luzplan.cli.deferral import defer_rare_modules; defer_rare_modules(); "


def test_an_import_loads_nothing_yet() -> None:
    assert _printed("import subprocess; print('_posixsubprocess' in sys.modules)") == "False"


def test_the_first_use_loads_the_module() -> None:
    assert _printed("import zlib; print(zlib.decompress(zlib.compress(b'plan')))") == "b'plan'"


def test_a_name_can_be_imported_from_it() -> None:
    assert _printed("from ipaddress import ip_address; print(ip_address('::1').is_loopback)") == "True"


def test_it_is_loaded_once() -> None:
    used = "import subprocess as before; before.run; import subprocess as after; before.PIPE"
    assert _printed(f"{used}; print(before.run is after.run is sys.modules['subprocess'].run)") == "True"


def test_what_it_does_not_have_is_missing() -> None:
    asked = "import tokenize; print([hasattr(tokenize, 'no_such_name') for _ in range(2)])"
    assert _printed(asked) == "[False, False]"


def test_a_module_that_is_loaded_already_stays() -> None:
    used = f"import tokenize as before; {DEFERRED}import tokenize; print(tokenize is before)"
    assert _printed(used, before="") == "True"


def _printed(program: str, before: str = DEFERRED) -> str:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; {before}{program}"],
        cwd=ROOT / "src",
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return run.stdout.strip()
