"""The executor language: «Замы по УВР и ВР, психолог» as roles at their schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luzplan.executor.model import Executor, Match, Reading, Role, School, Scope, UnknownName

if TYPE_CHECKING:
    from luzplan.executor.book import RoleBook

__all__ = ["Executor", "Match", "Reading", "Role", "RoleBook", "School", "Scope", "UnknownName"]


def __getattr__(name: str) -> type[RoleBook]:
    """Import the grammar when it is asked for: most questions are not about people."""
    if name != "RoleBook":
        raise AttributeError(name)
    from luzplan.executor.book import RoleBook

    return RoleBook
