"""Edits of a plan's file: intent → splices → checked new text → saved; all other bytes stay."""

from luzplan.edit.editing import Edited, Refused, edit_plan, edited
from luzplan.edit.intents import Add, Assign, Assignment, Intent, Move, Remove, Target

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
