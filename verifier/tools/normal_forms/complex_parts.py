"""Complex symbols by their real and imaginary parts, where a statement asks for these."""

from __future__ import annotations

import sympy as sp

from verifier.tools.relations import ORDER

ASKING = (sp.re, sp.im, sp.conjugate, sp.Abs, sp.arg)


def by_parts(statement, context, data):
    """The relation for z = a + b i with any real a and b, which suffices; None where no complex symbol is asked for its parts."""
    of_order = isinstance(statement, ORDER) and statement.has(*ASKING)
    if not of_order and not (isinstance(statement, sp.Eq) and statement.has(sp.re, sp.im)):
        return None
    asked = {symbol for node in statement.atoms(*ASKING) for symbol in node.free_symbols if symbol.is_Symbol and symbol.is_real is None}
    names = {symbol.name for symbol in statement.free_symbols}
    parts = {}
    for symbol in sorted(asked & statement.free_symbols, key=str):
        pair = [f"{symbol.name}_{word}" for word in ("re", "im")]
        if names & set(pair):
            return None
        a, b = (sp.Symbol(name, real=True) for name in pair)
        parts[symbol] = a + sp.I * b
    if not parts or any(symbol in parts for node in statement.atoms(sp.Derivative) for symbol in node.variables):
        return None
    sides = [side.xreplace(parts) for side in statement.args]
    return statement.func(*(map(_with_roots, sides) if of_order else sides), evaluate=False)


def _with_roots(side):
    """Moduli of what has visible parts as roots of their squares."""
    def root(node):
        parts = node.args[0].as_real_imag()
        return node if any(part.has(sp.re, sp.im, sp.I) for part in parts) else sp.sqrt(parts[0] ** 2 + parts[1] ** 2)
    return side.replace(lambda node: isinstance(node, sp.Abs), root)
