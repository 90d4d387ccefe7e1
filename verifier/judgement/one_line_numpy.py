"""A statement at a witness as one line of Python with NumPy: matrices and points."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.printing.numpy import NumPyPrinter

from verifier.judgement.one_line import OneLine
from verifier.vocabulary.valuation import show_value


class Arrays(OneLine, NumPyPrinter):
    """NumPy on arrays of floating-point numbers."""

    opening = ("from numpy import *", "from numpy.linalg import *")
    close = "allclose"

    def __init__(self, values, laws):
        NumPyPrinter.__init__(self, {"fully_qualified_modules": False, "allow_unknown_functions": False})
        self.values, self.laws = values, laws

    def settings(self) -> list[str]:
        """Matrices as arrays."""
        return [f"{self.name(key)} = " + (f"array({show_value(value)})" if isinstance(value, tuple) else self.value(value))
                for key, value in self.values.items()]

    def _print_AppliedUndef(self, node):
        return self.applied(node)

    def _print_Function(self, node):
        return self.applied(node) if isinstance(node, AppliedUndef) else super()._print_Function(node)

    def _print_Sum(self, node):
        return f"sum([{self.doprint(node.function)} {self.loop(node.limits)}], 0)"  # by the first axis: the terms may be points

    def _print_Tuple(self, node):
        return f"array([{', '.join(map(self.doprint, node.args))}])"

    def _print_dot(self, node):
        return f"dot({self.doprint(node.args[0])}, {self.doprint(node.args[1])})"

    def _print_entry(self, node):
        which, row, number = node.args
        return f"{self.doprint(which)}[{self.place(row)}, {self.place(number)}]"

    def _print_column(self, node):
        return f"{self.doprint(node.args[0])}[:, [{self.place(node.args[1])}]]"

    def _print_diagonal(self, node):
        return f"diag([{self.doprint(node.args[0])} {self.loop(node.args[1:])}])"

    def _print_pinv(self, node):
        return f"pinv({self.doprint(node.args[0])})"

    def _print_norm(self, node):
        return f"norm({self.doprint(node.args[0])})"

    _print_frobenius = _print_norm

    def _print_spectral(self, node):
        return f"norm({self.doprint(node.args[0])}, 2)"

    def _print_rank(self, node):
        return f"matrix_rank({self.doprint(node.args[0])})"

    def _print_Trace(self, node):
        return f"trace({self.doprint(node.args[0])})"

    def _print_Determinant(self, node):
        return f"det({self.doprint(node.args[0])})"

    def _print_Inverse(self, node):
        return f"inv({self.doprint(node.args[0])})"

    def _print_Transpose(self, node):
        return f"({self.doprint(node.args[0])}).T"

    def _print_Adjoint(self, node):
        return f"({self.doprint(node.args[0])}).conj().T"

    def _print_MatMul(self, node):
        factors = [self.doprint(part) for part in node.args if isinstance(part, sp.MatrixExpr)]
        numbers = [f"({self.doprint(part)})*" for part in node.args if not isinstance(part, sp.MatrixExpr)]
        return "(" + "".join(numbers) + "(" + " @ ".join(factors) + "))"

    def _print_MatPow(self, node):
        return f"matrix_power({self.doprint(node.base)}, {self.doprint(node.exp)})"

    def _print_Identity(self, node):
        return f"eye({self.doprint(node.shape[0])})"

    def _print_ZeroMatrix(self, node):
        return f"zeros(({self.doprint(node.shape[0])}, {self.doprint(node.shape[1])}))"

    def _print_Min(self, node):
        return f"min([{', '.join(map(self.doprint, node.args))}])"

    def _print_Max(self, node):
        return f"max([{', '.join(map(self.doprint, node.args))}])"

    def _print_MatrixElement(self, node):
        return f"{self.doprint(node.parent)}[{self.doprint(node.i)}, {self.doprint(node.j)}]"
