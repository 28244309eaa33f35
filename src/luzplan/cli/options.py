"""How a command is declared; options that several share, in groups, and the plans and filters they mean."""

import inspect
from collections.abc import Callable, Sequence
from copy import copy
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self, TypeAlias, TypeGuard, get_type_hints

import typer

from luzplan.cli.arguments import roles_of, school_of, section_of
from luzplan.cli.console import warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.periods import TypedTime, today_of
from luzplan.cli.plans import plan_names, read_plan
from luzplan.cli.russian_typer import Command
from luzplan.cli.synonyms import FIELDS, SECTION_WORDS, STATES, name_of, state_among, time_and_executor
from luzplan.formats import FORMATS
from luzplan.plan import Plan, State
from luzplan.russian import listing
from luzplan.russian.spelling import folded
from luzplan.selection import Filters

if TYPE_CHECKING:
    from luzplan.reports import Report


def command(examples: str = "", **settings: Any) -> Callable[[Callable[..., None]], Callable[[], Command]]:  # noqa: ANN401
    """Make a command of a function, with these examples below its help; further settings are typer's.

    It is made when it is asked for: several stand in one module, and typer takes some milliseconds for each.
    Its parameters that are option groups, named tuples of options as `SelectionOptions` is, become an option
    for every field: typer reads them off the signature; the command's own ones stand first in its help.
    """
    return lambda function: cache(partial(_made_of, function, epilog=examples, **settings))


def _made_of(function: Callable[..., None], **settings: Any) -> Command:  # noqa: ANN401
    app = typer.Typer(add_completion=False)
    app.command(cls=Command, **settings)(_with_option_groups(function))
    found = typer.main.get_command(app)
    assert isinstance(found, Command)
    return found


def _with_option_groups(function: Callable[..., None]) -> Callable[..., None]:
    hints = get_type_hints(function, include_extras=True)
    formats = formats_of(function.__name__.replace("_", "-"))
    groups = {name: hint for name, hint in hints.items() if _is_group(hint)}

    def run(**values: object) -> None:
        filled = {
            name: group._make(values.pop(field) for field in group._fields) for name, group in groups.items()
        }
        function(**filled, **values)

    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[name])
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in groups
    ]
    shared = [parameter for group in groups.values() for parameter in _parameters(group, formats)]
    signature = inspect.Signature([*own, *shared])
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    return run


def _is_group(hint: object) -> TypeGuard[type[NamedTuple]]:
    return isinstance(hint, type) and issubclass(hint, tuple)


_PICTURED = ("timeline", "load", "export")
_DATED = ("due", "by-role", "show", "timeline", "export")


def formats_of(command: str) -> tuple[str, ...]:
    """The formats in which a command of this name answers: pictures and calendars are not for all."""
    absent = {"svg": command not in _PICTURED, "ics": command not in _DATED}
    return tuple(name for name in FORMATS if not absent.get(name))


def _parameters(group: type[NamedTuple], formats: Sequence[str]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field, hint in hints.items():
        (option,) = hint.__metadata__
        if option.help and "{formats}" in option.help:
            named = copy(option)
            named.help = option.help.format(formats=listing(formats, "или"))
            hints[field] = Annotated[hint.__origin__, named]
    defaults = group._field_defaults
    return [
        inspect.Parameter(
            field, inspect.Parameter.KEYWORD_ONLY, default=defaults[field], annotation=hints[field]
        )
        for field in group._fields
    ]


PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan", "-p", metavar="ФАЙЛ",
        help="Файл плана. По умолчанию $LUZPLAN_PLAN, затем plan.yaml здесь или в папке выше.",
    ),
]  # fmt: skip
PlansOption = Annotated[
    list[str] | None,
    typer.Option(
        "--plan", "-p", metavar="ФАЙЛ",
        help="Файл плана или папка с планами; можно повторять. По умолчанию $LUZPLAN_PLAN, "
        "затем plan.yaml здесь или в папке выше.",
    ),
]  # fmt: skip
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today", metavar="ДАТА", help="Считать, что сегодня этот день: 2012-02-01 или «1 февраля»."
    ),
]
WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[СЛОВА]", help="Без параметров: месяц, день, неделя, исполнитель, «раздел 2», «просрочено»."
    ),
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by", metavar="КАК", show_default=False,
        help="Как сгруппировать: section (раздел), role (роль), school (школа) или plan (план).",
    ),
]  # fmt: skip
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="ФАЙЛ", help="Записать в файл, а не на экран.")
]
WidthOption = Annotated[
    int | None,
    typer.Option(
        "--width", metavar="N", min=20, show_default=False,
        help="Ширина таблицы в знаках; без неё — как у экрана, без экрана 100.",
    ),
]  # fmt: skip
ForceOption = Annotated[bool, typer.Option("--force", help="Записать поверх файла, если он уже есть.")]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Закончить с кодом 1, если список не пуст.")
]


ReportOf: TypeAlias = "Callable[[Plan, Filters], Report]"


class SelectionOptions(NamedTuple):
    """Which plans, and which of their activities; None where nothing was typed."""

    plan: PlansOption = None
    month: Annotated[
        str | None,
        typer.Option(
            "--month", "-m", metavar="МЕСЯЦ", help="Месяц: февраль, 2, 2012-02, следующий, январь-март."
        ),
    ] = None
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="ДАТА", help="С этого дня: 2012-02-01, «1 февраля», завтра."),
    ] = None
    last: Annotated[str | None, typer.Option("--to", metavar="ДАТА", help="По этот день включительно.")] = (
        None
    )
    within: Annotated[
        int | None, typer.Option("--within", metavar="ДНЕЙ", min=0, help="Сегодня и столько дней вперёд.")
    ] = None
    role: Annotated[
        str | None,
        typer.Option("--role", "-r", metavar="РОЛЬ", help="Исполнитель: «Зам по УВР», «Директор БШ»."),
    ] = None
    school: Annotated[
        str | None,
        typer.Option("--school", metavar="ШКОЛА", help="Школа: название, его часть или имя из плана, «БШ»."),
    ] = None
    section: Annotated[
        str | None,
        typer.Option("--section", "-s", metavar="РАЗДЕЛ", help="Раздел: номер или начало названия."),
    ] = None
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="СОСТОЯНИЕ",
            help="done (выполнено), overdue (просрочено), due (идёт), ahead (впереди); можно по-русски.",
        ),
    ] = None  # fmt: skip
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="ТЕКСТ", help="Где есть эти слова, в любой форме: «олимпиада»."),
    ] = None
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="ПОЛЕ", help="В каком порядке строки: id, when, who или what."),
    ] = None
    today: TodayOption = None

    def asked(self, words: Sequence[str] | None) -> Self:
        """The options with what was typed without their names: a file, a section, a time, a state, a role.

        Ends the command if one of them is named twice.
        """
        if not words:
            return self
        files = [word for word in words if word.endswith((".yaml", ".yml"))]
        left = [word for word in words if word not in files]
        at = next((at for at, word in enumerate(left) if folded(word) in SECTION_WORDS), len(left))
        state, asked = state_among(left[:at])
        when, role = time_and_executor(asked)
        section = " ".join(left[at + 1 :])
        for typed, own, called in (
            (when, self.month, "месяц назван"), (section, self.section, "раздел назван"),
            (state, self.state, "состояние названо"),
        ):  # fmt: skip
            if typed and own is not None:
                raise CommandError(Code.USAGE, f"{called} дважды", "Оставьте один раз.")
        if not "".join(words).strip():
            raise CommandError(Code.USAGE, "пустое слово", "Уберите его или напишите, что показать.")
        return self._replace(
            plan=[*(self.plan or ()), *files] or None,
            month=when or self.month,
            section=section or self.section,
            state=state or self.state,
            role=" ".join(filter(None, (self.role, *role))) or self.role,
        )

    def surely_asked(self, words: Sequence[str]) -> Self | None:
        """The options as `asked` has them; None where words may name something else than an executor."""
        from luzplan.answers import RoleBook  # every role there is, for words without an option

        asked = self.asked(words)
        return asked if asked.role == self.role or RoleBook().queries(asked.role or "") else None

    def report(self, report_of: ReportOf, *, in_full: bool = False, on_screen: bool = False) -> "Report":
        """The report on the plan; of several, on all that know what is asked for, joined by their names.

        A role or section may be known to one plan only; it is a failure if none knows it. Of several plans
        those that cannot be read are named, and the others are answered.
        """
        from luzplan.text.system import as_typed

        names = plan_names(self.plan)
        plans: dict[str, Plan] = {}
        reports: dict[str, Report] = {}
        failures: list[CommandError] = []
        for name in names:
            try:
                plan = read_plan(name)
                words = as_typed("--plan", name) if self.plan or len(names) > 1 else ""
                filters = self._filters(plan)._replace(in_full=in_full, on_screen=on_screen, plan_words=words)
                reports[name], plans[name] = report_of(plan, filters), plan
            except CommandError as failure:
                failures.append(failure)
        if not reports:
            raise failures[0]
        unread = [one for one in failures if one.code == Code.UNREADABLE]
        for one in unread:
            warn(str(one))
        if len(names) == 1:
            return self._sorted(reports[names[0]])
        from luzplan.reports.overview import joined_report
        from luzplan.reports.rows import Labelled
        from luzplan.reports.wording import plan_names_in

        found = plan_names_in(plans, in_order=len(self.plan or ()) < len(names))
        named = {Labelled(file, name): reports[file] for file, name in found.items()}
        return self._sorted(joined_report(named)._replace(unread=len(unread)))

    def _sorted(self, report: "Report") -> "Report":
        if self.sort is None:
            return report
        from luzplan.reports import ORDERS, sorted_report

        return sorted_report(report, name_of(self.sort, FIELDS, ORDERS, "нельзя упорядочить по"))

    def _filters(self, plan: Plan) -> Filters:
        today, state = today_of(self.today, plan), None
        if self.state is not None:
            state = State(name_of(self.state, STATES, tuple(State), "нет состояния"))
        return Filters(
            today=today,
            window=TypedTime(self.month, self.first, self.last, self.within).window(plan, today),
            roles=roles_of(self.role, plan) if self.role is not None else (),
            school=school_of(self.school, plan) if self.school is not None else None,
            section=section_of(self.section, plan) if self.section is not None else None,
            state=state,
            search=self.search or "",
        )
