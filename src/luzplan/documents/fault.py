"""Why a document cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, and the way out."""

    message: str
    hint: str = ""
