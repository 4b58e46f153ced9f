"""The root group that every subject hangs its commands on."""

import click

from bazar_desktop.cli.help import Group
from bazar_desktop.language import N_


@click.group(cls=Group, help=N_("Bazar Desktop: perintah untuk petugas dan kantor."))
def root() -> None:
    """Bazar Desktop: commands for officers and the office."""
