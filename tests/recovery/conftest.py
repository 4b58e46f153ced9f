"""Connections that broke off with a stopped server are nobody's to close: their end is no fault of a later test."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore:.*psycopg.Connection.*:ResourceWarning"))
