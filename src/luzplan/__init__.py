"""A school's yearly work plan as one plain-text file that understands its own Russian."""

__version__ = "0.1.0"
