"""Formulas and evidence in words and LaTeX."""

from __future__ import annotations

from sympy import Basic, Symbol, latex, sympify
from sympy.core.function import AppliedUndef
from sympy.printing.latex import LatexPrinter

from verifier.evidence import Combination, Derivation, Identity, Instance, Lifted, Match, MatrixRules, Rewrite, Sign
from verifier.record import Formula
from verifier.symbols import PointValued


class Printer(LatexPrinter):
    """SymPy's printer with iterates and entries as subscripts."""

    def _print_Function(self, node, exp=None):
        simple = isinstance(node, AppliedUndef) and len(node.args) == 1 and (node.args[0].is_integer or isinstance(node, PointValued))
        if not simple:
            return super()._print_Function(node, exp)
        body = rf"{_name(node.func.__name__)}_{{{self._print(node.args[0])}}}"
        return body if exp is None else rf"{body}^{{{exp}}}"

    def _print_Indexed(self, node):
        return rf"{_name(str(node.base.label))}_{{{','.join(map(self._print, node.indices))}}}"


def _name(name: str) -> str:
    """The name in LaTeX, braced when it has a subscript of its own."""
    written = latex(Symbol(name))
    return f"{{{written}}}" if "_" in written else written


PRINTER = {"mul_symbol": None, "fold_short_frac": False}


def formula(part) -> Formula:
    """A statement or expression as text and as LaTeX; what cannot be printed as LaTeX is text only."""
    part = sympify(part) if isinstance(part, int) else part
    try:
        return Formula(text=str(part), latex=Printer(PRINTER).doprint(part) if isinstance(part, Basic) else "")
    except Exception:  # a printer that fails must not hide the claim
        return Formula(text=str(part))


def evidence_words(evidence: Derivation) -> str:
    """One line for each lemma, one for the closing."""
    lines = [f"({number}) {_lemma(lemma)}" for number, lemma in enumerate(evidence.lemmas, 1)]
    return "\n".join([*lines, _closing(evidence.closing)])


def _lemma(lemma) -> str:
    if isinstance(lemma, Instance):
        shown = ", ".join(sorted(f"{key} := {value}" for key, value in lemma.values.items() if key != value))
        return lemma.fact + (f" with {shown}" if shown else "")
    if isinstance(lemma, Lifted):
        where = f" over {lemma.limits[0]} from {lemma.limits[1]} to {lemma.limits[2]}" if lemma.limits else ""
        inner = evidence_words(lemma.proof).replace("\n", "; ")
        return f"under the {lemma.head}{where}: {lemma.left} {lemma.relation} {lemma.right}, because {inner}"
    return type(lemma).__name__


def _closing(closing) -> str:
    if isinstance(closing, Identity):
        if not closing.rewrites:
            return "Both sides have the same normal form."
        return "Rewritten by " + "; then ".join(map(_rewrite, closing.rewrites)) + "; then both sides have the same normal form."
    if isinstance(closing, Combination):
        parts = [f"({multiplier}) times ({position + 1})" for position, multiplier in closing.multipliers]
        if closing.remainder != 0:
            parts.append(f"{closing.remainder}, which is not negative")
        return "Right side minus left side is " + (" plus ".join(parts) if parts else "zero") + "."
    if isinstance(closing, Match):
        return f"It is what ({closing.position + 1}) says."
    if isinstance(closing, Sign):
        return "The sign is visible in the structure" + "."
    if isinstance(closing, MatrixRules):
        return "With these equations as rewriting rules both sides have the same normal form."
    return type(closing).__name__


def _rewrite(rewrite: Rewrite) -> str:
    return _lemma(rewrite.instance) + (" (read from right to left)" if rewrite.backwards else "")
