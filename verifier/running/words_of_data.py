"""The words that a stranger's derivation may use: of the language, of SymPy's mathematics, and where words or names may stand."""

from __future__ import annotations

from verifier import laws
from verifier.verdict import Verdict

MAKERS = ("natural", "whole", "integer", "index", "real", "positive", "nonnegative", "nonzero", "complex_number", "vector", "sequence",
          "function", "complex_function", "random_variable", "random_vector", "random_function", "point", "trajectory", "random_point",
          "random_trajectory", "convex_set", "matrix", "complex_matrix")
PROOFS = ("Source", "Claim", "Article", "given", "define", "hypothesis", "chain", "equals", "at_most", "less_than", "at_least",
          "greater_than", "therefore", "induction", "cases", "suppose", "using", "counterexample", "arithmetic", "Verdict", "REFUTED")
EXAMPLES = ("example", "coin", "lazy_coin", "lazy_coin_of_variance_1", "three_points_like_normal", "distribution", "uniform_on",
            "uniform_between", "normal", "standard_normal", "jointly", "same_as", "image_of", "multiples_of_one", "ball", "box", "interval",
            "simplex", "finite_set", "transport_plans", "entries", "logs", "moved_sums", "numbered_from_0", "shares_at_temperature",
            "sums_at_temperature", "sums_over_sets", "sums_over_sets_without")
HEADS = ("E", "Var", "Cov", "Prob", "dot", "norm", "frobenius", "spectral", "rank", "nullity", "entry", "Maximum", "Minimum", "pinv",
         "diagonal", "column", "singular_value", "left_singular_vectors", "right_singular_vectors", "spectral_radius", "with_entries",
         "characteristic_coefficient", "mean", "half", "squared_frobenius", "over_space", "linear_response")
PREDICATES = ("ForAll", "Exists", "Implies", "Iff", "Both", "Converges", "Independent", "IndependentEntries", "IdenticallyDistributed",
              "FiniteMoments", "FiniteMean", "StandardNormal", "AlmostSurely", "SmoothFunctionOf", "Element", "ConvexSetPremise", "Tends",
              "TendsFromAbove", "TendsAlmostSurely", "IsBigO", "Continuous", "ContinuousOn", "Integrable", "IntegrableNear",
              "SquareIntegrable", "BoundedVariation", "AbsolutelyContinuous", "Differentiable", "ContinuouslyDifferentiable",
              "JointlyDifferentiable", "ContinuousDerivative", "PolynomialIn", "Invertible", "Smooth", "SmoothBetween", "FunctionOfPast",
              "MeasurableMap", "Diagonalisable", "IsDiagonal", "PositiveDefinite", "DensityPath", "DominatedOverSpace", "GradientAt",
              "HasDensity", "IntegrableOverSpace", "IsDivergence", "IsGradient", "LipschitzField", "VanishingFlux")
SYMPY = frozenset((
    "Eq", "Ne", "Lt", "Le", "Gt", "Ge", "And", "Or", "Not", "Integer", "Rational", "Symbol", "Tuple", "I", "pi", "oo", "EulerGamma",
    "Sum", "Product", "Integral", "Derivative", "Limit", "Subs", "Lambda", "Piecewise", "Max", "Min", "Abs", "sign", "floor", "ceiling",
    "Mod", "sqrt", "root", "cbrt", "exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "atan2", "acot",
    "sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "LambertW", "erf", "erfc", "gamma", "loggamma", "digamma", "polygamma",
    "beta", "zeta", "factorial", "factorial2", "binomial", "harmonic", "fibonacci", "catalan", "bernoulli", "legendre", "hermite",
    "laguerre", "chebyshevt", "chebyshevu", "gegenbauer", "jacobi", "besselj", "bessely", "besseli", "besselk", "KroneckerDelta",
    "DiracDelta", "Heaviside", "re", "im", "conjugate", "arg", "Identity", "ZeroMatrix", "OneMatrix", "BlockMatrix", "MatMul", "MatAdd",
    "MatPow", "Trace", "Determinant", "Inverse", "Transpose", "Adjoint", "HadamardProduct", "KroneckerProduct"))
LANGUAGE = frozenset((*MAKERS, *PROOFS, *EXAMPLES, *HEADS, *PREDICATES, *laws.table(), "And", "Eq", "Ge", "Gt", "I", "Integer", "Le", "Lt",
                      "Ne", "Rational", "Sum", "Symbol", "Tuple"))
BUILTINS = frozenset(("dict", "abs"))
MEASURING = {"numpy", "mpmath", "math"}  # the libraries of experiments
MEASUREMENTS = {"Measurement", "monte_carlo"}  # the language's words for experiments
ATTRIBUTES = frozenset(("T", "I", "statement", "says", "right", "steps", "args", "lhs", "rhs", "subs", *(verdict.name for verdict in Verdict)))
METHODS = frozenset(("subs",))
KEYED = frozenset(("dict", "example", "using"))  # these take names of symbols, which need not be names of Python
EAGER = frozenset(("factorial", "factorial2", "binomial", "harmonic", "fibonacci", "catalan", "bernoulli", "gamma", "legendre", "hermite",
                   "laguerre", "chebyshevt", "chebyshevu", "gegenbauer", "jacobi", "zeta", "polygamma"))

# Function -> the positions and keywords of its arguments that are names of symbols, or words to be read by people.
NAMES_AT = {**dict.fromkeys((*MAKERS, "Symbol"), (0, "names", "name")), "same_as": (0, "other"), "image_of": (0, "other")}
WORDS_AT = {
    "Source": (0, 2, 3, 4, "authors", "title", "url", "equation"), "given": (0, "says"), "hypothesis": (1, "says"), "define": (2, "says"),
    "Claim": (0, "name", "equation", "latex", "note", "strength", "cites"), "example": (0, "note"), "image_of": (2, "says"),
    "Article": (0, 1, "slug", "title", "title_zh", "summary", "why_no_claims", "idea", "document")}


def is_law(name: str) -> bool:
    """Whether a law of the library has the name."""
    return name in laws.table()
