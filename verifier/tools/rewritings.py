"""Rewritings of whole statements that keep their truth; each row is (name, function of statement, context and data).

A row returns the new statement, or None where it does not apply; what it cannot justify it refuses with an exception.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.alternatives import by_each_of_several
from verifier.tools.binding import bound_anywhere, substitute
from verifier.tools.calculus.asymptotics import Diverges
from verifier.tools.calculus.by_intervals import on_intervals, split_by_signs
from verifier.tools.calculus.definedness import doubts
from verifier.tools.calculus.differentiated_integrals import differentiated
from verifier.tools.calculus.entire import is_entire
from verifier.tools.calculus.improper import may_be_of_nothing
from verifier.tools.calculus.integration import integral_of
from verifier.tools.calculus.iterated import inner_in_parts, with_separate_factors, without_inner_integrals
from verifier.tools.calculus.known_integrals import integral_by_table
from verifier.tools.calculus.limit_rewritings import limits_by_growth, tends
from verifier.tools.calculus.limits_of_sums import limits_of_sums
from verifier.tools.calculus.odd_integrands import is_odd_over_symmetric
from verifier.tools.calculus.periodic_integrals import PIECEWISE, cut_at_jumps, in_whole_periods
from verifier.tools.calculus.principal_arguments import without_argument
from verifier.tools.calculus.principal_values import without_inverse
from verifier.tools.calculus.solutions import SOLUTIONS
from verifier.tools.calculus.split_integrals import split
from verifier.tools.chance.moment_sums import moment_sum
from verifier.tools.chance.moments import without_chance
from verifier.tools.chance.monotone_expectation import outcome_by_outcome, squared_bound
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluator import ball_of
from verifier.tools.evaluation.existing import exists
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.tools.everywhere import everywhere
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.coordinates import coordinate_by_coordinate
from verifier.tools.inequalities.entry_bounds import sums_as_numbers
from verifier.tools.inequalities.intermediate_value import between_ends, between_signs
from verifier.tools.inequalities.lambert_w import by_lambert_w
from verifier.tools.inequalities.minima import below_along, second_order
from verifier.tools.inequalities.right_angles import by_right_angle
from verifier.tools.inequalities.whole_powers import by_sizes
from verifier.tools.matrices import matrix_identities
from verifier.tools.matrices.entries_of_gradients import entries_of_gradients
from verifier.tools.matrices.matrix_calculus import without_gradients
from verifier.tools.matrices.matrix_functions import functions_of_parts
from verifier.tools.matrices.pseudo_inverses import penrose_conditions
from verifier.tools.normal_forms.complex_parts import by_parts
from verifier.tools.relations import is_scalar_equation
from verifier.tools.settled import delicate, hides, settled
from verifier.tools.sums.by_parts import summed_by_parts
from verifier.tools.sums.cases_in_ranges import without_cases
from verifier.tools.sums.convergence import NotDecided, converges
from verifier.tools.sums.creative_telescoping import by_recurrence
from verifier.tools.sums.gamma_sums import by_gammas
from verifier.tools.sums.gaps import without_tails
from verifier.tools.sums.induction_steps import without_factor
from verifier.tools.sums.inner_sums import exchanged_sums, without_inner_sums
from verifier.tools.sums.known_sums import NoSum, product_of, sum_of
from verifier.tools.sums.products_of_waves import without_products_of_waves
from verifier.tools.sums.residues_of_integers import by_residues
from verifier.tools.sums.rootless import larger_side, no_root, visibly_apart
from verifier.tools.sums.short_sums import few_terms, in_the_ranges, short_sums, shows_its_terms
from verifier.tools.sums.telescoping import telescoped
from verifier.tools.sums.telescoping_products import telescoped_products
from verifier.tools.sums.whole_numbers import bracketed, by_bounds, by_classes, unnested
from verifier.tools.sums.whole_parts import by_one_period
from verifier.tools.sums.whole_series import whole_series
from verifier.vocabulary.operators import Converges, Cov, E, Prob, Var
from verifier.vocabulary.symbols import Random


def _half_integer_bessel(statement, context, data):
    """Bessel functions of half-integer order as elementary functions."""
    kinds = (sp.besselj, sp.bessely, sp.besseli, sp.besselk)
    def transform(node):
        if isinstance(node, kinds) and (2 * node.args[0]).is_Integer and not node.args[0].is_Integer:
            return sp.expand_func(node)
        return node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _roots_of_squares(statement, context, data):
    """Square roots of numbers u by the w in the data: w^2 = u, and w lies in the half plane of the principal root."""
    for root, other in data:
        if not (root.is_Pow and root.exp == sp.S.Half and not root.free_symbols and is_root_of(other, root.base)):
            return None
    known = dict(data)
    def transform(node):
        if node.is_Pow and node.exp.is_Rational and node.exp.q == 2 and not node.free_symbols:
            root = sp.Pow(settled(node.base), sp.S.Half)
            return known[root] ** (2 * node.exp) if root in known else node
        return node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _squared_sides(statement, context, data):
    """Two sides that are visibly not negative are equal if and only if their squares are."""
    if not is_scalar_equation(statement):
        return None
    sides = [settled(side) for side in statement.args]
    if not all(context.is_nonnegative(plain) or context.is_nonnegative(side) for plain, side in zip(sides, statement.args, strict=True)):
        return None  # SymPy makes a root of |exp(i x) - 1|, whose sign is seen in the modulus
    return sp.Eq(*(sp.expand(side**2) for side in sides), evaluate=False)


def _with_solved_premise(statement, context, data):
    """The statement with a symbol replaced by what a premise, an equation that is linear in it, says it is."""
    if len(data) != 2 or not isinstance(statement, Relational) or data[0] in bound_anywhere(statement):
        return None
    symbol, value = data
    for item in context.statements:
        if isinstance(item, sp.Eq) and not isinstance(item.lhs, sp.MatrixExpr) and symbol not in value.free_symbols:
            gap = sp.expand(settled(item.lhs) - settled(item.rhs))
            slope = gap.coeff(symbol, 1)
            if slope.is_Rational and slope != 0 and sp.expand(gap - slope * (symbol - value)) == 0:
                made = substitute(statement, {symbol: value})
                return None if made == statement else made
    return None


def is_root_of(number, square) -> bool:
    """Whether the number is the principal square root of the other one."""
    try:
        if not agree(sp.expand(number**2), sp.expand(square), Context(())):
            return False
        value = ball_of(number, 256)
    except (Unfit, Undefined, Undecided, Unsupported):
        return False
    return bool(value.real > 0 or value.real.is_zero() and value.imag > 0)


def _or_false(rule):
    """An equation with a side that visibly has no finite value, against a number, is false."""
    def whole(statement, context, data):
        try:
            return rule(statement, context, data)
        except Diverges:
            kinds = (sp.Limit, sp.Integral, sp.Sum, sp.Product)
            if isinstance(statement, sp.Eq) and not statement.free_symbols and sum(side.has(*kinds) for side in statement.args) == 1 \
                    and any(isinstance(side, kinds) for side in statement.args) \
                    and all(isinstance(side, kinds) or settled(side).is_finite for side in statement.args):
                inner = next(side for side in statement.args if isinstance(side, kinds))
                if not inner.args[0].has(*kinds):
                    return sp.false
            raise
    return whole


def _integrals(statement, context, data):
    """Integrals by the antiderivatives in the data, innermost first."""
    known, bound = dict(data), bound_anywhere(statement)
    def transform(node):
        if isinstance(node, sp.Integral):
            if node not in known or _may_lack_a_part(node, context, bound):
                return node
            return integral_of(node, known[node], context)
        return node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _table_of_integrals(statement, context, data):
    """Integrals that stand in a table, innermost first."""
    bound = bound_anywhere(statement)
    def transform(node):
        if not isinstance(node, sp.Integral) or any(node.limits[0][0] in item.free_symbols for item in context.statements):
            return node
        if _may_lack_a_part(node, context, bound):
            return node
        value = integral_by_table(settled(node), context)
        return node if value is None else value
    made = everywhere(statement, transform)
    return None if made == statement else made


def _moment_sums(statement, context, data):
    """Sums of a polynomial times a geometric, exponential or binomial series."""
    def transform(node):
        if not isinstance(node, sp.Sum) or any(symbol in item.free_symbols for symbol in node.variables for item in context.statements):
            return node
        if not shows_its_terms(node, context):  # a term without a value stays one
            return node
        value = moment_sum(node, context)
        return node if value is None else value
    made = everywhere(statement, transform)
    return None if made == statement else made


def _may_lack_a_part(node, context, bound) -> bool:
    """Whether the integrand may have no value on a whole interval, which goes unseen when it is simplified: floor(x)/floor(x) on [0, 1).

    Or the way leaves the axis, on which alone a real variable is its own conjugate.
    """
    return node.function.has(*PIECEWISE) and hides(node.function) or _leaves_the_axis(node, context, bound)


def _leaves_the_axis(node, context, bound) -> bool:
    """Whether a real variable runs to an end that is not visibly real, through a function that is not visibly entire.

    What is bound further out may be real only in its range: what is written with I, or not real at all, still is not.
    """
    return any(symbol.is_extended_real and any(not end.is_extended_real and not context.is_real(end) and (
        end.has(sp.I) or not end.free_symbols & bound or any(letter.is_extended_real is None for letter in end.free_symbols))
        for end in ends) for symbol, *ends in node.limits) and not is_entire(node.function)


def _split_integrals(statement, context, data):
    """Integrals of |u|, maxima, cases and floors as sums over parts of the interval; the two halves of an odd one cancel."""
    bound = bound_anywhere(statement)
    def transform(node):
        if not isinstance(node, sp.Integral) or _may_lack_a_part(node, context, bound):
            return node
        if is_odd_over_symmetric(node, context):
            return sp.S.Zero
        return split(node) or split_by_signs(node, context) or inner_in_parts(node, context) or in_whole_periods(node) or cut_at_jumps(node) or node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _diverges(node) -> bool:
    try:
        return not converges(node)
    except NotDecided:
        return False


def _sums(statement, context, data):
    """Infinite sums and products by the table; short finite sums term by term.

    What is multiplied by 0 would go away without a word, so that then every term has to have a value visibly.
    """
    lost = hides(statement)
    def transform(node):
        if isinstance(node, (sp.Sum, sp.Product)) and (lost or hides(node.function)) and doubts(node.function, in_the_ranges(node, context)):
            return node
        if isinstance(node, sp.Product) and node.limits[0][2] is sp.oo:
            return product_of(node)
        if isinstance(node, sp.Sum) and len(node.limits) == 1:
            _, _, upper = node.limits[0]
            if upper is sp.oo:
                try:
                    return sum_of(node, context)
                except NoSum:
                    if not node.free_symbols and _diverges(node):
                        raise Diverges(f"{node} diverges") from None
                    raise
            terms = few_terms(node, context)
            return node if terms is None else sp.Add(*terms)
        return node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _harmonic_sums(statement, context, data):
    """Harmonic numbers of a whole number n >= 0 as sums of 1/k up to n."""
    if not isinstance(statement, Relational):
        return None
    k = sp.Symbol("_k", integer=True, positive=True)
    def transform(node):
        if isinstance(node, sp.harmonic) and len(node.args) == 1 and node.args[0].is_integer and node.args[0].is_nonnegative:
            return sp.Sum(1 / k, (k, 1, node.args[0]))
        return node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _convergence(statement, context, data):
    """A series, an integral or a limit that converges or diverges by the tests is true or false."""
    asked = statement.args[0] if isinstance(statement, sp.Not) else statement
    if not isinstance(asked, Converges) or isinstance(asked.args[0], sp.Derivative) or may_be_of_nothing(asked.args[0]):
        return None
    return sp.true if exists(settled(asked.args[0]), context) is (asked is statement) else sp.false


def _determinants(statement, context, data):
    """Determinants of products, transposes, inverses and multiples of square matrices."""
    def transform(node):
        if not isinstance(node, sp.Determinant):
            return node
        inner = node.args[0]
        if isinstance(inner, sp.Transpose):
            return transform(sp.Determinant(inner.arg))
        if isinstance(inner, sp.Inverse):
            return 1 / transform(sp.Determinant(inner.arg))
        if isinstance(inner, sp.MatMul):
            scalar, matrices = inner.as_coeff_matrices()
            if all(part.shape[0] == part.shape[1] for part in matrices):
                return scalar ** inner.shape[0] * sp.Mul(*(transform(sp.Determinant(part)) for part in matrices))
        if isinstance(inner, sp.MatPow) and (inner.exp.is_Integer or inner.exp.is_integer and context.is_nonnegative(inner.exp)):
            return transform(sp.Determinant(inner.base)) ** inner.exp
        if isinstance(inner, sp.Identity):
            return sp.S.One
        return node
    made = everywhere(statement, transform)
    return None if made == statement else made


def _chance(statement, context, data):
    """Expectations in closed form, by the laws and independences among the premises."""
    made = None if hides(statement) else without_chance(statement, context.statements)
    return None if made is None or _loses_a_parameter(statement, made, context) else made


def _loses_a_parameter(statement, made, context) -> bool:
    """Whether something without chance that may have no value goes away: the mean of X/y is 0 only where y is not."""
    kept = delicate(made)
    return any(not delicate(part) <= kept and doubts(part, context) for node in statement.atoms(E, Var, Cov, Prob)
               for part in sp.preorder_traversal(node) if (part.is_Pow or isinstance(part, sp.Function)) and not part.has(Random))


RULES = {"integrals in parts": _split_integrals, "table of integrals": _table_of_integrals, "factorial moments": _moment_sums,
         "principal values": without_inverse, "principal arguments": without_argument, "intermediate value": between_signs, "between two ends": between_ends,
         "roots of squares": _roots_of_squares, "squares of sides that are not negative": _squared_sides,
         "half-integer Bessel functions": _half_integer_bessel, "antiderivatives": _or_false(_integrals),
         "closed sums": _or_false(_sums), "harmonic numbers as sums": _harmonic_sums, "short sums": short_sums,
         "limits by growth": _or_false(limits_by_growth), "growth": tends, "moments of named laws": _chance,
         "tests of convergence": _convergence, "determinants": _determinants, "directions of a gradient": without_gradients,
         "entries of gradients": entries_of_gradients,
         "Penrose's conditions": penrose_conditions, **matrix_identities.EQUIVALENCES, **SOLUTIONS,
         "iterated integrals": without_inner_integrals, "factors of iterated integrals": with_separate_factors,
         "whole series": whole_series, "limits of sums": limits_of_sums, "telescoping sums": telescoped, "telescoping products": telescoped_products,
         "factor before a sum": without_factor, "harmonic sums by parts": summed_by_parts,
         "creative telescoping": by_recurrence, "inner sums": without_inner_sums,
         "exchanged sums": exchanged_sums, "products of waves": without_products_of_waves, "cases in their ranges": without_cases,
         "derivatives of integrals": differentiated,
         "classes of whole numbers": by_classes, "bracket of a whole part": bracketed, "nested whole parts": unnested,
         "bounds of whole parts": by_bounds, "one period of whole parts": by_one_period,
         "residues": by_residues, "no root of a polynomial": no_root, "one side is larger": larger_side, "visibly apart": visibly_apart,
         "coordinate by coordinate": coordinate_by_coordinate, "outcome by outcome": outcome_by_outcome,
         "squares of a bound": squared_bound,
         "functions of the parts of matrices": functions_of_parts, "right angle": by_right_angle, "least of several": by_each_of_several,
         "second order conditions": second_order, "equations on intervals": on_intervals,
         "real and imaginary parts": by_parts, "descent along a curve": below_along, "sums over entries as numbers": sums_as_numbers,
         "LambertW as the variable": by_lambert_w, "whole powers by their sizes": by_sizes, "a premise solved": _with_solved_premise,
         "sums and sequences as gamma functions": by_gammas, "tails of series": without_tails}
