"""Load one module with a fault in it: BAZAR_MUTANT names the module's file and the text to take instead.

Python imports a module of this name at its start, so that programs which a test starts have the fault too.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from pathlib import Path
from types import CodeType


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        text = Path(os.environ["BAZAR_MUTANT_TEXT"]).read_bytes()
        return compile(text, self.path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != os.environ.get("BAZAR_MUTANT"):
            return None
        return importlib.util.spec_from_file_location(
            name,
            spec.origin,
            loader=_Loader(name, spec.origin),
            submodule_search_locations=spec.submodule_search_locations,
        )


if os.environ.get("BAZAR_MUTANT"):
    sys.meta_path.insert(0, Finder())
