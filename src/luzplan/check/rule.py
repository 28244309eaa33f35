"""What a rule is, and what it looks at: a plan, its file, and all of its texts at once."""

import inspect
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from luzplan.plan.model import Plan
from luzplan.school_year import SchoolYear
from luzplan.text.source import Problem, Severity, Source, Splice, Text
from luzplan.text.yaml import Mapping, Node, offsets_within, walk

_SHIPPED = """
АХЧ административно-хозяйственная часть; АИС автоматизированная информационная система; БЖД безопасность
жизнедеятельности; ВОВ Великая Отечественная война; ВПР всероссийские проверочные работы; ВР
воспитательная работа; ВСОКО внутренняя система оценки качества образования; ВШК внутришкольный контроль;
ГБУ государственное бюджетное учреждение; ГИА государственная итоговая аттестация; ГО гражданская оборона;
ГПД группа продлённого дня; ГТО «Готов к труду и обороне»; ГУО главное управление образования; ДДТ дом
детского творчества; ДОО дошкольная образовательная организация; ДОУ дошкольное образовательное
учреждение; ДТП дорожно-транспортное происшествие; ДЮСШ детско-юношеская спортивная школа; ЕГЭ единый
государственный экзамен; ЗВР заместитель по воспитательной работе; ЗОЖ здоровый образ жизни; ЗУВР
заместитель по учебно-воспитательной работе; ЗУН знания, умения, навыки; ИВТ информатика и вычислительная
техника; ИЗО изобразительное искусство; ИКТ информационно-коммуникационные технологии; ИО исполняющий
обязанности; ИПР инженерно-педагогические работники; ИУП индивидуальный учебный план; КДН комиссия по
делам несовершеннолетних; КИМ контрольно-измерительные материалы; КТД коллективное творческое дело; КТП
календарно-тематическое планирование; ЛФК лечебная физкультура; МАУ муниципальное автономное учреждение;
МБУ муниципальное бюджетное учреждение; МКУ муниципальное казённое учреждение; МО методическое
объединение; МС методический совет; МТБ материально-техническая база; МХК мировая художественная культура;
МЧС министерство по чрезвычайным ситуациям; НИР научно-исследовательская работа; НОО начальное общее
образование; НОШ начальная общеобразовательная школа; НОУ научное общество учащихся; ОБЖ основы
безопасности жизнедеятельности; ОВЗ ограниченные возможности здоровья; ОГЭ основной государственный
экзамен; ОО образовательная организация; ООО основное общее образование; ООП основная образовательная
программа; ООШ основная общеобразовательная школа; ОРКСЭ основы религиозных культур и светской этики; ОТ
охрана труда; ОУ образовательное учреждение; ОШ основная школа; ПБ пожарная безопасность; ПДД правила
дорожного движения; ПДН подразделение по делам несовершеннолетних; ПК персональный компьютер; ПМПК
психолого-медико-педагогическая комиссия; ПНПО приоритетный национальный проект «Образование»; РДШ
Российское движение школьников; РМО районное методическое объединение; РОО районный отдел образования; РУО
районное управление образования; РФ Российская Федерация; РЦОИ региональный центр обработки информации;
РШМО руководитель школьного методического объединения; СМИ средства массовой информации; СНО студенческое
научное общество; СОО среднее общее образование; СОШ средняя общеобразовательная школа; СПО среднее
профессиональное образование; СЮН станция юных натуралистов; СЮТ станция юных техников; ТБ техника
безопасности; ТСО технические средства обучения; УВП учебно-воспитательный процесс; УВР
учебно-воспитательная работа; УДО учреждение дополнительного образования; УМК учебно-методический
комплекс; УМР учебно-методическая работа; УО управление образования; УПК учебно-производственный комбинат;
УР учебная работа; УУД универсальные учебные действия; ФГОС федеральный государственный образовательный
стандарт; ФЗ федеральный закон; ФИО фамилия, имя, отчество; ФК физическая культура; ФОК
физкультурно-оздоровительный комплекс; ЦДТ центр детского творчества; ЦТ центр творчества; ЧП чрезвычайное
происшествие; ЧС чрезвычайная ситуация; ШМО школьное методическое объединение; ШМУ школа молодого учителя
"""
# МОКУ, КОГОАУ, МБДОУ: what an institution is by law; the schools of a plan are named in full anyway.
_LEGAL_FORM = r"[А-ЯЁ]*(?:ОУ|КУ|АУ|БУ|БУК|УДО|ОУДО)"
_CAPITALS = r"[А-ЯЁ]{2,}"
# «Лузский школьный округ (далее ЛШО)»: a text explains its abbreviation itself.
EXPLAINED = r"\((?:далее\s*[-–—]?\s*)?«?([А-ЯЁ]{2,7})»?\)"


@cache
def shipped_abbreviations() -> dict[str, str]:
    """The abbreviations with their meanings."""
    entries = (entry.split(None, 1) for entry in _SHIPPED.split(";"))
    return {short: " ".join(meaning.split()) for short, meaning in entries}


def is_legal_form(word: str) -> bool:
    """Whether the word says what an institution is by law."""
    return re.fullmatch(_LEGAL_FORM, word) is not None


def capitals_in(texts: Iterable[str]) -> set[str]:
    """The words in capitals: of a name, all of them are known by it."""
    return set(re.findall(_CAPITALS, "\n".join(texts)))


_BREAK = "\0"  # stands before and behind every text: a pattern sees where one begins and ends


class Hit(NamedTuple):
    """A match of a pattern in a text; ``start`` and ``end`` are in the text's value."""

    text: Text
    start: int
    end: int
    match: re.Match[str]


class Prose:
    """Texts that are searched all at once, equal ones once only: a plan repeats itself a lot."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts: dict[str, list[Text]] = {}
        for text in texts:
            self._texts.setdefault(str(text), []).append(text)
        self._joined = _BREAK.join(("", *self._texts, ""))
        self._values = list(self._texts.values())
        self._starts = [1]
        for value in self._texts:
            self._starts.append(self._starts[-1] + len(value) + 1)

    def find(self, pattern: str) -> Iterator[Hit]:
        """The matches in every text that has them; within equal texts in the order of the file."""
        for match in re.finditer(pattern, self._joined):
            at = bisect_right(self._starts, match.start()) - 1
            start, end = match.start() - self._starts[at], match.end() - self._starts[at]
            for text in self._values[at]:
                yield Hit(text, start, end, match)


class _Given(NamedTuple):
    source: Source
    plan: Plan
    root: Node
    faults: tuple[Problem, ...] = ()
    today: date | None = None


class Subject(_Given):
    """A plan as built from its file; ``faults`` are what building found wrong, in order.

    ``today`` is None where the day does not count.
    """

    @cached_property
    def _offsets(self) -> dict[int, list[int] | range]:
        """Where the characters of the texts stand that have been asked for, by the texts' starts."""
        return {}

    @cached_property
    def year(self) -> SchoolYear | None:
        """The plan's school year, None where the file does not tell it: then days mean nothing."""
        texts = (value for key, value in self.pairs() if key == "year" and isinstance(value, Text))
        return next(filter(None, map(SchoolYear.read, texts)), None)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All text values, in the order of the file."""
        return tuple(node for node in walk(self.root) if isinstance(node, Text))

    @cached_property
    def prose(self) -> Prose:
        """All text values, to be searched at once."""
        return Prose(self.texts)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Those that the plan explains: in its table, its texts, the names of its schools and district."""
        plan = self.plan
        schools = (name for school in plan.schools for name in (school.name, *school.aliases))
        named = capitals_in([*schools, plan.district.name, plan.district.short])
        table = (str(short) for short, _ in plan.abbreviations)
        return frozenset((*named, *table, *(hit.match[1] for hit in self.prose.find(EXPLAINED))))

    def pairs(self, *path: str) -> list[tuple[Text, Node]]:
        """Keys and values of the mapping under these keys, as they stand in the file."""
        node: Node | None = self.root
        for name in path:
            pairs = node.pairs if isinstance(node, Mapping) else []
            node = next((value for key, value in pairs if key == name), None)
        return node.pairs if isinstance(node, Mapping) else []

    def place(self, text: Text, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """The place in the file of some characters of a text, all of them without ``end``."""
        stop = len(text) if end is None else end
        offsets = self._offsets.get(text.start)
        if offsets is None:
            offsets = self._offsets[text.start] = offsets_within(self.source, text)
        return offsets[start], offsets[stop - 1] + 1 if stop > start else offsets[start]

    def splices(self, text: Text, start: int, end: int, replacement: str) -> tuple[Splice, ...]:
        """The change of some characters of a text; none where the file spells them with escapes."""
        first, last = self.place(text, start, end)
        as_it_is = self.source.text[first:last] == text[start:end]
        return (Splice(first, last, replacement),) if as_it_is else ()

    def is_faulty(self, start: int, end: int) -> bool:
        """Whether a part of the file could not be read: then nothing can be said to be missing in it."""
        at = bisect_left(self.faults, start, key=lambda fault: fault.start)
        return at < len(self.faults) and self.faults[at].start <= end


SEVERITY_NAMES = {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение", Severity.NOTE: "замечание"}


class Finding(NamedTuple):
    """A fault at a place of the file, in the words of a rule that does not care for codes.

    The fields mean what they mean in `luzplan.text.source.Problem`.
    """

    message: str
    start: int
    end: int
    hint: str = ""
    first_seen: int | None = None
    fixes: tuple[Splice, ...] = ()


Find = Callable[[Subject], Iterable[Finding]]


class Rule(NamedTuple):
    """A kind of fault. ``find`` is None for what is already noticed while the file is read and built."""

    code: str
    severity: Severity
    name: str
    documentation: str
    find: Find | None = None

    @property
    def title(self) -> str:
        """The fault in one line, without a period."""
        return self.documentation.strip().partition("\n")[0].rstrip(".")

    @property
    def reason(self) -> str:
        """Why it matters, in one paragraph."""
        return " ".join(self.manual.split("\n\n")[:2][-1].split())

    @property
    def manual(self) -> str:
        """Why it matters, a bad and a good example: what `explain` prints, in Russian."""
        return inspect.cleandoc(self.documentation)


def rule(code: str, severity: Severity, find: Find) -> Rule:
    """Make a rule of the function named for the fault; its docstring is the manual."""
    return Rule(code, severity, find.__name__.replace("_", "-"), find.__doc__ or "", find)
