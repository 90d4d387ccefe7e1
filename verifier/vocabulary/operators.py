"""The unevaluated heads of the language: expectations, inner products, matrices' norms, and statements.

A head carries how it prints and, through `tools.evaluate`, what number it means; it never simplifies itself.
"""

from __future__ import annotations

from sympy import Basic, Expr, I, MatrixExpr, Rational, S, Sum, Symbol, Tuple, sympify
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

from verifier.claim import MalformedClaim
from verifier.phrases import places_of, words_and_formulas


def may_be_complex(node) -> bool:
    """Whether the value of a head on the node, such as its mean, need not be real."""
    if node is I or hasattr(node, "has_complex_entries") or isinstance(node, Symbol) and node.is_complex and not node.is_extended_real:
        return True
    if isinstance(node, Operator):
        return not node.is_extended_real
    if isinstance(node, AppliedUndef) and not node.is_extended_real and not getattr(node, "is_point_valued", False):
        return True
    return any(map(may_be_complex, node.args))


class Operator(Expr):
    """A scalar head whose derivative is never taken by the chain rule of a computer algebra system."""

    is_commutative = True
    is_number = False
    name_in_latex = ""

    def __new__(cls, *arguments):
        return Expr.__new__(cls, *(sympify(argument) for argument in arguments))

    def _eval_is_extended_real(self):
        return None if any(map(may_be_complex, self.args)) else True

    def _eval_is_finite(self):
        return True

    def _eval_derivative(self, variable):
        from sympy import Derivative
        return S.Zero if variable not in self.free_symbols else Derivative(self, variable, evaluate=False)

    def _latex(self, printer, exp=None):
        inner = ", ".join(printer._print(argument) for argument in self.args)
        power = f"^{{{exp}}}" if exp is not None else ""
        return rf"{self.name_in_latex or type(self).__name__}{power}\left[{inner}\right]"


class E(Operator):
    """The expectation of a random expression."""

    name_in_latex = r"\mathbb{E}"

    def _eval_is_extended_nonnegative(self):
        return True if self.args[0].is_extended_nonnegative else None


class Var(Operator):
    """The variance of a random expression."""

    name_in_latex = r"\operatorname{Var}"

    def _eval_is_extended_nonnegative(self):
        return True


class Cov(Operator):
    """The covariance of two random expressions."""

    name_in_latex = r"\operatorname{Cov}"


class Prob(Operator):
    """The probability of an event."""

    name_in_latex = r"\mathbb{P}"

    def _eval_is_extended_nonnegative(self):
        return True


class dot(Operator):  # noqa: N801 - reads like the mathematics
    """The inner product of two points."""

    def _latex(self, printer, exp=None):
        left, right = (printer._print(argument) for argument in self.args)
        body = rf"\left\langle {left},\, {right}\right\rangle"
        return body if exp is None else rf"{{{body}}}^{{{exp}}}"


class Norm(Operator):
    """A norm, with what distinguishes it as its subscript."""

    subscript = ""

    def _eval_is_extended_nonnegative(self):
        return True

    def _latex(self, printer, exp=None):
        body = rf"\left\lVert {printer._print(self.args[0])}\right\rVert{self.subscript}"
        return body if exp is None else rf"{body}^{{{exp}}}"


class norm(Norm):  # noqa: N801
    """The Euclidean norm of a point."""


class frobenius(Norm):  # noqa: N801
    """The Frobenius norm of a matrix: the root of the sum of the squares of the absolute values of its entries."""

    subscript = "_F"


class spectral(Norm):  # noqa: N801
    """The spectral norm of a matrix: its largest singular value."""

    subscript = "_2"


class rank(Operator):  # noqa: N801
    """The rank of a matrix."""

    def _eval_is_integer(self):
        return True

    def _eval_is_extended_nonnegative(self):
        return True

    def _latex(self, printer, exp=None):
        return rf"\operatorname{{rank}} {printer._print(self.args[0])}"


class entry(Operator):  # noqa: N801
    """The entry in row i and column j of a matrix, both counted from 1."""

    def _latex(self, printer, exp=None):
        which, i, j = (printer._print(argument) for argument in self.args)
        body = rf"\left({which}\right)_{{{i},{j}}}"
        return body if exp is None else rf"{body}^{{{exp}}}"


class Maximum(Operator):
    """The largest of finitely many numbers body(i), i = lower, ..., upper."""

    word = r"\max"

    def __new__(cls, body, limits):
        return Expr.__new__(cls, sympify(body), Tuple(*limits))

    @property
    def bound_symbols(self):
        return (self.args[1][0],)

    @property
    def free_symbols(self):
        i, lower, upper = self.args[1]
        return (self.args[0].free_symbols - {i}) | lower.free_symbols | upper.free_symbols

    def _latex(self, printer, exp=None):
        i, lower, upper = (printer._print(part) for part in self.args[1])
        body = rf"{self.word}_{{{lower}\le {i}\le {upper}}} {printer._print(self.args[0])}"
        return body if exp is None else rf"\left({body}\right)^{{{exp}}}"


class Minimum(Maximum):
    """The smallest of finitely many numbers body(i), i = lower, ..., upper."""

    word = r"\min"


class pinv(MatrixExpr):  # noqa: N801
    """The Moore-Penrose pseudo-inverse of a matrix."""

    def __new__(cls, which):
        return Basic.__new__(cls, sympify(which))

    @property
    def shape(self):
        return self.args[0].shape[::-1]

    def _eval_transpose(self):
        return pinv(self.args[0].T)

    def _entry(self, i, j, **kwargs):
        return entry(self, i + 1, j + 1)

    def _latex(self, printer, exp=None):
        inner = printer._print(self.args[0])
        return rf"{{{inner}}}^{{\dagger}}" if self.args[0].is_symbol else rf"\left({inner}\right)^{{\dagger}}"


class diagonal(MatrixExpr):  # noqa: N801
    """The n by n diagonal matrix with entries body(i), i = 1, ..., n."""

    def __new__(cls, body, limits):
        i, lower, upper = limits
        if lower != 1:
            raise ValueError(f"diagonal: expected an index that starts at 1, found {lower}")
        return Basic.__new__(cls, sympify(body), Tuple(i, sympify(lower), sympify(upper)))

    @property
    def shape(self):
        return (self.args[1][2], self.args[1][2])

    @property
    def bound_symbols(self):
        return (self.args[1][0],)

    @property
    def free_symbols(self):
        i, _, upper = self.args[1]
        return (self.args[0].free_symbols - {i}) | upper.free_symbols

    def _eval_transpose(self):
        return self

    def _entry(self, i, j, **kwargs):
        return entry(self, i + 1, j + 1)

    def _latex(self, printer, exp=None):
        i, _, upper = (printer._print(part) for part in self.args[1])
        return rf"\operatorname{{diag}}_{{{i}\le {upper}}}\left({printer._print(self.args[0])}\right)"


class column(MatrixExpr):  # noqa: N801
    """The j-th column of a matrix, counted from 1, as a matrix with one column."""

    def __new__(cls, which, j):
        return Basic.__new__(cls, sympify(which), sympify(j))

    @property
    def shape(self):
        return (self.args[0].shape[0], S.One)

    def _entry(self, i, j, **kwargs):
        return entry(self, i + 1, j + 1)

    def _latex(self, printer, exp=None):
        return rf"\left({printer._print(self.args[0])}\right)_{{:,{printer._print(self.args[1])}}}"


class singular_value(Operator):  # noqa: N801
    """The k-th singular value of a matrix, k = 1, ..., rank: positive, and the largest comes first."""

    def _eval_is_extended_positive(self):
        return True

    def _latex(self, printer, exp=None):
        which, k = (printer._print(argument) for argument in self.args)
        body = rf"\sigma_{{{k}}}\left({which}\right)"
        return body if exp is None else rf"{body}^{{{exp}}}"


class left_singular_vectors(MatrixExpr):  # noqa: N801
    """The matrix U of a compact singular value decomposition A = U S V^T, with rank A columns (chosen once for each A)."""

    letter = "U"

    def __new__(cls, which):
        return Basic.__new__(cls, sympify(which))

    @property
    def shape(self):
        return (self.args[0].shape[0], rank(self.args[0]))

    def _entry(self, i, j, **kwargs):
        return entry(self, i + 1, j + 1)

    def _latex(self, printer, exp=None):
        return rf"{self.letter}_{{{printer._print(self.args[0])}}}"


class right_singular_vectors(left_singular_vectors):  # noqa: N801
    """The matrix V of the same decomposition A = U S V^T."""

    letter = "V"

    @property
    def shape(self):
        return (self.args[0].shape[1], rank(self.args[0]))


class nullity(Operator):  # noqa: N801
    """The dimension of the null space of a matrix, that is of all columns x with A x = 0."""

    def _eval_is_integer(self):
        return True

    def _eval_is_extended_nonnegative(self):
        return True

    def _latex(self, printer, exp=None):
        return rf"\dim\ker {printer._print(self.args[0])}"


class Predicate(Boolean):
    """A statement that is not a relation between two expressions; `template` is how it reads."""

    template = ""
    latex_template = ""
    binds: tuple[int, ...] = ()  # positions of arguments that are bound variables

    def __new__(cls, *arguments):
        if len(arguments) < (count := places_of(cls.template)):
            raise MalformedClaim(f"{cls.__name__} takes {count} arguments, found {len(arguments)}",
                                 f"{cls.__name__}({', '.join('abcdef'[:count])}) reads: {cls.template.format(*'abcdef')}")
        return Basic.__new__(cls, *(sympify(argument) for argument in arguments))

    @property
    def bound_symbols(self):
        return tuple(self.args[position] for position in self.binds)

    @property
    def free_symbols(self):
        found = set().union(*(argument.free_symbols for argument in self.args)) if self.args else set()
        return found - set(self.bound_symbols)

    def _sympystr(self, printer):
        if self.template:
            words = [printer._print(argument) for argument in self.args]
            return self.template.format(*words, all=" and ".join(words))
        return f"{type(self).__name__}({', '.join(printer._print(argument) for argument in self.args)})"

    def _latex(self, printer):
        words = [printer._print(argument) for argument in self.args]
        if self.latex_template:
            return self.latex_template.format(*words, all=r"\ \text{and}\ ".join(words))
        if self.template:
            return "".join(words_and_formulas(self.template, words))
        return rf"\operatorname{{{type(self).__name__}}}\left({', '.join(words)}\right)"


def predicate(name: str, template: str = "", latex: str = "", binds: tuple[int, ...] = ()) -> type[Predicate]:
    """A new kind of premise, such as "u has bounded variation on [a, b]"; {0}, {1} stand for its arguments, {all} for all."""
    return type(name, (Predicate,), {"template": template, "latex_template": latex, "binds": binds, "__doc__": template, "__module__": __name__})


class ForAll(Predicate):
    """For all `variables` that meet the conditions, the statement holds: ForAll((x, y), conditions, statement)."""

    def __new__(cls, variables, conditions, statement):
        variables = (variables,) if isinstance(variables, Basic) and not isinstance(variables, Tuple) else variables
        conditions = (conditions,) if isinstance(conditions, Boolean) else conditions
        asked = [item for item in map(sympify, conditions) if item is not S.true]  # such as t != oo for a real t
        return Basic.__new__(cls, Tuple(*variables), Tuple(*asked), sympify(statement))

    @property
    def bound_symbols(self):
        return tuple(self.args[0])

    def _sympystr(self, printer):
        names, conditions, statement = self.args
        where = f" with {', '.join(printer._print(item) for item in conditions)}" if conditions else ""
        return f"for all {', '.join(printer._print(item) for item in names)}{where}: {printer._print(statement)}"

    def _latex(self, printer):
        names, conditions, statement = self.args
        where = r"\ \text{with}\ " + r",\ ".join(printer._print(item) for item in conditions) if conditions else ""
        return (r"\forall\," + r",".join(printer._print(item) for item in names) + where + r":\ "
                + printer._print(statement))


class Converges(Predicate):
    """The infinite sum, product, improper integral or limit exists as a finite number."""

    template = "{0} converges"


class Exists(Predicate):
    """There are values of the variables that make the statement true."""

    def __new__(cls, variables, statement):
        return Basic.__new__(cls, Tuple(*variables), statement)

    @property
    def bound_symbols(self):
        return tuple(self.args[0])

    def _sympystr(self, printer):
        return f"there is {', '.join(map(printer._print, self.args[0]))} with {printer._print(self.args[1])}"


Independent = predicate("Independent", "{0} and {1} are independent")
IndependentEntries = predicate("IndependentEntries", "the entries of {0} are independent")
IdenticallyDistributed = predicate("IdenticallyDistributed", "the entries of {0} have the same law")
class FiniteMoments(Predicate):
    """All moments of the random symbols that are written are finite; without it E of a sum is not split."""

    def _sympystr(self, printer):
        return f"all moments of {' and '.join(map(printer._print, self.args))} that are written are finite"

    def _latex(self, printer):
        names = r"\text{ and }".join(map(printer._print, self.args))
        return rf"\text{{all moments of }}{names}\text{{ that are written are finite}}"


StandardNormal = predicate("StandardNormal", "each entry of {0} is standard normal")
FiniteMean = predicate("FiniteMean", "{0} has a finite mean")
AlmostSurely = predicate("AlmostSurely", "{0} almost surely")
SmoothFunctionOf = predicate("SmoothFunctionOf", "{0} is a smooth function of the entries of {1} and of nothing else that is random")
Element = predicate("Element", "{0} is in {1}", r"{0}\in {1}")
ConvexSetPremise = predicate("ConvexSetPremise", "{0} is convex")
Implies = predicate("Implies", "{0} implies {1}", r"{0}\ \Rightarrow\ {1}")
Iff = predicate("Iff", "{0} if and only if {1}", r"{0}\iff {1}")
Both = predicate("Both", "{all}", "{all}")  # two statements or more
Tends = predicate("Tends", "{0} -> {3} as {1} -> {2}", r"{0}\longrightarrow {3}\quad({1}\to {2})", binds=(1,))
TendsFromAbove = predicate("TendsFromAbove", "{0} -> {3} as {1} -> {2} from above",
                           r"{0}\longrightarrow {3}\quad({1}\to {2}^+)", binds=(1,))
TendsAlmostSurely = predicate("TendsAlmostSurely", "{0} -> {3} almost surely as {1} -> {2}",
                              r"{0}\longrightarrow {3}\ \text{{a.s.}}\quad({1}\to {2})", binds=(1,))
IsBigO = predicate("IsBigO", "{0} = O({1}) as {2} -> {3}", r"{0}=O\left({1}\right)\quad({2}\to {3})", binds=(2,))
Continuous = predicate("Continuous", "{0} is continuous at {1}")
ContinuousOn = predicate("ContinuousOn", "{0} is continuous for {1} in [{2}, {3}]", binds=(1,))
Integrable = predicate("Integrable", "{0} is integrable for {1} in [{2}, {3}]", binds=(1,))
IntegrableNear = predicate("IntegrableNear", "{0} is integrable for {1} in a neighbourhood of [{2}, {3}]", binds=(1,))
SquareIntegrable = predicate("SquareIntegrable", "{0} is square-integrable for {1} in [{2}, {3}]", binds=(1,))
BoundedVariation = predicate("BoundedVariation", "{0} has bounded variation for {1} in [{2}, {3}]", binds=(1,))
AbsolutelyContinuous = predicate("AbsolutelyContinuous", "{0} is absolutely continuous for {1} in [{2}, {3}]", binds=(1,))
Differentiable = predicate("Differentiable", "{0} is differentiable in {1}")
ContinuouslyDifferentiable = predicate("ContinuouslyDifferentiable", "{0} is continuously differentiable for every real {1}", binds=(1,))
JointlyDifferentiable = predicate(
    "JointlyDifferentiable", "{0} is continuously differentiable near this {1} and for every real {2}", binds=(2,))
ContinuousDerivative = predicate(
    "ContinuousDerivative", "{0} has a derivative in {1} that is continuous near this {1} and for {2} in [{3}, {4}]", binds=(2,))
PolynomialIn = predicate("PolynomialIn", "{0} is a polynomial in {1} of degree at most {2}", binds=(1,))
Invertible = predicate("Invertible", "{0} is invertible")
Smooth = predicate("Smooth", "{0} is smooth")
SmoothBetween = predicate("SmoothBetween", "{0} has derivatives of every order for {2} < {1} < {3}", binds=(1,))
FunctionOfPast = predicate("FunctionOfPast", "{0} is a function of the entries of {1} before the entry {2}")
MeasurableMap = predicate("MeasurableMap", "{0} is measurable")


def mean(body, limits) -> Expr:
    """The arithmetic mean of body(i) for i = lower, ..., upper."""
    i, lower, upper = limits
    return Sum(body, (i, lower, upper)) / (sympify(upper) - sympify(lower) + 1)


def squared_frobenius(which) -> Expr:
    """The sum of the squares of the entries of a matrix."""
    return frobenius(which) ** 2


def half(value=1):
    """Exactly one half of the value."""
    return Rational(1, 2) * sympify(value)
