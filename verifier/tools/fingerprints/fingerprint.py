"""Identities by random evaluation in finite fields: a ring homomorphism that respects only laws that hold everywhere.

exp(a + b) = exp(a) exp(b); (u**(1/n))**n = u with one root for equal u; positive factors leave roots and logarithms;
log(uv) = log u + log v for positive u; exp(log u) = u; gamma(x + 1) = x gamma(x) and the recurrences of `RECURRENCES`;
equal arguments give equal values of any other function.  Nothing else is assumed.  A draw is tried under every choice of
its roots and of the residues of integers that are exponents of roots of unity, so two sides that agree in PLAIN draws
are equal wherever both are defined, but for a chance below 2^-180.  A difference says nothing.
"""

from __future__ import annotations

from math import lcm

import sympy as sp
from sympy.core.function import AppliedUndef, Function

from verifier.tools.binding import bound_symbols, substitute
from verifier.tools.fingerprints.exponents import integer_of, root_order, whole_part
from verifier.tools.fingerprints.fingerprint_families import AIRY, BESSEL, ODD, by_bessel, by_units, family, is_meromorphic, units
from verifier.tools.fingerprints.fingerprint_gathering import without_logarithms, without_powers
from verifier.tools.fingerprints.fingerprint_powers import Powers, Unfit
from verifier.tools.fingerprints.fingerprint_relations import RELATED
from verifier.tools.fingerprints.fingerprint_rules import REWRITTEN, below_of, recurrence
from verifier.tools.fingerprints.residues import Draw, MoreClasses, P, Q, Redraw, Vanishes
from verifier.tools.normal_forms.comparison import alpha
from verifier.tools.sums.gamma_sums import rising_product
from verifier.tools.sums.products_of_powers import product_of_powers
from verifier.tools.sums.term_ratios import terminating_sum

PLAIN, MOST = 2, 2500
MOST_FOR_NUMBERS = 60  # draws: roots of numbers that are missing once are missing always, but for transcendental parts
MOST_CHOICES = 2000  # of roots and residues in one draw
LARGEST = 4000  # nodes


HALF = (P + 1) // 2
BY_EXPONENTIALS = {  # of the argument times I (True) or of the argument: e is its exponential, f the inverse of e
    sp.sin: (True, lambda draw, e, f: (f - e) * draw.i * HALF), sp.cos: (True, lambda draw, e, f: (e + f) * HALF),
    sp.tan: (True, lambda draw, e, f: (f - e) * draw.i * draw.inverse(e + f)),
    sp.cot: (True, lambda draw, e, f: (e + f) * draw.i * draw.inverse(e - f)),
    sp.sec: (True, lambda draw, e, f: 2 * draw.inverse(e + f)),
    sp.csc: (True, lambda draw, e, f: 2 * draw.i * draw.inverse(e - f)),
    sp.sinh: (False, lambda draw, e, f: (e - f) * HALF), sp.cosh: (False, lambda draw, e, f: (e + f) * HALF),
    sp.tanh: (False, lambda draw, e, f: (e - f) * draw.inverse(e + f)),
    sp.coth: (False, lambda draw, e, f: (e + f) * draw.inverse(e - f)),
    sp.sech: (False, lambda draw, e, f: 2 * draw.inverse(e + f)), sp.csch: (False, lambda draw, e, f: 2 * draw.inverse(e - f)),
}


def _written_out(node):
    """A sum or product over at most sixty values of its index, term by term; None for anything else."""
    if not isinstance(node, (sp.Sum, sp.Product)) or len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    k, lower, upper = node.limits[0]
    length = sp.expand(upper - lower)
    if not length.is_Integer or not -1 <= length <= 60:
        return None
    terms = [substitute(node.function, {k: lower + i}) for i in range(int(length) + 1)]
    return sp.Add(*terms) if isinstance(node, sp.Sum) else sp.Mul(*terms)


class Program(Powers):
    """A straight-line program over both fields; every node is compiled once."""

    def __init__(self, context, *sides):
        self.sides = sides
        self.context, self.top, self.finest, self.below = context, root_order(*sides), units(*sides), below_of(*sides)
        self.meromorphic, self.between_kinds = all(map(is_meromorphic, sides)), all(any(side.has(*kinds) for side in sides) for kinds in (AIRY, BESSEL))
        self.operations: list = []
        self.known: dict = {}
        self.exponents: dict = {}
        self.classes: dict[str, int] = {}  # integer symbols whose residue modulo this number is tried in full
        self.exponentials: dict = {}

    def run(self, draw: Draw, outputs) -> list[int]:
        """The residues of the outputs in one draw."""
        values: list[int] = []
        for operation in self.operations:
            values.append(operation(draw, values))
        return [values[place] for place in outputs]

    def all_classes(self, symbols, order: int) -> None:
        """See to it that the residues of the symbols modulo the order are tried in full."""
        if order > 1 and any(self.classes.get(symbol.name, 1) % order for symbol in symbols):
            raise MoreClasses(symbols, order)

    def _emit(self, operation) -> int:
        if len(self.operations) > LARGEST:
            raise Unfit("too large")
        self.operations.append(operation)
        return len(self.operations) - 1

    # -- numbers modulo P ---------------------------------------------------------------------------------------

    def number(self, node) -> int:
        """The place of a node's residue modulo P."""
        place = self.known.get(node)
        if place is None:
            place = self.known[node] = self._number(node)
        return place

    def _constant(self, value: int) -> int:
        return self._emit(lambda draw, values: value)

    def _number(self, node) -> int:
        if node.is_Rational:
            return self._constant(int(node.p) * pow(int(node.q), -1, P) % P)
        if node.is_Add:
            places = [self.number(term) for term in node.args]
            return self._emit(lambda draw, values: sum(values[place] for place in places) % P)
        if node.is_Mul:
            return self._product([self.number(factor) for factor in node.args])
        if node is sp.I:
            return self._emit(lambda draw, values: draw.i)
        if isinstance(node, sp.exp):
            return self._exponential(node.args[0])
        if node is sp.E:
            return self._exponential(sp.S.One)
        if node.is_Pow:
            return self._power(node.base, node.exp)
        if node.is_Symbol:
            return self._symbol(node)
        if node is sp.GoldenRatio:
            return self.number((1 + sp.sqrt(5)) / 2)
        if node.is_NumberSymbol:
            return self._opaque(("constant", str(node)), [])
        if isinstance(node, sp.log):
            return self._logarithm(node)
        if node in (sp.oo, -sp.oo, sp.zoo, sp.nan) or node.is_Matrix:
            raise Unfit(f"{node}")
        formula = BY_EXPONENTIALS.get(node.func)
        if formula is not None:
            return self._by_exponentials(node, *formula)
        made = self._rewritten(node)
        if made is not None and made != node:
            return self.number(made)
        if isinstance(node, ODD):
            return self._odd(node)
        steps = recurrence(node)
        if steps is not None:
            return self._combination(*steps)
        short = _written_out(node)
        if short is not None:
            return self.number(short)
        if isinstance(node, sp.Sum) and len(node.limits) == 1 and sp.oo not in node.limits[0] and -sp.oo not in node.limits[0]:
            return self._sum(node)
        if isinstance(node, (sp.Determinant, sp.Trace)):
            return self._opaque(("matrix", sp.srepr(node)), [])
        if bound_symbols(node):
            return self._opaque(("binder", sp.srepr(alpha(node))), [])
        if isinstance(node, sp.hyper):
            above, below, z = node.args
            return self._opaque(("hyper", len(above)), [*map(self.number, (*above, *below)), self.number(z)])
        if isinstance(node, (Function, AppliedUndef)):
            return self._opaque((type(node).__name__, node.func.__name__), [self.number(argument) for argument in node.args])
        raise Unfit(f"{type(node).__name__}")

    def _rewritten(self, node):
        """The node by other functions, or None."""
        made = family(node)
        if made is None and (node.func is sp.gamma or node.func is sp.polygamma and node.args[0] == 0
                             or node.func is sp.zeta and len(node.args) == 2 and node.args[0].is_integer):
            made = by_units(node, self.finest)
        if made is None and isinstance(node, (sp.binomial, sp.RisingFactorial, sp.FallingFactorial)):
            return REWRITTEN[node.func](node, self.context, self.below)
        if made is None and self.meromorphic and isinstance(node, sp.sinc):  # so that both sides are continuous where it is 0
            return sp.sin(node.args[0]) / node.args[0]
        if made is None and self.between_kinds and isinstance(node, AIRY):
            return by_bessel(node, self.context)
        if made is None and node.func in REWRITTEN:
            made = REWRITTEN[node.func](node, self.context)
        if made is None and isinstance(node, sp.Product):
            return rising_product(node, self.context) or product_of_powers(node, self.context)
        if made is None and node.func in RELATED:
            made = RELATED[node.func](node, self.context, lambda head: any(side.has(head) for side in self.sides))
        return made

    def _odd(self, node) -> int:
        """f(z) = z g(z^2)."""
        place, name = self.number(node.args[0]), node.func.__name__
        return self._emit(lambda draw, values: values[place] * draw.number("odd", name, values[place] ** 2 % P) % P)

    def _sum(self, node) -> int:
        """A finite sum by terms without a factor that is free of the index, up to an end without integer part (Karr)."""
        k, lower, upper = node.limits[0]
        base, steps = whole_part(upper)
        if upper.is_Integer and lower.is_Integer:
            raise Unfit("a range that is reversed or long")
        if not (base - lower).is_integer:
            raise Unfit("a range whose ends need not be integers")
        if abs(steps) > 40:
            raise Unfit("a long shift")
        parts = []
        for term in sp.Add.make_args(sp.expand(node.function)):
            outside, inside = term.as_independent(k, as_Add=False)
            places = range(1, steps + 1) if steps >= 0 else range(steps + 1, 1)
            ends = sp.Add(*(substitute(inside, {k: base + i}) for i in places)) * (1 if steps >= 0 else -1)
            closed = base - lower + 1 if inside == 1 else None
            if closed is None and (lower == 0 or not lower.is_Integer):
                closed = terminating_sum(inside.xreplace({k: k + lower}), k, base - lower) if self.context.is_nonnegative(base - lower) else None
            whole = self._opaque(("binder", sp.srepr(alpha(sp.Sum(inside, (k, lower, base))))), []) if closed is None else \
                self.number(closed)
            rest = self.number(ends)
            factor = self.number(outside)
            parts.append(self._emit(lambda draw, values, a=factor, b=whole, c=rest: values[a] * (values[b] + values[c]) % P))
        return self._emit(lambda draw, values: sum(values[place] for place in parts) % P)

    def _product(self, places, modulus: int = P) -> int:
        def product(draw, values):
            result = 1
            for place in places:
                result = result * values[place] % modulus
            return result
        return self._emit(product)

    def _opaque(self, key, places) -> int:
        return self._emit(lambda draw, values: draw.number(key, tuple([values[place] for place in places])))

    def _symbol(self, symbol) -> int:
        key = ("symbol", symbol.name, sp.srepr(symbol) if symbol.is_Dummy else "")
        if symbol.is_integer:
            return self._emit(lambda draw, values: integer_of(draw, symbol) % P)
        if self.context.is_positive(symbol):
            return self._emit(lambda draw, values: draw.to_the(draw.number("log of", key, modulus=Q)))
        return self._emit(lambda draw, values: draw.number(key))

    def _combination(self, coefficients, arguments, key) -> int:
        """A linear combination of opaque values: what a recurrence leaves."""
        places = [self.number(coefficient) for coefficient in coefficients]
        inner = [(self.number(order), [self.number(argument) for argument in rest]) for order, *rest in arguments]
        def combine(draw, values):
            return sum(values[place] * draw.number("recurrence", key, values[order], tuple([values[item] for item in rest]))
                       for place, (order, rest) in zip(places, inner, strict=True)) % P
        return self._emit(combine)


def agree(left, right, context) -> bool:
    """Whether both sides have the same residue in PLAIN draws, whatever roots and residues are chosen in them."""
    negative = {symbol: -sp.Symbol(symbol.name, positive=True, integer=symbol.is_integer)
                for symbol in left.free_symbols | right.free_symbols if symbol.is_negative}
    if negative:
        left, right = left.xreplace(negative), right.xreplace(negative)
    counts = {node.args[0] for side in (left, right) for node in side.atoms(sp.factorial) if node.args[0].is_integer}
    if counts:  # a factorial of a whole number has a value from 0 on
        context = context.extended([sp.Ge(number, 0, evaluate=False) for number in counts])
    if _same(left, right, context):
        return True
    gathered = without_logarithms(left - right, context, _same)
    if gathered is not None and _same(gathered, sp.S.Zero, context):
        return True
    sides = without_powers(left, right, context, _same)
    return sides is not None and _same(*sides, context)


def _same(left, right, context) -> bool:
    program = Program(context, left, right)
    places = program.number(left), program.number(right)
    seen = seed = 0
    while seen < PLAIN:
        seed += 1
        if seed > (MOST if left.free_symbols or right.free_symbols else MOST_FOR_NUMBERS):
            raise Unfit("no draw has all the roots")
        try:
            same = _agree_in_every_choice(program, places, seed)
        except MoreClasses as found:
            program.classes |= {symbol.name: lcm(found.order, program.classes.get(symbol.name, 1)) for symbol in found.symbols}
            seen = seed = 0
            continue
        except Redraw:
            continue
        if not same:
            return False
        seen += 1
    return True


def _agree_in_every_choice(program: Program, places, seed: int) -> bool:
    """One draw, its choices in the order of an odometer; where a denominator vanishes nothing is claimed."""
    digits: list[int] = []
    known: dict = {}
    defined = False
    for _ in range(MOST_CHOICES):
        draw = Draw(seed, digits, program.classes, known)
        try:
            first, second = program.run(draw, places)
            if first != second:
                return False
            defined = True
        except Vanishes:
            pass
        del digits[len(draw.sizes):]
        while digits and digits[-1] == draw.sizes[len(digits) - 1] - 1:
            digits.pop()
        if not digits:
            if not defined:
                raise Unfit("a denominator vanishes")
            return True
        digits[-1] += 1
    raise Unfit("too many choices of roots")
