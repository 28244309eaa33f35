"""The roles that are common in schools, kindergartens, colleges and education offices."""

from __future__ import annotations

from functools import cache

from luzplan.executor.model import Role
from luzplan.source.text import Text

_ROLES: tuple[tuple[str, str | None, str], ...] = (
    ("Директор", None, ""),
    ("Заместитель директора", None, "Заместитель"),
    (
        "Зам по УВР",
        "Заместитель директора",
        "ЗУВР, ЗДУВР, завуч, завуч по УВР, заместитель по учебно-воспитательной работе, зам по УР",
    ),
    (
        "Зам по ВР",
        "Заместитель директора",
        "ЗВР, ЗДВР, заместитель по воспитательной работе, заместитель по воспитанию",
    ),
    (
        "Зам по АХЧ",
        "Заместитель директора",
        "ЗАХЧ, зам по АХР, зам по ХЧ, заместитель по административно-хозяйственной части",
    ),
    ("Психолог", None, "Педагог-психолог"),
    ("Системный администратор", None, "сисадмин"),
    ("Методический совет", None, "методсовет, МС"),
    ("РОО", None, "районный отдел образования"),
    ("Классный руководитель", None, ""),
    ("Учитель", None, ""),
    ("Учитель-предметник", "Учитель", ""),
    ("Совет", None, "Совет …"),
    ("Комиссия", None, "Комиссия …"),
    ("Библиотекарь", None, ""),
    ("Завхоз", None, "заведующий хозяйством"),
)


@cache
def shipped_roles() -> tuple[Role, ...]:
    """Give the shipped roles."""
    return tuple(
        Role(
            Text(name),
            tuple(Text(alias) for alias in aliases.split(", ") if alias),
            Text(parent) if parent else None,
        )
        for name, parent, aliases in _ROLES
    )
