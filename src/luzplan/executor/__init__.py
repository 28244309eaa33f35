"""The executor language: «Замы по УВР и ВР, психолог» as roles at their schools."""

from luzplan.executor.book import RoleBook
from luzplan.executor.model import Executor, Match, Reading, Role, School, Scope, UnknownName

__all__ = ["Executor", "Match", "Reading", "Role", "RoleBook", "School", "Scope", "UnknownName"]
