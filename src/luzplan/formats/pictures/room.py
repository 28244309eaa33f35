"""How wide text gets in whatever sans-serif font the reader has: SVG breaks no lines itself."""

from __future__ import annotations

# Parts of the font size, as wide as the letters are in the widest of the usual fonts.
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.42, 0.66, 0.8, 1.1
_NARROW_LETTERS = frozenset(" .,;:!|()[]'/-ijltfrIJ")
_WIDE_LETTERS = frozenset("жмфшщъыюЖМФШЩЪЫЮmwMW№—…%@+=<>")
_CYRILLIC_END = 0x530


def text_width(text: str) -> float:
    """Give the width of a text in font sizes, rather too large than too small."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS or (ord(letter) >= _CYRILLIC_END and letter not in "–•"):
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def wrapped(text: str, room: float) -> list[str]:
    """Break a text into lines that fit the room, which is in font sizes; a longer word is broken too."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, room):
            longer = f"{lines[-1]} {part}".strip()
            if text_width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines


def _parts(word: str, room: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter) > room:
            parts.append("")
        parts[-1] += letter
    return parts
