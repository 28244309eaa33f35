"""Texts with marks: pages of HTML, and Markdown, which is read by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree, html

from luzplan.documents import (
    HIDDEN,
    STRUCK,
    STRUCK_ROW,
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    Remark,
    is_whole_row,
    line_pieces,
    marked,
    reading_file,
    set_aside,
    tidy,
)
from luzplan.documents.reading import WIDEST
from luzplan.documents.transcript import head_of_json

# What is no text of the page: what runs, what is drawn, what leads to other pages.
_SKIPPED = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "nav", "select", "button", "textarea", "iframe",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "figure", "figcaption", "center",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote", "pre",
    "form", "fieldset", "hr", "body", "html", "tbody", "thead", "tfoot", "tr", "td", "th", "caption",
    "address", "summary", "details",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "center"})
_HIGHEST, _DEEPEST = 5_000, 200
# What luzplan carries in a page of its own, and the words that it adds there to those of the plan.
_CARRIED = re.compile(r"\s*luzplan (\{.*\})\s*", re.DOTALL)
_ADDED = frozenset({"year", "progress"})
_PROGRESS = re.compile(r"выполнено \d+ из \d+")
_BREAK = "\x0b"  # a line end that the page shows, unlike those of the file
_LONGEST_QUOTE = 60  # characters
_STRUCK_ROW = "data-struck"  # where it is found out whether a row is struck as a whole
_SIGN = re.compile(r"\w")
_ASIDE = "data-aside"  # where lines for its note are kept
_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_STRIKES, _HIDES = re.compile(r"line-through"), re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_ON_PAPER = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^}]*\})*[^}]*\}")


def read_html(text: str) -> Document:
    """The document of a page; raises SpoiltError if it is none."""
    with reading_file():
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))
    carried = (_CARRIED.fullmatch(one.text or "") for one in root.iter(etree.Comment))
    head = next((head_of_json(one[1]) for one in carried if one), {})
    margins = (tidy(_shown(_inline(element))) for element in root.iter("div") if _is_margin(element))
    besides = tuple(dict.fromkeys(text for text in margins if any(map(str.isalpha, text))))
    added = _ADDED if head else frozenset()
    notices = [] if head else list(_marked(root))
    unread = [
        element
        for element in root.iterdescendants(etree.Element)
        if "hidden" in element.attrib
        or not added.isdisjoint(element.get("class", "").split())
        or _is_margin(element)
    ]
    for element in unread:
        if isinstance(element, html.HtmlElement):
            element.drop_tree()
    reader = _Reader(is_own=bool(head))
    return Document(tuple(reader.blocks(root)), besides=besides, head=head, notices=tuple(notices))


def _marked(root: html.HtmlElement) -> Iterator[Remark]:
    """What people should know of texts that the page strikes through or hides.

    What is hidden in a table, or has one, is a part of the plan; all else that is hidden is not read.
    """
    sheets = _ON_PAPER.sub("", " ".join(style.text or "" for style in root.iter("style")))
    for element in list(root.iterdescendants(etree.Element)):
        if _is_struck(element, sheets):
            yield from _struck(element, sheets) if root in element.iterancestors() else ()
            continue
        if "hidden" not in element.attrib and not _is_styled(element, _HIDES, sheets):
            continue
        of_plan = _name(element) != "table" and next(element.iterancestors("table"), None) is not None
        if of_plan or next(element.iter("table"), None) is not None:
            element.attrib.pop("hidden", None)
            yield from _aside(HIDDEN, [element]) or marked(HIDDEN, _quoted(element))
        else:
            element.set("hidden", "")
            yield from marked("скрытый текст страницы не прочитан", _quoted(element))


def _struck(element: html.HtmlElement, sheets: str) -> Iterator[Remark]:
    """What is said of a text that is struck through: of a row that is, as a whole, once."""
    row = next((one for one in (element, *element.iterancestors()) if _name(one) == "tr"), None)
    if row is not None and _STRUCK_ROW not in row.attrib:
        struck = (_inline(one) for one in row.iter(etree.Element) if _is_struck(one, sheets))
        is_whole = is_whole_row("".join(struck), _inline(row))
        row.set(_STRUCK_ROW, "whole" if is_whole else "")
        yield from marked(STRUCK_ROW, _quoted(row)) if is_whole else ()
    if row is None or not row.get(_STRUCK_ROW):
        cell = next(element.iterancestors("td", "th"), element)
        alike = [one for one in cell.iter(etree.Element) if _is_struck(one, sheets)]
        yield from _aside(STRUCK, alike) or marked(STRUCK, _quoted(element))


def _aside(said: str, elements: Sequence[html.HtmlElement]) -> list[Remark]:
    """Take what a cell has struck through or hidden into its row's note; none where that is all it has."""
    cell = next(elements[0].iterancestors("td", "th"), None)
    row = next(cell.iterancestors("tr"), None) if cell is not None else None
    outer = [one for one in elements if not any(above in elements for above in one.iterancestors())]
    text = " ".join(map(_inline, outer))
    if cell is None or row is None or len(_SIGN.findall(text)) >= len(_SIGN.findall(_inline(cell))):
        return []
    for one in outer:
        one.drop_tree()
    told = set_aside(said, text, _shown(_inline(cell)), "")
    row.set(_ASIDE, "\n".join(filter(None, (row.get(_ASIDE), told and told[0]))))
    return [told[1]] if told else []


def _is_struck(element: etree._Element, sheets: str) -> bool:
    return _name(element) in _STRUCK_TAGS or _is_styled(element, _STRIKES, sheets)


def _quoted(element: html.HtmlElement) -> str:
    whole = " ".join(_shown("; ".join(map(_inline, element.iter("td", "th"))) or _inline(element)).split())
    return f"{whole[:_LONGEST_QUOTE]}…" if len(whole) > _LONGEST_QUOTE else whole


def _is_styled(element: etree._Element, style: re.Pattern[str], sheets: str) -> bool:
    """Whether an element has a style, by itself or by its class in the page's sheets."""
    own = element.get("style", "").casefold()
    classes = element.get("class", "").split() if style.search(sheets) else ()
    rules = (rf"\.{re.escape(one)}\b[^{{}}]*\{{[^}}]*?(?:{style.pattern})" for one in classes)
    return bool(style.search(own)) or any(re.search(rule, sheets) for rule in rules)


def _is_margin(element: etree._Element) -> bool:
    """Whether an element is what LibreOffice writes of the pages' margins."""
    return element.get("title") in ("header", "footer") and element.tag == "div"


def read_markdown(text: str) -> Document:
    """The document of a Markdown text with tables as GitHub has them."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block.table import escapedSplit

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    lines = re.split(r"\r\n?|\n", text)
    for start, end in (one.map for one in parser.parse(text) if one.type == "table_open" and one.map):
        # A head gets as many cells as its widest row has: what is beyond it is not shown.
        bare = (line.strip().removeprefix("|").removesuffix("|") for line in lines[start:end])
        head, *rows = [len(escapedSplit(line)) for line in bare]
        more = min(max(rows) - head, WIDEST + 1)
        for at, cell in ((start, " |"), (start + 1, "---|")) if more > 0 else ():
            lines[at] = f"{lines[at].rstrip().removesuffix('|')}|{cell * more}"
    joined = "\n".join(lines)
    return read_html(f"<body>{parser.render(joined)}</body>")


class _Reader:
    """Reads the blocks of a page in order, counting its tables."""

    def __init__(self, *, is_own: bool) -> None:
        self._tables = 0
        self._is_own = is_own  # whether luzplan wrote the page: it keeps the lines of cells, and adds words

    def blocks(
        self, element: html.HtmlElement, marker: str = "", *, rank: str = "", depth: int = 0
    ) -> Iterator[Block]:
        """The blocks of an element in a heading of a rank; ``marker`` stands before its first line."""
        pieces = [element.text or ""]
        for child in element:
            if depth < _DEEPEST and any(_name(one) in _BLOCKS for one in child.iter()):
                lines, marker = self._lines(pieces, marker, rank=rank)
                yield from lines
                pieces = []
                yield from self._block(child, marker, rank=rank, depth=depth + 1)
                marker = ""
            else:
                pieces.append(_inline(child))
            pieces.append(child.tail or "")
        yield from self._lines(pieces, marker, rank=rank)[0]

    def _block(self, element: html.HtmlElement, marker: str, *, rank: str, depth: int) -> Iterator[Block]:
        name = _name(element)
        if name == "table":
            yield from self._table(element, depth)
        elif name in ("ol", "ul") and not _leads_away(element):
            for at, item in enumerate(element, _number(element, "start", 10_000)):
                number = (f"{at}." if name == "ol" else "-") if _name(item) == "li" else ""
                yield from self.blocks(item, number, rank=rank, depth=depth)
        elif name not in (*_SKIPPED, "ol", "ul"):
            yield from self.blocks(element, marker, rank=name if name in _HEADINGS else rank, depth=depth)

    def _lines(self, pieces: list[str], marker: str, *, rank: str) -> tuple[list[DocumentParagraph], str]:
        """The lines of a text, and the marker if there are none that it could stand before."""
        shown = _shown("".join(pieces)).split("\n")
        lines = [line for line in map(str.strip, shown) if tidy(line)]
        lines = [line for line in lines if not (self._is_own and _PROGRESS.fullmatch(line))]
        paragraphs = []
        for at, line in enumerate(lines):
            apart = at == 0 and not marker
            paragraphs.append(DocumentParagraph(*line_pieces(line, marker), 2 * bool(rank), apart, rank=rank))
            marker = ""
        return paragraphs, marker

    def _table(self, table: html.HtmlElement, depth: int) -> Iterator[Block]:
        """A table; one that only sets others on the page gives what is in its cells."""
        if any(True for _ in table.iterdescendants("table")):
            for cell in table.iterdescendants("td", "th", "caption"):
                if next(cell.iterancestors("table")) is table:
                    yield from self.blocks(cell, depth=depth)
            return
        self._tables += 1
        for caption in table.iterchildren("caption"):
            yield from self.blocks(caption, rank="caption", depth=depth)
        above: dict[int, tuple[str, int, int]] = {}  # by column: a cell's text, width, rows it still takes
        read = ((at, row, tuple(self._cells(row, above))) for at, row in enumerate(table.iter("tr"), 1))
        rows = tuple(
            DocumentRow(
                cells,
                f"таблица {self._tables}, строка {at}",
                tuple(filter(None, row.get(_ASIDE, "").split("\n"))),
                struck=bool(row.get(_STRUCK_ROW)),
            )
            for at, row, cells in read
            if cells
        )
        if rows:
            yield DocumentTable(rows)

    def _cells(self, row: html.HtmlElement, above: dict[int, tuple[str, int, int]]) -> Iterator[DocumentCell]:
        cells = row.iterchildren("td", "th")
        near = islice(cells, WIDEST)
        beyond = islice((one for one in cells if tidy(_inline(one))), 1)  # which tells that there are some
        column = 0
        for element in (*near, *beyond, None):
            while column in above:
                text, span, left = above.pop(column)
                yield DocumentCell(text, span, merged=True)
                above |= {column: (text, span, left - 1)} if left > 1 else {}
                column += span
            if element is None:
                return
            text = tidy(_inline(element) if self._is_own else _shown(_inline(element)))
            bold = bool(text) and tidy(_shown("".join(map(_inline, element.iter("b", "strong"))))) == text
            span = _number(element, "colspan", WIDEST)
            yield DocumentCell(text, span, bold=bold)
            left = _number(element, "rowspan", _HIGHEST) - 1
            above |= {column: (text, span, left)} if left else {}
            column += span


def _leads_away(element: html.HtmlElement) -> bool:
    """Whether a list has nothing but links to other pages, as a menu of the site."""
    items = [item for item in element if _name(item) == "li" and tidy(_inline(item))]
    links = [tidy("".join(map(_inline, item.iter("a")))) for item in items]
    return bool(items) and links == [tidy(_inline(item)) for item in items]


def _inline(element: html.HtmlElement) -> str:
    """The text of an element; lines that the page shows end with a break."""
    name = _name(element)
    if name == "br":
        return _BREAK
    if not name or name in _SKIPPED or (name == "sdfield" and element.get("type", "").upper() == "PAGE"):
        return ""  # with the numbers of pages by LibreOffice
    pieces = [element.text or ""]
    for child in element:
        pieces += [_inline(child), child.tail or ""]
    text = "".join(pieces)
    return f"{_BREAK}{text}{_BREAK}" if name in _BLOCKS and name not in ("td", "th") else text


def _shown(text: str) -> str:
    """The text with the line ends that the page shows, not those of the file."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).replace(_BREAK, "\n")


def _name(element: html.HtmlElement) -> str:
    """The name in small letters, empty for comments."""
    return element.tag.rpartition(":")[2].casefold() if isinstance(element.tag, str) else ""


def _number(element: html.HtmlElement, attribute: str, most: int) -> int:
    """A number that a page states, 1 if it states none."""
    text = element.get(attribute, "").strip()
    return min(max(1, int(text)), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1
