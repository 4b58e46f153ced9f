"""The root group that every subject hangs its commands on."""

import click


@click.group()
def root() -> None:
    """Bazar Desktop."""
