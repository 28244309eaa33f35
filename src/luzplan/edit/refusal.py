"""Why an edit cannot be made."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 – it is no error, the file is as it was
    """An edit cannot be made so that nothing else changes. Becomes a value where the package is left."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
