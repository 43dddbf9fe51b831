"""A desk for every test of the command line that wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from .desks import Desk, desk_in


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return desk_in(tmp_path, monkeypatch, capsys)
