"""The rows by which labelled words become persons, schools, classes, phrases, and at last executors."""

from collections.abc import Sequence

from luzplan.executor.cell import Cell
from luzplan.executor.labels import Unit
from luzplan.language.cascade import Alphabet, Found, Row, Stage, rewritten

_LABELS = """
    body body_of body_by body_open post post_of post_by post_open post_abbr post_short shared
    noun noun_of adj adj_of adj_open short name surname patronymic abbr legal num numero initials quoted
    class group tail attribute level kind base school house district mark own every prep and joint with label
    comma colon dash hyphen open_b close_b sign remark
    person groups acting org scope area place field executor gap
""".split()

_GROUPS = {
    "a_body": "body body_of body_by body_open",
    "a_post": "post post_of post_by post_open post_abbr post_short shared",
    "a_name": "body body_of body_by body_open post post_of post_by post_open post_abbr post_short",
    "half": "adj_open level attribute kind base own short",
    "any_adj": "adj adj_of adj_open level attribute kind base own short",
    "proper": "name surname own adj adj_of adj_open",
    "counted": "num attribute level kind short",
    "joins": "comma and hyphen dash",
    "word": "noun noun_of adj_of adj_open name abbr short district mark level attribute kind base own every",
    "detail": "body_of body_by body_open post_of post_by post_open noun noun_of adj_of adj_open short name abbr"
    " quoted num numero field hyphen district mark area place level attribute kind base own every school house"
    " legal class group tail patronymic sign initials",
    "listed": "noun_of tail adj_of field body_of post_of",
    "apart": "comma and colon joint with open_b close_b dash",
    "strange": "noun noun_of tail adj adj_of adj_open short name patronymic abbr num numero initials mark district level"
    " attribute kind base own field area place hyphen class group prep label",
}

_SEQUENCES = {
    "NUMBERS": "numero? num ((comma|and|hyphen|dash) numero? num)*",
    "GROUP": "(?<!numero)(counted (joins? counted)* (prep school)?)? (class|group) (NUMBERS|quoted ((comma|and) quoted)*|abbr (hyphen num)?)?"
    " ((attribute|adj_of)* tail)?",
    "PLACE": "mark proper (hyphen proper)?",
    "AREA": "(any_adj|name)* district+ PLACE?",
    "NOMINATIVE": "(adj|half) ((comma|and)? (adj|half))*",
    "OBLIQUE": "(adj_of|half) ((comma|and)? (adj_of|half))*",
    "NOUN": "a_name|place|tail|noun|noun_of|name|abbr|quoted|num|district|school|house|scope|area|groups|acting|legal|surname|org",
    "LIST": "((comma|and|comma and) listed (detail|scope|groups|hyphen a_name)*|and abbr|(comma|and) groups)*",
    "ASIDE": "open_b (groups|acting|(body_of|post_of|noun_of|adj_of|scope|area|and|comma)+) close_b?",
    "OF_SCHOOL": "(open_b|dash) scope close_b?",
    "GLUED": "hyphen (a_name|noun|adj|num)",
}


def _row(pattern: str, build: "object") -> Row[Unit, Cell]:
    return Row(pattern, build)  # type: ignore[arg-type]


def _separator(found: Found[Unit], _: Cell) -> Sequence[Unit]:
    return [found.items[0]._replace(label="joint", end=found.items[-1].end)]


def _made(label: str) -> object:
    """A builder that puts one item with the label in the place of all."""

    def build(found: Found[Unit], _: Cell) -> Sequence[Unit]:
        first = found.items[0]
        return [Unit(label, first.start, found.items[-1].end)]

    return build


def _person(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    name = cell.person(found["surname"], found["first"])
    return name and [Unit("person", found.items[0].start, found.items[-1].end, value=name)]


def _schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    first, last = found.items[0], found.items[-1]
    return [Unit("scope", first.start, last.end, value=cell.naming(found.items))]


def _groups(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Classes and groups; a nominative acts itself: «дежурный учитель и класс»."""
    first, last = found.items[0], found.items[-1]
    acting = cell.tokens[last.end - 1].word.fold in ("класс", "классы", "группа")
    return [Unit("acting" if acting else "groups", first.start, last.end)]


def _own_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Директора МБОУ»: the legal form of schools in the place of their names."""
    last = cell.tokens[found.items[-1].start].word.fold
    return _schools(found, cell) if last.endswith(_SCHOOL_FORMS) else None


_SCHOOL_FORMS = ("оу", "оку", "обу")


def _numbered(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«МБОУ № 5», «МОУ «Средняя школа № 7»»."""
    quoted = found["quoted"]
    return None if quoted and (cell.inside(quoted[0]) or not cell.names_school(quoted[0])) else _schools(found, cell)


def _kind_of_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Средних и основных школ»: a kind whose noun comes with the next."""
    level = found["level"][0]
    return [level._replace(label="scope", value=cell.naming([level])._replace(oblique=True)), *found["joint"]]


def _spelt_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Муниципальное казённое учреждение «Отдел культуры»»: a legal form in full before a name."""
    first, quoted = found.items[0], found["quoted"][0]
    if cell.inside(quoted) is None:
        return None
    return [Unit("legal", first.start, quoted.start), quoted]


def _agreed(found: Found[Unit], _: Cell) -> Sequence[Unit] | None:
    """Adjectives with their noun: what either leaves open the other tells."""
    noun = found["noun"][0]
    kind, _, case = noun.label.partition("_")
    told = {one.label for one in found["before"]}
    oblique = True if "adj_of" in told else False if "adj" in told else None
    own = None if case in ("open", "short", "abbr") or kind == "name" else case in ("of", "by")
    if kind == "org":
        return None if oblique else [noun._replace(start=found.items[0].start)]
    if kind == "noun":
        own = True if case else None
    if None not in (own, oblique) and own is not oblique:
        return None
    oblique = own if oblique is None else oblique
    if kind in ("noun", "name"):
        label = "noun" if oblique is False else "noun_of"
    else:
        label = kind if oblique is False else f"{kind}_{case if own else 'of'}" if oblique else noun.label
    return [noun._replace(label=label, start=found.items[0].start)]


def _told(found: Found[Unit], _: Cell) -> Sequence[Unit]:
    """«Зам. директора (УВР и ВР)»: brackets tell which of those that the name before them may mean."""
    start = found.items[0].start
    return [found["name"][0]._replace(start=start, head=start)]


def _further_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Школы №№ 1, 2»: further schools that only their numbers name."""
    scope = found["scope"][0]
    numbers = [item for item in found["more"] if item.label == "num"]
    further = [Unit("scope", one.start, one.end, value=cell.further_school(scope, one)) for one in numbers]
    return [scope, *(item for one in further for item in (Unit("comma", one.start, one.start), one))]


_FIRST = (
    _row("(?<!.)num (close_b|(?=a_name))", _separator),
    _row("comma num close_b", _separator),
    _row("label colon?", _separator),
    _row("(open_b remark+ close_b?)|remark", _separator),
    _row("any_adj* house (noun_of|adj_of|adj_open|district|body_of|any_adj|mark|name)* quoted:quoted", _spelt_form),
    _row("kind+ house(?=(body|body_open))", _made("legal")),
    _row("surname:((proper|noun|abbr) (hyphen proper)?) first:initials", _person),
    _row("first:initials surname:((name|surname|adj|adj_of|adj_open) (hyphen proper)?)", _person),
    _row("surname:(proper (hyphen proper)?) first:((name|surname)+ patronymic+)", _person),
    _row("first:((name|surname) patronymic) surname:((name|surname|adj)?)", _person),
    _row("surname:surname first:(name|abbr)", _person),
    _row("surname:name first:abbr", _person),
    _row("GROUP+", _groups),
    _row("(?<=a_post)NUMBERS", _made("groups")),
    _row("level:level joint:(comma|and)(?=any_adj* school)", _kind_of_schools),
    _row("(?<=a_post)legal+(?=(apart|$))", _own_schools),
    _row("every? (legal|any_adj)* (school|house|base) (numero? num(?!(hyphen|dash) num)|quoted|PLACE|AREA)*", _schools),
    _row("legal+ (numero num|quoted:quoted)", _numbered),
)
_SECOND = (
    _row("scope:scope more:(((comma|and) numero? num)+)", _further_schools),
    _row("AREA", _made("area")),
    _row("PLACE", _made("place")),
    _row("before:(NOMINATIVE|OBLIQUE) noun:(a_name|noun|noun_of|name|org)", _agreed),
    _row("general:(post|post_open|post_short) open_b name:shared", _told),
)
_THIRD = (_row("prep any_adj* (NOUN|adj_of) (with any_adj* NOUN)*", _made("field")),)
_FOURTH = (
    _row("legal* head:a_body tail:((colon(?=(adj_of|noun_of|body_of)))? (GLUED|ASIDE|detail|surname|scope|groups|acting|dash (body|body_open|org|groups))* LIST)", Cell.take),
    _row("head:a_post tail:((GLUED|ASIDE|OF_SCHOOL|detail|scope|groups|acting|dash groups)+ LIST)", Cell.take),
    _row("head:a_post tail:(((comma|and) groups)*)", Cell.take),
    _row("person", Cell.take_person),
    _row("surname (hyphen surname)?", Cell.take_surname),
    _row("form:(legal+) own:(quoted|name|abbr|surname|noun|noun_of|adj|adj_open|sign) (detail|surname|hyphen)*", Cell.take_own),
    _row("own:quoted", Cell.take_own),
    _row("own:abbr (detail|surname)*", Cell.take_own),
    _row("scope", Cell.take_schools),
    _row("groups|acting", Cell.take_groups),
    _row("own:org (GLUED|detail|surname|scope|area|groups)* LIST", Cell.take_own),
    _row("open_b (strange)+ (close_b|$)", Cell.pass_aside),
    _row("(strange|quoted|legal)+ scope?", Cell.take_strange),
)

_ALPHABET = Alphabet(_LABELS, _GROUPS, _SEQUENCES)
_STAGES = [Stage(_ALPHABET, rows) for rows in (_FIRST, _SECOND, _THIRD, _FOURTH)]


def understood(cell: Cell) -> Cell:
    """The cell with its executors and gaps found."""
    rewritten(cell.items, _STAGES, _ALPHABET, cell)
    return cell
