"""What a reading says besides kind and spans: places, weekdays, rules; and the plan's own calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest

from luzplan.deadline import DeadlineFault, DeadlineKind
from luzplan.deadline.reader import DeadlineReader, read_deadline
from luzplan.school_year import Calendar, SchoolYear, Span

YEAR = Calendar(SchoolYear(2011))


@pytest.mark.parametrize(
    ("phrase", "fault", "words"),
    [
        ("  привет ", DeadlineFault.NOT_UNDERSTOOD, "привет"),
        ("до привета", DeadlineFault.NOT_UNDERSTOOD, "привета"),
        ("неделя октября, мартобря", DeadlineFault.NOT_UNDERSTOOD, "мартобря"),
        ("май, 12/5", DeadlineFault.NOT_UNDERSTOOD, "12"),
        ("15 мартобря", DeadlineFault.NOT_UNDERSTOOD, "15 мартобря"),
        ("октябрь - 15 июмя", DeadlineFault.NOT_UNDERSTOOD, "15 июмя"),
        ("5 (среда)", DeadlineFault.NOT_UNDERSTOOD, "5"),
        ("ноябрь, мат", DeadlineFault.NOT_UNDERSTOOD, "мат"),
        ("дл 31.12", DeadlineFault.NOT_UNDERSTOOD, "дл"),
        ("октябрь, 3 понедельник", DeadlineFault.NOT_UNDERSTOOD, "октябрь, 3 понедельник"),
        ("30 и 31 октября, ноября", DeadlineFault.IMPOSSIBLE, "30 и 31 октября, ноября"),
        ("май, кроме 9 мая", DeadlineFault.NOT_UNDERSTOOD, "кроме 9 мая"),
        ("с 1 сентября по 31 февраля", DeadlineFault.IMPOSSIBLE, "31 февраля"),
        ("октябрь, 13.13, май", DeadlineFault.IMPOSSIBLE, "13.13"),
        ("07.12-19.20.", DeadlineFault.IMPOSSIBLE, "19.20"),
        ("29 февраля 2013 г.", DeadlineFault.IMPOSSIBLE, "29 февраля 2013 г"),
        ("с 20 по 15 сентября", DeadlineFault.REVERSED, "20 по 15 сентября"),
        ("май, пятый понедельник февраля", DeadlineFault.IMPOSSIBLE, "пятый понедельник февраля"),
        ("0 понедельник мая", DeadlineFault.IMPOSSIBLE, "0 понедельник"),
        ("6 неделя мая", DeadlineFault.IMPOSSIBLE, "6 неделя"),
        ("3-2 неделя мая", DeadlineFault.REVERSED, "3-2 неделя"),
        ("2-1 неделя мая", DeadlineFault.REVERSED, "2-1 неделя"),
        ("2015-2013 гг.", DeadlineFault.REVERSED, "2015-2013 гг"),
        ("2012-05", DeadlineFault.NOT_UNDERSTOOD, "05"),
        ("5 четверть", DeadlineFault.IMPOSSIBLE, "5 четверть"),
        ("четверть 5", DeadlineFault.IMPOSSIBLE, "четверть 5"),
        ("6-й понедельник месяца", DeadlineFault.IMPOSSIBLE, "6-й понедельник"),
        ("20-10, 15-20 числа каждого месяца", DeadlineFault.REVERSED, "20-10, 15-20 числа"),
        ("май 2012 - апрель 2012", DeadlineFault.REVERSED, "май 2012 - апрель 2012"),
        ("III-I четверть", DeadlineFault.REVERSED, "III-I четверть"),
        ("до 40 числа каждого месяца", DeadlineFault.IMPOSSIBLE, "до 40 числа"),
        ("20-10 числа каждого месяца", DeadlineFault.REVERSED, "20-10 числа"),
        ("İ, 31 февраля", DeadlineFault.IMPOSSIBLE, "31 февраля"),  # «İ» is two characters when it is small
        ("март, 20.09.12 - 15.09.12", DeadlineFault.REVERSED, "20.09.12 - 15.09.12"),
        ("1-5, 20-10 мая - 3 июня", DeadlineFault.REVERSED, "1-5, 20-10 мая"),
        ("3-2, 4-5 неделя мая", DeadlineFault.REVERSED, "3-2, 4-5 неделя"),
        ("ноябрь, пятый понедельник", DeadlineFault.IMPOSSIBLE, "ноябрь, пятый понедельник"),
        ("февраль 2013 (5 неделя месяца)", DeadlineFault.IMPOSSIBLE, "февраль 2013 (5 неделя месяца)"),
        ("четверти 1, 5", DeadlineFault.IMPOSSIBLE, "четверти 1, 5"),
        ("мартоб\u00adря", DeadlineFault.NOT_UNDERSTOOD, "мартоб\u00adря"),
        ("1 раз в месяц (до 40 числа)", DeadlineFault.IMPOSSIBLE, "до 40 числа"),
        ("29.02.2013 (пт), май", DeadlineFault.IMPOSSIBLE, "29.02.2013 (пт)"),
        ("с мая до мая", DeadlineFault.REVERSED, "мая до мая"),
        ("с 20 мая (вс) по 15 мая (вт)", DeadlineFault.REVERSED, "20 мая (вс) по 15 мая (вт)"),
        ("İ, 31 ФЕВРАЛЯ", DeadlineFault.IMPOSSIBLE, "31 ФЕВРАЛЯ"),
        ("  от ", DeadlineFault.NOT_UNDERSTOOD, "от"),
        ("с 1 по 31.04", DeadlineFault.IMPOSSIBLE, "31.04"),
        ("1-0.04", DeadlineFault.IMPOSSIBLE, "0.04"),
        ("  в ", DeadlineFault.NOT_UNDERSTOOD, "в"),
        ("школа, неделя 2 октября", DeadlineFault.NOT_UNDERSTOOD, "неделя"),
    ],
)
def test_the_words_at_fault_are_pointed_at(phrase: str, fault: DeadlineFault, words: str) -> None:
    misreading = read_deadline(phrase, YEAR).misreading
    assert misreading is not None
    assert (misreading.fault, phrase[misreading.start : misreading.end]) == (fault, words)


@pytest.mark.parametrize(
    ("phrase", "weekdays"),
    [
        ("22.03 вт", [(1, "вт", date(2012, 3, 22))]),
        ("ВТ. 24 апреля", [(1, "ВТ", date(2012, 4, 24))]),
        ("пятница, 13 апреля 2012 года, 13.00", [(4, "пятница", date(2012, 4, 13))]),
        ("вт 22.03, ср 23.03", [(1, "вт", date(2012, 3, 22)), (2, "ср", date(2012, 3, 23))]),
        ("22, 23 марта (чт, пт)", [(3, "чт", date(2012, 3, 22)), (4, "пт", date(2012, 3, 23))]),
        ("с понедельника 12 по пятницу 16 марта",
         [(0, "понедельника", date(2012, 3, 12)), (4, "пятницу", date(2012, 3, 16))]),
        ("с 12 марта по пт 16 марта", [(4, "пт", date(2012, 3, 16))]),
        ("12 (пн) - 16 (пт) марта", [(0, "пн", date(2012, 3, 12)), (4, "пт", date(2012, 3, 16))]),
        ("22.03, пт 23.03", [(4, "пт", date(2012, 3, 23))]),
        ("22.03, чт, 23.03, пт", [(3, "чт", date(2012, 3, 22)), (4, "пт", date(2012, 3, 23))]),
        ("22.03 чт 23.03 пт", [(3, "чт", date(2012, 3, 22)), (4, "пт", date(2012, 3, 23))]),
        ("22.03 чт: II полугодие", [(3, "чт", date(2012, 3, 22))]),
        ("22, 23, 24 марта (чт, пт)", []),
        ("март: 22.03 чт", [(3, "чт", date(2012, 3, 22))]),
        ("среда, школа, вт 22.03", [(1, "вт", date(2012, 3, 22))]),
        ("14 (пятница)", []),
        ("апрель, среда", []),
        ("каждую среду", []),
    ],
)  # fmt: skip
def test_written_weekdays_stand_with_their_day(
    phrase: str, weekdays: list[tuple[int, str, date | None]]
) -> None:
    found = read_deadline(phrase, YEAR).weekdays
    assert [(one.weekday, phrase[one.start : one.end], one.day) for one in found] == weekdays


@pytest.mark.parametrize(
    ("phrase", "rrule"),
    [
        ("ежедневно", "FREQ=DAILY"),
        ("еженедельно", "FREQ=WEEKLY"),
        ("раз в 2 недели", "FREQ=WEEKLY;INTERVAL=2"),
        ("ежемесячно", "FREQ=MONTHLY"),
        ("ежеквартально", "FREQ=MONTHLY;INTERVAL=3"),
        ("май, ежегодно", "FREQ=YEARLY"),
        ("раз в 2 года", "FREQ=YEARLY;INTERVAL=2"),
        ("по понедельникам", "FREQ=WEEKLY;BYDAY=MO"),
        ("по вторникам и четвергам", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("по средам", "FREQ=WEEKLY;BYDAY=WE"),
        ("по пятницам", "FREQ=WEEKLY;BYDAY=FR"),
        ("по субботам и воскресеньям", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("раз в квартал, вторая среда месяца", "FREQ=MONTHLY;INTERVAL=3"),
        ("1 раз в неделю (вторник)", "FREQ=WEEKLY;BYDAY=TU"),
        ("1 и 3 среда месяца", "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ("последняя пятница месяца", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("до 25 числа каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("последний день месяца", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2 раза в неделю (вт, чт)", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("по понедельникам – планёрка, по пятницам – отчёт", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("1 раз в месяц (последняя пятница)", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("1 раз в месяц, по средам", "FREQ=MONTHLY"),
        ("каждый месяц до 5 числа", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("до 5 числа месяца, следующего за кварталом", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5"),
        ("сентябрь – ноябрь, до 25 числа", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("по средам (2-я и 4-я неделя)", ""),
        ("по вторникам, до 5 числа каждого месяца", ""),
        ("в начале каждого года", "FREQ=YEARLY"),
        ("ежемесячно, до 5 числа каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("2 раза в месяц (1 и 3 среда)", "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ("ежемесячно (среда)", "FREQ=MONTHLY"),
        ("2 раза в год", ""),
        ("1 раз", ""),
        ("1 раз в четверть", ""),
        ("ежедневно, кроме воскресенья", ""),
    ],
)
def test_a_recurrence_has_its_rule_for_calendars(phrase: str, rrule: str) -> None:
    deadline = read_deadline(phrase, YEAR)
    assert (deadline.kind, deadline.rrule) == (DeadlineKind.RECURRING, rrule)


OWN = Calendar(
    SchoolYear(2011),
    quarters=(
        Span(date(2011, 9, 2), date(2011, 10, 29)),
        Span(date(2011, 11, 7), date(2011, 12, 28)),
        Span(date(2012, 1, 11), date(2012, 3, 17)),
        Span(date(2012, 3, 26), date(2012, 5, 25)),
    ),
    halves=(Span(date(2011, 9, 2), date(2011, 12, 28)), Span(date(2012, 1, 11), date(2012, 5, 25))),
    holidays={
        "осенние каникулы": Span(date(2011, 10, 30), date(2011, 11, 6)),
        "зимние каникулы": Span(date(2011, 12, 29), date(2012, 1, 10)),
        "неделя лицея": Span(date(2011, 10, 17), date(2011, 10, 22)),
    },
)


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("II четверть", date(2011, 11, 7), date(2011, 12, 28)),
        ("III-IV четверть", date(2012, 1, 11), date(2012, 5, 25)),
        ("последняя четверть", date(2012, 3, 26), date(2012, 5, 25)),
        ("конец 3 четверти", date(2012, 3, 8), date(2012, 3, 17)),
        ("до II четверти", None, date(2011, 11, 6)),
        ("1 полугодие", date(2011, 9, 2), date(2011, 12, 28)),
        ("первая половина учебного года", date(2011, 9, 2), date(2011, 12, 28)),
        ("конец учебного года", date(2012, 5, 16), date(2012, 5, 25)),
        ("на осенних каникулах", date(2011, 10, 30), date(2011, 11, 6)),
        ("в период осенних каникул", date(2011, 10, 30), date(2011, 11, 6)),
        ("до осенних каникул", None, date(2011, 10, 29)),
        ("зимние каникулы", date(2011, 12, 29), date(2012, 1, 10)),
        ("Неделя лицея", date(2011, 10, 17), date(2011, 10, 22)),
        ("1 раз в полугодие", date(2011, 9, 2), date(2012, 5, 25)),
        ("в конце I и III четвертей", date(2011, 10, 20), date(2012, 3, 17)),
        ("в начале и конце учебного года", date(2011, 9, 2), date(2012, 5, 25)),
        ("в начале и конце 2012-2013 учебного года", date(2012, 9, 1), date(2013, 5, 31)),
        ("в начале каждой четверти", date(2011, 9, 2), date(2012, 4, 4)),
        ("после окончания 1 четверти", date(2011, 10, 30), None),
        ("II четверть 2012-2013 уч. г.", date(2012, 11, 1), date(2012, 12, 31)),
    ],
)
def test_the_plan_has_its_own_calendar(phrase: str, start: date | None, end: date | None) -> None:
    deadline = read_deadline(phrase, OWN)
    assert (deadline.start, deadline.end) == (start, end)


def test_holidays_that_the_calendar_does_not_name_have_no_days() -> None:
    assert read_deadline("весенние каникулы", OWN).kind is DeadlineKind.UNSCHEDULED
    assert read_deadline("осенние, весенние каникулы", OWN).kind is DeadlineKind.UNSCHEDULED


def test_months_lie_in_the_year_that_is_asked_for() -> None:
    november = read_deadline("Ноябрь - январь", Calendar(SchoolYear(2024)))
    assert (november.start, november.end) == (date(2024, 11, 1), date(2025, 1, 31))
    assert read_deadline("29 февраля", Calendar(SchoolYear(2024))).kind is DeadlineKind.UNKNOWN


def test_start_and_end_are_open_if_one_span_is() -> None:
    deadline = read_deadline("до 15 октября, 15 мая", YEAR)
    assert (deadline.start, deadline.end) == (None, date(2012, 5, 15))
    assert read_deadline("постоянно", YEAR).start is None
    assert read_deadline("с 15 мая", YEAR).end is None
    assert read_deadline("1 октября, с 15 мая", YEAR).end is None


def test_a_reader_gives_a_repeated_phrase_its_first_reading() -> None:
    reader = DeadlineReader(YEAR)
    assert reader.read("март") is reader.read("март")
    assert reader.read("март") == read_deadline("март", YEAR)


MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@pytest.mark.parametrize("month", range(1, 13))
def test_the_last_day_of_a_month_is_one_and_the_next_is_none(month: int) -> None:
    last = monthrange(2012, month)[1]
    for written in ("{} " + MONTHS[month - 1], "{}." + f"{month:02}", "{}." + ROMANS[month - 1]):
        deadline = read_deadline(written.format(last), YEAR)
        day = date(YEAR.year.year_of(month), month, last)
        assert deadline.spans == (Span(day, day),)
        fault = read_deadline(written.format(last + 1), YEAR).misreading
        assert fault is not None
        assert fault.fault is DeadlineFault.IMPOSSIBLE


DAYS = (
    "первое", "второе", "третье", "четвертое", "пятое", "шестое", "седьмое", "восьмое", "девятое", "десятое",
    "одиннадцатое", "двенадцатое", "тринадцатое", "четырнадцатое", "пятнадцатое", "шестнадцатое",
    "семнадцатое", "восемнадцатое", "девятнадцатое", "двадцатое", "двадцать первое", "двадцать второе",
    "двадцать третье", "двадцать четвертое", "двадцать пятое", "двадцать шестое", "двадцать седьмое",
    "двадцать восьмое", "двадцать девятое", "тридцатое", "тридцать первое",
)  # fmt: skip


@pytest.mark.parametrize(("day", "written"), [*enumerate(DAYS, 1)])
def test_days_are_read_in_words(day: int, written: str) -> None:
    assert read_deadline(f"{written} мая", YEAR).end == date(2012, 5, day)


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("март", date(2024, 3, 1), date(2024, 3, 31)),
        ("ноябрь", date(2024, 11, 1), date(2024, 11, 30)),
        ("I полугодие", date(2024, 1, 1), date(2024, 6, 30)),
        ("2 полугодие", date(2024, 7, 1), date(2024, 12, 31)),
        ("раз в полугодие", date(2024, 1, 1), date(2024, 12, 31)),
        ("ежеквартально", date(2024, 1, 1), date(2024, 12, 31)),
        ("август – сентябрь", date(2024, 8, 1), date(2024, 9, 30)),
        ("до 1 февраля следующего года", None, date(2025, 2, 1)),
    ],
)
def test_a_plan_of_a_calendar_year(phrase: str, start: date | None, end: date) -> None:
    deadline = read_deadline(phrase, Calendar(SchoolYear(2024, 1)))
    assert (deadline.start, deadline.end) == (start, end)


def test_a_year_that_begins_in_august() -> None:
    days = read_deadline("25 августа, сентябрь, июль", Calendar(SchoolYear(2011, 8))).spans
    assert [day.start for day in days] == [date(2011, 8, 25), date(2011, 9, 1), date(2012, 7, 1)]


def test_a_cell_as_long_as_a_page_is_refused_from_where_it_is_too_long() -> None:
    deadline = read_deadline("сентябрь, " * 300, YEAR)
    assert deadline.misreading == (DeadlineFault.TOO_LONG, 2000, 3000)
