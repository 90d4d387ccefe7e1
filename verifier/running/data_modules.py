"""How a stranger's files run once they are known to be data: each from its checked tree, with next to nothing around it."""

from __future__ import annotations

import builtins
import importlib.util
from collections.abc import Mapping
from importlib.abc import Loader, MetaPathFinder
from pathlib import Path

from verifier.claim import LeftOut
from verifier.running.data_only import LEFT_OUT
from verifier.running.words_of_data import BUILTINS

SOURCES = ("sympy", "verifier.language", "verifier.laws")


def _import(name, around=None, here=None, names=(), level=0):
    """`import` for data: from the sources and from the checked files beside."""
    if level != 1 and (level or name not in SOURCES):
        raise ImportError(f"an untrusted derivation does not import {name}")
    return __import__(name, around, here, names, level)


def surroundings() -> dict:
    """What a file finds before its first line."""
    return {"__builtins__": {"__import__": _import, **{name: getattr(builtins, name) for name in BUILTINS}},
            LEFT_OUT: LeftOut("untrusted")}


class Checked(MetaPathFinder, Loader):
    """Imports the files beside an article from their checked trees, whatever is on the disk by now."""

    def __init__(self, package: str, admitted: Mapping):
        self.files = {f"{package}.{Path(path).stem}": (path, tree) for path, (tree, _) in admitted.items()}

    def find_spec(self, fullname, path=None, target=None):
        """The checked file of that name, and no other."""
        return importlib.util.spec_from_loader(fullname, self, origin=self.files[fullname][0]) if fullname in self.files else None

    def exec_module(self, module):
        """Run the checked tree."""
        path, tree = self.files[module.__name__]
        module.__file__ = path
        module.__dict__.update(surroundings())
        exec(compile(tree, path, "exec"), module.__dict__)
