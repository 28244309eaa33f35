"""`python -m tests.bench.folder FOLDER`: make what is measured, in a process whose memory does not count."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

from luzplan.plan.build import load_plan
from luzplan.plan.schema import plan_schema
from tests.bench import SIZES
from tests.bench.plans import plan_text, write_todos

ROOT = Path(__file__).parent.parent.parent
HELLO = (
    "import typer\n\napp = typer.Typer()\n\n\n@app.command()\ndef hello() -> None:\n    print(1)\n\n\napp()\n"
)
YAMLLINT = "extends: default\nrules: {line-length: disable, document-start: disable}\n"


def make_folder(folder: Path) -> None:
    """Write the plans, the smallest typer program, and what the other tools want beside them."""
    shutil.copy(ROOT / "plan.yaml", folder)
    todoman = f"path = {str(folder / 'todos' / '*')!r}\ncache_path = {str(folder / 'todo.db')!r}\n"
    texts = {
        "hello.py": HELLO,
        ".yamllint": YAMLLINT,
        "schema.json": json.dumps(plan_schema()),
        "settings.py": todoman,
        **{f"{size}.yaml": plan_text(size) for size in SIZES},
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_todos(folder / "todos" / "plan", _activities())
    (folder / "many").mkdir()
    for number in range(1_000):
        (folder / "many" / f"{number}.yaml").write_text(plan_text(45), encoding="utf-8")


def _activities() -> list[tuple[str, date | None]]:
    plan = load_plan(str(ROOT / "plan.yaml")).plan
    assert plan is not None
    return [(str(one.what), one.deadline.end) for one in plan.activities()]


if __name__ == "__main__":
    make_folder(Path(sys.argv[1]))
