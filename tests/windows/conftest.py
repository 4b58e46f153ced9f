"""What only a Windows can show is collected there alone."""

from __future__ import annotations

import sys

collect_ignore = [] if sys.platform == "win32" else ["test_on_windows.py"]
