"""The year drawn: in characters for the terminal and in SVG for pages."""
