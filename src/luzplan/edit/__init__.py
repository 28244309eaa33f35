"""Edits of a plan's file: intent → splices → checked new text → saved; all other bytes stay."""
