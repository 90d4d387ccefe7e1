"""What the search for inequalities computes before it tries a rule: quotients, places where a form vanishes, a common scale."""

from __future__ import annotations

from itertools import permutations

import sympy as sp

from verifier.tools.inequalities.inequality_rules import RULES
from verifier.tools.inequalities.inequality_states import State, region_of
from verifier.tools.inequalities.region_signs import ABOVE, BELOW
from verifier.tools.inequalities.sample_points import GAVE_UP, value_at
from verifier.tools.inequalities.tangents import has_exponent
from verifier.tools.normal_forms.kernels import LOGARITHM, POWER, written

GAMMAS = (sp.gamma, sp.polygamma)
CURVED = (LOGARITHM, sp.atan, sp.asinh, sp.asin, sp.erf)


def at_scale(state: State, symbols):
    """One of the symbols that stand in no exponent as 1, where all of them scale together."""
    fixed = {symbol for node in state.gap.atoms(sp.Pow, sp.exp) for symbol in node.exp.free_symbols}
    scaled = [symbol for symbol in symbols if symbol not in fixed]
    if len(scaled) < 2 or not all(state.region.positive(symbol) for symbol in scaled):
        return
    x, others = scaled[-1], tuple(scaled[:-1])
    region = region_of(tuple(sp.Gt(symbol, 0, evaluate=False) for symbol in symbols if state.region.positive(symbol)))
    try:
        here, there = (region.form(gap) for gap in (state.gap.xreplace({x: sp.S.One}), state.gap.xreplace({y: x * y for y in others})))
        ratio = region.quotient(there / here)
        factor = written(ratio.expression(ratio.over) / ratio.expression(ratio.under))
    except GAVE_UP:
        return
    if not factor.free_symbols & set(others):
        yield (("homogeneous", (x, others, factor)),)


def is_even(state: State, x, points) -> bool:
    """Whether the gap is even in x; where exponentials hide that, first at points."""
    turned = state.gap.xreplace({x: -x}) - state.gap
    plain = sp.expand(turned) == 0
    if plain or not state.gap.has(sp.exp):
        return plain
    apart = [value_at(turned, values) for values in points]
    if not points or not all(value is not None and value.contains(0) and abs(value).abs_upper() < 1e-15 for value in apart):
        return False
    try:
        return bool(RULES["mirror"](state, (x,)))
    except GAVE_UP:
        return False


def divided(expression, factor):
    """The quotient, term by term in what is not rational, so that what cancels in a coefficient does."""
    kernels = [node for node in sp.postorder_traversal(expression) if isinstance(node, (sp.log, sp.exp, *CURVED, *GAMMAS))
               or node.is_Pow and not node.exp.is_Integer]
    if any(factor.has(node) for node in kernels):
        return sp.expand(expression / factor)
    dummies = {node: sp.Dummy() for node in kernels}
    try:
        terms = sp.Poly(expression.xreplace(dummies), *dummies.values()).terms()
    except sp.PolynomialError:
        return sp.expand(expression / factor)
    back = {dummy: node for node, dummy in dummies.items()}
    return sp.Add(*(sp.cancel(value / factor) * sp.Mul(*(base**power for base, power in zip(dummies.values(), powers, strict=True)))
                    for powers, value in terms)).xreplace(back)


def alike(state: State):
    """The two sides as powers with one exponent, where the base of the smaller one may be 0."""
    for small in state.gap.atoms(sp.Pow):
        large = sp.expand(state.gap + small)
        if isinstance(small, sp.exp) or not small.exp.free_symbols or large.is_Add:
            continue
        base = sp.exp(sp.expand(large.exp / small.exp)) if isinstance(large, sp.exp) else large.base if large.is_Pow and large.exp == small.exp else None
        if base is not None:
            yield (("common exponent", (base, small.base, small.exp)),)


def gap_of_logarithm(state: State) -> bool:
    """Whether the gap is log(S) + L with a sum S of several exponentials and no other logarithm."""
    logs = [node for node in state.gap.atoms(sp.log) if node.free_symbols]
    return len(logs) == 1 and state.gap.coeff(logs[0]) == 1 and len(logs[0].args[0].atoms(sp.exp)) > 1 and len(state.gap.free_symbols) > 1


def steepest(state: State):
    """The logarithm of one term against that of all others together.

    The term is the only one with exp(v), v a polynomial that is not linear in a symbol, or the only one with powers, of which it has several.
    """
    terms = sp.Add.make_args(state.gap)
    powers = {term: list(filter(has_exponent, sp.Mul.make_args(term))) for term in terms}
    steep = [term for term, parts in powers.items() if any(
        isinstance(part, sp.exp) and part.exp.is_polynomial() and any(sp.degree(part.exp, x) > 1 for x in part.exp.free_symbols) for part in parts)]
    if not steep and sum(map(bool, powers.values())) == 1:
        steep = [term for term, parts in powers.items() if len(parts) > 1]
    if len(terms) > 2 and len(steep) == 1:
        term, rest = steep[0], state.gap - steep[0]
        yield (("logarithms", (rest, -term) if term.could_extract_minus_sign() else (term, -rest)),)


def solved(form, x, region):
    """Expressions for x at which the form is 0."""
    if x not in form.free_symbols:
        return
    if form.is_polynomial(x) and sp.degree(form, x) == 1:
        yield written(sp.cancel(-form.coeff(x, 0) / form.coeff(x, 1)))
        return
    if form.is_polynomial(x) and sp.degree(form, x) == 2 and form.coeff(x, 1) == 0:
        root = sp.sqrt(written(sp.cancel(-form.coeff(x, 0) / form.coeff(x, 2))))
        yield from (root, -root)
        return
    terms = sp.Add.make_args(form)
    logs = form
    if len(terms) == 2 and all(region.signs(term) in (ABOVE, BELOW) for term in terms) and region.signs(terms[0]) != region.signs(terms[1]):
        high, low = terms if region.signs(terms[0]) == ABOVE else terms[::-1]
        logs = sp.expand(region.form(sp.log(written(high)) - sp.log(written(-low))))
    elif form.has(LOGARITHM):
        inner = region.quotient(region.form(sp.exp(written(form)))  - 1)
        for polynomial, _ in inner.factors()[1]:
            made = sp.expand(inner.expression(polynomial))
            if made.is_polynomial(x) and sp.degree(made, x) == 1:
                yield written(sp.cancel(-made.coeff(x, 0) / made.coeff(x, 1)))
    for kernel, turn in ((LOGARITHM(x), sp.exp), (x, lambda value: value)):
        before = logs.coeff(kernel)
        rest = sp.expand(logs - before * kernel)
        if before != 0 and x not in before.free_symbols and x not in rest.free_symbols:
            yield turn(sp.cancel(written(-rest / before)))


def flat_places(state: State, x, others):
    """Where the slope seems to vanish: roots of its factors that are linear in x, in log x or in exp x."""
    if not others:
        return
    try:
        region = state.region
        quotient = region.quotient(region.form(state.gap.diff(x)))
        for polynomial, _ in quotient.factors()[1]:
            yield from solved(sp.expand(quotient.expression(polynomial)), x, region)
    except GAVE_UP:
        return


def separated(state: State, symbols):
    """A gap a(x) b(y) - c(x) d(y) as a/c - d/b, and ladders from where both symbols are equal: their slopes have one symbol."""
    for x, y in permutations(symbols) if len(symbols) == 2 else ():
        parts: dict = {}  # what has y alone -> what stands before it
        for term in sp.Add.make_args(state.gap):
            number, rest = term.as_coeff_Mul()
            other, own = rest.as_independent(x, as_Add=False)
            if y in own.free_symbols:
                break
            parts[other] = parts.get(other, 0) + number * own
        else:
            if len(parts) == 2:
                for (under, first), (second, below) in permutations(parts.items()):
                    for sign in (1, -1):
                        core = "core", (sign * below * under, sign * (first / below + second / under))
                        yield from ((core, ("ladder", pair)) for pair in ((x, y), (y, x)))


def across(state: State, symbols):
    """Ladders from where both symbols are equal and the gap vanishes, where the slope is taken apart by `separated`."""
    for x, y in permutations(symbols) if len(symbols) == 2 else ():
        if sp.expand(state.gap.xreplace({x: y})) == 0 and next(separated(state.but(state.gap.diff(x)), symbols), None) is not None:
            yield (("ladder", (x, y)),)


def roots(state: State, form):
    """Powers of both sides, where one of them is a root."""
    orders = {kernel.order for kernel in state.region.quotient(form).kernels if kernel.is_root and (kernel.base.free_symbols or True)}
    if not orders:
        return
    terms = sp.Add.make_args(sp.expand(form))
    for own in (lambda term: True, lambda term: any(node.is_Pow and not node.exp.is_Integer for node in sp.preorder_traversal(term))):
        large = [term for term in terms if own(term) and not state.region.signs(term) & BELOW]
        small = [term for term in terms if term not in large]
        if large and small:
            yield (("powers", (written(sp.Add(*large)), written(-sp.Add(*small)), sp.Integer(max(orders)))),)


def variants(state, form):
    """The gap, and the gap divided by what stands before one of its kernels."""
    found = [((), state)]
    quotient = state.region.quotient(form)
    for place, kernel in enumerate(quotient.kernels):
        if not isinstance(kernel.base, (POWER, *CURVED, sp.polygamma)) or int(quotient.over.degrees()[place]) != 1:
            continue
        before = quotient.expression(quotient.over.derivative(place))
        signs = state.region.signs(before)
        if before.free_symbols and signs in (ABOVE, BELOW):
            factor = written(before if signs == ABOVE else -before)
            if isinstance(kernel.base, POWER):
                factor = factor * written(kernel.expression)
            new = divided(written(form), factor)
            try:
                goal, = RULES["core"](state, (factor, new))
            except GAVE_UP:
                continue
            found.append(((("core", (factor, new)),), goal))
    return found


def logarithms_of_sides(state, form):
    """Logarithms of both sides: one steep term against the rest, or the positive terms against the negative ones."""
    positive, negative, terms = [], [], sp.Add.make_args(sp.expand(form))
    for term in terms if len(terms) > 2 else ():
        if term.has(POWER) and not term.has(LOGARITHM):
            signs, others = state.region.signs(term), state.region.signs(form - term)
            if (signs, others) in ((ABOVE, BELOW), (BELOW, ABOVE)):
                pair = (term, term - form) if signs == ABOVE else (form - term, -term)
                yield (("logarithms", tuple(map(written, pair))),)
    for term in terms:
        signs = state.region.signs(term)
        if signs & ABOVE and signs & BELOW:
            return
        (positive if signs & ABOVE else negative).append(term)
    if positive and negative:
        yield (("logarithms", (written(sp.Add(*positive)), written(-sp.Add(*negative)))),)


def tangled(state: State, move) -> bool:
    """Whether the logarithms of two sides are those of sums of powers, which are no simpler than the sides."""
    (_, pair), = move
    try:
        return any(node.args[0].has(POWER) for side in pair for node in state.region.form(sp.log(side)).atoms(LOGARITHM))
    except GAVE_UP:
        return True
