"""`verifier completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context, shell) -> None:
    """Print the completion for SHELL, such as: verifier completion bash >> ~/.bashrc."""
    click.echo(get_completion_class(shell)(context.find_root().command, {}, "verifier", "_VERIFIER_COMPLETE").source())
