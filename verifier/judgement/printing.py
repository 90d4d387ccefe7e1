"""Formulas and evidence in words and LaTeX."""

from __future__ import annotations

import re

from sympy import Basic, Integral, Limit, Product, Sum, Symbol, sympify
from sympy.core.function import AppliedUndef
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

from verifier.evidence import (
    SUFFICIENT,
    AlgebraicNumber,
    AlongRecurrence,
    AtPlaces,
    AtValues,
    Combination,
    Constancy,
    Cover,
    Denied,
    Derivation,
    EqualCases,
    Evidence,
    Exhibited,
    Exponentiated,
    Falling,
    Fingerprint,
    FirstPlaces,
    ForEvery,
    Identity,
    Instance,
    Lifted,
    Match,
    MatrixRules,
    NonNegative,
    Numbers,
    Parts,
    QuotientSteps,
    Rewrite,
    Rewritten,
    Sign,
    SignCases,
    Steps,
    TwoSteps,
    Unrolled,
    Witness,
)
from verifier.record import Formula
from verifier.tools.inequalities.entry_bounds import said
from verifier.vocabulary.symbols import PointValued


class _AsBuilt:
    """Sums and products with constant integrals or sums keep their order; SymPy would evaluate each of them to find a better one."""

    def _as_ordered_terms(self, expression, order=None):
        return list(expression.args) if _has_constants(expression) else super()._as_ordered_terms(expression, order=order)

    def _print_Mul(self, expression):
        if not _has_constants(expression):
            return super()._print_Mul(expression)
        before, self._settings["order"] = self._settings["order"], "none"
        try:
            return super()._print_Mul(expression)
        finally:
            self._settings["order"] = before


def _has_constants(expression) -> bool:
    return any(not node.free_symbols for node in expression.atoms(Integral, Sum, Product, Limit))


class _Text(_AsBuilt, StrPrinter):
    """SymPy's text."""


class Printer(_AsBuilt, LatexPrinter):
    """SymPy's printer with iterates and entries as subscripts, and with upright words in the subscripts of names."""

    def _deal_with_super_sub(self, string, style="plain"):
        return _WORDS.sub(_upright, super()._deal_with_super_sub(string, style))

    def _print_Function(self, node, exp=None):
        simple = isinstance(node, AppliedUndef) and len(node.args) == 1
        if not simple or not (node.args[0].is_integer or isinstance(node, PointValued)):
            return super()._print_Function(node, exp)
        body = rf"{_name(node.func.__name__)}_{{{self._print(node.args[0])}}}"
        return body if exp is None else rf"{body}^{{{exp}}}"

    def _print_Indexed(self, node):
        return rf"{_name(str(node.base.label))}_{{{','.join(map(self._print, node.indices))}}}"


_WORDS = re.compile(r"(?<=_\{)[a-z]{3,}(?=\})")


def _upright(found: re.Match) -> str:
    return r"\star" if found[0] == "star" else rf"\mathrm{{{found[0]}}}"


def _name(name: str) -> str:
    """The name in LaTeX, braced when it has a subscript or superscript of its own."""
    written = Printer(PRINTER).doprint(Symbol(name))
    return f"{{{written}}}" if "_" in written or "^" in written else written


PRINTER = {"mul_symbol": None, "fold_short_frac": False}


def text(part) -> str:
    """An expression or statement in one line of text."""
    return _Text().doprint(part) if isinstance(part, Basic) else str(part)


def formula(part) -> Formula:
    """A statement or expression as text and as LaTeX; what cannot be printed as LaTeX is text only."""
    part = sympify(part) if isinstance(part, int) else part
    try:
        return Formula(text=text(part), latex=Printer(PRINTER).doprint(part) if isinstance(part, Basic) else "")
    except Exception:  # a printer that fails must not hide the claim
        return Formula(text=str(part))


def evidence_words(evidence: Evidence) -> str:
    """The evidence in sentences that a mathematician can check: what was shown, and from what."""
    return WORDS[type(evidence)](evidence)


def _derivation(evidence: Derivation) -> str:
    lines = [f"({number}) {_lemma(lemma)}" for number, lemma in enumerate(evidence.lemmas, 1)]
    return "\n".join([*lines, evidence_words(evidence.closing)])


def _lemma(lemma) -> str:
    if isinstance(lemma, Instance):
        shown = ", ".join(sorted(f"{key} := {value}" for key, value in lemma.values.items() if key != value))
        return lemma.fact + (f" with {shown}" if shown else "")
    where = f" over {lemma.limits[0]} from {lemma.limits[1]} to {lemma.limits[2]}" if lemma.limits else ""
    inner = evidence_words(lemma.proof).replace("\n", "; ")
    return f"under the {lemma.head}{where}: {lemma.left} {lemma.relation} {lemma.right}, because {inner}"


def _identity(closing: Identity) -> str:
    if not closing.rewrites:
        return "Both sides have the same normal form."
    return "Rewritten by " + "; then ".join(map(_rewrite, closing.rewrites)) + "; then both sides have the same normal form."


def _rewrite(rewrite: Rewrite) -> str:
    return _lemma(rewrite.instance) + (" (read from right to left)" if rewrite.backwards else "")


def _combination(closing: Combination) -> str:
    parts = [f"({multiplier}) times ({position + 1})" for position, multiplier in closing.multipliers]
    if closing.remainder != 0:
        parts.append(f"{closing.remainder}, which is not negative")
    return "Right side minus left side is " + (" plus ".join(parts) if parts else "zero") + "."


def _cover(evidence: Cover) -> str:
    where = ", ".join(f"{low} <= {symbol} <= {high}" for symbol, low, high in evidence.region)
    return (f"Boxes without a gap between them cover {where}; on each of the {len(evidence.boxes)} boxes ball arithmetic with "
            f"{evidence.bits} bits shows the relation.")


def _witness(evidence: Witness) -> str:
    values = evidence.values.describe() if hasattr(evidence.values, "describe") else evidence.values
    where = ", ".join(f"{name} = {value}" for name, value in values.items())
    return f"At {where} every premise holds and the statement fails; balls of {evidence.bits} bits decide each of them."


def _exponentiated(evidence: Exponentiated) -> str:
    if evidence.factor == 1:
        return ("Both sides are real, and the exponentials of the sides agree as random elements of finite fields; "
                "the exponential is one to one on the reals.")
    at = ", ".join(f"{key} = {value}" for key, value in evidence.at.items())
    return (f"exp({evidence.factor} (left - right)) = 1 as an identity in finite fields, so the difference is one of the numbers "
            f"that this leaves; it is continuous, and {'at ' + at + ' ' if at else ''}a ball shows that it is nearer to 0 than "
            "any other of them.")


def _constancy(evidence: Constancy) -> str:
    return (f"The difference of the sides has derivative 0 along {evidence.variable} ({_inner(evidence.slope)}) and is 0 at "
            f"{evidence.variable} = {evidence.point} ({_inner(evidence.value)}), so it is 0 on the whole interval.")


def _sign_cases(evidence: SignCases) -> str:
    shown = [f"where {evidence.expression} {word} 0: " + ("it cannot be" if inner is None else _inner(inner))
             for word, inner in ((">", evidence.positive), ("=", evidence.zero), ("<", evidence.negative))]
    return "By cases, " + "; ".join(shown) + "."


def _equal_cases(evidence: EqualCases) -> str:
    return f"By cases, where {evidence.expression} = 0: {_inner(evidence.zero)}; elsewhere: {_inner(evidence.other)}."


def _rewritten(evidence: Rewritten) -> str:
    tell = said if evidence.rule == "sums over entries as numbers" else _told
    told = "".join(f"; {tell(item)}" for item in evidence.data)
    kind = "Reduced to a stronger statement" if evidence.rule in SUFFICIENT else "Rewritten as an equivalent statement"
    return f"{kind} ({evidence.rule}{told}), and then: {_inner(evidence.inner)}."


def _told(item) -> str:
    return " has ".join(map(str, item)) if isinstance(item, tuple) else str(item)


def _parts(evidence: Parts) -> str:
    if evidence.position is not None:
        return f"Part {evidence.position + 1} of the disjunction holds: {_inner(evidence.parts[0])}."
    return "Each part holds: " + "; ".join(f"({number}) {_inner(part)}" for number, part in enumerate(evidence.parts, 1)) + "."


def _steps(evidence: Steps) -> str:
    n = evidence.variable
    return (f"Induction on {n} from {evidence.start}: at {evidence.start}, {_inner(evidence.base)}; from {n} to {n} + 1 both "
            f"sides grow alike, or in the right order: {_inner(evidence.step)}.")


def _quotient_steps(evidence: QuotientSteps) -> str:
    n, quotient = evidence.variable, "the quotient of the larger side by the smaller one, both positive,"
    if evidence.falling:
        return (f"From {n} to {n} + 1 {quotient} falls: {_inner(evidence.step)}; its limit is not below 1: {_inner(evidence.base)}.")
    return (f"Induction on {n} from {evidence.start}: at {evidence.start}, {_inner(evidence.base)}; from {n} to {n} + 1 {quotient} "
            f"does not fall, by its logarithm: {_inner(evidence.step)}.")


def _first_places(evidence: FirstPlaces) -> str:
    n, last = evidence.variable, evidence.start + len(evidence.places) - 1
    told = list(dict.fromkeys(_inner(part) for part in evidence.places))
    return f"From {n} = {evidence.start} to {last} one by one: {'; '.join(told)}; beyond that: {_inner(evidence.rest)}."


def _two_steps(evidence: TwoSteps) -> str:
    n, start, told = evidence.variable, evidence.start, "; ".join(map(_inner, evidence.bases))
    return (f"Induction on {n} over two places: at {start} and {start + 1}, {told}; the gap at {n} + 2 is "
            f"{'' if evidence.equal else 'at least '}the sum of those at {n} + 1 and {n}: {_inner(evidence.rest)}.")


def _falling(evidence: Falling) -> str:
    return (f"From {evidence.variable} to {evidence.variable} + 1 the larger side minus the smaller one does not rise: {_inner(evidence.step)}; "
            f"its limit is not negative: {_inner(evidence.limit)}.")


def _nonnegative(evidence: NonNegative) -> str:
    if not evidence.data:
        return "The sign of the larger side minus the smaller one is visible in its structure."
    return "Of the larger side minus the smaller one: " + _tree(evidence.data[0]) + "."


RULES = {  # of `tools.inequality_rules`, said of the gap: the larger side minus the smaller one
    "sign": "its sign is visible", "core": "it is a visibly positive factor times another gap",
    "ladder": "it is not negative at a point and does not fall on the way from there",
    "from an end": "its limit at an open end is not negative and it does not fall on the way from there",
    "concave": "it is concave between two ends",
    "hill": "it first rises and then falls, so that its least values are at the ends",
    "quadratic": "its discriminant is not positive",
    "bounded": "it is affine in a bounded function, and so least where that is -1 or 1",
    "tangents": "each logarithm lies on one side of its tangent", "supports": "each power lies above its tangent",
    "each": "it falls with an absolute value or a largest number: every operand in its place", "split": "where an expression is >= 0, and <= 0",
    "some": "it rises with a largest number: some of what that is at least in its place",
    "orders": "every order of the symbols", "squares": "it is a sum of squares", "cover": "boxes with balls",
    "contact": "Taylor's formula around a point of contact, and balls elsewhere", "exponential": "its exponential is at least 1",
    "logarithms": "the logarithms of the sides compare alike", "powers": "powers of the sides compare alike",
    "common exponent": "powers with one exponent compare as their bases do",
    "mirror": "it is even in a symbol", "forgotten": "a bound is not needed", "inverse": "a symbol as the reciprocal of another",
    "descent": "it is at least what it is one further, down to a limit that is not negative",
    "projected": "what the bounds of a symbol that does not occur say of the others", "boundary": "at an end, and inside",
    "homogeneous": "it scales, and so one symbol may be 1",
    "beside": "it is positive beside a place, or far out, where its leading term rules",
    "bernoulli": "powers by Bernoulli's inequality", "by square": "the square of what a root has to exceed compares alike",
    "stated": "it is what was stated", "means": "the arithmetic mean is at least the geometric one, with weights",
    "addition": "a sine or cosine of a sum by its parts", "as one": "a product or a quotient that stands alone, as one variable"}


def _tree(tree) -> str:
    """The rule at the root with what it was told, then in brackets what it leaves to show."""
    rule, data, inner = tree
    if rule == "squares":
        squares = (f"{factor} ({root})^2" + ("" if place is None else f" times bound {place + 1}")
                   for factor, root, place in data[1])
        told = f" ({data[0]} times it is {' + '.join(squares)})"
    elif rule == "cover":
        told = f" ({len(data[1])} boxes, {', '.join(f'{low} <= {symbol} <= {high}' for symbol, low, high in data[0])})"
    elif rule == "means":
        told = f" ({', '.join(f'{term} with weight {weight}' for term, weight in zip(*data[:2], strict=True))})"
    elif rule in ("tangents", "supports"):
        told = f" ({', '.join(f'{item} at {place}' + ''.join(f' by its power {r}' for r in power) for item, place, *power in data)})"
    else:
        told = f" ({', '.join(f'{len(item)} boxes' if isinstance(item, tuple) else str(item) for item in data)})" if data else ""
    return RULES.get(rule, rule) + told + (f" [{'; '.join(map(_tree, inner))}]" if inner else "")


def _exhibited(evidence: Exhibited) -> str:
    values = ", ".join(map(str, evidence.values))
    return f"The values {values} of the variables, in their order, are an example: {_inner(evidence.inner)}."


def _along_recurrence(evidence: AlongRecurrence) -> str:
    n, start = evidence.variable, evidence.start
    count = len(evidence.bases) // (1 + len(evidence.beside))
    bases = "; ".join(f"at {start + place % count}, {_inner(base)}" for place, base in enumerate(evidence.bases))
    together = f" of the statement and of {' and '.join(map(str, evidence.beside))}" if evidence.beside else ""
    how = {"closed": "what stands before put into the recurrence", "monotone": "the recurrence grows with what stands before",
           "assumed": "from what stands before and the recurrence",
           "factor": f"from {n} to {n} + 1 the difference of the sides is multiplied by {evidence.factor}"}[evidence.form]
    return f"Induction{together} along the recurrence, which holds for every {n}, from {start}: {bases}; {how}: {_inner(evidence.step)}."


def _unrolled(evidence: Unrolled) -> str:
    first = ", ".join(f"{key} = {value}" for key, value in {**evidence.values, **evidence.first}.items())
    return f"With {first} the premises determine the values that follow, and the statement fails."


def _inner(evidence: Evidence) -> str:
    return evidence_words(evidence).rstrip(".").replace("\n", "; ")


WORDS = {
    Derivation: _derivation, Instance: _lemma, Lifted: _lemma, Identity: _identity, Combination: _combination, Cover: _cover,
    Witness: _witness, Exponentiated: _exponentiated, Constancy: _constancy, SignCases: _sign_cases, EqualCases: _equal_cases,
    Rewritten: _rewritten,
    Parts: _parts, Steps: _steps, QuotientSteps: _quotient_steps, FirstPlaces: _first_places, TwoSteps: _two_steps,
    Falling: _falling, NonNegative: _nonnegative, Exhibited: _exhibited, Rewrite: _rewrite,
    Match: lambda closing: f"It is what ({closing.position + 1}) says.",
    Sign: lambda closing: "The sign is visible in the structure.",
    MatrixRules: lambda closing: "With these equations as rewriting rules both sides have the same normal form.",
    Fingerprint: lambda evidence: "Both sides agree as random elements of finite fields, in which the laws of the functions in "
                                  "them hold; a false identity passes with probability below 2^-100.",
    AlgebraicNumber: lambda evidence: "The difference of the sides is an algebraic number; a ball shows that it is smaller than "
                                      "any such number that is not 0 can be (separation bound).",
    Numbers: lambda evidence: f"The statement is about numbers, and exact arithmetic or balls of {evidence.bits} bits decide it.",
    ForEvery: lambda evidence: f"For arbitrary values of the variables: {_inner(evidence.inner)}.",
    AtValues: lambda evidence: f"At {', '.join(f'{symbol} = {value}' for symbol, value in evidence.values.items())} it fails: {_inner(evidence.inner)}.",
    AlongRecurrence: _along_recurrence, Unrolled: _unrolled,
    AtPlaces: lambda evidence: f"The recurrence gives the values at the places of which the statement speaks: {_inner(evidence.inner)}.",
    Denied: lambda evidence: f"Every value has the opposite property, so there is none: {_inner(evidence.inner)}.",
}
