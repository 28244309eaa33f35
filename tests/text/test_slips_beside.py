"""Whatever is mistyped in a plan with columns of its own, ``--fix`` leaves all rows beside the slip alone."""

from __future__ import annotations

from random import Random

import pytest

from luzplan.check import check_built
from luzplan.check.fixing import fixed
from luzplan.text import Loaded, Source
from tests.building import build, plan_in

COLUMNS = ("Форма проведения", "Классы", "Кол-во детей", "Где хранится отчёт")
CELLS = {
    "what": (
        "Концерт к 8 Марта",
        "Педсовет",
        "Вечер отдыха",
        '"Сбор: итоги"',
        "День матери, ярмарка",
        "Смотр",
    ),
    "when": ("7 марта", "Октябрь", "до 15 мая", "1 раз в четверть", "17 мая 9:00"),
    "who": ("Директор", "Худрук, завхоз", "Зам по УВР", "Классные руководители"),
    "Форма проведения": ("Гуляние", "Концерт", "Посиделки, чай"),
    "Классы": ("5–7", "9 «А», 9 «Б»"),
    "Кол-во детей": ("12", "до 30"),
    "Где хранится отчёт": ("У завуча", "В папке № 3"),
}
SIGNS = (
    *"-–:;,.'\"«[{}]()#|>?*&%@! \t=аaж1",
    "\u00a0",
    "\u200b",
    "  ",
    "- ",
    ": ",
    "what: ",
    "who: ",
    "+ ",
    "\n",
)
FAR = ("yaer: 2025", "year 2025", "year:2025", "Year: 2025", "author: {name: Попова", "goals: текст")


def row(layout: str, random: Random, columns: tuple[str, ...]) -> str:
    keys = ["what", *(key for key in ("when", "who", *columns) if random.random() < 0.8)]
    pairs = [(key, random.choice(CELLS[key])) for key in keys]
    if layout == "flow":
        cells = [f'{key}: "{cell}"' if "," in cell else f"{key}: {cell}" for key, cell in pairs]
        return f"      - {{{', '.join(cells)}}}\n"
    lead = "  " if layout == "flush" else "      "
    first, *rest = (f"{key}: {cell}\n" for key, cell in pairs)
    return f"{lead}- {first}" + "".join(f"{lead}  {one}" for one in rest)


def plan(random: Random) -> tuple[list[str], list[int]]:
    """The parts of a plan, and which of them are rows."""
    layout = random.choice(("block", "flush", "flow"))
    columns = tuple(random.sample(COLUMNS, random.randint(1, 3)))
    named = random.choice((f"columns: [{', '.join(columns)}]", "\n- ".join(("columns:", *columns))))
    dash = "" if layout == "flush" else "  "
    parts, rows = ["title: План\n", "year: 2025-2026\n", f"{named}\n", "sections:\n"], []
    for number in range(random.randint(1, 3)):
        parts.append(f"{dash}- title: Раздел {number}\n{dash}  activities:\n")
        for _ in range(random.randint(3, 6)):
            rows.append(len(parts))
            parts.append(row(layout, random, columns))
    return parts, rows


def mistyped(part: str, random: Random) -> str:
    """A part of a plan with one slip in it; its last line stays a line of its own."""
    at = random.randrange(len(part) - 1)
    kind = random.choice(("lost", "more", "other", "doubled"))
    if kind == "doubled":
        lines = part.splitlines(keepends=True)
        again = random.choice(lines)
        return "".join(line * (1 + (line is again)) for line in lines)
    sign = random.choice(SIGNS) if kind != "lost" else ""
    return part[:at] + sign + part[at + (kind != "more") :]


def spoilt(seed: int) -> str:
    """What ``--fix`` did to the parts of a plan that the slip does not stand in; nothing at best."""
    random = Random(seed)
    parts, rows = plan(random)
    assert not build("".join(parts)).problems
    at = random.choice(rows) if random.random() < 0.8 else 1
    parts[at] = mistyped(parts[at], random) if at > 1 else f"{random.choice(FAR)}\n"
    before, after = "".join(parts[:at]), "".join(parts[at + 1 :])
    text = before + parts[at] + after
    result = fixed(Loaded(Source("plan.yaml", text)), check_built).checked.source.text
    return "" if result.startswith(before) and result.endswith(after) else f"{text}\n→\n{result}"


@pytest.mark.parametrize("hundred", range(3))
def test_rows_beside_a_slip_stay(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        assert not spoilt(seed)


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(3, 30))
def test_rows_beside_many_slips_stay(hundred: int) -> None:
    test_rows_beside_a_slip_stay(hundred)


@pytest.mark.parametrize("slip", FAR)
def test_own_columns_in_braces_are_read_beside_a_slip(slip: str) -> None:
    rows = (
        "      - {what: Посиделки, when: 7 января, who: Худрук, Форма проведения: Вечер отдыха}\n"
        "      - {what: Смотр, when: 2 марта, who: Худрук, 'Кол-во детей': 12}\n"
    )
    head = "columns: [Форма проведения, Кол-во детей]\nsections:\n  - title: Март\n    activities:\n"
    found = plan_in(f"{slip}\n{head}{rows}").activities()
    assert [one.columns for one in found] == [
        (("Форма проведения", "Вечер отдыха"),),
        (("Кол-во детей", "12"),),
    ]
