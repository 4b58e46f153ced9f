"""Where files from elsewhere lie beside the project; tests that need them are skipped where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CANDIDATES = (ROOT.parent / "shared" / "data", ROOT.parent.parent / "shared" / "data")
DATA = next((folder for folder in CANDIDATES if folder.is_dir()), CANDIDATES[0])

needs_shared_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the shared robustness files are not beside the project"
)
