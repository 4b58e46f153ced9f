"""Reads every module from the one library archive that both programs of the bundle share.

Runs in a bundle before anything of the program (a runtime hook of PyInstaller), whose usual form is a copy of the whole
archive inside each executable.
"""

import os
import sys

import pyimod01_archive
import pyimod02_importers

_shared = pyimod01_archive.ZlibArchiveReader(
    os.path.join(sys._MEIPASS, "library.pyz"), start_offset=0, check_pymagic=True
)
# Finders that are made already hold this very object.
vars(pyimod02_importers.pyz_archive).update(vars(_shared))
