"""Word documents on A4 paper, set as a school sets its papers."""
