"""Sums of binomials, powers and factorials against closed forms: Zeilberger's algorithm looks for the recurrence and its certificate."""

from __future__ import annotations

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from verifier.evidence import Fingerprint, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.creative_telescoping import summed
from verifier.tools.sums.term_ratios import NotHypergeometric, ratio_by_factors

RULE = "creative telescoping"
HIGHEST_ORDER, LARGEST_DEGREE = 2, 8


class CreativeTelescoping:
    """Equations with one finite sum of a hypergeometric term in two variables; recurrences of order one and two."""

    name = "creative telescoping"

    def propose(self, goal: Goal, budget: Budget):
        """The recurrence, its certificate and the places where it is used."""
        statement = goal.statement
        if not isinstance(statement, sp.Eq) or sum(side.has(sp.Sum) for side in statement.args) != 1:
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        for n in sorted((item for item in statement.free_symbols if item.is_integer), key=str):
            ends = {node.limits[0][2] for node in statement.atoms(sp.Sum)}
            for high in (None, *((n,) if any(isinstance(end, sp.floor) for end in ends) else ())):
                found = summed(statement, context, n, high)
                if found is None:
                    continue
                for coefficients, whole in certificates(found.term, found.k, n):
                    whole = whole.xreplace({found.k: found.node.limits[0][0]})
                    for cut in range(4):
                        for start in (found.least, found.least + 1, found.least + 2):
                            data = (n, high, coefficients, whole, cut, start)
                            evidence = self._shown(RULES[RULE](statement, context, data), context)
                            if evidence is not None:
                                return Rewritten(RULE, evidence, data)
        return None

    def _shown(self, made, context):
        if made is None:
            return None
        parts = made.args if isinstance(made, sp.And) else (made,)
        try:
            if not all(agree(settled(part.lhs), settled(part.rhs), context) for part in parts):
                return None
        except (Unfit, ValueError):
            return None
        return Parts(tuple(Fingerprint() for _ in parts)) if isinstance(made, sp.And) else Fingerprint()


def certificates(term, k, n):
    """(p_0, ..., p_J) and G with p_0 F(n, k) + ... + p_J F(n + J, k) = G(n, k + 1) - G(n, k), of the lowest orders."""
    try:
        across, along = (_quotient(term, variable) for variable in (k, n))
    except (NotHypergeometric, sp.PolynomialError, ValueError):
        return
    if across is None or along is None:
        return
    for order in range(1, HIGHEST_ORDER + 1):
        found = _of_order(across, along, order, k, n)
        if found is not None:
            coefficients, certificate = found
            yield coefficients, _in_binomials(certificate * term)


def _in_binomials(whole):
    """With binomial(a + 1, u)/(a + 1) for binomial(a, u)/(a - u + 1), which has a value for u = a + 1 too."""
    for _ in range(6):
        for node in sorted(whole.atoms(sp.binomial), key=sp.default_sort_key):
            upper, lower = node.args
            above, below = sp.fraction(whole)
            gap = sp.expand(upper - lower + 1)
            rest, left = sp.div(sp.expand(below), gap, *sorted(gap.free_symbols, key=str)) if gap.free_symbols <= below.free_symbols else (0, 1)
            if left == 0 and sp.Mul(*(item for item in sp.Mul.make_args(above) if item.as_base_exp()[0] == node)) != 1:
                whole = sp.factor(above / node / rest) * sp.binomial(sp.expand(upper + 1), lower) / sp.factor(upper + 1)
                break
        else:
            return whole
    return whole


def _quotient(term, variable):
    """F(v + 1) / F(v) as a rational function, or None."""
    ratio = ratio_by_factors(term, variable)
    made = ratio.constant
    for rows, power in ((ratio.over, 1), (ratio.under, -1)):
        made *= sp.Mul(*(sp.Add(*(number * variable**i for i, number in enumerate(reversed(row)))) for row in rows)) ** power
    made = sp.cancel(made)
    return made if made.is_rational_function(*made.free_symbols) and all(item.is_Rational for item in made.atoms(sp.Number)) else None


def _of_order(across, along, order: int, k, n):
    ratios = [sp.S.One]
    for j in range(order):
        ratios.append(sp.cancel(ratios[-1] * along.xreplace({n: n + j})))
    fractions = [sp.fraction(sp.cancel(ratio)) for ratio in ratios]
    below = fractions[0][1]
    for _, under in fractions[1:]:
        below = sp.lcm(below, under)
    numerators = [sp.cancel(over * below / under) for over, under in fractions]
    a, b, c = _gosper_form(sp.cancel(across * below / below.xreplace({k: k + 1})), k)
    before = sp.expand(b.xreplace({k: k - 1}))
    degree = _degree(a, before, [sp.expand(c * item) for item in numerators], k)
    if degree is None or degree > LARGEST_DEGREE:
        return None
    columns = [a * (k + 1) ** i - before * k**i for i in range(degree + 1)] + [-c * item for item in numerators]
    symbols = sorted({symbol for column in columns for symbol in column.free_symbols} - {k}, key=str)
    field = sp.QQ.frac_field(*symbols)
    rows = [sp.Poly(sp.expand(column), k).all_coeffs()[::-1] for column in columns]
    height = max(map(len, rows))
    table = [[field.from_sympy(row[i]) if i < len(row) else field.zero for row in rows] for i in range(height)]
    for row in DomainMatrix(table, (height, len(columns)), field).nullspace().to_Matrix().tolist():
        coefficients = row[degree + 1:]
        if coefficients[-1] == 0 or coefficients[0] == 0:
            continue
        scale = sp.S.One
        for item in coefficients:
            scale = sp.lcm(scale, sp.fraction(sp.cancel(item))[1])
        shared = sp.S.Zero
        for item in coefficients:
            shared = sp.gcd(shared, sp.cancel(item * scale))
        scale /= shared
        unknown = sp.Add(*(row[i] * k**i for i in range(degree + 1)))
        return tuple(sp.factor(item * scale) for item in coefficients), sp.factor(sp.cancel(scale * before * unknown / (c * below)))
    return None


def _gosper_form(quotient, k):
    """(a, b, c) with quotient = a(k) c(k + 1) / (b(k) c(k)), where a(k) and b(k + h) have no common factor for h = 0, 1, 2, ..."""
    over, under = (sp.factor_list(part, k) for part in sp.fraction(quotient))
    above, beneath = ([item for base, times in rows[1] for item in [base] * times] for rows in (over, under))
    c = sp.S.One
    for first in list(above):
        for second in beneath:
            shift = _shift(first, second, k)
            if shift is not None and shift >= 0:
                above.remove(first)
                beneath.remove(second)
                c *= sp.Mul(*(first.xreplace({k: k - i}) for i in range(1, shift + 1)))
                break
    return sp.expand(over[0] * sp.Mul(*above)), sp.expand(under[0] * sp.Mul(*beneath)), sp.expand(c)


def _shift(first, second, k):
    """The whole number h with first(k) proportional to second(k + h), or None."""
    one, other = sp.Poly(first, k), sp.Poly(second, k)
    if one.degree() != other.degree() or one.degree() < 1:
        return None
    d = one.degree()
    (lead, below), (top, beneath) = ((part.nth(d), part.nth(d - 1)) for part in (one, other))
    h = sp.cancel((below / lead - beneath / top) / d)
    if not h.is_Integer or sp.expand(one.as_expr() * top - other.as_expr().xreplace({k: k + h}) * lead) != 0:
        return None
    return int(h)


def _degree(a, before, sides, k):
    """The largest degree that a polynomial solution of a x(k + 1) - before x(k) = side can have."""
    one, other = sp.Poly(a, k), sp.Poly(before, k)
    top = max(sp.Poly(side, k).degree() for side in sides)
    high = max(one.degree(), other.degree())
    if one.degree() != other.degree() or sp.cancel(one.LC() - other.LC()) != 0:
        found = top - high
    else:
        root = sp.cancel((other.nth(high - 1) - one.nth(high - 1)) / one.LC()) if high else sp.S.Zero
        found = max(top - high + 1, int(root) if root.is_Integer and root >= 0 else 0)
    return found if found >= 0 else None
