"""LP1, and LP304, LP305: the plan's own lists of roles and schools; its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luzplan.check.rule import CheckContext, Finding, in_any_case, rule, weightier_when_new
from luzplan.executor import Executor, Role, School
from luzplan.plan.references import circles
from luzplan.russian import did_you_mean, listing, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.text import Severity, Text

LEVELS = (
    "начальная", "основная", "средняя", "гимназия", "лицей", "интернат", "городская", "сельская",
    "малокомплектная", "опорная",
)  # fmt: skip


def unknown_parent(context: CheckContext) -> Iterator[Finding]:
    """Роль входит в неизвестную роль.

    В parent: стоит имя более широкой роли, так, как она записана в своём name:. Иначе запрос по широкой роли
    не найдёт эту. Обычная школьная роль известна и без списка и не отмечается.

    Плохо:

        roles: [{name: Зам по информатизации, parent: Заместители}]

    Хорошо:

        roles: [{name: Зам по информатизации, parent: Заместитель директора}]
    """
    book = context.plan.book
    for role in context.plan.roles:
        if role.parent is not None and not book.knows(role.parent):
            near = _role_names(context, role.parent)
            hint = did_you_mean(near, "добавьте её в roles: или уберите parent:")
            message = f"неизвестная роль {quote(role.parent)}"
            meant = context.suggestions(role.parent, 0, len(role.parent), near)
            yield Finding(message, *context.place(role.parent), hint, suggestions=meant)


def _role_names(context: CheckContext, text: str) -> tuple[str, ...]:
    found = context.plan.book.query(text)
    nearest = (found.role,) if isinstance(found, Executor) else found.nearest
    return tuple(name for name in nearest if name != text)


def role_in_circle(context: CheckContext) -> Iterator[Finding]:
    """Роли входят друг в друга по кругу.

    Если первая роль входит во вторую, а вторая в первую, нельзя сказать, какая из них шире. Цепочка ролей,
    которая никуда не возвращается, не отмечается.

    Плохо:

        roles:
          - {name: Совет округа, parent: Актив округа}
          - {name: Актив округа, parent: Совет округа}

    Хорошо:

        roles:
          - {name: Совет округа, parent: Актив округа}
          - {name: Актив округа}
    """
    own = {str(role.name): role.parent for role in context.plan.roles if role.parent}
    parent_of = context.plan.book.parent_of
    for circle in circles(own, lambda name: filter(None, [parent_of(name)])):
        message = f"роли входят друг в друга по кругу: {' → '.join(map(quote, (*circle, circle[0])))}"
        place = context.place(next(own[role] for role in reversed(circle) if role in own))
        yield Finding(message, *place, "уберите parent: у самой широкой из них")


def doubled_role(context: CheckContext) -> Iterator[Finding]:
    """Две роли с одним именем.

    Имя роли и другие её названия (aliases:) должны вести к одной роли, иначе непонятно, чьё это дело. Одно
    имя дважды у одной роли не отмечается.

    Плохо:

        roles:
          - {name: Совет округа}
          - {name: Актив округа, aliases: [совет округа]}

    Хорошо:

        roles:
          - {name: Совет округа}
          - {name: Актив округа}
    """
    yield from _doubled(context, context.plan.roles, "роли")


def doubled_school(context: CheckContext) -> Iterator[Finding]:
    """Две школы с одним именем.

    Название школы и другие её названия (aliases:) должны вести к одной школе. Одно название дважды у одной
    школы не отмечается.

    Плохо:

        schools:
          - {name: КОГОКУ СОШ г. Лузы, aliases: [БШ]}
          - {name: МОКУ СОШ №2 г. Лузы, aliases: [БШ]}

    Хорошо:

        schools:
          - {name: КОГОКУ СОШ г. Лузы, aliases: [БШ]}
          - {name: МОКУ СОШ №2 г. Лузы}
    """
    yield from _doubled(context, context.plan.schools, "школы")


def _doubled(context: CheckContext, all_named: Iterable[Role | School], whose: str) -> Iterator[Finding]:
    owners: dict[str, tuple[Role | School, Text]] = {}
    for named, name in ((one, name) for one in all_named for name in (one.name, *one.aliases)):
        owner, first = owners.setdefault(folded(name), (named, name))
        if owner is not named and name.strip():
            message = f"название {whose} {quote(name)} уже занято"
            yield Finding(message, *context.place(name), "оставьте его в одном месте", first_seen=first.start)


def several_base_schools(context: CheckContext) -> Iterator[Finding]:
    """Базовых школ несколько.

    «БШ» и «базовая школа» в тексте значат одну школу: ту, у которой стоит base: true. План без базовой школы
    не отмечается.

    Плохо:

        schools:
          - {name: КОГОКУ СОШ г. Лузы, base: true}
          - {name: МОКУ СОШ №2 г. Лузы, base: true}

    Хорошо:

        schools:
          - {name: КОГОКУ СОШ г. Лузы, base: true}
          - {name: МОКУ СОШ №2 г. Лузы}
    """
    base = [school.name for school in context.plan.schools if school.base]
    for name in base[1:]:
        hint = "оставьте base: true у одной школы"
        yield Finding("базовая школа уже названа", *context.place(name), hint, first_seen=base[0].start)


def unknown_level(context: CheckContext) -> Iterator[Finding]:
    """Неизвестный вид школы.

    По виду школы программа понимает «Директора средних школ». Виды: начальная, основная, средняя, гимназия,
    лицей, интернат, городская, сельская, малокомплектная, опорная. Школа, у которой вид не указан, не
    отмечается.

    Плохо:

        schools: [{name: КОГОКУ СОШ г. Лузы, level: средния}]

    Хорошо:

        schools: [{name: КОГОКУ СОШ г. Лузы, level: средняя}]
    """
    for school in context.plan.schools:
        if school.level is not None and not {school.level, *school.level.split("-")} & {*LEVELS}:
            near = nearest(school.level, LEVELS)
            hint = did_you_mean(near, f"бывают {listing(LEVELS)}")
            message = f"неизвестный вид школы {quote(school.level)}"
            meant = context.suggestions(school.level, 0, len(school.level), near)
            yield Finding(message, *context.place(school.level), hint, suggestions=meant)


def unused_role(context: CheckContext) -> Iterator[Finding]:
    """Роль объявлена, но нигде не названа.

    Роль в roles: не исполняет ни одного мероприятия, и ни один текст плана её не называет. Обычно её
    переименовали в строках и забыли в списке, или наоборот. Не отмечаются более широкая роль, в которую
    входит названная, и обычная школьная должность, которую план только уточняет.

    Плохо:

        roles: [{name: Совет округа}]
        sections:
          - title: Раздел
            activities:
              - {what: Согласование графика, when: сентябрь, who: Директор}

    Хорошо:

        roles: [{name: Совет округа}]
        sections:
          - title: Раздел
            activities:
              - {what: Согласование графика, when: сентябрь, who: Совет округа}
    """
    plan = context.plan
    if not plan.roles:
        return
    # Few plans have roles, and these bring the reader along.
    from luzplan.executor.book import without_mark
    from luzplan.executor.roles import shipped_roles

    usual = {folded(name) for role in shipped_roles() for name in (role.name, *role.aliases)}
    read = [one for activity in plan.activities() for one in plan.executors(activity).executors]
    named = {name for one in read for name in (one.role, one.head) if name}
    waiting = list(named)
    while waiting:
        parent = plan.book.parent_of(waiting.pop())
        if parent and parent not in named:
            named.add(parent)
            waiting.append(parent)
    texts = (text for role in plan.roles for text in (role.name, *role.aliases, role.parent) if text)
    listed = {text.start for text in texts}
    for role in plan.roles:
        name = without_mark(role.name)
        known = name in named or folded(name) in usual
        if name.strip() and not known and not _is_mentioned(context, role, listed):
            message = f"роль {quote(role.name)} нигде не названа"
            yield Finding(message, *context.place(role.name), "уберите её или поправьте имя в строках")


def _is_mentioned(context: CheckContext, role: Role, listed: set[int]) -> bool:
    """Whether a text outside the list of roles has a name of the role, in whatever case."""
    patterns = map(in_any_case, (role.name, *role.aliases))
    return any(hit.text.start not in listed for one in patterns for hit in context.search.find(one))


def empty_section(context: CheckContext) -> Iterator[Finding]:
    """Раздел пуст.

    В разделе нет ни одного мероприятия. Раздел, который не прочитался из-за ошибки, не отмечается.

    Плохо:

        sections:
          - title: Кадровое обеспечение
            activities: []

    Хорошо:

        sections:
          - title: Кадровое обеспечение
            activities:
              - {what: Тарификация, when: август, who: Директора школ}
    """
    for section in context.plan.sections:
        if not section.activities and not context.is_faulty(section.start, section.end):
            message = f"в разделе {section.number} нет мероприятий"
            yield Finding(message, *context.place(section.title), "допишите мероприятия или удалите раздел")


def doubled_section(context: CheckContext) -> Iterator[Finding]:
    """Два раздела с одним названием.

    По названию раздела его находят: luzplan due --section Кадровое. Разделы без названия и похожие названия
    не отмечаются.

    Плохо:

        sections:
          - {title: Кадры, activities: [{what: Тарификация, when: май, who: Директора школ}]}
          - {title: Кадры, activities: [{what: Аттестация, when: март, who: Директора школ}]}

    Хорошо:

        sections:
          - {title: Кадры, activities: [{what: Тарификация, when: май, who: Директора школ}]}
          - {title: Аттестация, activities: [{what: Аттестация, when: март, who: Директора школ}]}
    """
    seen: dict[str, Text] = {}
    for section in context.plan.sections:
        first = seen.setdefault(folded(section.title), section.title)
        if first is not section.title and section.title.strip():
            message = f"раздел {quote(section.title)} уже есть"
            hint = "объедините их или назовите иначе"
            yield Finding(message, *context.place(section.title), hint, first_seen=first.start)


RULES = (
    rule("LP102", Severity.ERROR, unknown_parent),
    rule("LP103", Severity.ERROR, role_in_circle),
    rule("LP104", Severity.ERROR, doubled_role),
    rule("LP105", Severity.ERROR, doubled_school),
    rule("LP107", Severity.WARNING, several_base_schools),
    rule("LP108", Severity.WARNING, unknown_level),
    weightier_when_new(rule("LP117", Severity.NOTE, unused_role)),
    rule("LP304", Severity.WARNING, empty_section),
    rule("LP305", Severity.WARNING, doubled_section),
)
