"""Random edits one after the other, on files of every layout: each does what it says, or is refused."""

from __future__ import annotations

from random import Random

import pytest

from luzplan.edit import Refused, spliced
from luzplan.edit.intents import Add, Assign, Assignment, Intent, Move, Remove, Target
from luzplan.plan import Activity
from tests.edit.samples import LAYOUTS, LONG, Row, Sample, read

VALUES = (
    "март",
    "Тема: «сайт»",
    LONG,
    "одно\nдругое",
    "- а",
    "#мы",
    "[а], {б}",
    "'",
    "до 15 мая",
    "а\tб",
    "нет",
)
FIELDS = ("what", "when", "who", "where", "done", "note")
SETTING = {False: 200, True: 20_000}  # sequences in the usual run and in the long one
LENGTH = 5
FOUND = (12274,)  # what once found a fault in a long run


def layout(random: Random) -> str:
    """A file in any layout: of the samples, or put together by chance."""
    text = read(random.choice(LAYOUTS)) if random.random() < 0.4 else put_together(random)
    if random.random() < 0.4:
        text = text.rstrip("\n")
    if random.random() < 0.15:
        text += random.choice(("\n\n", "\n# конец", "  ", "\n  \n", "\n      # о последнем\n"))
    return text.replace("\n", "\r\n") if random.random() < 0.3 else text


def put_together(random: Random) -> str:
    indent = random.choice((0, 2, 4))
    form = random.choice(("block", "block", "braces", "brackets", "mixed"))
    sections = "".join(section(random, number, indent, form) for number in range(random.randint(1, 4)))
    return f"year: 2011-2012\nsections:\n{sections}"


def section(random: Random, number: int, indent: int, form: str) -> str:
    lead = random.choice(("", "", "\n", f"{' ' * indent}# о разделе\n"))
    head = f"{lead}{' ' * indent}- title: Раздел {number}\n"
    count = random.choice((0, 1, 1, 2, 3, 5))
    if not count:
        empty = random.choice(("", f"{' ' * indent}  activities:\n", f"{' ' * indent}  activities: []\n",
                               f"{' ' * indent}  activities: ''\n"))  # fmt: skip
        return head + empty
    if form == "brackets":
        rows = ", ".join(braces(random) for _ in range(count))
        return f"{head}{' ' * indent}  activities: [{rows}]\n"
    dash = indent + random.choice((2, 4))
    rows = "".join(row(random, dash, form) for _ in range(count))
    return f"{head}{' ' * indent}  activities:\n{rows}"


def braces(random: Random) -> str:
    pairs = [
        "what: Дело",
        *random.sample(["when: май", "who: Директор", "done: ", 'note: "да, {а}"'], random.randint(0, 3)),
    ]
    return "{" + random.choice((", ", ",")).join(pairs) + "}"


def row(random: Random, dash: int, form: str) -> str:
    above = random.choice(("", "", "", "\n", f"{' ' * dash}# о деле\n", f"\n{' ' * dash}  # глубже\n"))
    if form == "braces" or (form == "mixed" and random.random() < 0.5):
        return f"{above}{' ' * dash}- {braces(random)}{random.choice(('', '  # рядом'))}\n"
    what = random.choice(("Дело", "'Дело'", '"Дело"', f">-\n{' ' * dash}    Дело\n{' ' * dash}    идёт",
                          f"|\n{' ' * dash}    Дело\n{' ' * dash}    идёт"))  # fmt: skip
    lines = [f"what: {what}", *random.sample(
        ["when: май", "who: Директор", "done:", "note: 'а'  # рядом", "where:   зал", "done: "],
        random.randint(0, 3))]  # fmt: skip
    lines = list({line.partition(":")[0]: line for line in lines}.values())
    return f"{above}{' ' * dash}- " + f"\n{' ' * dash}  ".join(lines) + "\n"


def target_of(random: Random, sample: Sample) -> Target:
    if sample.activities and random.random() < 0.5:
        after = random.choice(sample.activities)
        return Target(after.section, after)
    return Target(random.randint(1, len(sample.plan.sections)), first=random.random() < 0.5)


def chosen(random: Random, sample: Sample) -> list[Activity]:
    """Some activities, or all of a section, in any order."""
    if random.random() < 0.4:
        rows = list(random.choice(sample.plan.sections).activities)
    else:
        rows = random.sample(sample.activities, random.randint(0, min(3, len(sample.activities))))
    random.shuffle(rows)
    return rows


def intent_of(random: Random, sample: Sample) -> Intent:
    kind = random.choice(("assign", "assign", "add", "remove", "move", "move", "move"))
    if kind == "add":
        values = {"what": "Новое"} | {field: random.choice(VALUES) for field in random.sample(FIELDS, 2)}
        return Add(target_of(random, sample), values)
    rows = chosen(random, sample)
    if kind == "remove":
        return Remove(rows)
    if kind == "move":
        return Move(rows, target_of(random, sample))
    values = {field: random.choice((*VALUES, "")) for field in random.sample(FIELDS, random.randint(1, 2))}
    return Assign([Assignment(one, values) for one in rows])


def expected(intent: Intent, sample: Sample) -> list[list[Row]]:
    """What the sections have to say after the edit."""
    rows = sample.rows
    match intent:
        case Assign():
            for one in intent.assignments:
                row = rows[one.activity.section - 1][one.activity.number - 1]
                row |= one.values
        case Add():
            rows[intent.target.section - 1].insert(place(intent.target, sample), dict(intent.values))
        case Remove():
            rows = without(activities_of(intent), sample)
        case Move():
            moved = [rows[one.section - 1][one.number - 1] for one in activities_of(intent)]
            own = [one.number for one in activities_of(intent) if one.section == intent.target.section]
            at = place(intent.target, sample)
            rows = without(activities_of(intent), sample)
            at -= sum(number <= at for number in own)
            rows[intent.target.section - 1][at:at] = moved
    return [[{name: text.rstrip("\n") for name, text in row.items() if text} for row in one] for one in rows]


def activities_of(intent: Remove | Move) -> list[Activity]:
    return [row for row in intent.rows if isinstance(row, Activity)]


def without(activities: list[Activity], sample: Sample) -> list[list[Row]]:
    gone = {one.position for one in activities}
    return [
        [row for number, row in enumerate(rows, 1) if f"{section}.{number}" not in gone]
        for section, rows in enumerate(sample.rows, 1)
    ]


def place(target: Target, sample: Sample) -> int:
    if target.after is not None:
        return target.after.number
    return 0 if target.first else len(sample.rows[target.section - 1])


def run(seed: int) -> int:
    """The number of edits of a sequence that were refused."""
    random = Random(seed)
    sample, refused = Sample(layout(random)), 0
    assert sample.built.plan is not None, (seed, sample.text, sample.built.problems)
    for _ in range(LENGTH):
        intent = intent_of(random, sample)
        try:
            result = spliced(sample.built, intent)
        except Exception as error:
            raise AssertionError((seed, sample.text, intent)) from error
        if isinstance(result, Refused):
            refused += 1
            continue
        after = Sample(result.text)
        assert after.rows == expected(intent, sample), (seed, sample.text, intent, after.text)
        assert after.rest == sample.rest, (seed, sample.text, intent, after.text)
        sample = after
    return refused


@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.long)])
def test_each_edit_does_what_it_says_or_is_refused(long: bool) -> None:
    count = SETTING[long]
    refused = sum(map(run, (*FOUND, *range(count))))
    assert refused <= 0.1 * count * LENGTH
