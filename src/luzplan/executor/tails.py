"""Words that go on a name: «комиссия по питанию», «психолог центра», «ДЮСШ района»."""

from __future__ import annotations

import re

from luzplan.executor.phrases import note_end
from luzplan.executor.scan import Scan
from luzplan.executor.stems import is_adjective, may_be_subject, stems, word_set
from luzplan.executor.tokens import Kind, Token

_PREPOSITIONS = word_set("по за при от из на в во для о об над между со")
# What a person or body can be of: a genitive of one of these belongs to the name before it.
_WHOLES = word_set(
    """
    центр клуб библиотек музе кружк секц студи лагер площадк отряд сад садик дом дворц отдел
    управлен комитет департамент министерств район округ город сел поселен област кра республик
    учрежден организац предприят поликлиник больниц амбулатор фап совет комисс объединен язык
    дисциплин предмет цикл наук мастерск лаборатор зал участк столов общежит интернат колледж
    техникум училищ университет институт вуз филиал отделен подразделен корпус станц част полиц
    служб газет редакц хор ансамбл театр фонд союз обществ проект программ конкурс олимпиад
    мероприят курс процесс кабинет групп хозяйств администрац образован культур спорт здравоохранен
    безопасност питан сайт практик смен звен направлен модул реч литератур деятельност обучен
    воспитан форм качеств деревн поселк губерн федерац район-н муниципальн окружен коллектив профил
    квалификац категор столиц дел попечительств пункт детск сельсовет тп трудов дн недел акц экскурс
    двор автобус
    """
)
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zи]*[А-ЯЁA-Z](ов|ы|а|у|ом|ам|ами|ах)?")
_LONGEST_ABBREVIATION = 7
_MOST_ADJECTIVES = 3


def is_abbreviation(token: Token) -> bool:
    """Tell whether a word is an abbreviation by how it is written: РЦОИ, УСиДР, ВУЗов."""
    if token.kind is not Kind.WORD or not 2 <= len(token.text) <= _LONGEST_ABBREVIATION + 2:
        return False
    return len(token.text.rstrip("аеиоуы")) <= _LONGEST_ABBREVIATION and bool(
        _ABBREVIATION.fullmatch(token.text)
    )


def open_tail(scan: Scan, at: int) -> int:
    """Give the token after the words that go on a name which takes any."""
    token = scan.tokens[at]
    if token.fold in _PREPOSITIONS:
        return _to_break(scan, at)
    leads = token.kind in {Kind.QUOTED, Kind.NUMERO, Kind.NUMBER} or not may_be_subject(token.fold)
    known = (
        leads or token.text[:1].isupper() or scan.vocabulary.spelling.is_known(token.fold) or scan.match(at)
    )
    return _to_break(scan, at) if known and not scan.starts_anew(at, first=True) else at


def closed_tail(scan: Scan, at: int) -> int:
    """Give the token after the words that make a position one of a whole: «психолог центра «Семья»»."""
    token = scan.tokens[at]
    if token.fold in _PREPOSITIONS:
        return _to_break(scan, at) if not note_end(scan.tokens, at) else at
    if token.kind is Kind.QUOTED or is_abbreviation(token):
        return _to_break(scan, at) if _is_of_body(scan, at) else at
    return _to_break(scan, at) if _whole(scan, at) else at


def body_tail(scan: Scan, at: int) -> int:
    """Give the token after the words that tell an organisation from others: «№ 1», ««Радуга»», «района»."""
    token = scan.tokens[at]
    leads = token.kind in {Kind.QUOTED, Kind.NUMERO, Kind.NUMBER} or token.fold in {"г", "с", "п", "им", "по"}
    return _to_break(scan, at) if leads or _whole(scan, at) else at


def _is_of_body(scan: Scan, at: int) -> bool:
    found = scan.match(at)
    return found is None or scan.is_body(found)


def _whole(scan: Scan, at: int) -> bool:
    """Tell whether a genitive of a whole stands here, adjectives before it or not."""
    for place in range(at, at + _MOST_ADJECTIVES + 1):
        token = scan.tokens[place]
        if token.kind is not Kind.WORD or scan.starts_anew(place):
            return False
        if not _WHOLES.isdisjoint(stems(token.fold)):
            return True
        if not is_adjective(token.fold) and (token.fold != "и" or place == at):
            return False
    return False


def _to_break(scan: Scan, at: int) -> int:
    """Give the token at which the name ends: a sign, a new executor, or a new sentence."""
    start = at
    while not scan.is_break(at):
        if at > start and (_joins_anew(scan, at) or _new_sentence(scan, at)):
            break
        at += 1
    return _without_joint(scan, start, at)


def _joins_anew(scan: Scan, at: int) -> bool:
    if scan.tokens[at - 1].fold in _PREPOSITIONS:
        return False
    return scan.starts_anew(at, first=scan.tokens[at - 1].fold == "и")


def _new_sentence(scan: Scan, at: int) -> bool:
    before = scan.tokens[at - 1]
    return before.dotted and len(before.fold) >= 6 and scan.tokens[at].text[:1].isupper()


def _without_joint(scan: Scan, start: int, end: int) -> int:
    """Leave out an «и» or a dash that leads to the next executor."""
    while end > start and (scan.tokens[end - 1].kind is Kind.DASH or scan.tokens[end - 1].fold in {"и", "с"}):
        end -= 1
    return end
