"""Numbers of rows that a plan names elsewhere (``since``, ``after``), changed when an edit renumbers rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from luzplan.edit.layout import Content
from luzplan.edit.lines import Refusal
from luzplan.plan.build import Built
from luzplan.plan.references import NUMBER, Reference, origin, prerequisites
from luzplan.russian import quote
from luzplan.text import Splice
from luzplan.text.scalar import offsets_within, place_within

_KEYS = ("since", "after")
Numbers = Mapping[str, str | None]  # of rows now by those before, None for rows that are gone


def following(built: Built, numbers: Numbers) -> list[Splice]:
    """The changes that let references of a renumbered plan name the rows they named before.

    Raises `Refusal` where such a row is gone.
    """
    splices = []
    for whose, reference in _references(built):
        now = numbers.get(reference.name, reference.name)
        if now is None:
            key = "since" if whose.startswith("роль") else "after"
            message = f"на мероприятие {reference.name} ссылается {whose}"
            raise Refusal(message, f"Сначала поправьте там {key}:")
        if now != reference.name:
            offsets = offsets_within(built.source, reference.text)
            splices.append(Splice(*place_within(offsets, reference.start, reference.end), now))
    return splices


def _references(built: Built) -> Iterator[tuple[str, Reference]]:
    """The references by number, each with who makes it."""
    plan = built.plan
    for role in plan.roles if plan else ():
        created = origin(plan, role) if plan else None
        if created and re.fullmatch(NUMBER, created.name):
            yield f"роль {quote(role.name)}", created
    for activity in plan.activities() if plan else ():
        for one in prerequisites(plan, activity) if plan else ():
            if re.fullmatch(NUMBER, one.name):
                yield f"мероприятие {quote(activity.what)}", one


def follow(content: Content, numbers: Numbers) -> None:
    """Change the same references in what a file says."""
    if isinstance(content, list):
        for item in content:
            follow(item, numbers)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key in _KEYS and isinstance(value, str):
                content[key] = re.sub(
                    rf"(?<![^\s,;]){NUMBER}(?![^\s,;])",
                    lambda found: numbers.get(found[0]) or found[0],
                    value,
                )
            else:
                follow(value, numbers)
