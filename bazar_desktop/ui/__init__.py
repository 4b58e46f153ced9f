"""Windows: the only package that imports Qt; one folder a page, small shared widgets, one theme."""

from bazar_desktop.ui.qt.refcount_fix import keep_constants

keep_constants()
