"""Words that go on a name: «комиссия по питанию», «психолог центра», «ДЮСШ района»."""

from __future__ import annotations

from luzplan.executor.abbreviations import is_abbreviation, is_legal_form
from luzplan.executor.persons import surname_at
from luzplan.executor.phrases import joint_end, leads_away, note_end
from luzplan.executor.places import PLACE_MARKS
from luzplan.executor.scan import Scan
from luzplan.executor.spelling import is_slip_of
from luzplan.executor.stems import is_adjective, may_be_subject, stem, stems, word_set
from luzplan.executor.tokens import Kind, Token
from luzplan.executor.trie import Found, Node

_PREPOSITIONS = word_set("по за при от из на в во для о об над между со")
# What a person or body can be of: a genitive of one of these belongs to the name before it.
_WHOLES = word_set(
    """
    автобус администрац амбулатор ансамбл архив безопасност библиотек биолог больниц воспитан вуз газет
    географ город групп двор дворц департамент деревн деятельност дисциплин дом завод зал звен
    здравоохранен институт интернат информатик истор кабинет качеств квалификац клуб колледж коллектив
    колхоз комисс комитет конкурс корпус кра кружк культур курс лаборатор лагер литератур мастерск
    математик мероприят министерств модул музе музык направлен наук област образован обучен общежит
    обществ объединен округ олимпиад организац отдел отделен отряд питан площадк подразделен поликлиник
    полиц поселен поселк прав практик предмет предприят программ проект профил процесс пункт район
    редакц республик реч сад садик сайт сектор секц сел сельсовет служб смен смотр совет соревнован союз
    спорт станц столов студи театр телевиден техникум технолог трест университет управлен участк училищ
    учрежден фабрик фап федерац ферм фестивал физик физкультур филармон филиал фонд форм хим хозяйств
    хоккей хор храм центр церкв цикл част черчен экономик экскурс этап язык
    """
)
_NOMINATIVE = ("ая", "яя", "ый")
_GENITIVE_PLURAL = ("ов", "ев", "ей", "ых", "их")
_GENITIVE = ("ы", "и", "ия", "ий")  # nominative plural as well
_MOST_BEFORE_WHOLE = 5
_SHORTEST_SLIP = 3


def tail_end(scan: Scan, found: Found, at: int) -> int:
    """Give the token after the words that go on a known name; the same where none do."""
    closed = _goes_on_body if scan.is_body(found) else _goes_on_post
    goes_on = _goes_on_open if found.takes_more else closed
    anew = _new_sentence(scan, at) and scan.match(at) is not None
    ends = anew or leads_away(scan.tokens, at) or _is_other_post(scan, found, at)
    if ends or not goes_on(scan, at):
        return at
    end = name_end(scan, at)
    return end - 1 if _is_surname(scan, found, end - 1) else end


def _is_surname(scan: Scan, found: Found, at: int) -> bool:
    """Tell whether the name of a person's post ends with the surname: «рук. МО нач. кл. Иванова»."""
    before, fold = scan.tokens[at - 1].fold, scan.tokens[at].fold
    known = not scan.tokens[at].capital or scan.vocabulary.spelling.is_known(fold)
    other = known or before in PLACE_MARKS or is_adjective(before)
    return found.entry in scan.vocabulary.posts and not other and surname_at(scan.tokens, at) is not None


def name_end(scan: Scan, at: int) -> int:
    """Give the token at which a name ends that goes on here: a sign, a new executor, or a new sentence."""
    start = at
    while not scan.is_break(at):
        if at > start and _starts_other(scan, at):
            break
        at = _short_name_end(scan, at) or at + 1
    return _without_joint(scan, start, at)


def abbreviation_end(scan: Scan, at: int) -> int:
    """Give the token after an organisation that an abbreviation names; that of its legal form takes more."""
    legal = is_legal_form(scan.tokens[at].fold) and not scan.is_break(at + 1)
    return name_end(scan, at + 1) if legal or _goes_on_body(scan, at + 1) else at + 1


def is_sound(scan: Scan, found: Found, start: int, end: int) -> bool:
    """Tell whether the words that go on a name may stand: no slip of what known names go on with.

    What a deputy is for must be something known and without a slip: there are few fields, and many slips.
    """
    words = [token.fold for token in scan.tokens[start:end] if token.fold != "по"]
    known = scan.vocabulary.spelling.is_known
    strange, node = _first_strange(found.path[-1], words)
    if (
        strange
        and not known(strange)
        and any(is_slip_of(stem(strange), key, _SHORTEST_SLIP) for key in node.children)
    ):
        return False
    asked = scan.tokens[start].fold == "по" and found.entry in scan.vocabulary.deputies
    if not asked:
        return True
    return any(map(known, words)) and not any(map(scan.vocabulary.spelling.is_slip, scan.tokens[start:end]))


def _first_strange(node: Node, words: list[str]) -> tuple[str, Node]:
    """Give the first word that no known name goes on with, and the node at which it stands."""
    for word in words:
        following = next((node.children[form] for form in stems(word) if form in node.children), None)
        if following is None:
            return word, node
        node = following
    return "", node


def is_whole(scan: Scan, at: int) -> bool:
    """Tell whether a genitive of a whole stands here, adjectives before it or not."""
    if scan.tokens[at].fold.endswith(_NOMINATIVE):
        return False
    for place in range(at, min(at + _MOST_BEFORE_WHOLE, len(scan.tokens))):
        token = scan.tokens[place]
        if place > at and (token.kind is Kind.DASH or token.fold == "и"):
            continue
        if token.kind is not Kind.WORD or scan.starts_anew(place):
            return False
        found = scan.match(place) if place > at else None
        if not _WHOLES.isdisjoint(stems(token.fold)) or (found and scan.is_body(found)):
            return True
        shortened = token.dotted and not token.capital
        if not (is_adjective(token.fold) or shortened or scan.tokens[place + 1].kind is Kind.DASH):
            return False
    return False


def _goes_on_open(scan: Scan, at: int) -> bool:
    """Tell whether a word goes on a name that takes any words: a genitive, a known word, a name."""
    token = scan.tokens[at]
    if token.fold in _PREPOSITIONS or (token.kind is Kind.DASH and scan.tokens[at + 1].kind is Kind.NUMBER):
        return True
    if scan.is_break(at) or token.fold == "и" or scan.starts_anew(at, first=True):
        return False
    oblique = token.kind is not Kind.WORD or not may_be_subject(token.fold) or token.fold.endswith(_GENITIVE)
    known = scan.vocabulary.spelling.is_known(token.fold) or scan.match(at) is not None
    known = known or is_whole(scan, at)
    return token.kind is not Kind.DASH and (oblique or token.capital or known)


def _goes_on_post(scan: Scan, at: int) -> bool:
    """Tell whether words make a post one of a whole: «психолог центра «Семья»»."""
    token = scan.tokens[at]
    if token.fold in _PREPOSITIONS:
        return not note_end(scan.tokens, at) and joint_end(scan.tokens, at) <= at + 1
    if token.kind is Kind.QUOTED or is_abbreviation(scan, at) or scan.is_abbreviated(at):
        found = scan.match(at)
        return found is None or scan.is_body(found)
    return is_whole(scan, at)


def _goes_on_body(scan: Scan, at: int) -> bool:
    """Tell whether words tell an organisation from others: «№ 1», ««Радуга»», «района»."""
    token = scan.tokens[at]
    if token.kind is Kind.DASH:
        return scan.tokens[at + 1].kind is Kind.NUMBER
    signs = token.kind in {Kind.QUOTED, Kind.NUMERO, Kind.NUMBER}
    return signs or token.fold in {"г", "с", "п", "им", "по"} or is_whole(scan, at)


def _starts_other(scan: Scan, at: int) -> bool:
    return _joins_anew(scan, at) or _new_sentence(scan, at) or leads_away(scan.tokens, at)


def _joins_anew(scan: Scan, at: int) -> bool:
    before = scan.tokens[at - 1].fold
    if before in _PREPOSITIONS or is_adjective(before) or _is_short_adjective(scan.tokens[at - 1]):
        return False
    # What «и» joins to a genitive plural is another, or the executor after it.
    first = before == "и" and not scan.tokens[at - 2].fold.endswith(_GENITIVE_PLURAL)
    return scan.starts_anew(at, first=first)


def _is_short_adjective(token: Token) -> bool:
    """Tell whether «мед.» or the like stands here, whose noun comes next."""
    return token.dotted and any(form.endswith(("ск", "н")) for form in stems(token.fold)[1:])


def _short_name_end(scan: Scan, at: int) -> int:
    """Give the token after a known name of several words whose first is shortened («кл. рук.»), or 0."""
    found = scan.match(at) if scan.tokens[at].dotted else None
    return found.end if found and found.end > at + 1 else 0


def _is_other_post(scan: Scan, found: Found, at: int) -> bool:
    """Tell whether another post follows a person or an organisation: «тренер кл. рук.»."""
    end = _short_name_end(scan, at)
    other = scan.match(at) if end and may_be_subject(scan.tokens[end - 1].fold) else None
    alone = found.entry in scan.vocabulary.posts or scan.is_body(found)
    return alone and other is not None and other.entry in scan.vocabulary.posts


def _new_sentence(scan: Scan, at: int) -> bool:
    before = scan.tokens[at - 1]
    return before.dotted and len(before.fold) >= 6 and scan.tokens[at].capital


def _without_joint(scan: Scan, start: int, end: int) -> int:
    """Leave out an «и» or a dash that leads to the next executor."""
    while end > start and (scan.tokens[end - 1].kind is Kind.DASH or scan.tokens[end - 1].fold in {"и", "с"}):
        end -= 1
    return end
