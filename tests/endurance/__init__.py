"""Attacks on the whole program: mangled files, plans of any text and style, streams that fail."""
