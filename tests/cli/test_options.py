"""How commands are declared."""

import pytest

from luzplan.cli import options


def test_a_command_is_made_once_and_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def with_option_groups(function: object) -> object:
        made.append("due")
        return function

    monkeypatch.setattr(options, "_with_option_groups", with_option_groups)

    @options.command("Примеры:")
    def due() -> None:
        """Сроки."""

    assert made == []
    assert due() is due()
    assert made == ["due"]
    assert due().help == "Сроки."
