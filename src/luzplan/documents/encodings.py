"""Texts in the encodings in which Russian texts are found."""

from __future__ import annotations

import re

from luzplan.text import Problem, decode_source

# How people know them: Windows, the old editors of DOS, Unix.
NAMES = {"cp1251": "Windows-1251", "cp866": "DOS (CP866)", "koi8-r": "KOI8-R"}
_SAMPLE = 20_000  # bytes
_FREQUENT = re.compile("[оеаинтсрвлкмд]")
# A capital inside a word, and what no Russian text has: frames, letters of other alphabets.
_STRANGE = re.compile(r"[а-яё][А-ЯЁ]|[^\x00-\x7fА-Яа-яЁё«»„“”–—…№°§•·’‘\xa0\xad]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_russian(name: str, data: bytes) -> tuple[str, str] | Problem:
    """The text, and the name of its encoding where that had to be guessed; what is no text is a problem."""
    loaded = decode_source(name, data)
    if not loaded.problems:
        return loaded.source.text, ""
    sample = data[:_SAMPLE]
    best = max(NAMES, key=lambda encoding: _likeness(sample, encoding))
    if _CONTROLS.search(sample) or _likeness(sample, best) <= 0:
        return loaded.problems[0]
    text = data.decode(best, errors="replace").replace("\r\n", "\n")
    return text, NAMES[best]


def _likeness(sample: bytes, encoding: str) -> int:
    """How much bytes look like Russian if they are read so."""
    text = sample.decode(encoding, errors="replace")
    return len(_FREQUENT.findall(text)) - 2 * len(_STRANGE.findall(text))
