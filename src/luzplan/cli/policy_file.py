"""The file in which a house says what it thinks of problems, and where its plans lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from luzplan.cli.errors import Code, CommandError
from luzplan.text import STDIN, load_source

if TYPE_CHECKING:
    from luzplan.check.policy import Policy, PolicyFile

NAMES = (".luzplan.toml", "luzplan.toml")


def policy_path(folder: Path) -> Path | None:
    """The policy file of a folder itself, None if it has none."""
    return next((path for name in NAMES if (path := folder / name).is_file()), None)


class Policies:
    """The policies of plans: each file is read once, when the first plan under it is asked for."""

    def __init__(self) -> None:
        self._files: dict[Path, PolicyFile] = {}
        self._paths: dict[Path, Path | None] = {}

    def of_plan(self, name: str) -> Policy:
        """What holds for a plan; ends the command if its policy file is faulty."""
        from luzplan.check.policy import NO_POLICY

        plan = Path(realpath("plan.yaml" if name == STDIN else name))
        path = self._path_above(plan.parent)
        if path is None:
            return NO_POLICY
        if path not in self._files:
            self._files[path] = read_policy_file(path)
        return self._files[path].for_plan(plan.relative_to(path.parent).as_posix())

    def _path_above(self, folder: Path) -> Path | None:
        """The nearest policy file, in the folder or above it."""
        if folder not in self._paths:
            above = self._path_above(folder.parent) if folder.parent != folder else None
            self._paths[folder] = policy_path(folder) or above
        return self._paths[folder]


def read_policy_file(path: Path) -> PolicyFile:
    """Read a policy file; ends the command with all that is wrong in it."""
    from luzplan.check.policy import read_policy

    loaded = load_source(str(path))
    if loaded.problems:
        problem = loaded.problems[0]
        raise CommandError(Code.UNREADABLE, f"{_shown(path)}: {problem.message}", problem.hint)
    found = read_policy(path.name, loaded.source.text)
    if found.faults:
        lines = [
            f"{_shown(path)}:{one.line}:{one.column}: {one.message}" + (f" ({one.hint})" if one.hint else "")
            for one in found.faults
        ]
        raise CommandError(
            Code.USAGE, f"в настройках {'ошибка' if len(lines) == 1 else 'ошибки'}", "\n  ".join(lines)
        )
    return found


def plans_named_by(path: Path) -> Iterator[str]:
    """The plans that a policy file names where none is named otherwise, from the folder we are in."""
    for name in read_policy_file(path).plan:
        yield os.path.relpath(path.parent / name)


def _shown(path: Path) -> str:
    return os.path.relpath(path)
