"""``blogconv schema``: the contract, for programs."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the canonical format (JSON and JSON Lines)."""
    from blogconv import schema

    click.echo(schema.published().decode("utf-8"), nl=False)
