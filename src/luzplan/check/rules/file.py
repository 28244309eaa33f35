"""LP0: the file, its YAML and its shape. Reading and building notice these; here is what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzplan import text
from luzplan.check.rule import CheckContext, Finding, Rule, rule
from luzplan.plan import fields
from luzplan.russian import quote
from luzplan.text import Severity, yaml

USELESS_IGNORE = "LP012"
_TAG = r"#(?=\w)(?!luzplan:)(?<=[ \t]#)[^\r\n]*"  # begins with what is rare: the search is faster


def _noticed(code: str, name: str, manual: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(code, severity, name, manual)


def lost_words(context: CheckContext) -> Iterator[Finding]:
    """Слова после «#» потеряны.

    «#» после пробела начинает заметку, и остаток строки в план не попадает, даже если это хештег или номер.
    Текст с «#» возьмите в кавычки, а в заметке поставьте после «#» пробел.

    Плохо:

        - what: Акция #МыПомним
          when: май
          who: Директор

    Хорошо:

        - what: "Акция #МыПомним"
          when: май
          who: Директор
    """
    raw = context.source.text
    tags = list(re.finditer(_TAG, raw))
    ends = {text.end for text in context.texts} if tags else ()
    for tag in tags:
        line = raw.rfind("\n", 0, tag.start()) + 1
        if line + len(raw[line : tag.start()].rstrip(" \t")) in ends:
            words = tag[0].rstrip()
            hint = "если это текст, возьмите всё значение в кавычки; если заметка, поставьте пробел после «#»"
            message = f"слова {quote(words)} в план не попадут"
            yield Finding(message, tag.start(), tag.start() + len(words), hint)


RULES = (
    _noticed(
        text.UNREADABLE,
        "unreadable-file",
        """Файл не читается.

        Файла нет, это папка, нет прав на чтение, файл больше 64 МБ или в нём больше двух миллионов ключей
        и значений (это двести тысяч мероприятий). Проверьте имя: luzplan ищет план по --plan, затем
        по переменной LUZPLAN_PLAN, затем plan.yaml здесь и в папках выше.
        """,
    ),
    _noticed(
        text.NOT_UTF8,
        "not-utf8",
        """Файл не в UTF-8.

        Блокнот и старые программы сохраняют русский текст в Windows-1251. Откройте файл в редакторе
        и сохраните его ещё раз, выбрав кодировку UTF-8. UTF-16 с меткой в начале программа понимает.
        """,
    ),
    _noticed(
        yaml.EMPTY,
        "empty-file",
        """Файл пуст.

        В файле нет ничего, кроме, может быть, заметок. План начинается с года и разделов.

        Плохо:

            # План работы

        Хорошо:

            year: 2011-2012
            sections: []
        """,
    ),
    _noticed(
        yaml.SYNTAX,
        "broken-yaml",
        """Нарушена разметка YAML.

        Программа не может понять, где кончается одно и начинается другое: табуляция вместо пробелов,
        незакрытая кавычка или скобка, двоеточие внутри текста, сбитый отступ. Длинный текст и текст
        с двоеточием пишите после «>-» на следующих строках с отступом или в кавычках.

        Плохо:

            - what: Педсовет: итоги года
              when: май
              who: Директор

        Хорошо:

            - what: "Педсовет: итоги года"
              when: май
              who: Директор
        """,
    ),
    _noticed(
        yaml.REFERENCE,
        "yaml-reference",
        """Метки, ссылки, теги и второй документ.

        YAML умеет ссылаться из одного места файла на другое (&, *, <<). В плане это запрещено: правка
        одной строки незаметно меняла бы другую. Напишите текст в обоих местах. Если с «*», «&» или «!»
        начинается сам текст, возьмите его в кавычки.

        Плохо:

            - what: Педсовет
              when: *may
              who: Директор

        Хорошо:

            - what: Педсовет
              when: май
              who: Директор
        """,
    ),
    _noticed(
        yaml.TOO_DEEP,
        "too-deep",
        """Слишком глубокая вложенность.

        В плане шесть уровней, здесь больше тридцати: обычно это лишние скобки или дефисы.

        Плохо:

            goals: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[цель]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

        Хорошо:

            goals: [цель]
        """,
    ),
    _noticed(
        fields.DUPLICATE_KEY,
        "doubled-key",
        """Ключ указан дважды.

        Из двух одинаковых ключей действует один, и не всегда тот, который вы правили. Обычно так бывает,
        когда строку скопировали и забыли удалить.

        Плохо:

            - what: Педсовет
              when: май
              when: июнь
              who: Директор

        Хорошо:

            - what: Педсовет
              when: июнь
              who: Директор
        """,
    ),
    _noticed(
        fields.UNKNOWN_KEY,
        "unknown-key",
        """Неизвестный ключ.

        Опечатка в ключе делает строку невидимой: срок, записанный в «wen», не попадёт ни в один ответ.

        Плохо:

            - what: Педсовет
              wen: май
              who: Директор

        Хорошо:

            - what: Педсовет
              when: май
              who: Директор
        """,
    ),
    _noticed(
        fields.WRONG_SHAPE,
        "wrong-shape",
        """Значение не того вида.

        Вместо текста стоит список, вместо списка текст и так далее. Список пишется через «- »,
        каждый пункт на своей строке, или в квадратных скобках.

        Плохо:

            goals: сотрудничество школ

        Хорошо:

            goals:
              - сотрудничество школ
        """,
    ),
    _noticed(
        fields.MISSING_KEY,
        "missing-key",
        """Нет обязательного ключа.

        Без учебного года нельзя посчитать ни одного срока, без «what» мероприятия нет.

        Плохо:

            - when: май
              who: Директор

        Хорошо:

            - what: Педсовет
              when: май
              who: Директор
        """,
    ),
    _noticed(
        fields.WRONG_VALUE,
        "wrong-value",
        """Значение не понято.

        Некоторые значения читает программа: учебный год, день выполнения, сроки четвертей и каникул.

        Плохо:

            - what: Педсовет
              when: май
              who: Директор
              done: сделано

        Хорошо:

            - what: Педсовет
              when: май
              who: Директор
              done: 2012-05-20
        """,
    ),
    _noticed(
        USELESS_IGNORE,
        "useless-ignore",
        """Пометка «luzplan: ignore» ничего не скрывает.

        Замечание, ради которого её поставили, исправлено, или в коде опечатка. Забытая пометка однажды
        скроет настоящую ошибку. Пометка относится к значению на своей строке; если оно занимает
        несколько строк, её ставят у ключа. Без кодов в скобках она скрывает всё.

        Плохо:

            - what: Педсовет
              when: май  # luzplan: ignore[LP301]
              who: Директор

        Хорошо:

            - what: Педсовет  # luzplan: ignore[LP301]
              who: Директор
        """,
        Severity.WARNING,
    ),
    rule("LP013", Severity.WARNING, lost_words),
)
