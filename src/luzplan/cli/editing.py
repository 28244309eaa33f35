"""What the commands that change a plan share: options, the edit, its wording, the line that takes it back."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.arguments import activity_of, rows_with_words, section_of, stands_before_a_number, unnamed
from luzplan.cli.console import Reader, print_answer, print_message, screen_page, warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.git import repository_of, top_level
from luzplan.cli.output import after_change, patch_text, warn_of_other_names
from luzplan.cli.plans import plan_name, plan_of
from luzplan.cli.russian_typer import COMMAND, of_this_run
from luzplan.cli.synonyms import SECTION_WORDS
from luzplan.deadline import DeadlineKind
from luzplan.edit import Edited, Refused, edit_plan
from luzplan.edit.intents import Intent, Target
from luzplan.edit.layout import LIST_OF_SECTIONS
from luzplan.formats.problems import problem_line
from luzplan.plan import Activity, Plan, Section
from luzplan.plan.build import Built
from luzplan.russian import quote
from luzplan.russian.spelling import folded
from luzplan.text import STDIN, Severity, first_control
from luzplan.text.saving import Unsaved
from luzplan.text.scalar import is_writable
from luzplan.text.system import as_typed, other_names

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Не менять файл, а показать, что изменится.")]
AnywayOption = Annotated[
    bool, typer.Option("--force", help="Записать, даже если срок или исполнитель непонятен программе.")
]
IdsArgument = Annotated[
    list[str], typer.Argument(metavar="НОМЕР…", help="Мероприятия: 2.8 или их собственные имена (id).")
]
_NUMBER = re.compile(r"\d+\.\d+")


class Change(NamedTuple):
    """What a command does to a plan, the lines that tell of it, the words of the command that takes it back.

    These are without the program's name, empty if there is no such command.
    """

    intent: Intent
    told: Callable[[Edited], Sequence[str]]
    undo: Callable[[Edited], Sequence[str]]


class EditTarget(NamedTuple):
    """Which plan is edited, and whether for good."""

    plan: options.PlanOption = None
    dry_run: DryRunOption = False

    def edit(self, change_of: Callable[[Built], Change], *, force: bool = False) -> None:
        """Edit the plan and tell of it, or show what would be changed; ends the command if it cannot be.

        The last line takes the edit back, by the change's own command, for want of one by git.
        ``force`` writes deadlines and executors even if nobody understands them.
        """
        name = plan_name(self.plan)
        if name == STDIN:
            hint = "Укажите файл: --plan ФАЙЛ."
            raise CommandError(Code.USAGE, "план со стандартного ввода изменить нельзя", hint)
        linked = other_names(name)
        changes: list[Change] = []  # one a try: another program may change the file meanwhile

        def intent_of(built: Built) -> Intent:
            changes.append(change_of(built))
            return changes[-1].intent

        edit = self._edited(name, intent_of, force=force)
        change, before, after = changes[-1], edit.before.source, edit.after.source
        if self.dry_run and before.text != after.text:
            print_answer(patch_text(before.name, before.text, after.text, screen_page()), Reader.PROGRAM)
        elif self.dry_run:
            print_message("\n".join(change.told(edit)))
        else:
            with after_change():
                undo = undo_lines(edit, change.undo(edit), self.plan)
                print_message("\n".join([*change.told(edit), *undo]))
            warn_of_other_names(name, linked if before.text != after.text else 0)
        for problem in edit.problems:
            if problem.severity is not Severity.NOTE:
                warn(problem_line(edit.after.source, problem))

    def _edited(self, name: str, intent_of: Callable[[Built], Intent], *, force: bool) -> Edited:
        edit = edit_plan(name, intent_of, force=force, dry_run=self.dry_run, told=warn)
        if isinstance(edit, Unsaved):
            raise CommandError(Code.UNREADABLE, edit.message, edit.hint)
        if isinstance(edit, Refused):
            hint = edit.hint[:1].upper() + edit.hint[1:]
            if edit.can_force:
                ended = hint if hint.endswith(("?", "!", ".")) else f"{hint}."
                hint = f"{ended} Записать всё равно: --force"
            raise CommandError(Code.REFUSED, f"файл не изменён: {edit.message}", hint)
        return edit


class DestinationOptions(NamedTuple):
    """Where an activity is to come; None where nothing was typed."""

    after: Annotated[
        str | None, typer.Option("--after", metavar="НОМЕР", help="После какого мероприятия.")
    ] = None
    section: Annotated[
        str | None,
        typer.Option(
            "--section", "-s", metavar="РАЗДЕЛ", help="Раздел: номер или начало названия; в его конец."
        ),
    ] = None

    def place(self, plan: Plan, *, first: bool = False, own: int | None = None) -> Target:
        """The place that is meant, for ``first`` without a section in the section ``own``.

        Ends the command if no place is named, or if two are.
        """
        into = section_of(self.section, plan).number if self.section is not None else None
        if self.after is not None:
            activity = activity_of(self.after, plan)
            if first or into not in (None, activity.section):
                hint = "Оставьте одно: --after НОМЕР или раздел."
                raise CommandError(Code.USAGE, "место названо дважды, и по-разному", hint)
            return Target(activity.section, activity)
        if into is None and (first or len(plan.sections) == 1):
            into = own or plan.sections[0].number
        if into is None:
            hint = "Назовите место: --section РАЗДЕЛ или --after НОМЕР."
            raise CommandError(Code.USAGE, "не сказано, куда", hint)
        return Target(into, first=first)

    def new_section(self, plan: Plan, *, wanted: bool) -> str:
        """The title of the section that is to be created, "" if a section that is there is meant.

        Ends the command if there is none of this name and a new one is not ``wanted``.
        """
        if self.section is None or self.after is not None:
            return ""
        try:
            section_of(self.section, plan)
        except CommandError as failure:
            if wanted and self.section.strip() and not self.section.strip().isdecimal():
                return plan_text(self.section, "--section")
            hint = f"{failure.hint} Завести новый: --new-section".strip()
            raise CommandError(failure.code, str(failure.args[0]), hint) from failure
        return ""

    def place_of_section(self, plan: Plan, *, first: bool) -> Target:
        """The place where a section is to come."""
        if first and self.after is None:
            return Target(LIST_OF_SECTIONS, first=True)
        if first or self.after is None or self.section is not None:
            hint = "Назовите раздел, после которого он встанет: --after РАЗДЕЛ; в начало — --first."
            raise CommandError(Code.USAGE, "не сказано, куда перенести раздел", hint)
        return Target(LIST_OF_SECTIONS, section_of(self.after, plan))


def split_at_option(words: Sequence[str], options: Mapping[str, str]) -> tuple[list[str], str, str]:
    """The words before one that stands for an option, «2.8 за декабрь», «2.7 в раздел 4», that, its value.

    Both are "" where no such word stands behind another.
    """
    at = next((at for at, word in enumerate(words) if at and folded(word) in options), len(words))
    before = [word for word in words[:at] if folded(word) not in {"в", "во"}]
    return before, options[folded(words[at])] if at < len(words) else "", " ".join(words[at + 1 :])


def section_meant(texts: Sequence[str], plan: Plan) -> Section | None:
    """The whole section that the words name, None if they are numbers or names of activities.

    An activity's own name comes first. Ends the command if a section stands beside something else.
    """
    names = {name for activity in plan.activities() for name in (activity.position, activity.id)}
    texts = [text for text in texts if folded(text) not in SECTION_WORDS] or texts
    whole = [text for text in texts if text not in names and not _NUMBER.fullmatch(text.rstrip("."))]
    if not whole:
        return None
    if len(texts) > 1:
        hint = f"Разделы — по одному: luzplan КОМАНДА {as_typed(whole[0])}"
        if whole == list(texts[-1:]):  # «move 2.7 4»
            hint = f"В раздел: {as_typed('luzplan', 'move', *texts[:-1], '--section', whole[0])}"
        raise CommandError(Code.USAGE, f"{quote(whole[0])} — не мероприятие", hint)
    try:
        return section_of(whole[0], plan)
    except CommandError as failure:
        hint = rows_with_words(whole[0], plan) or failure.hint
        raise CommandError(failure.code, str(failure.args[0]), hint) from failure


def activities_of(texts: Sequence[str], plan: Plan) -> list[Activity]:
    """The activities that are named, each once; of words that one row has, the line that names it is told."""
    try:
        found = [activity_of(text, plan) for text in texts if not stands_before_a_number(text)]
    except CommandError as failure:
        raise unnamed(texts, plan, of_this_run().get(COMMAND, ""), failure) from failure
    return list({activity.position: activity for activity in found}.values())


def plan_text(given: str, option: str) -> str:
    """A text for the plan as typed, without blanks around it."""
    if is_writable(given):
        return given.strip()
    if control := first_control(given.encode(errors="ignore").decode()):
        message = f"в тексте {option} стоит управляющий знак U+{ord(control):04X}"
        raise CommandError(Code.USAGE, message, "Наберите текст без него.")
    hint = "Наберите его ещё раз или смените кодировку консоли на UTF-8."
    raise CommandError(Code.USAGE, f"текст {option} не в кодировке консоли", hint)


def renumbering(edit: Edited, besides: Sequence[str] = ()) -> list[str]:
    """The line that says which activities have other numbers now, without those named in ``besides``."""
    changed = [pair for pair in edit.numbers.items() if pair[0] != pair[1] and pair[0] not in besides]
    shifts = []
    for _, group in groupby(changed, key=_shift):
        old, new = zip(*group, strict=True)
        shifts.append(
            " → ".join(a if a == b else f"{a}–{b}" for a, b in ((old[0], old[-1]), (new[0], new[-1])))
        )
    return [f"Номера сдвинулись: {', '.join(shifts)}."] if shifts else []


def _shift(numbers: tuple[str, str]) -> tuple[int, int, int]:
    """What is the same for activities that moved together: both sections, and by how much they moved."""
    (section, place), (other, now) = (map(int, number.split(".")) for number in numbers)
    return section, other, now - place


def undo_lines(edit: Edited, words: Sequence[str], plan: str | None) -> list[str]:
    """The line that takes an edit back, of the plan that was named so; none if nothing changed."""
    if edit.before.source.text == edit.after.source.text:
        return []
    if words:
        return [f"Вернуть: luzplan {as_typed(*words, *(('--plan', plan) if plan else ()))}"]
    if is_committed(edit):
        return [f"Вернуть: git checkout HEAD -- {as_typed(edit.before.source.name)}"]
    return []


def way_back(plan: str | None) -> str:
    """What takes the last edits back, of the plan that was named so."""
    name = plan_name(plan)
    committed = _committed(name)
    if committed is None:
        return "Чем вернуть правку, сказано под её ответом: «Вернуть: …»."
    if committed == Path(name).read_bytes():
        return "После последнего коммита план не менялся."
    command = as_typed("git", "checkout", "HEAD", "--", name)
    return f"Вернуть всё, что изменено после последнего коммита (что — скажет luzplan diff): {command}"


def is_committed(edit: Edited) -> bool:
    """Whether git has the file just as it was, so that nothing else is lost by its checkout."""
    before = edit.before.source
    return _committed(before.name) == before.text.encode()


def _committed(name: str) -> bytes | None:
    """The file as git has it; None if it has none, or does not tell."""
    if top_level(name) is None:
        return None
    try:
        repository = repository_of(name)
    except CommandError:  # no git here, or none that reads this folder
        return None
    return repository and repository.text_at("HEAD")


def set_back(activity: Activity, edit: Edited, fields: Sequence[str]) -> Sequence[str]:
    """The command that gives a field of an activity its old value; empty if several of them changed."""
    now = edit.now(activity)
    changed = [field for field in fields if activity.text_under(field) != now.text_under(field)]
    if len(changed) != 1:
        return ()
    old = activity.text_under(changed[0])
    if changed[0] == "done" and old and [old] != [str(mark.day) for mark in activity.marks]:
        return ()  # marks of several deadlines are more than a day
    unread = changed == ["when"] and activity.deadline.kind is DeadlineKind.UNKNOWN
    unread = unread or (changed == ["who"] and plan_of(edit.before).executors(activity).unknown != ())
    return ("set", now.position, changed[0], old, *(["--force"] if unread else []))


def place_before(activity: Activity, plan: Plan, edit: Edited) -> Sequence[str]:
    """The options that name the place where an activity stood, in the numbers of now; empty if it is gone."""
    section = plan.sections[activity.section - 1]
    at = section.activities.index(activity)
    if not at:
        return ("--section", str(activity.section), "--first")
    number = edit.numbers.get(section.activities[at - 1].position)
    return ("--after", number) if number else ()
