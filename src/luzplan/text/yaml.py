"""YAML as nodes that know their places; all that makes edits land elsewhere is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol, Self

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from luzplan.text import (
    EMPTY,
    REFERENCE,
    SYNTAX,
    TOO_DEEP,
    UNREADABLE,
    Problem,
    Severity,
    Source,
    Text,
    first_control,
    visible,
)


class Mapping:
    """Keys and values in the order of the file; a key may stand there twice."""

    __slots__ = ("end", "pairs", "start")

    def __init__(self, start: int) -> None:
        """Begin at an offset; what is in it, and where it ends, comes as the file is read on."""
        self.start, self.end = start, start
        self.pairs: list[tuple[Text, Node]] = []


class Sequence:
    """Items in the order of the file."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: int) -> None:
        """Begin at an offset; what is in it, and where it ends, comes as the file is read on."""
        self.start, self.end = start, start
        self.items: list[Node] = []


Node = Text | Mapping | Sequence
Parse = Callable[[Source], tuple[Node | None, list[Problem]]]


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the file; keys are not nodes of their own."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Mapping):
            waiting.extend(value for _, value in reversed(node.pairs))
        elif isinstance(node, Sequence):
            waiting.extend(reversed(node.items))


def texts_of(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Text]]:
    """All texts below a node, each with the keys it stands under."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from texts_of(value, (*path, str(key)))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts_of(item, path)
    else:
        yield path, node


DEEPEST = 32  # levels; a plan has six
MOST_COLUMNS = 100  # of a plan; more fit on no paper
MOST_NODES = 2_000_000  # keys and values; a plan of 200,000 activities has fewer

UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"


class _EventMark(Protocol):
    index: int


class _Event(Protocol):
    """What the C and the Python parser's events have in common; the ones without a value lack it."""

    start_mark: _EventMark
    end_mark: _EventMark
    anchor: str | None
    tag: str | None
    value: str


def parse_nodes(source: Source) -> tuple[Node | None, list[Problem]]:
    """The root node, None if there is none or the text is broken, and the problems."""
    control = first_control(source.text.replace("\r", ""))
    if control and (bad := re.search(UNPRINTABLE, source.text)):
        message = f"непечатаемый знак U+{ord(bad[0]):04X}"
        return None, [_problem(SYNTAX, message, bad.start(), bad.end(), "удалите его")]
    if source.text.startswith("\ufeff"):  # a second mark of the byte order; libyaml reads over it
        return None, [_problem(SYNTAX, "невидимый знак U+FEFF", 0, 1, "удалите его")]
    # A quoted text can name any character («\\x1b»), a plain one holds only those of direction.
    tree = _Tree(source.text, may_hold_controls=bool(control) or "\\" in source.text)
    try:
        tree = _grown(tree, source.text)
    except MarkedYAMLError as error:
        from luzplan.text.slips.complaints import syntax_problem  # most files are whole

        return None, [*tree.problems, syntax_problem(error, source.text)]
    except OverflowError:  # an escape beyond all characters, which only libyaml gives a place
        return None, [_problem(SYNTAX, "непонятная комбинация после «\\»", 0, 0, "уберите её")]
    except (YAMLError, ValueError) as error:
        return None, [*tree.problems, _problem(SYNTAX, f"это не YAML: {error}", 0, 0, "")]
    if tree.root is None and not tree.problems:
        hint = "напишите year: и sections: или удалите файл и начните план заново: luzplan init"
        tree.problems.append(_problem(EMPTY, "файл пуст", 0, 0, hint))
    return tree.root, tree.problems


def _grown(tree: _Tree, text: str) -> _Tree:
    """The tree with the nodes of a text; what only libyaml minds is hidden from it in a second attempt."""
    try:
        return tree.grow(text)
    except MarkedYAMLError:
        if (mask := _masked(text)) == text:
            raise
    return _Tree(text, may_hold_controls=True, is_masked=True).grow(mask)


# In braces and brackets libyaml minds a colon or question mark inside a word («9:00», «Кто я?»), and in
# quotes a character written in two halves, as JSON has them («\\ud83d\\ude00»). YAML 1.2 has nothing against
# either. Other characters, of no meaning to anybody, stand for them while it reads; the places stay.
_COLON, _QUESTION = "\U000f0000", "\U000f0001"
_MINDED = (  # with the sign first it is found quickly
    r""":(?:(?<!["'\s]:)(?=\S)|(?<=[\s,\[{]:)(?=[^\s,\]}]))"""
    r"""|\?(?:(?<=[^\s,\[\]{}"']\?)|(?<=[^\s,\[\]{}"':-] \?)|(?<=\S- \?))"""
)
_HALF = r"\\(?:\\|u[dD]([89a-fA-F])(?=[0-9a-fA-F]{2}))"


def _masked(text: str) -> str:
    """The text with what libyaml minds hidden, as long as it was; unchanged if that could not be undone."""
    is_strange = re.search("[\ue000-\uf8ff\U000f0000\U000f0001]|\\\\u[eE][0-7]", text)
    if is_strange or not any(sign in text for sign in '{["'):
        return text
    text = re.sub(_MINDED, lambda found: _COLON if found[0] == ":" else _QUESTION, text)
    digits = dict(zip("89abcdef", "01234567", strict=True))
    return re.sub(_HALF, lambda found: f"\\ue{digits[found[1].lower()]}" if found[1] else found[0], text)


def _unmasked(value: str, raw: str) -> str:
    """A value of a masked text as it is meant; ``raw`` is how it stands in the text that was masked."""
    value = value.replace(_COLON, ":").replace(_QUESTION, "?")
    if raw.startswith('"'):
        return re.sub("[\ue000-\ue7ff]", lambda found: chr(ord(found[0]) - 0x800), value)
    # Elsewhere a backslash is a backslash.
    written = (found[0] for found in re.finditer(_HALF, raw) if found[1])
    return re.sub(r"\\ue[0-7]", lambda found: next(written, found[0]), value)


def _problem(code: str, message: str, start: int, end: int, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, start, end, hint)


class _Tree:
    """Builds nodes from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str, *, may_hold_controls: bool, is_masked: bool = False) -> None:
        self.text, self._may_hold_controls, self._is_masked = text, may_hold_controls, is_masked
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._left = MOST_NODES
        self._open: list[Mapping | Sequence] = []
        self._keys: list[Text | None] = []  # per open mapping: the key that waits for its value
        self._takers: dict[str, Callable[[_Event], bool | None]] = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": partial(self._enter, Mapping),
            "SequenceStartEvent": partial(self._enter, Sequence),
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }

    def grow(self, text: str) -> Self:
        """Take in the nodes of a text as far as it is of use."""
        for event in YAML(typ="safe").parse(text):
            taker = self._takers.get(type(event).__name__)
            if taker is not None and taker(event) is False:
                break
        return self

    def _scalar(self, event: _Event) -> bool:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        start, end, value = event.start_mark.index, event.end_mark.index, event.value
        if self._is_masked:
            value = _unmasked(value, self.text[start:end])
        if start == end and self._keys and (key := self._keys[-1]) is not None:
            # Behind its colon: the parser puts an empty value where the next token starts.
            colon = self.text.find(":", key.end, start)
            start = end = colon + 1 if colon >= 0 else key.end
        if self._may_hold_controls:
            # The characters whole that quotes named in two halves; a lone half stays.
            value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        if self._may_hold_controls and (control := first_control(value)):
            message = f"управляющий знак U+{ord(control):04X}"
            self.problems.append(_problem(SYNTAX, message, start, end, "удалите его"))
            value = visible(value)
        return self._place(Text(value, start, end))

    def _enter(self, kind: type[Mapping | Sequence], event: _Event) -> bool:
        self._refuse_marks(event)
        node = kind(event.start_mark.index)
        fits = self._place(node)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) <= DEEPEST:
            return fits
        place, hint = (node.start, node.start + 1), "в плане не бывает больше шести уровней"
        self.problems.append(_problem(TOO_DEEP, "слишком глубокая вложенность", *place, hint))
        self.root = None
        return False

    def _close(self, event: _Event) -> None:
        self._keys.pop()
        node = self._open.pop()
        # A block container ends past the comments and blank lines that follow it.
        last = node.pairs[-1][1] if isinstance(node, Mapping) and node.pairs else None
        if isinstance(node, Sequence) and node.items:
            last = node.items[-1]
        flow = event.end_mark.index > event.start_mark.index
        node.end = event.end_mark.index if flow or last is None else last.end

    def _alias(self, event: _Event) -> bool:
        self._refuse("ссылки (*) в плане не разрешены", event, "напишите текст ещё раз")
        return self._place(Text("", event.start_mark.index, event.end_mark.index))

    def _document(self, event: _Event) -> bool:
        if self.root is None:
            return True
        hint = "оставьте в файле один план, без второй строки «---»"
        self._refuse("второй документ в одном файле", event, hint)
        return False

    def _refuse_marks(self, event: _Event) -> None:
        if event.anchor:
            self._refuse("метки (&) в плане не разрешены", event, "уберите метку и напишите текст целиком")
        if event.tag:
            self._refuse("теги (!) в плане не разрешены", event, "уберите тег: все значения здесь — текст")

    def _refuse(self, message: str, event: _Event, hint: str) -> None:
        start = event.start_mark.index
        word = re.compile(r"\S*").match(self.text, start)
        assert word is not None  # it may be empty
        self.problems.append(_problem(REFERENCE, message, start, word.end(), hint))

    def _place(self, node: Node) -> bool:
        """Hang a node where the parser stands: as root, item, key or value; False if there are too many."""
        self._left -= 1
        if not self._left:
            self.root = None
            message = f"в файле больше {MOST_NODES // 1_000_000} миллионов ключей и значений"
            self.problems = [_problem(UNREADABLE, message, 0, 0, "разделите план на несколько файлов")]
            return False
        if not self._open:
            self.root = node
            return True
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is not None:
            parent.pairs.append((key, node))
            self._keys[-1] = None
        else:
            self._keys[-1] = self._key(node)
        return True

    def _key(self, node: Node) -> Text:
        if isinstance(node, Text):
            if node == "<<":
                place, hint = (node.start, node.end), "перечислите ключи"
                self.problems.append(_problem(REFERENCE, "слияние (<<) не разрешено", *place, hint))
            return node
        message = "ключом может быть только текст"
        self.problems.append(_problem(SYNTAX, message, node.start, node.start + 1, ""))
        return Text("", node.start, node.start)
