"""A role, school or abbreviation under another name: which words change, and which stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from luzplan.edit import Edited, Refused, edited
from luzplan.edit.renaming import RENAMES, Rename
from luzplan.executor.spelling import plural_name
from tests.edit.samples import LAYOUTS, VARIANTS, Sample, read

HEAD = """\
year: 2011-2012
district: {name: Лузский школьный округ, short: ЛШО}
schools:
  - name: МОКУ СОШ №2 г. Лузы
  - name: МОКУ СОШ пгт Лальск
    aliases: [Лальская школа]
roles:
  - name: Совет округа
    aliases: [совет ЛШО]
  - {name: Секретарь совета, parent: Совет округа}
"""


def sample(who: str, what: str = "Заседание") -> Sample:
    row = f"      - what: {what}\n        when: май\n        who: {who}\n"
    return Sample(f"{HEAD}sections:\n  - title: Работа\n    activities:\n{row}")


def renaming(plan: Sample, kind: str, old: str, new: str) -> Rename:
    assert plan.built.root is not None
    return RENAMES[kind](plan.plan, plan.built.root, old, new)


def renamed(plan: Sample, kind: str, old: str, new: str) -> Sample:
    result = edited(plan.built, renaming(plan, kind, old, new))
    assert isinstance(result, Edited), result
    return Sample(result.text)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Зам по УВР", "Зам по УР", "Зам по УВР", "Зам по УР"),
        ("Зам по УВР", "Зам по УР", "зам. по УВР, директора", "зам. по УР, директора"),
        ("Зам по УВР", "Зам по УР", "Замы по УВР и ВР, психолог", "Замы по УР и ВР, психолог"),
        ("Зам по УВР", "Зам по УР", "Замы по ВР и УВР", "Замы по ВР и УР"),
        ("Зам по УВР", "Зам по УР", "Зам по УВР МОКУ СОШ №2", "Зам по УР МОКУ СОШ №2"),
        ("Психолог", "Логопед", "Директор, психолог", "Директор, логопед"),
        ("Психолог", "Логопед", "Психологи школ", "Логопеды школ"),
        ("Психолог", "Логопед", "Педагог-психолог", "Логопед"),
        ("Директор", "Тьютор", "Директора средних школ", "Тьютора средних школ"),
        ("Классный руководитель", "Куратор", "Классные руководители 5-9 классов", "Кураторы 5-9 классов"),
        ("Методист", "Старший методист", "Методист РМК", "Старший методист РМК"),
        ("Совет округа", "Совет школ", "Совет округа, Совет округа", "Совет школ, Совет школ"),
    ],
)  # fmt: skip
def test_a_role_is_renamed_in_the_form_of_its_mention(old: str, new: str, before: str, after: str) -> None:
    result = renamed(sample(before), "role", old, new)
    assert result.activity("1.1").who == after


@pytest.mark.parametrize(
    ("old", "new", "who"),
    [
        ("Зам по УВР", "Тьютор", "Замы по УВР и ВР"),
        ("Зам по УВР", "Тьютор", "Замы по ВР и УВР"),
        ("Директор", "Завхоз", "Встреча с директором школы"),
    ],
)
def test_what_cannot_be_said_in_other_words_stays_and_is_told(old: str, new: str, who: str) -> None:
    plan = sample(who)
    meant = renaming(plan, "role", old, new)
    assert not meant.changes
    if any(one.role == old for one in plan.plan.executors(plan.activity("1.1")).executors):
        assert [one.position for one in meant.left] == ["1.1"]


def test_other_names_of_a_declared_role_stay_as_they_still_mean_it() -> None:
    plan = sample("Совет ЛШО")
    meant = renaming(plan, "role", "Совет округа", "Совет школ")
    assert (len(meant.changes), meant.left) == (2, ())  # in `roles:`, as a name and as a parent
    after = renamed(plan, "role", "Совет округа", "Совет школ")
    assert after.activity("1.1").who == "Совет ЛШО"
    assert [one.role for one in after.plan.executors(after.activity("1.1")).executors] == ["Совет школ"]
    assert [role.parent for role in after.plan.roles] == [None, "Совет школ"]


def test_a_role_that_nobody_knows_is_declared_below_the_others() -> None:
    after = renamed(sample("Психолог"), "role", "Психолог", "Ментор")
    assert [(role.name, role.parent) for role in after.plan.roles][-1] == ("Ментор", "Психологическая служба")
    assert after.activity("1.1").who == "Ментор"


def test_a_plan_without_roles_gets_the_list_above_its_sections() -> None:
    rows = "      - {what: Беседа, who: психолог}\n"
    plan = Sample(f"year: 2011-2012\n\n# Разделы\nsections:\n  - title: Работа\n    activities:\n{rows}")
    after = renamed(plan, "role", "Психолог", "Ментор").text
    roles = "roles:\n  - name: Ментор\n    parent: Психологическая служба\n"
    assert after.startswith(f"year: 2011-2012\n\n{roles}\n# Разделы\nsections:")
    assert "who: ментор" in after


def test_prose_has_the_new_name_where_the_words_can_be_nothing_else() -> None:
    plan = sample("Психолог", "Отчёт Совет округа, психолог и секретарь. Зам по УВР и ВР. Совет округа-2")
    assert (
        renamed(plan, "role", "Совет округа", "Совет школ")
        .activity("1.1")
        .what.startswith("Отчёт Совет школ, психолог и секретарь. Зам по УВР и ВР. Совет округа-2")
    )
    assert "психолог и секретарь" in renamed(plan, "role", "Психолог", "Логопед").activity("1.1").what
    assert "Зам по УВР и ВР" in plan.text
    assert not renaming(plan, "role", "Зам по УВР", "Завуч").changes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Директор МОКУ СОШ №2 г. Лузы", "Директор КОГОБУ СОШ г. Лузы"),
        ("Директор МОКУ СОШ № 2", "Директор КОГОБУ СОШ г. Лузы"),
        ("МОКУ СОШ №2 г. Лузы", "КОГОБУ СОШ г. Лузы"),
        ("Директор Лальской школы", "Директор Лальской школы"),
    ],
)
def test_a_school_is_renamed_with_its_short_name(before: str, after: str) -> None:
    plan = sample(before, "Сбор в МОКУ СОШ №2 г. Лузы")
    result = renamed(plan, "school", "МОКУ СОШ №2 г. Лузы", "КОГОБУ СОШ г. Лузы")
    assert result.activity("1.1").who == after
    assert result.activity("1.1").what == "Сбор в КОГОБУ СОШ г. Лузы"
    assert [one.name for one in result.plan.schools] == ["КОГОБУ СОШ г. Лузы", "МОКУ СОШ пгт Лальск"]


def test_an_abbreviation_is_renamed_as_a_word_of_its_own() -> None:
    plan = sample("Совет ЛШО", "Сайт ЛШО и ЛШОС (ЛШО)")
    result = renamed(plan, "abbreviation", "ЛШО", "ШО")
    assert result.activity("1.1").what == "Сайт ШО и ЛШОС (ШО)"
    assert result.activity("1.1").who == "Совет ШО"
    assert (result.plan.district.short, result.plan.roles[0].aliases) == ("ШО", ("совет ШО",))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [("role", "Совет округа", "Психолог"), ("school", "МОКУ СОШ №2 г. Лузы", "МОКУ СОШ пгт Лальск")],
)
def test_a_name_that_something_else_has_is_refused(kind: str, old: str, new: str) -> None:
    plan = sample("Совет округа, психолог")
    result = edited(plan.built, renaming(plan, kind, old, new))
    assert isinstance(result, Refused)
    assert "уже есть" in result.message


NAMES = ["Логопед", "д'Артаньян", "Клуб: «Звёзды» # 5", '"ПО"', "Отдел [А], {Б}", "- да", "№ 1"]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("new", NAMES)
def test_any_name_can_be_written_into_any_layout(new: str, path: Path, variant: str) -> None:
    plan = Sample(read(path, variant))
    roles = {one.role for row in plan.plan.activities() for one in plan.plan.executors(row).executors}
    for old in sorted(roles):
        result = edited(plan.built, renaming(plan, "role", old, new), force=True)
        assert isinstance(result, Edited | Refused)
        changed = len(renaming(plan, "role", old, new).changes)
        if isinstance(result, Edited) and changed and not renaming(plan, "role", old, new).declared:
            assert len(result.text.splitlines()) <= len(plan.text.splitlines())


@pytest.mark.parametrize("new", ["Логопед", "Комиссия по питанию", "Отдел кадров", "Штаб «Звёзды»"])
@pytest.mark.parametrize("who", ["Психолог", "Совет округа, психолог", "Психологи, Совет ЛШО"])
def test_there_and_back_gives_the_same_executors(new: str, who: str) -> None:
    plan = sample(who)
    there = edited(plan.built, renaming(plan, "role", "Совет округа", new), force=True)
    if isinstance(there, Refused) or not there.after.root:
        return
    after = Sample(there.text)
    back = edited(after.built, renaming(after, "role", new, "Совет округа"), force=True)
    assert isinstance(back, Edited)
    again = Sample(back.text)
    assert [one.role for one in again.plan.executors(again.activity("1.1")).executors] == [
        one.role for one in plan.plan.executors(plan.activity("1.1")).executors
    ]


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Психолог", "Психологи"), ("Зам по УВР", "Замы по УВР"), ("Директор", "Директора"),
        ("Учитель информатики", "Учителя информатики"), ("Учитель-логопед", "Учителя-логопеды"),
        ("Классный руководитель", "Классные руководители"), ("Старшая вожатая", "Старшие вожатые"),
        ("Заведующий библиотекой", "Заведующие библиотекой"), ("Комиссия", "Комиссии"), ("Музей", "Музеи"),
        ("Врач", "Врачи"), ("Староста", "Старосты"), ("УВР", ""), ("Жюри", ""), ("Молодёжь", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_in_the_plural(name: str, plural: str) -> None:
    assert plural_name(name) == plural
