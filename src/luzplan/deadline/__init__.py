"""The language of deadlines: what «Ноябрь - январь» or «до 25 числа» means in a school year."""

from luzplan.deadline.model import Deadline, Fault, Kind, Misreading, WrittenWeekday
from luzplan.deadline.reader import DeadlineReader, read_deadline

__all__ = [
    "Deadline",
    "DeadlineReader",
    "Fault",
    "Kind",
    "Misreading",
    "WrittenWeekday",
    "read_deadline",
]
