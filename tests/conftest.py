"""What every test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# The same examples on every machine; a slow machine is not a failure.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _no_user_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests away from the user's own editions and entries."""
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data-home"))
    os.environ["COLUMNS"] = "80"


@pytest.fixture
def shared() -> Path:
    """The publishers' raw files; tests that need them are skipped where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the publishers' raw files, which are not shipped")
    return SHARED
