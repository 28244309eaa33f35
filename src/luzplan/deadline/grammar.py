"""The grammar of deadlines: the rows of grammar.txt with their builders."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from luzplan.deadline.model import DeadlineError, DeadlineFault, Item, Match, faulty, joined
from luzplan.deadline.tokens import is_time_of_day
from luzplan.language.cascade import Grammar, Row
from luzplan.school_year import Calendar

_TUESDAY = 1

Build = Callable[[Match, Calendar], Sequence[Item] | Item | None]


def number_in_words(match: Match, _calendar: Calendar) -> Item:
    """«двадцать пятого»."""
    return joined("number", match.items, sum(item.number for item in match.items))


def shortened_ordinal(match: Match, _calendar: Calendar) -> Item | None:
    """«втор.» before «неделя мая», «четв.»: the second and not Tuesday, the fourth and no quarter."""
    (word,) = match.items
    if word.label != "weekday":
        return joined("number", match.items, 4)
    is_second = word.number == _TUESDAY and word.end - word.start == len("втор")
    return joined("number", match.items, 2) if is_second else None


def repeated(match: Match, _calendar: Calendar) -> Item | None:
    """«5 (пяти)», «25 (двадцать пять)» is the number; None if another one stands in the brackets."""
    (written,) = match["written"]
    again = sum(item.number for item in match["again"])
    return joined(written.label, match.items, again) if again == written.number else None


def clock_if_round(match: Match, _calendar: Calendar) -> Item | None:
    """«12.10» after a day, «в 15-30»: a time of day if it can be one."""
    numbers = [item.number for item in match.items if item.label in ("number", "ordinal")]
    times = [tuple(numbers)] if numbers else []
    times += [(item.number, item.periods[0].first[0]) for item in match.items if item.label == "date"]
    return joined("clock", match.items) if all(is_time_of_day(*clock) for clock in times) else None


def before_time(match: Match, _calendar: Calendar) -> Item:
    """«до 15.00», «до конца рабочего дня» before «10 марта» keeps the start open."""
    return joined(match["bound"][0].label, match.items)


def no_such_day(match: Match, _calendar: Calendar) -> Item:
    """«07.12-19.20»: the second can be no date."""
    raise DeadlineError(DeadlineFault.IMPOSSIBLE, match.items[-1:])


def not_understood(match: Match, _calendar: Calendar) -> Item:
    """«15-20.09-25.10»."""
    raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)


def row(pattern: str, name: str) -> Row[Item, Calendar]:
    """A row whose builder has the name; «=label» only gives its items a label."""
    build: Build = _BUILDERS[name] if name[0] != "=" else lambda match, _: joined(name[1:], match.items)

    def checked(match: Match, calendar: Calendar) -> Sequence[Item] | None:
        try:
            made = build(match, calendar)
        except DeadlineError as error:
            made = faulty(error.items or match.items, error.fault)
        return (made,) if isinstance(made, Item) else made

    return pattern, checked


_BUILDERS: dict[str, Build] = {**globals()}
for _module in ("cycles", "parts", "periods", "ranges"):  # the package itself is still being imported
    _BUILDERS |= vars(import_module(f"luzplan.deadline.{_module}"))
GRAMMAR = Grammar(Path(__file__).with_name("grammar.txt"), row)
