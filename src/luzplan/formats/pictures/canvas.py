"""Shapes and texts put together to SVG; everything that is put in is escaped."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from luzplan.formats.pictures.palette import PREFIX, style_sheet
from luzplan.source.text import visible

TEXT_SIZE = 13
Point = tuple[float, float]  # x, y


class Canvas:
    """A picture in the making; sizes are in pixels from the top left, inks those of the palette."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": f"{PREFIX}picture"})
        self._into = self._root

    def group(self, name: str, **attributes: str) -> None:
        """Put what follows into a group of this class, until the next one."""
        self._into = SubElement(self._root, "g", {"class": PREFIX + name})
        self._set(self._into, attributes)

    def put(self, tag: str, ink: str, **attributes: str | float) -> Element:
        """Add a shape; attributes are SVG's, with «_» for «-»."""
        shape = SubElement(self._into, tag, {"class": PREFIX + ink})
        self._set(shape, attributes)
        return shape

    def text(self, ink: str, x: float, y: float, text: str, **attributes: str | float) -> None:
        """Write a line of text that begins at x and stands on y."""
        size = attributes.pop("size", TEXT_SIZE)
        shape = self.put("text", ink, x=x, y=y, font_size=size, **attributes)
        shape.text = visible(text)

    def line(self, ink: str, start: Point, end: Point, **attributes: float | str) -> None:
        """Draw a line."""
        self.put("line", ink, x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)

    def _set(self, shape: Element, attributes: dict[str, str | float] | dict[str, str]) -> None:
        for name, value in attributes.items():
            shape.set(name.replace("_", "-"), value if isinstance(value, str) else f"{round(value, 1):g}")

    def svg(self, height: float, title: str, *, alone: bool) -> str:
        """Give the picture; one that stands alone brings its style, paper and size with it."""
        whole = f"{round(height):d}"
        self._root.set("viewBox", f"0 0 {self.width} {whole}")
        self._root.set("role", "img")
        name = Element("title")
        name.text = visible(title)
        first = [name]
        if alone:
            self._root.set("width", str(self.width))
            self._root.set("height", whole)
            style = Element("style")
            style.text = style_sheet()
            first += [style, Element("rect", {"class": f"{PREFIX}paper", "width": "100%", "height": "100%"})]
        self._root[:0] = first
        return tostring(self._root, encoding="unicode")
