"""What the last rows of the grammar make of their words: executors, and gaps where nobody is named."""

import re
from collections.abc import Iterable, Sequence

from luzplan.executor import Executor, Scope
from luzplan.executor import cell as earlier_stages
from luzplan.executor.cell import Cell, Claim, nominative
from luzplan.executor.labels import Unit
from luzplan.executor.names import KnownName
from luzplan.executor.roles import (
    CLASS,
    COLLECTIVE,
    GROUP,
    INSTITUTION,
    LEADER,
    ORGANISATION,
    SCHOOL_LEADER,
    Naming,
)
from luzplan.executor.spelling import agreed_adjective
from luzplan.executor.words import folded_word, label_of, pairs, stems, stems_of, tokens_of, vocabulary
from luzplan.grammar import Build, Found, Grammar
from luzplan.russian.spelling import folded

_LISTS = frozenset({"comma", "and"})
_TRAILING = _LISTS | {"dash", "hyphen", "colon"}
_SAID_BESIDES = frozenset({"groups", "acting", "every"})
_PLURAL = ("ы", "и", "а", "я", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ые", "ие", "их", "ых")
_NOMINATIVE = ("ый", "ий", "ая", "яя", "ое", "ее")  # «ой» may be another case
_ALL_OF = Naming(Scope.ALL)
_QUOTED, _GLUED = re.compile('[«"“„]'), re.compile(r"^-([^\W\d_]+)")
_CLASS = re.compile(r"(?:[1-9]|1[01])\s?-?(?:[абвгджк]|\s?[«\"][а-я][»\"])", re.IGNORECASE)


def take_name(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Take a known name with all that belongs to it."""
    head, tail, start = found["head"][0], found["tail"], found.items[0].start
    assert head.name is not None
    end = max([head.end, *(unit.end for unit in tail if unit.label not in _LISTS)])
    naming, rest = _scope(cell, head, head.name, tail)
    name, kinds = head.name, cell.known.kinds
    if rest and kinds.is_deputy(name.entry):  # «заместитель директора школы №5 по ВР»: the field tells which
        told = cell.known.names.exact(tokens_of(f"зам {_words(cell, rest)}"))
        name, rest = (told, []) if told and kinds.is_deputy(told.entry) else (name, rest)
    executor = _executor(cell, name, head, _words(cell, rest))
    if executor.role == LEADER and naming.scope is not Scope.NONE:
        executor = Executor(SCHOOL_LEADER)  # «руководители образовательных организаций района»
    cell.last = name
    if head.label != "shared":
        cell.chain = len(cell.executors)
    cell.add(executor, start, end, naming)
    if head.label == "shared":  # «Замы по УВР и ВР БШ»: those that share a head share the schools, too
        if executor.role in (one.role for one in cell.executors[-2:-1]):  # «учитель ОБЖ и БЖД»
            cell.executors[-2:] = [cell.executors[-2]._replace(end=cell.executors[-1].end)]
        cell.put(naming, cell.chain)
    whole, few = cell.place(start, end), kinds.is_deputy(name.entry)
    if head.start < head.head:
        cell.claims.append(Claim(head.start, head.head, whole, True))
    cell.claims += [Claim(unit.start, unit.end, whole, few) for unit in rest if unit.name is None]
    return ()


def take_leader(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Отряд «Радуга», рук. Белова А.А.», «театр (директор Белов А.А.)»: whose head one is, is said."""
    head, named = found["head"][0], [one.generic for one in cell.executors if not one.person]
    role, words = cell.known.roles[head.name.entry] if head.name else "", vocabulary()
    heads = words["chair" if named and not words["assembly"].isdisjoint(stems_of(named[-1])) else "chief"]
    beside = {cell.tokens[head.start - 1].kind, cell.tokens[head.end].kind}
    aside = not beside.isdisjoint(("open_b", "close_b")) and "_".join(stems_of(role)) in heads
    of_body = cell.is_body(cell.last) if cell.last else named and cell.known.kinds.is_body_role(named[-1])
    return () if (aside or role == LEADER) and of_body else take_name(found, cell)


def _scope(cell: Cell, head: Unit, name: KnownName, said: Sequence[Unit]) -> tuple[Naming, list[Unit]]:
    """The schools at which an executor is meant, and the rest of what is said of it.

    Brackets and what they hold say nothing, but for schools.
    """
    if not said:
        return Naming(Scope.NONE), []
    body, role = cell.is_body(name), cell.known.roles[name.entry]
    has_areas = name.open or (role != INSTITUTION and cell.known.kinds.is_under(role, ORGANISATION))
    if not body and not has_areas:  # a post with the body in its name: «начальник управления образования»
        words = folded_word(name.text).split()[1:]
        bodies = [word for word in words if not vocabulary()["body"].isdisjoint(stems(word))]
        has_areas = any(label_of(word) not in ("school", "house") for word in bodies)
    fold = cell.tokens[head.head].word.fold
    plural = fold.endswith(_PLURAL) and not folded(name.text).startswith(fold)
    scope, rest, aside = Naming(Scope.NONE), list[Unit](), False
    for unit in said:
        naming = unit.value
        aside = unit.label == "open_b" or (aside and unit.label != "close_b")
        dropped = aside or unit.label == "close_b" or unit.label in _SAID_BESIDES
        numbers = unit.label == "num" and not body and not (rest and rest[-1].label in ("hyphen", "numero"))
        if numbers or (dropped and unit.label != "scope"):
            continue
        of_field = any(one.label == "field" for one in rest)  # «комиссия по приёмке школ»
        if isinstance(naming, Naming) and not (of_field and naming.scope is not Scope.SCHOOL):
            naming = _ALL_OF if naming.unchanging and plural else naming
            scope = naming if scope.scope is Scope.NONE else scope
            cell.miss_school(unit, naming)
        elif unit.label == "area" and not has_areas:  # «прокуратура района» has it in its name
            scope = _ALL_OF
        else:
            rest.append(unit)
    while rest and rest[-1].label in _TRAILING:
        rest.pop()
    return scope, rest


def _words(cell: Cell, units: Iterable[Unit]) -> str:
    """The words of units, with those between neighbours as they stand."""
    runs: list[list[int]] = []
    for unit in units:
        if runs and runs[-1][1] == unit.start:
            runs[-1][1] = unit.end
        else:
            runs.append([unit.start, unit.end])
    return " ".join(cell.words(start, end) for start, end in runs)


def _executor(cell: Cell, name: KnownName, head: Unit, detail: str) -> Executor:
    role, plain = cell.known.roles[name.entry], vocabulary()["plain"]
    adjectives = cell.tokens[head.start : head.head]
    telling = any(one.kind == "word" and plain.isdisjoint(stems(one.word.fold)) for one in adjectives)
    before = cell.words(head.start, head.head) if telling else ""
    between = head.value if isinstance(head.value, str) else ""
    if not (before or between or detail):
        return Executor(role)
    written = cell.words(head.head, name.end)
    own = role if stems_of(name.text) == stems_of(role) else name.text
    shared = detail.startswith(("и ", ",")) and len(stems_of(name.text)) > len(stems_of(written))
    if between or shared:
        own = f"{name.text.split()[0]} {cell.words(head.head + 1, name.end)}"
    elif before:
        own = _nominative(cell, head, name)
    elif folded(written) == folded(own) or (
        _QUOTED.search(detail) and folded(written).split()[:1] == folded(own).split()[:1]
    ):
        own = written  # what is said under a name of its own stays: «комитет по образованию «Рост»»
    last = cell.tokens[name.end - 1]
    cut = last.dotted and folded(own).endswith(f" {last.word.fold}")  # «зав. отд. кадров»
    gap = "" if not detail or (detail[0] in "-,:" and detail[:2] != "- ") else ". " if cut else " "
    said = " ".join(f"{before} {between} {detail}".split())
    if detail.startswith("-") and cell.is_plural(head):
        detail = _GLUED.sub(lambda half: "-" + _singular(half[1]), detail)
    return Executor(_sentence(f"{own}{gap}{detail}"), head=role, detail=said)


def _singular(word: str) -> str:
    """«Эксперты» as one of them, where the ending tells it."""
    endings = ((ending, own) for ending, own in pairs("of_plural").items() if word.endswith(ending))
    return next((word.removesuffix(ending) + own for ending, own in endings), word)


def _nominative(cell: Cell, head: Unit, name: KnownName) -> str:
    """A known name behind adjectives or a first half, in the nominative where the words tell it."""
    before, rest = cell.words(head.start, head.head), cell.tokens[head.head : name.end]
    own = name.text if rest[0].word.capital else name.text[:1].lower() + name.text[1:]
    if cell.tokens[head.head - 1].end == rest[0].start and before.isalpha():  # «профконсультант»
        return before + own
    first, *second = name.text.split("-")  # «библиотеки-филиалы», of which the first half tells the gender
    noun = name.text if second and folded(first) == rest[0].word.fold else first
    told = [agreed_adjective(word, noun) for word in before.split()]
    same = before.endswith(_NOMINATIVE) or folded(cell.words(head.head, name.end)) == folded(name.text)
    if same or not all(told) or any(one.dotted or one.word.capitals for one in rest):
        return re.sub(r" ?- ", "-", cell.words(head.start, name.end))
    return " ".join((*told, own))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def take_person(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Take a person."""
    unit = found["who"][0]
    cell.add(Executor(str(unit.value), person=True), unit.start, unit.end)
    return ()


def take_surname(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Take a person that only the surname names; a land in brackets is none: «Республика Саха (Якутия)»."""
    start, end = found["own"][0].start, found["own"][-1].end
    if not (found.items[0].label == "open_b" and cell.tokens[start].word.fold.endswith("ия")):
        cell.add(Executor(nominative(cell.words(start, end)), person=True), start, end)
    return ()


def take_own(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Take an organisation that its legal form, quotes or capitals give away, under its own name."""
    start, end = found.items[0].start, found.items[-1].end
    own = found["own"][0]
    plain = own.label == "quoted" and found.items[0].label in ("legal", "quoted")
    known = cell.inside(own) if plain else None
    cell.last = None
    cell.claims.append(Claim(start, end, cell.place(start, end), start + 1 == end))
    cell.add(known or Executor(_sentence(cell.words(start, end))), start, end)
    return ()


def take_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Take schools that act themselves, or further ones of the last post: «Директора школ, гимназий»."""
    unit = found.items[0]
    naming = unit.value
    assert isinstance(naming, Naming)
    role, last = cell.school_role(unit), cell.last
    if last and cell.executors and not cell.is_body(last):
        in_short = cell.tokens[unit.start].word.capitals  # «руководители школ, ДОУ»
        further = naming.oblique or in_short or cell.executors[-1].scope is Scope.SCHOOL
        role = cell.executors[-1].role if further else role
    cell.miss_school(unit, naming)
    cell.add(Executor(role), unit.start, unit.end, _ALL_OF if naming.unchanging else naming)
    return ()


def take_groups(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Take classes or groups that act themselves."""
    unit = found.items[0]
    words = cell.words(unit.start, unit.end)
    of_class = any(token.word.fold.startswith("кл") for token in cell.tokens[unit.start : unit.end])
    group = Executor(_sentence(words), head=GROUP, detail=words)
    cell.add(Executor(CLASS) if of_class else group, unit.start, unit.end)
    return ()


def take_everyone(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Все»: everybody who works there."""
    (unit,) = found.items
    if cell.tokens[unit.start].word.fold in ("все", "всем", "всеми"):
        cell.add(Executor(COLLECTIVE), unit.start, unit.end)
    return ()


def take_strange(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Report words without a known head, but for those that go on the post before."""
    start, end = found.items[0].start, found.items[-1].end
    labels = {unit.label for unit in found.items}
    oblique = found.items[0].label in ("noun_of", "adj_of", "field") and start > 0
    of_post = cell.last is not None and not cell.is_body(cell.last)
    head = _shared_head(cell) if oblique and of_post else None
    if head:
        _go_on(cell, head, start, end)
    elif not of_post and all(_CLASS.fullmatch(cell.words(unit.start, unit.end)) for unit in found.items):
        cell.add(Executor(CLASS), start, end)  # «совет, 10а»
    # Numbers behind a post are its classes, «педсовет, 5» says nothing.
    elif not (cell.executors and labels <= {"num", "numero"} and (of_post or labels != {"num"})):
        cell.gaps.append(cell.place(start, end))
    return ()


def _go_on(cell: Cell, head: str, start: int, end: int) -> None:
    """Say more of the last post with the words from one token up to another, or name its like by them."""
    detail = cell.words(start, end)
    if not cell.last or " по " not in cell.last.text or cell.executors[-1].person:
        cell.add(Executor(f"{head} {detail}", head=head, detail=detail), start, end)
        return
    # «Специалист по кадрам и делопроизводству» is one.
    one, end = cell.executors.pop(), cell.place(start, end).end
    role = _sentence(" ".join(cell.text[one.start : end].split()))
    cell.executors.append(one._replace(role=role, end=end, head=one.generic, detail=detail))


def _shared_head(cell: Cell) -> str | None:
    """«Преподаватели ОБЖ и физкультуры»: the post that the last name says more of."""
    if cell.last is None or len(cell.last.path) == 1:
        return None
    first = cell.last.path[0]
    return None if first.entry is None or first.passed else cell.known.roles[first.entry]


_BUILDERS: dict[str, Build[Unit, Cell]] = {**vars(earlier_stages), **globals()}
GRAMMAR = Grammar(__file__, _BUILDERS, lambda label, units: Unit(label, units[0].start, units[-1].end))


def understood(cell: Cell) -> Cell:
    """The cell with its executors and gaps found."""
    GRAMMAR.rewritten(cell.units, cell)
    # «СОШ № 2, директор»: the one school that a cell begins with is that of the posts after it.
    schools = [one for one in cell.executors if one.scope is Scope.SCHOOL]
    first = cell.executors[0] if cell.executors else None
    if first and schools == [first] and cell.known.kinds.is_under(first.role, INSTITUTION):
        cell.put(Naming(Scope.SCHOOL, first.school), 1, bodies=False)
    return cell
