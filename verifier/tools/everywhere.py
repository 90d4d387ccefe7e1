"""A transformation of every node of a statement, which leaves its relations as they are written."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.settled import settled
from verifier.vocabulary.operators import Converges


def everywhere(node, transform):
    """Transform every node from the leaves up; relations stay unevaluated."""
    if not isinstance(node, sp.Basic) or not node.args or isinstance(node, Converges):  # whether a sum converges is not said of its value
        return node
    arguments = [everywhere(argument, transform) for argument in node.args]
    if isinstance(node, (Relational, sp.And, sp.Or, sp.Not)):
        return node.func(*arguments, evaluate=False)
    if any(new is not old for new, old in zip(arguments, node.args, strict=True)):
        node = settled(node.func(*arguments)) if isinstance(node, sp.Derivative) else node.func(*arguments)
    return transform(node)
