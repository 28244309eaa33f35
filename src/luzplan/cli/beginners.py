"""Words as beginners type them, in the place of those that the commands know."""

from collections.abc import Collection, Sequence
from types import MappingProxyType

from luzplan.russian.spelling import folded, retyped_in_latin

_HELP = frozenset({"help", "помощь", "справка", "?", "/?"})
# What people call a command in Russian; the command's own name stays English.
_COMMANDS = MappingProxyType({
    "сроки": "due", "срок": "due", "что": "due", "показать": "show", "план": "show", "проверить": "validate",
    "проверка": "validate", "исполнитель": "by-role", "роль": "by-role", "кто": "by-role", "загрузка": "load",
    "график": "timeline", "готово": "done", "выполнено": "done", "добавить": "add", "изменить": "set",
    "перенести": "move", "удалить": "remove", "убрать": "remove", "начать": "init", "создать": "init",
    "загрузить": "import", "импорт": "import", "экспорт": "export", "сохранить": "export", "печать": "export",
    "сводка": "summary", "новый год": "new-year", "delete": "remove", "new": "init", "print": "export",
    "list": "show", "check": "validate", "edit": "set",
})  # fmt: skip
STATES = MappingProxyType({
    "выполнено": "done", "сделано": "done", "готово": "done", "просрочено": "overdue", "опоздали": "overdue",
    "идет": "due", "сейчас": "due", "в работе": "due", "впереди": "ahead", "будет": "ahead", "потом": "ahead",
})  # fmt: skip
LISTS = MappingProxyType({
    "школы": "schools", "цели": "goals", "функции": "functions", "задачи": "goals", "роли": "roles",
    "исполнители": "roles", "должности": "roles",
})  # fmt: skip


def as_meant(words: Sequence[str], commands: Collection[str]) -> list[str]:
    """The words of the command line with what is meant in the place of what beginners type.

    The plan named before the command goes behind it; `help` is the help's option; a command typed with the
    keyboard switched to Russian is the command.
    """
    plan, rest = _plan_in_front(words)
    if not rest:
        return list(words)
    first, *others = rest
    if folded(first) in _HELP:
        return [*(_command(one, commands) for one in others[:1]), "--help"]
    return [_command(first, commands), *plan, *others]


def _plan_in_front(words: Sequence[str]) -> tuple[list[str], list[str]]:
    if words and words[0] in {"--plan", "-p"}:
        return list(words[:2]), list(words[2:])
    if words and words[0].startswith("--plan="):
        return [words[0]], list(words[1:])
    return [], list(words)


def _command(word: str, commands: Collection[str]) -> str:
    other = retyped_in_latin(word)
    return other if word not in commands and other in commands else word


def command_meant(word: str) -> str | None:
    """The command that a Russian or another usual word means, None if it means none."""
    return _COMMANDS.get(folded(word))
