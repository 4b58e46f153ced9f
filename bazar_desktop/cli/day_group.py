"""The group of commands on one day of a bazaar."""

from bazar_desktop.cli.root import root


@root.group()
def day() -> None:
    """Closing a day, its seal, its papers and files."""
