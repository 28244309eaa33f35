"""Organisations that only an abbreviation names: РЦОИ, УСиДР, МБУ ДО."""

from __future__ import annotations

import re

from luzplan.executor.scan import Scan
from luzplan.executor.stems import word_set

_ABBREVIATION = r"(?:[А-ЯЁ][а-яё]{1,5})?[А-ЯЁA-Z][А-ЯЁA-Zи]*[А-ЯЁA-Z](ов|ы|а|у|ом|ам|ами|ах)?"
_LONGEST = 8
_LEGAL_FORMS = word_set(
    """
    мку мбу мау му мбуду мбудо мкудо маудо муду гбу гку гау гу фгбу фку фгбоу мбук мкук маук мук
    мбуз гбуз кгбу кгку кгау огбу огку огау когбу когку когау когоау когобу когоку мбоу мкоу маоу
    моу моку мобу гбоу гоу гкоу гаоу мудо огаоу огбоу гбпоу гапоу кгбпоу огбпоу когпоау ооо оао зао
    пао ао ип ано нко чоу ноу чпоу снт тсж боу бу гуз
    """
)
_LEGAL_ENDINGS = ("боу", "коу", "аоу", "поу", "гбу", "гку", "буз", "бук", "буп")


def is_abbreviation(scan: Scan, at: int) -> bool:
    """Tell whether a word is an abbreviation by how it is written: РЦОИ, УСиДР, ВУЗов."""
    token = scan.tokens[at]
    if not token.capital or (token.dotted and not scan.is_break(at + 1)):
        return False
    short = 2 <= len(token.text.rstrip("аеиоуы")) <= _LONGEST
    return short and re.fullmatch(_ABBREVIATION, token.text) is not None


def is_legal_form(fold: str) -> bool:
    """Tell whether a word is the legal form of an organisation, whose name comes after it: МБУ, ООО."""
    return fold in _LEGAL_FORMS or fold.endswith(_LEGAL_ENDINGS)
