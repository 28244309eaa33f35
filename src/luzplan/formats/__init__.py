"""Writers: each turns a Report into text or bytes, with no clock, no printing, escaping inside."""

from luzplan.formats.registry import FORMATS, Page, UnsuitableFormat, writer

__all__ = ["FORMATS", "Page", "UnsuitableFormat", "writer"]
