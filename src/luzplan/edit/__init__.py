"""Edits of a plan's file: intent → splices → checked new text → saved; all other bytes stay."""

from luzplan.edit.editing import (
    Add,
    Assign,
    Assignment,
    Edited,
    Intent,
    Move,
    Refused,
    Remove,
    Target,
    edit_plan,
    edited,
)

__all__ = [
    "Add",
    "Assign",
    "Assignment",
    "Edited",
    "Intent",
    "Move",
    "Refused",
    "Remove",
    "Target",
    "edit_plan",
    "edited",
]
