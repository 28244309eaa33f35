"""Words of those who do not know the English names: what they mean is done, or said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from luzplan.cli.app import COMMANDS
from luzplan.cli.synonyms import COMMANDS as COMMANDS_IN_RUSSIAN
from luzplan.cli.synonyms import FIELDS, FORMAT_NAMES, STATES
from luzplan.formats import FORMATS
from luzplan.plan import State
from luzplan.plan.shape import ACTIVITY
from tests.conftest import Luzplan
from tests.repositories import Repository

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("plan_here")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("due февраль", "due --month февраль"),
        ("due 2 2012", "due --month 2012-02"),
        ("due февраль, март", "due --month февраль-март"),
        ("due 15 февраля", "due --from 2012-02-15 --to 2012-02-15"),
        ("due завтра", "due --from завтра --to завтра"),
        ("due на неделю", "due --within 7"),
        ("due 2 недели", "due --within 14"),
        ("due следующая неделя", "due --month 'следующая неделя'"),
        ("due в марте", "due --month март"),
        ("due на март для завуча", "due --month март --role завуч"),
        ("due Зам по УВР май", "due --month май --role 'Зам по УВР'"),
        ("due март раздел кадровое", "due --month март --section 4"),
        ("due секретарь", "due --role секретарь"),
        ("due май plan.yaml", "due --month май --plan plan.yaml"),
        ("timeline март", "timeline --month март"),
        ("by-role завуч март", "by-role завуч --month март"),
        ("by-role Директор просрочено --role РОО", "by-role Директор --state overdue --role РОО"),
        ("show на февраль", "show --month февраль"),
        ("due четверг --today 10.02.2012", "due --month 16.02.2012 --today 10.02.2012"),
        ("move 2.8 после 4.1 --dry-run", "move 2.8 --after 4.1 --dry-run"),
        ("move 2.8 в раздел 4 --dry-run", "move 2.8 --section 4 --dry-run"),
        ("move раздел 4 после 1 --dry-run", "move 4 --after 1 --dry-run"),
        ("remove раздел 4 --force --dry-run", "remove 4 --force --dry-run"),
        ("done 1.3 за апрель --on 10.04.2012 --dry-run", "done 1.3 --for апрель --on 10.04.2012 --dry-run"),
        ("validate --исправить --diff", "validate --fix --diff"),
        ("load завуч", "load --role завуч"),
        ("due --месяц февраль --кто завуч", "due --month февраль --role завуч"),
        ("due --месяц=февраль --кратко", "due --month=февраль --brief"),
        (
            "add Слёт --раздел 2 --срок май --кто Завхоз --dry-run",
            "add Слёт -s 2 --when май --who Завхоз --dry-run",
        ),
        ("set 2.8 when до 25 декабря --dry-run", "set 2.8 when 'до 25 декабря' --dry-run"),
        ("export --to word -o план.doc.docx --force", "export -o план.doc.docx --force"),
        ("--план plan.yaml due май", "due --month май --plan plan.yaml"),
        ("due просроченное", "due --state overdue"),
        ("due -month февраль", "due --month февраль"),
        ("due --role Зам по УВР --month май", "due --role 'Зам по УВР' --month май"),
        ("due Зам по УВР", "due --role 'Зам по УВР'"),
        ("done пункт 2.8 10 февраля --dry-run", "done 2.8 --on '10 февраля' --dry-run"),
        ("done 2.8 10.02 --dry-run", "done 2.8 --on 10.02 --dry-run"),
        ("done 2.8 2.9 вчера --dry-run", "done 2.8 2.9 --on вчера --dry-run"),
        ("done 2.8, 2.9 10 февраля --dry-run", "done 2.8 2.9 --on '10 февраля' --dry-run"),
        ("done 2.8 и 2.9 --dry-run", "done 2.8 2.9 --dry-run"),
        ("школы", "show schools"),
        ("roles --brief", "show roles --brief"),
        ("show раздел 2", "show 2"),
        ("set срок 2.8 март --dry-run", "set 2.8 when март --dry-run"),
        ("export план.md --force", "export -o план.md --force"),
        ("add Большой педсовет --section 1 --dry-run", "add --what 'Большой педсовет' --section 1 --dry-run"),
        ("by-role Зам по УВР", "by-role 'Зам по УВР'"),
        ("show 2", "show --section 2"),
        ("show Кадровое обеспечение", "show --section 4"),
        ("show школы", "show schools"),
        ("show Роли", "show roles"),
        ("due --state Просрочено", "due --state overdue"),
        ("due --school лальская --month май", "due --school Животово --month май"),
        ("--plan plan.yaml due --month май", "due --month май --plan plan.yaml"),
        ("help due", "due --help"),
        ("помощь", "--help"),
        ("Сроки февраль", "due --month февраль"),
        ("DUE --month май", "due --month май"),
        ("вгу май", "due --month май"),
        ("просроченные", "due --state overdue"),
        ("впереди завуч", "due --state ahead --role завуч"),
        ("раздел 2", "show 2"),
        ("show пункт 2.8", "show 2.8"),
        ("проверить plan.yaml", "validate plan.yaml"),
        ("найти неделя информатизации --brief", "show --search 'неделя информатизации' --brief"),
        ("by role Зам по УВР", "by-role 'Зам по УВР'"),
        ("показать 2,8", "show 2.8"),
        ("помощь сроки", "due --help"),
        ("due /?", "due --help"),
        ("--хелп", "--help"),
        ("что делать в марте", "due --month март"),
        ("надо сделать в марте", "due --month март"),
        ("какие мероприятия в марте", "due --month март"),
        ("что должен сделать директор в марте", "due --month март --role директор"),
        ("что горит", "due --state overdue"),
        ("все просроченные завуч", "due --state overdue --role завуч"),
        ("отчет за ноябрь", "due --month ноябрь"),
        ("когда день открытых дверей", "show --search 'день открытых дверей'"),
        ("кто отвечает за сайт", "show --search сайт"),
        ("показать просроченное", "show --state overdue"),
        ("план работы на март завуч", "show --month март --role завуч"),
        ("due --month май --who завуч", "due --month май --role завуч"),
        ("есть ли ошибки", "validate"),
        ("изменить срок 2.8 на 25 декабря --dry-run", "set 2.8 when '25 декабря' --dry-run"),
        ("изменить исполнителя 2.8 на Директор --dry-run", "set 2.8 who Директор --dry-run"),
        ("set 2.8 where на базе школы --dry-run", "set 2.8 where 'на базе школы' --dry-run"),
        ("отметить 2.8 как выполненное --dry-run", "done 2.8 --dry-run"),
        ("luzplan due март", "due --month март"),
        ("export март завуч --to md", "export --month март --role завуч --to md"),
        ("сохранить как план школы.md --force", "export -o 'план школы.md' --force"),
        ("версия", "--version"),
        ("что у зама по УВР в марте", "due --month март --role 'Зам по УВР'"),
        ("что для завуча в мае", "due --month май --role завуч"),
        ("у директора в апреле", "due --month апрель --role Директор"),
        ("by-role для завуча март", "by-role завуч --month март"),
        ("due --state просрочка", "due --state overdue"),
        ("due просрочка завуч", "due --state overdue --role завуч"),
        ("просрочки", "due --state overdue"),
        ("overdue", "due --state overdue"),
        ("due --overdue --month март", "due --state overdue --month март"),
        ("show --просрочено", "show --state overdue"),
        ("due ghjchjxtyj", "due --state overdue"),
        ("исправить ошибки --diff", "validate --fix --diff"),
        ("исправить --diff", "validate --fix --diff"),
        ("исправь plan.yaml --diff", "validate --fix plan.yaml --diff"),
        ("исправить 2.8 срок март --dry-run", "set 2.8 when март --dry-run"),
        ("добавить Субботник в раздел 2 --dry-run", "add Субботник --section 2 --dry-run"),
        ("add Поход в музей в раздел 2 --dry-run", "add 'Поход в музей' --section 2 --dry-run"),
        ("добавить Большой субботник в раздел Кадровое --dry-run", "add 'Большой субботник' -s 4 --dry-run"),
    ],
)
def test_what_is_meant_is_done(typed: str, meant: str, luzplan: Luzplan) -> None:
    import shlex

    assert luzplan(*typed.split()) == luzplan(*shlex.split(meant))


@pytest.mark.parametrize("field", ["срок", "Когда", "цруты", "црут"])
def test_a_field_is_set_by_its_russian_name(field: str, luzplan: Luzplan, plan_here: Path) -> None:
    run = luzplan("set", "2.8", field, "20 декабря")
    assert run.code == (2 if field == "цруты" else 0)
    assert ("when: 20 декабря" in plan_here.read_text(encoding="utf-8")) == (run.code == 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("показат 2.8", "нет команды «показат»\n  Может быть: luzplan show 2.8\n"),
        ("valdate plan.yaml", "Может быть: luzplan validate plan.yaml\n"),
        ("plan.yaml", "Может быть: luzplan validate plan.yaml или luzplan show --plan plan.yaml\n"),
        ("План.docx", "Может быть: luzplan import План.docx -o plan.yaml\n"),
        ("2.8", "Может быть: luzplan show 2.8\n"),
        ("февраль", "Может быть: luzplan due февраль\n"),
        ("март завуч", "Может быть: luzplan due март завуч\n"),
        ("мои дела в марте", 'Назовите исполнителя: luzplan due "в марте" ИСПОЛНИТЕЛЬ\n'),
        ("покажи мои дела", "программа не знает, кто вы\n  Назовите исполнителя: luzplan due ИСПОЛНИТЕЛЬ\n"),
        ("2.8 сделано 12 декабря", "Может быть: luzplan done 2.8 12 декабря\n"),
        ("отправить календарь директору", "Может быть: luzplan export -o план.ics директору\n"),
        ("перенести 2.8 на январь", "Изменить срок: luzplan set 2.8 when январь\n"),
        ("set 2.8 Зам по УВР", 'Это исполнитель: luzplan set 2.8 who "Зам по УВР"\n'),
        ("show на зарплату", "в плане нет мероприятия «на зарплату»"),
        ("due 32 марта", "такой даты не бывает: «32 марта»"),
        ("отменить", "«Вернуть: …»"),
        ("зам по увр", "Может быть: luzplan by-role зам по увр\n"),
        ("фывапролдж", "нет команды «фывапролдж»\n  Все команды: luzplan --help\n"),
        ("due --school лальск", "школ с «лальск» в названии несколько"),
        ("due --state сделоно", "Может быть, «done»?"),
        ("due --state синий", "Можно: done, overdue, due и ahead."),
        ("due январь, март", "Спросите о каждом или обо всём времени: январь-март."),
        ("due --месяцы февраль", "нет параметра «--месяцы»"),
        ("due мрат", "Может быть, «март»?"),
        ("due ?!", "в плане нет роли «?!»"),
        ("due олимпиаду", "Эти слова есть там"),
        ("add Конкурс апрель Директор", "luzplan add Конкурс --when апрель --who Директор --section РАЗДЕЛ"),
        ("add Срезы декабрь, май", 'luzplan add Срезы --when "декабрь, май" --section РАЗДЕЛ'),
        ("add Конкурс апрель --who Зам", "luzplan add Конкурс --when апрель --section РАЗДЕЛ"),
        ("remove Неделя", "Эти слова есть там: 2.8"),
        ("move 2.8 4", "luzplan move 2.8 --section 4"),
        ("set 2.8 до 25 декабря", 'luzplan set 2.8 when "до 25 декабря"'),
        ("export план.doc", "Может быть, «план.docx»?"),
        ("export план.xlxs", "Может быть, «план.xlsx»?"),
        ("export в excel", "Например: --to xlsx или -o план.xlsx."),
        ("set 2.8 март", 'не указано ЗНАЧЕНИЕ\n  Например: luzplan set 2.8 when "20 декабря".'),
        ("done 2.8 10", "Есть мероприятия с 1.1 по 5.7."),
        ("done 2.8 вчера и 2.9", "в плане нет мероприятия «вчера»"),
        ("done 2.8 завтра", "ещё не наступило"),
        ("done 2.8 2.9 --on 11.02.2012 --today 10.02.2012", "11 февраля 2012 ещё не наступило"),
        ("due март --month май", "месяц назван дважды"),
        ("export docx", "Например: --to docx или -o план.docx."),
        ("export план.md -o план.docx", "файл назван дважды"),
        ("add Педсовет --what Педсовет", "текст назван дважды"),
        ("by-role", "Исполнители плана: luzplan show roles"),
        ("done", "Номера мероприятий: luzplan show --brief"),
        ("done Неделя", "Эти слова есть там: 2.8 «Проведение единого Дня информатизации"),
        ("show Директор", "Это исполнитель: luzplan by-role Директор"),
        ("rename role Директор Зам по УВР", "Если слова — одно значение, возьмите их в кавычки."),
        ("rename Директор Ректор", "luzplan rename role Директор Ректор"),
        ("set 2.8 крк май", "Поля: what (текст), when (срок)"),
        ("ghjchjxtyj", "нет команды «ghjchjxtyj»\n  Может быть: luzplan due просрочено\n"),
        ("chjrb vfhn", "Может быть: luzplan due март\n"),
        ("gjrfpfnm 2.8", "Может быть: luzplan show 2.8\n"),
        ("due --овердью", "нет параметра «--овердью»\n"),
        ("due --from когда-нибудь", "Напишите, например, 2011-09-01, 01.09.2011 или «1 сентября».\n"),
        ("due --ofrce", "нет параметра «--ofrce»\n"),
        ("due --sectoin 2", "нет параметра «--sectoin»; может быть, «--section»?"),
        ("due сихолог", "Может быть, «Социолог», «Психолог»"),
        ("due просрачка", "в плане нет роли «просрачка»\n  Список исполнителей: luzplan show roles\n"),
        ("срок 1.3 10 марта", 'Может быть: luzplan set 1.3 when "10 марта"\n'),
        ("исполнитель 1.3 на Завхоз", "Может быть: luzplan set 1.3 who Завхоз\n"),
        ("done Единого Дня информатизации", "  Если это оно: luzplan done 2.8\n"),
        ("undone Единого Дня информатизации", "  Если это оно: luzplan undone 2.8\n"),
        ("add Обсудить раздел 2", "не сказано, куда\n"),
        ("добавить Субботник в раздел Спорт", "не сказано, куда\n"),
        ("due 31.11", "такой даты не бывает: «31.11»\n  Последнее число ноября — 30.\n"),
        ("done 2.8 --on 31.11", "такой даты не бывает: «31.11»\n  Последнее число ноября — 30.\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(typed: str, said: str, luzplan: Luzplan) -> None:
    run = luzplan(*typed.split())
    assert run.code == 2
    assert said in run.err


def test_a_name_with_spaces_needs_no_quotes(luzplan: Luzplan, plan_here: Path) -> None:
    plan_here.rename(plan_here.with_name("мой план.yaml"))
    assert luzplan("validate", "мой", "план.yaml") == luzplan("validate", "мой план.yaml")


def test_every_word_stands_for_what_there_is() -> None:
    assert {line.partition(" ")[0] for line in COMMANDS_IN_RUSSIAN.values()} <= set(COMMANDS)
    assert set(FORMAT_NAMES.values()) <= set(FORMATS)
    assert set(STATES.values()) == set(State)
    assert set(FIELDS.values()) <= {field.name for field in ACTIVITY.fields}


def test_the_rows_of_a_role_are_written_as_a_calendar(luzplan: Luzplan, plan_here: Path) -> None:
    luzplan("календарь", "зам", "по", "УВР")
    luzplan("export", "--role", "зам по УВР", "-o", "его.ics")
    assert plan_here.with_name("план.ics").read_bytes() == plan_here.with_name("его.ics").read_bytes()


def test_a_file_that_is_there_is_replaced_by_the_line_that_is_told(luzplan: Luzplan, plan_here: Path) -> None:
    del plan_here
    luzplan("календарь", "зам", "по", "УВР")
    run = luzplan("календарь", "зам", "по", "УВР")
    assert (run.code, "Записать поверх: luzplan календарь зам по УВР --force\n" in run.err) == (3, True)
    assert luzplan("календарь", "зам", "по", "УВР", "--force").code == 0


def test_what_takes_edits_back_is_said_of_a_plan_in_git(luzplan: Luzplan, plan_here: Path) -> None:
    Repository(plan_here.parent).commit(plan_here.read_text(encoding="utf-8"))
    assert "После последнего коммита план не менялся." in luzplan("отменить").err
    luzplan("done", "2.8")
    assert "git checkout HEAD -- plan.yaml" in luzplan("отменить").err
