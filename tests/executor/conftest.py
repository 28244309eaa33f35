from __future__ import annotations

import pytest

from luzplan.answers import RoleBook
from luzplan.executor import Executor, Reading, Role, School, Scope
from luzplan.text import Text

_SCHOOLS = (
    School(
        Text("КОГОКУ СОШ г. Лузы"),
        base=True,
        level=Text("средняя"),
        aliases=(Text("БШ"), Text("базовая школа")),
    ),
    School(Text("МОКУ СОШ №2 г. Лузы")),
    School(Text("МОКУ СОШ пгт Лальск")),
    School(Text("МОКУ Фабричная ООШ пгт Лальск")),
    School(Text("МОКУ Н.-Лальская ООШ д. Животово")),
    School(Text("МОКУ Покровская ООШ д. Куликово.")),
)


def plan_book() -> RoleBook:
    return RoleBook([Role(Text("Совет округа"), since=Text("Декабрь"))], _SCHOOLS)


@pytest.fixture(scope="package")
def book() -> RoleBook:
    """The roles and schools of a district: the base school, two other full ones, three up to class 9."""
    return plan_book()


def written(cell: str, reading: Reading) -> tuple[str, str]:
    """Write a reading as the test data do: the executors, and the words that were not understood."""
    return (
        "; ".join(_written(executor, cell) for executor in reading.executors),
        "; ".join(cell[name.start : name.end] for name in reading.unknown),
    )


def _written(executor: Executor, cell: str) -> str:
    role = f"{executor.role}*" if executor.person else executor.role
    words = cell[executor.start : executor.end]
    scope = {
        Scope.NONE: "",
        Scope.ALL: " @ все школы",
        Scope.KIND: f" @ школы: {executor.school}",
        Scope.SCHOOL: f" @ {executor.school}",
    }[executor.scope]
    return f"{role}{scope} [{words}]"
