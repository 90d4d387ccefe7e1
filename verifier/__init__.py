"""The derivation verifier: state each equation once, learn which lines are proved."""

__version__ = "0.1.0"


def load_ipython_extension(shell) -> None:
    """`%load_ext verifier`: the verdict of each claim under the cell that defines it."""
    _notebook().load_ipython_extension(shell)


def unload_ipython_extension(shell) -> None:
    """`%unload_ext verifier`."""
    _notebook().unload_ipython_extension(shell)


def _notebook():
    import importlib  # the package itself stands below everything, and IPython asks it first
    return importlib.import_module("verifier.notebook")
