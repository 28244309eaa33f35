"""The language of deadlines: what «Ноябрь - январь» or «до 25 числа» means in a school year."""

from luzplan.deadline.model import Deadline, DeadlineFault, DeadlineKind, Misreading, WrittenWeekday
from luzplan.deadline.reader import DeadlineReader, month_named, read_deadline

__all__ = [
    "Deadline",
    "DeadlineFault",
    "DeadlineKind",
    "DeadlineReader",
    "Misreading",
    "WrittenWeekday",
    "month_named",
    "read_deadline",
]
