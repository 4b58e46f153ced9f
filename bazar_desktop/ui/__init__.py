"""Windows: the only package that imports Qt; one folder a page, small shared widgets, one theme."""

from bazar_desktop.ui.none import keep_none

keep_none()
