"""The command `verifier`. SymPy and the engine are imported by the commands that need them, in their workers."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from verifier import __version__
from verifier.running import settings

COMMANDS = {  # name -> the module in verifier.commands and the function there
    "init": "new:init",
    "new": "new:new",
    "check": "check:check",
    "watch": "watch:watch",
    "bind": "bind:bind",
    "explain": "explain:explain",
    "lock": "lock:lock_command",
    "drift": "drift:drift",
    "report": "report:report",
    "decide": "decide:decide",
    "laws": "listing:laws",
    "strategies": "listing:strategies",
    "schema": "listing:schema",
    "completion": "completion:completion",
}


class _Commands(click.Group):
    """A group that imports a command when it is called or listed."""

    def list_commands(self, ctx):
        return list(COMMANDS)

    def get_command(self, ctx, name):
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(":")
        return getattr(importlib.import_module(f"verifier.commands.{module}"), function)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message=f"verifier %(version)s, from {Path(__file__).parent}")
@click.pass_context
def main(context) -> None:
    """State each equation once; learn which lines are proved, measured or false."""
    try:
        context.default_map = {context.invoked_subcommand: settings.defaults(context.invoked_subcommand)}
    except settings.BadSettings as error:
        raise click.ClickException(str(error)) from error
