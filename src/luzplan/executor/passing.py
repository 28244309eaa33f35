"""Words of a cell that are passed over: remarks, clauses about an executor, numbers of a list."""

from __future__ import annotations

from luzplan.executor.phrases import clause_end, is_label, joint_end, label_end, note_end
from luzplan.executor.scan import Scan
from luzplan.executor.tokens import Kind


def remark_end(scan: Scan, at: int) -> int:
    """Give the token after words that name nobody, 0 where none start here."""
    tokens = scan.tokens
    if scan.names_schools(at):
        return 0  # «все школы»
    end = label_end(tokens, at) or note_end(tokens, at) or joint_end(tokens, at)
    label = not end and is_label(tokens[at]) and (scan.person(at + 1) or scan.starts_anew(at + 1))
    return at + 1 if label else end


def said_end(scan: Scan, at: int) -> int:
    """Give the token after what is said of an executor («…, курирующий вопросы аттестации»), or 0."""
    found = scan.match(at)
    known = found is not None and found.end > at + 1
    return 0 if known or scan.is_break(at + 1) else clause_end(scan.tokens, at)


def number_end(scan: Scan, at: int, *, named: bool) -> int:
    """Give the token after a number that names nobody: «1. Директор», «группы №1, №2», or 0.

    ``named`` tells that an executor was named before, whose further number it can be.
    """
    token, following = scan.tokens[at], scan.tokens[at + 1]
    counted = following.kind is Kind.CLOSE or (token.dotted and following.kind is Kind.WORD)
    listed = token.kind is Kind.NUMBER and counted
    further = named and at > 0 and scan.tokens[at - 1].kind is Kind.NUMERO
    return at + 1 if listed or further else 0
