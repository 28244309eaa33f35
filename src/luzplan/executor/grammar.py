"""The rows by which labelled words become persons, schools, classes, phrases, and at last executors."""

from collections.abc import Callable, Sequence

from luzplan.executor import builders
from luzplan.executor.cell import Cell, person
from luzplan.executor.labels import Unit
from luzplan.executor.tokens import vocabulary
from luzplan.language.cascade import Alphabet, Found, Row, Stage, rewritten

_LABELS = """
    body body_of body_by body_open post post_of post_by post_open post_abbr post_short shared org
    noun noun_of adj adj_of adj_open short name surname patronymic abbr legal num numero initials quoted
    class group tail attribute level kind base school house district mark honour own every prep and joint with
    label comma colon dash hyphen open_b close_b sign remark
    person groups acting scope area place field rank
"""

_GROUPS = {
    "a_body": "body body_of body_by body_open",
    "a_post": "post post_of post_by post_open post_abbr post_short shared",
    "a_name": "body body_of body_by body_open post post_of post_by post_open post_abbr post_short",
    "half": "adj_open level attribute kind base own short",
    "any_adj": "adj adj_of adj_open level attribute kind base own short",
    "proper": "name surname own adj adj_of adj_open",
    "counted": "num attribute level kind short",
    "joins": "comma and hyphen dash",
    "detail": "body_of body_by body_open post_of post_by post_open noun noun_of adj_of adj_open short name"
    " abbr quoted num numero field hyphen district mark honour area place level attribute kind base own every"
    " school house legal class group tail patronymic sign initials",
    "listed": "noun_of tail adj_of field body_of post_of",
    "oblique": "body_of post_of noun_of adj_of scope area and comma",
    "apart": "comma and colon joint with open_b close_b dash",
    "of_form": "noun_of adj_of adj_open district body_of level kind mark honour name",
    "strange": "noun noun_of tail adj adj_of adj_open short name patronymic abbr num numero initials mark"
    " honour district level attribute kind base own field area place hyphen class group prep label rank",
}

_SEQUENCES = {
    "NUMBERS": "numero? num ((comma|and|hyphen|dash) numero? num)*",
    "WHICH": "NUMBERS|quoted ((comma|and) quoted)*|abbr (hyphen num)?",
    "GROUP": "(?<!numero)(counted (joins? counted)* (prep school)?)? (class|group) (WHICH)?"
    " ((attribute|adj_of)* tail)?",
    # «им. А.С. Пушкина», «имени академика Вавилова», «им. 50-летия Октября»
    "HONOUR": "honour (rank|post_of|body_of|noun_of|name|adj_of)* (initials proper (hyphen proper)?"
    "|proper (hyphen proper)? initials?|noun_of|num hyphen noun_of proper?)",
    "PLACE": "mark (proper hyphen proper|(surname|adj|adj_open|adj_of) name|proper)",
    "AREA": "(any_adj|name)* district+ PLACE?",
    "SURNAME": "proper (hyphen proper)?",
    "NOMINATIVE": "(adj|half) ((comma|and)? (adj|half))*",
    "OBLIQUE": "(adj_of|half) ((comma|and)? (adj_of|half))*",
    "NOUN": "a_name|place|tail|noun|noun_of|name|abbr|quoted|num|district|school|house|scope|area|groups"
    "|acting|legal|surname|org",
    "LIST": "((comma|and|comma and) listed (detail|scope|groups|hyphen a_name)*|and abbr WHOSE"
    "|and area|(comma|and) groups)*",
    "WHOSE": "(place|area|level* (body_of|post_of|noun_of)|adj_of|field|scope)*",
    "ASIDE": "open_b (groups|acting|oblique+) close_b?",
    "GLUED": "hyphen (a_name|noun|adj|num)",
    "OF_BODY": "(?!(?<=quoted)legal)(GLUED|ASIDE|detail|surname|scope|groups|acting"
    "|dash (body|body_open|org|groups))",
    "APPOSED": "(dash (body|body_open|org) (detail|surname)*)?",
    "OF_POST": "GLUED|ASIDE|(open_b|dash) scope close_b?|detail|scope|groups|acting|dash groups",
}

_HOUSES = frozenset({"учрежден"})
_Build = Callable[[Found[Unit], Cell], Sequence[Unit] | None]


def _made(label: str) -> _Build:
    """A builder that puts one unit with the label in the place of all."""
    return lambda found, _: [Unit(label, found.items[0].start, found.items[-1].end)]


def _groups(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Classes and groups; a nominative acts itself: «дежурный учитель и класс»."""
    first, last = found.items[0], found.items[-1]
    acting = cell.tokens[last.end - 1].word.fold in ("класс", "классы", "группа")
    return [Unit("acting" if acting else "groups", first.start, last.end)]


def _person(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    before = cell.tokens[found.items[0].start - 1].word.stems
    if found.items[0].label == "initials" and not vocabulary()["namesake"].isdisjoint(before):
        return [Unit("place", found.items[0].start, found.items[-1].end)]  # «музей А.С. Пушкина»
    name = person(cell, found["surname"], found["first"])
    return [Unit("person", found.items[0].start, found.items[-1].end, value=name)] if name else None


def _schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    return [Unit("scope", found.items[0].start, found.items[-1].end, value=cell.naming(found.items))]


def _schools_by_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Директора МБОУ»: the legal form of schools in the place of their names."""
    last = cell.tokens[found.items[-1].start].word.fold
    return _schools(found, cell) if last.endswith(("оу", "оку", "обу")) else None


def _numbered(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«МБОУ № 5», «МОУ «Средняя школа № 7»»."""
    quoted = found["quoted"]
    return _schools(found, cell) if not quoted or cell.names_school(quoted[0]) else None


def _kind_of_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Средних и основных школ»: a kind whose noun comes with the next."""
    level = found["level"][0]
    naming = cell.naming([level])._replace(oblique=True)
    return [level._replace(label="scope", value=naming), *found["joint"]]


def _further_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Школы №№ 1, 2»: further schools that only their numbers name."""
    scope = found["scope"][0]
    made = [scope]
    for number in (unit for unit in found["more"] if unit.label == "num"):
        naming = cell.further_school(scope, number)
        made += [Unit("comma", number.start, number.start), number._replace(label="scope", value=naming)]
    return made


def _spelt_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Муниципальное казённое учреждение «Отдел культуры»»: a legal form in full before a name."""
    first, last, quoted = found.items[0], found["form"][-1], found["quoted"]
    nouns = (token.word.stems for token in cell.tokens[first.start : last.end])
    if all(_HOUSES.isdisjoint(forms) for forms in nouns) or (quoted and cell.inside(quoted[0]) is None):
        return None
    return [Unit("legal", first.start, last.end), *quoted]


def _agreed(found: Found[Unit], _: Cell) -> Sequence[Unit] | None:
    """Adjectives with their noun: what either leaves open the other tells."""
    noun, told = found["noun"][0], {unit.label for unit in found["before"]}
    kind, _sign, case = noun.label.partition("_")
    oblique = True if "adj_of" in told else False if "adj" in told else None
    own = None if case in ("open", "short", "abbr") or kind == "name" else case in ("of", "by")
    if kind in ("noun", "name"):
        own = True if case else None
    if None not in (own, oblique) and own is not oblique:
        return None
    oblique = own if oblique is None else oblique
    label = noun.label
    if kind in ("noun", "name"):
        label = "noun" if oblique is False else "noun_of"
    elif oblique is not None and kind != "org":
        label = f"{kind}_{case if own else 'of'}" if oblique else kind
    return [noun._replace(label=label, start=found.items[0].start)]


def _told(found: Found[Unit], _: Cell) -> Sequence[Unit]:
    """«Зам. директора (УВР и ВР)»: brackets tell which of those that the name before them may mean."""
    start = found.items[0].start
    return [found["name"][0]._replace(start=start, head=start)]


def _same(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Родители (законные представители)»: brackets tell the same in other words."""
    head, same = found["head"][0], found["same"][0]
    roles = {cell.known.roles[unit.name.entry] for unit in (head, same) if unit.name}
    return [head._replace(end=found.items[-1].end)] if len(roles) == 1 else None


_STAGES: tuple[tuple[tuple[str, _Build], ...], ...] = (
    (  # marks, remarks, persons, classes, schools
        ("(?<!.)num (close_b|(?=a_name))", _made("joint")),
        ("comma num close_b", _made("joint")),
        ("label (colon|dash)?", _made("joint")),
        ("(open_b remark+ close_b?)|remark", _made("joint")),
        ("form:(any_adj* (house|body) of_form*) quoted:quoted", _spelt_form),
        ("form:(kind+ (house|body))(?=(body|body_open))", _spelt_form),
        ("HONOUR", _made("place")),
        ("surname:((proper|patronymic|noun|abbr) (hyphen proper)?) first:initials", _person),
        ("first:initials surname:(SURNAME|patronymic)", _person),
        ("surname:(SURNAME) first:((name|surname)+ patronymic+)", _person),
        ("first:((name|surname) patronymic) surname:((name|surname|adj)?)", _person),
        ("surname:((?<!mark)surname) first:(name|abbr)", _person),
        ("surname:name first:abbr", _person),
        ("GROUP+", _groups),
        ("(?<=a_post)num noun_of", _made("noun_of")),
        ("(?<=a_post)NUMBERS", _made("groups")),
        ("level:level joint:(comma|and)(?=any_adj* school)", _kind_of_schools),
        ("(?<=a_post)legal+(?=(apart|$))", _schools_by_form),
        (
            "every? (legal|any_adj)* (school|house|base)"
            " (numero? num(?!(hyphen|dash) num)|quoted|PLACE|HONOUR|AREA)*",
            _schools,
        ),
        ("legal+ (numero num|quoted:quoted)", _numbered),
    ),
    (  # nouns with their adjectives
        ("scope:scope more:(((comma|and) numero? num)+)", _further_schools),
        ("AREA", _made("area")),
        ("PLACE", _made("place")),
        ("before:(NOMINATIVE|OBLIQUE) noun:(a_name|noun|noun_of|name|org)", _agreed),
        ("general:(post|post_open|post_short) open_b name:shared", _told),
        ("head:(post|post_open) open_b same:(post|post_open) close_b", _same),
    ),
    (("prep any_adj* (NOUN|adj_of) (with any_adj* NOUN)*", _made("field")),),
    (  # executors
        (
            "legal* head:a_body tail:((colon(?=(adj_of|noun_of|body_of)))? (OF_BODY)* LIST)",
            builders.take_name,
        ),
        ("head:post_short tail:(comma?)(?=person)", builders.take_leader),
        ("head:a_post tail:((OF_POST)+ LIST)", builders.take_name),
        ("head:a_post tail:(((comma|and) groups)*)", builders.take_name),
        ("(rank (noun_of|body_of|post_of|adj_of)*)? who:person", builders.take_person),
        ("surname (hyphen surname)?", builders.take_surname),
        (
            "legal+ own:(quoted|name|abbr|surname|noun|noun_of|adj|adj_open|sign)"
            " ((?!legal)(detail|surname))*",
            builders.take_own,
        ),
        ("name? own:quoted", builders.take_own),
        ("(adj|adj_open) own:abbr (detail|surname)* APPOSED", builders.take_own),
        ("own:abbr (detail|surname)* (and (area|body_of|noun_of) detail*)* APPOSED", builders.take_own),
        ("(?<=comma)place (comma? num)*", builders.pass_aside),
        ("scope", builders.take_schools),
        ("groups|acting", builders.take_groups),
        ("(?<!(prep|label))every(?=(comma|and|$))", builders.take_everyone),
        ("own:org (GLUED|detail|surname|scope|area|groups)* LIST", builders.take_own),
        ("open_b strange+ (close_b|$)", builders.pass_aside),
        ("(strange|quoted|legal)+ scope?", builders.take_strange),
    ),
)
_ALPHABET = Alphabet(_LABELS.split(), _GROUPS, _SEQUENCES)
_CASCADE = [Stage(_ALPHABET, [Row(pattern, build) for pattern, build in rows]) for rows in _STAGES]


def understood(cell: Cell) -> Cell:
    """The cell with its executors and gaps found."""
    rewritten(cell.units, _CASCADE, _ALPHABET, cell)
    cell.spread_school()
    return cell
