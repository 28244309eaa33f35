"""Reading luzplan.toml: what a house decides about problems, for all its plans and for some."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from luzplan.check import NO_POLICY, Policy
from luzplan.check.rules import RULES
from luzplan.russian import did_you_mean, listing, quote
from luzplan.russian.spelling import nearest


class PolicyFault(NamedTuple):
    """What is wrong in a policy file, at a line and a column from 1, and the way out."""

    line: int
    column: int
    message: str
    hint: str = ""


class PolicyFile(NamedTuple):
    """A policy file as read: what holds for all plans, and for those whose names fit a pattern."""

    policy: Policy = NO_POLICY
    plans: tuple[tuple[str, Mapping[str, object]], ...] = ()
    plan: tuple[str, ...] = ()
    faults: tuple[PolicyFault, ...] = ()

    def for_plan(self, path: str) -> Policy:
        """What holds for a plan, named from the policy file's folder, with slashes.

        The lists of patterns that fit are added to those for all plans; ``select`` takes their place.
        """
        policy = self.policy
        for pattern, table in self.plans:
            if fnmatchcase(path, pattern):
                policy = _joined(policy, _policy("", table))
        return policy


def _joined(policy: Policy, more: Policy) -> Policy:
    return policy._replace(
        select=more.select or policy.select,
        ignore=policy.ignore + more.ignore,
        error=policy.error + more.error,
        warning=policy.warning + more.warning,
        strict=more.strict or policy.strict,
        notes=more.notes or policy.notes,
    )


_CODES = ("select", "ignore", "error", "warning")
_FLAGS = ("strict", "notes")
_KEYS = (*_CODES, *_FLAGS)
_TOP = (*_KEYS, "plan", "plans")
_PLACE = r"\(at line (\d+), column (\d+)\)"


def read_policy(name: str, text: str) -> PolicyFile:
    """Read a policy file; what is wrong in it is told, all of it at once."""
    from tomllib import TOMLDecodeError, loads

    try:
        table = loads(text)
    except (TOMLDecodeError, RecursionError) as error:
        found = re.search(_PLACE, str(error))
        line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
        return PolicyFile(
            faults=(PolicyFault(line, column, "это не TOML", 'пишите, например: ignore = ["LP112"]'),)
        )
    if faults := tuple(_faults(text, table)):
        return PolicyFile(faults=faults)
    plans = tuple(table.get("plans", {}).items())
    return PolicyFile(_policy(name, table), plans, _words(table.get("plan", ())))


def _policy(name: str, table: Mapping[str, object]) -> Policy:
    select, ignore, error, warning = (
        tuple(code.upper() for code in _words(table.get(key, ()))) for key in _CODES
    )
    strict, notes = (bool(table.get(key)) for key in _FLAGS)
    return Policy(name, select, ignore, error, warning, strict, notes)


def _words(value: object) -> tuple[str, ...]:
    """The texts of a list, or the one text that may stand in its place."""
    texts = [value] if isinstance(value, str) else value
    return tuple(texts) if isinstance(texts, list) else ()


def _faults(text: str, table: Mapping[str, object]) -> Iterator[PolicyFault]:
    yield from _table_faults(text, table, _TOP)
    plans = table.get("plans", {})
    for pattern, inner in plans.items() if isinstance(plans, dict) else ():
        if isinstance(inner, dict):
            yield from _table_faults(text, inner, _KEYS, str(pattern))
        else:
            yield PolicyFault(*_place(text, "plans", ""), *_wrong(f"plans.{quote(pattern)}", "таблица"))


def _table_faults(
    text: str, table: Mapping[str, object], known: tuple[str, ...], pattern: str = ""
) -> Iterator[PolicyFault]:
    for key, value in table.items():
        place = _place(text, key, pattern)
        yield from (PolicyFault(*place, *fault) for fault in _key_faults(key, value, known))


def _key_faults(key: str, value: object, known: tuple[str, ...]) -> list[tuple[str, str]]:
    """What is wrong with a key and its value, each with the way out."""
    if key not in known:
        hint = did_you_mean(nearest(key, known), f"здесь бывают {listing(known)}")
        return [(f"неизвестный ключ {quote(key)}", hint)]
    if wanted := _wanted(key, value):
        return [_wrong(quote(key), wanted)]
    starts = {rule.code[:size] for rule in RULES for size in range(1, len(rule.code) + 1)}
    codes = [code for code in _words(value) if code.upper() not in starts] if key in _CODES else []
    return [(f"нет кода {quote(code)}", "все коды: luzplan explain") for code in codes]


def _wanted(key: str, value: object) -> str:
    """What a key wants where its value is something else, empty where it is right."""
    if key in _FLAGS:
        return "" if isinstance(value, bool) else "true или false"
    if key == "plans":
        return "" if isinstance(value, dict) else "таблица"
    texts = value if isinstance(value, list) else [value]
    fits = all(isinstance(one, str) and "\0" not in one for one in texts)  # which no file's name can have
    return "" if fits else "текст или список текстов"


def _wrong(key: str, wanted: str) -> tuple[str, str]:
    return f"в {key} нужно другое", f"здесь пишут: {wanted}"


def _place(text: str, key: str, pattern: str) -> tuple[int, int]:
    """Where a key stands, in the table of a pattern or above all tables; the first character if unseen."""
    header = text.find(pattern) if pattern else 0
    found = re.compile(rf"(?m)^[ \t]*\[*[ \t]*[\"']?({re.escape(key)})[\"']?").search(text, max(header, 0))
    at = found.start(1) if found else 0
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
