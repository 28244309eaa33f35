"""Groups of options as named tuples: a command that takes one has an option for each of its fields."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import NamedTuple, TypeGuard, get_type_hints


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command with an option for every field of its parameters that are named tuples, as `Asked` is.

    typer reads the options off the signature; the command's own ones stand first in its help.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if _is_group(hint)}

    def run(**given: object) -> None:
        made = {
            name: group._make(given.pop(field) for field in group._fields) for name, group in groups.items()
        }
        command(**made, **given)

    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[name])
        for name, parameter in inspect.signature(command).parameters.items()
        if name not in groups
    ]
    shared = [parameter for group in groups.values() for parameter in _parameters(group)]
    signature = inspect.Signature([*own, *shared])
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    return run


def _is_group(hint: object) -> TypeGuard[type[NamedTuple]]:
    return isinstance(hint, type) and issubclass(hint, tuple)


def _parameters(group: type[NamedTuple]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    defaults = group._field_defaults
    return [
        inspect.Parameter(
            field, inspect.Parameter.KEYWORD_ONLY, default=defaults[field], annotation=hints[field]
        )
        for field in group._fields
    ]
