"""What the styles of a Word file say of its paragraphs."""

from __future__ import annotations

from luzplan.documents.numbering import value_of
from luzplan.documents.ooxml import Element, found, inside, is_on, text_of, value

_HEADINGS = ("heading", "title", "subtitle", "заголовок", "название", "подзаголовок")
_DEEPEST = 12  # styles, each based on the next; a circle of them ends here


class Styles:
    """The styles by their ids, each with those it is based on."""

    def __init__(self, styles: Element | None) -> None:
        all_styles = list(inside(styles, "style")) if styles is not None else []
        self._styles = {value_of(one, "styleId"): one for one in all_styles}

    def list_properties(self, paragraph: Element) -> Element | None:
        """Give the paragraph's list properties, or those of its style, None if it is in no list."""
        own = found(paragraph, "pPr", "numPr")
        if own is not None:
            return own
        inherited = (found(style, "pPr", "numPr") for style in self._of(paragraph))
        return next((one for one in inherited if one is not None), None)

    def is_prominent(self, paragraph: Element) -> bool:
        """Whether a paragraph is set like a heading: by its style, centred, or all bold."""
        styles = self._of(paragraph)
        alignments = (value(one, "pPr", "jc") for one in (paragraph, *styles))
        return (
            any(value(style, "name").casefold().startswith(_HEADINGS) for style in styles)
            or next((one for one in alignments if one), "") == "center"
            or self.is_bold(paragraph)
        )

    def is_bold(self, paragraph: Element) -> bool:
        """Whether all text of a paragraph is bold."""
        base = next((on for one in self._of(paragraph) if (on := is_on(one, "rPr", "b")) is not None), False)
        runs = [run for run in inside(paragraph, "r") if text_of(run).strip()]
        return bool(runs) and all(self._run_is_bold(run, base) for run in runs)

    def _run_is_bold(self, run: Element, base: bool) -> bool:
        own = is_on(run, "rPr", "b")
        character_style = self._styles.get(value(run, "rPr", "rStyle"))
        inherited = is_on(character_style, "rPr", "b")
        return next((on for on in (own, inherited) if on is not None), base)

    def _of(self, paragraph: Element) -> list[Element]:
        """Give the paragraph's style and those it is based on."""
        chain: list[Element] = []
        style = self._styles.get(value(paragraph, "pPr", "pStyle"))
        while style is not None and len(chain) < _DEEPEST:
            chain.append(style)
            style = self._styles.get(value(style, "basedOn"))
        return chain
