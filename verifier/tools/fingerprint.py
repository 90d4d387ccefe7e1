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
from verifier.tools.comparison import alpha
from verifier.tools.exponents import ROOT_OF_MINUS_ONE, integer_of, root_order, split, whole_part
from verifier.tools.fingerprint_families import ODD, by_units, family, units
from verifier.tools.fingerprint_rules import REWRITTEN, below_of, recurrence
from verifier.tools.residues import ORDER, PRIMES, Draw, MoreClasses, P, Q, Redraw, Vanishes, order_of_unity, square_root

PLAIN, MOST = 2, 2500
MOST_CHOICES = 2000  # of roots and residues in one draw
LARGEST = 4000  # nodes
INVERSE = (sp.atan, sp.asin, sp.acos, sp.asinh, sp.acosh, sp.atanh)


class Unfit(ValueError):
    """The expression has a part that the fields cannot hold."""


HALF = (P + 1) // 2
BY_EXPONENTIALS = {  # of the argument times I (True) or of the argument: e is its exponential, f the inverse of e
    sp.sin: (True, lambda draw, e, f: (f - e) * draw.i * HALF), sp.cos: (True, lambda draw, e, f: (e + f) * HALF),
    sp.tan: (True, lambda draw, e, f: (f - e) * draw.i * draw.inverse(e + f)),
    sp.cot: (True, lambda draw, e, f: (e + f) * draw.i * draw.inverse(e - f)),
    sp.sec: (True, lambda draw, e, f: 2 * draw.inverse(e + f)), sp.csc: (True, lambda draw, e, f: 2 * draw.i * draw.inverse(e - f)),
    sp.sinh: (False, lambda draw, e, f: (e - f) * HALF), sp.cosh: (False, lambda draw, e, f: (e + f) * HALF),
    sp.tanh: (False, lambda draw, e, f: (e - f) * draw.inverse(e + f)),
    sp.coth: (False, lambda draw, e, f: (e + f) * draw.inverse(e - f)),
    sp.sech: (False, lambda draw, e, f: 2 * draw.inverse(e + f)), sp.csch: (False, lambda draw, e, f: 2 * draw.inverse(e - f)),
}


def _is_plain(argument) -> bool:
    """Whether the argument is a polynomial of symbols, with I but without pi: nothing comes out of its exponential."""
    if argument.is_Add or argument.is_Mul:
        return all(map(_is_plain, argument.args))
    if argument.is_Pow:
        return argument.exp.is_Integer and argument.exp > 0 and _is_plain(argument.base)
    return argument.is_Symbol or argument.is_Rational or argument is sp.I


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


class Program:
    """A straight-line program over both fields; every node is compiled once."""

    def __init__(self, context, *sides):
        self.context, self.top, self.finest, self.below = context, root_order(*sides), units(*sides), below_of(*sides)
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
        if made is None and node.func in REWRITTEN:
            made = REWRITTEN[node.func](node, self.context)
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
            whole = self._opaque(("binder", sp.srepr(alpha(sp.Sum(inside, (k, lower, base))))), []) if inside != 1 else \
                self.number(base - lower + 1)
            rest = self.number(ends)
            factor = self.number(outside)
            parts.append(self._emit(lambda draw, values, a=factor, b=whole, c=rest: values[a] * (values[b] + values[c]) % P))
        return self._emit(lambda draw, values: sum(values[place] for place in parts) % P)

    def _product(self, places) -> int:
        def product(draw, values):
            result = 1
            for place in places:
                result = result * values[place] % P
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

    # -- powers, exponentials, logarithms -----------------------------------------------------------------------

    def _power(self, base, exponent) -> int:
        if exponent.is_Integer:
            place, times = self.number(base), int(exponent)
            if times >= 0:
                return self._emit(lambda draw, values: pow(values[place], times, P))
            return self._emit(lambda draw, values: pow(draw.inverse(values[place]), -times, P))
        if base is sp.E:
            return self._exponential(exponent)
        exponent = sp.expand(exponent)
        whole = exponent.is_integer
        if not whole and base.is_Pow and base.exp.is_Rational and abs(base.exp) < 1:  # log(u^r) = r log u for -1 < r < 1
            return self._power(base.base, base.exp * exponent)
        if base.is_Add and not whole and base.free_symbols and base.is_polynomial(*base.free_symbols) and len(base.args) < 8:
            base = sp.factor(base)
        places = []
        if not whole and not base.is_Rational and self.context.is_positive(-base):  # (-u)^e = exp(I pi e) u^e for u > 0
            places, base = self._factor_power(sp.S.NegativeOne, sp.S.One, exponent), -base
        for factor, power in self._factors(base, bool(whole)):
            places.extend(self._factor_power(factor, power, exponent))
        return self._product(places)

    def _factors(self, base, whole: bool) -> list:
        """Factors of a base that a power may be taken of one by one: all for integer powers, else the positive ones."""
        if base.is_Rational:
            sign = [(sp.S.NegativeOne, sp.S.One)] if base < 0 else []
            return sign + [(sp.Integer(prime), sp.Integer(times)) for prime, times in sp.factorrat(abs(base)).items()]
        found, rest = [], []
        for factor in sp.Mul.make_args(base):
            inner, power = factor.as_base_exp()
            if factor.is_Rational and abs(factor) != 1:
                found += [item for item in self._factors(abs(factor), whole)]
                rest += [sp.S.NegativeOne] if factor < 0 else []
            elif whole and power.is_integer:
                found.append((inner, power))
            elif inner is sp.E and self.context.is_real(power) or self.context.is_positive(inner) and self.context.is_real(power):
                found.append((inner, power))
            else:
                rest.append(factor)
        if rest:
            if whole:
                found += [(factor, sp.S.One) for factor in rest]
            else:
                found.append((sp.Mul(*rest), sp.S.One))
        return found

    def _factor_power(self, base, power, exponent) -> list[int]:
        """Places of factors whose product is (base**power)**exponent, where the exponents may be multiplied."""
        if base is sp.E:
            return [self._exponential(power * exponent)]
        if base is sp.I:
            return [self._exponential(sp.I * sp.pi * power * exponent / 2)]
        exponent = sp.expand(power * exponent)
        places = []
        integer, fraction, symbolic = split(exponent)
        if base is sp.S.NegativeOne and symbolic:
            total = sp.Add(*symbolic, fraction, integer)
            return [self._exponential(sp.I * sp.pi * total)]
        if integer:
            places.append(self._power(base, integer))
        if fraction:
            if base is sp.S.NegativeOne:
                places.append(self._exponential(sp.I * sp.pi * fraction))
            elif base.is_Symbol and self.context.is_positive(base) and not base.is_integer:
                places.append(self._to_the([(base, fraction)]))
            else:
                places.append(self._root(base, fraction))
        whole = [term for term in symbolic if term.is_integer]
        for term in whole:
            places.append(self._integer_power(base, term))
        rest = [term for term in symbolic if not term.is_integer]
        if rest:
            places.append(self._to_the([(base, term) for term in rest]))
        return places

    def _root(self, base, fraction) -> int:
        order = int(fraction.q)
        if ORDER % order:
            raise Unfit(f"a root of order {order}")
        place, times = self.number(base), int(fraction.p)
        top = self.top if self.top % order == 0 else order
        if base.is_Integer and int(base) in PRIMES and order % 2 == 0:
            return self._root_of_prime(int(base), times, order, top)
        def root(draw, values):
            return pow(draw.root(values[place], top), times * (top // order), P)
        return self._emit(root)

    def _root_of_prime(self, prime: int, times: int, order: int, top: int) -> int:
        """prime**(times/order): roots of its square root, which is a sum of roots of unity, times roots of odd order."""
        even, most_even = order & -order, top & -top
        odd, most_odd = order // even, top // most_even
        first = times * pow(odd, -1, even) % even
        second = (times - first * odd) // even
        square = square_root(prime)
        def root(draw, values):
            found = pow(draw.root(square, most_even // 2), first * (most_even // even), P)
            return found * pow(draw.root(prime, most_odd), second * (most_odd // odd), P) % P if second else found
        return self._emit(root)

    def _integer_power(self, base, term) -> int:
        """base**n for an integer-valued polynomial n in integer symbols."""
        place = self.number(base)
        if all(symbol.is_integer for symbol in term.free_symbols) and term.is_polynomial(*term.free_symbols):
            polynomial = sp.Poly(term, *sorted(term.free_symbols, key=str))
            if all(coefficient.is_Integer for coefficient in polynomial.coeffs()):
                rows = [(monomial, int(coefficient)) for monomial, coefficient in polynomial.terms()]
                symbols = polynomial.gens
                def power(draw, values):
                    if values[place] == 0:
                        if self.context.is_positive(term):
                            return 0
                        raise Unfit("a power of 0")
                    self.all_classes(symbols, order_of_unity(values[place]))
                    total = 0
                    for monomial, coefficient in rows:
                        part = coefficient
                        for symbol, times in zip(symbols, monomial, strict=True):
                            part *= integer_of(draw, symbol) ** times
                        total += part
                    return pow(values[place], total % (P - 1), P)
                return self._emit(power)
        return self._to_the([(base, term)])

    def _to_the(self, pairs) -> int:
        """The product of base**term as G to the sum of term * log(base)."""
        inner = [(self._log_exponent(base), self.exponent(term)) for base, term in pairs]
        return self._emit(lambda draw, values: draw.to_the(sum(values[a] * values[b] for a, b in inner) % Q))

    def _log_exponent(self, base) -> int:
        """What stands for log(base) in the exponent of G."""
        if base.is_Symbol and self.context.is_positive(base) and not base.is_integer:
            key = ("symbol", base.name, sp.srepr(base) if base.is_Dummy else "")
            return self._emit(lambda draw, values: draw.number("log of", key, modulus=Q))
        place = self.number(base)
        return self._emit(lambda draw, values: draw.number("L", values[place], modulus=Q))

    def _exponential(self, argument) -> int:
        """exp of a sum: logarithms come out as powers, multiples of I*pi as roots of unity."""
        places, plain = [], []
        if _is_plain(argument):
            place = self.exponent(argument)
            return self._emit(lambda draw, values: draw.to_the(values[place]))
        inverse = {node: REWRITTEN[node.func](node, self.context) for node in argument.atoms(*INVERSE)}
        for term in sp.Add.make_args(sp.expand(argument.xreplace(inverse) if inverse else argument)):
            factors = sp.Mul.make_args(term)
            logs = [factor for factor in factors if isinstance(factor, sp.log)]
            lamberts = [factor for factor in factors if isinstance(factor, sp.LambertW) and len(factor.args) == 1]
            if len(logs) == 1:
                rest = sp.Mul(*[factor for factor in factors if factor is not logs[0]])
                places.append(self._power(logs[0].args[0], rest))
            elif len(lamberts) == 1 and sp.Mul(*[f for f in factors if f is not lamberts[0]]).is_Integer:
                rest = sp.Mul(*[factor for factor in factors if factor is not lamberts[0]])
                places.append(self._power(lamberts[0].args[0] / lamberts[0], rest))
            elif sp.I in factors and sp.pi in factors:
                rest = sp.Mul(*[factor for factor in factors if factor not in (sp.I, sp.pi)])
                places.append(self._turn(rest, term))
            else:
                plain.append(term)
        if plain:
            total = sp.Add(*plain)
            place, zero = self.exponent(total), self.number(total) if total.is_Add and not _is_plain(total) else None
            places.append(self._emit(lambda draw, values: draw.to_the(values[place] if zero is None or values[zero] else 0)))
        return self._product(places) if len(places) != 1 else places[0]

    def _by_exponentials(self, node, turned: bool, formula) -> int:
        """A trigonometric or hyperbolic function by exp of its argument and the inverse of that."""
        key = node.args[0], turned
        if key not in self.exponentials:
            place = self._exponential(sp.I * node.args[0] if turned else node.args[0])
            self.exponentials[key] = place, self._emit(lambda draw, values: draw.inverse(values[place]))
        above, below = self.exponentials[key]
        return self._emit(lambda draw, values: formula(draw, values[above], values[below]) % P)

    def _turn(self, rest, term) -> int:
        """exp(I*pi*rest)."""
        if rest.is_Rational:
            if ORDER % (2 * int(rest.q)):
                raise Unfit(f"a root of unity of order {2 * rest.q}")
            power = int(rest.p) * (ORDER // (2 * int(rest.q)))
            return self._emit(lambda draw, values: pow(draw.unit, power, P))
        coefficient, symbol = rest.as_coeff_Mul()
        if symbol.is_integer and all(item.is_integer for item in symbol.free_symbols) and symbol.is_polynomial(*symbol.free_symbols):
            if ORDER % (2 * int(coefficient.q)):
                raise Unfit("a root of unity of too high order")
            power = int(coefficient.p) * (ORDER // (2 * int(coefficient.q)))
            polynomial = sp.Poly(symbol, *sorted(symbol.free_symbols, key=str))
            if not all(item.is_Integer for item in polynomial.coeffs()):
                raise Unfit("an integer that is no integer polynomial")
            rows, symbols = [(m, int(c)) for m, c in polynomial.terms()], polynomial.gens
            self.classes |= {item.name: lcm(2 * int(coefficient.q), self.classes.get(item.name, 1)) for item in symbols}
            def turn(draw, values):
                total = 0
                for monomial, factor in rows:
                    for item, times in zip(symbols, monomial, strict=True):
                        factor *= integer_of(draw, item) ** times
                    total += factor
                return pow(draw.unit, power * total % ORDER, P)
            return self._emit(turn)
        place = self.exponent(term)
        return self._emit(lambda draw, values: draw.to_the(values[place]))

    def _logarithm(self, node) -> int:
        """log splits over positive factors; what is left is opaque."""
        if len(node.args) == 2:
            return self.number(sp.log(node.args[0]) / sp.log(node.args[1]))
        if not node.args[0].is_Rational and self.context.is_positive(-node.args[0]):
            return self.number(sp.log(-node.args[0]) + sp.I * sp.pi)
        parts, rest = [], []
        for factor, power in self._factors(node.args[0], False):
            if factor is sp.E:
                parts.append(self.number(power))
            elif factor.is_Integer and factor > 1 or self.context.is_positive(factor) and self.context.is_real(power):
                place, times = self.number(factor), self.number(power)
                parts.append(self._emit(lambda draw, values, a=place, b=times:
                                        draw.number("log", values[a]) * values[b] % P))
            else:
                rest.append(factor**power)
        whole = sp.Mul(*rest)
        if whole.is_Pow and whole.exp.is_Rational and abs(whole.exp) < 1:
            parts.append(self.number(whole.exp * sp.log(whole.base)))
        elif rest and rest != [sp.S.One]:
            place = self.number(whole)
            parts.append(self._emit(lambda draw, values: 0 if values[place] == 1 else draw.number("log", values[place])))
        return self._emit(lambda draw, values: sum(values[place] for place in parts) % P)

    # -- exponents modulo Q ---------------------------------------------------------------------------------------

    def exponent(self, node) -> int:
        """The place of a node's residue modulo Q."""
        place = self.exponents.get(node)
        if place is None:
            place = self.exponents[node] = self._exponent(node)
        return place

    def _exponent(self, node) -> int:
        if node.is_Rational:
            value = int(node.p) * pow(int(node.q), -1, Q) % Q
            return self._emit(lambda draw, values: value)
        if node.is_Add:
            places = [self.exponent(term) for term in node.args]
            return self._emit(lambda draw, values: sum(values[place] for place in places) % Q)
        if node.is_Mul:
            places = [self.exponent(factor) for factor in node.args]
            def product(draw, values):
                result = 1
                for place in places:
                    result = result * values[place] % Q
                return result
            return self._emit(product)
        if node.is_Pow and node.exp.is_Integer and node.base is not sp.E:
            place, times = self.exponent(node.base), int(node.exp)
            if times >= 0:
                return self._emit(lambda draw, values: pow(values[place], times, Q))
            return self._emit(lambda draw, values: pow(draw.inverse(values[place], Q), -times, Q))
        if node is sp.I:
            return self._constant(ROOT_OF_MINUS_ONE)
        if node.is_Symbol and node.is_integer:
            return self._emit(lambda draw, values: integer_of(draw, node) % Q)
        if isinstance(node, sp.log) and len(node.args) == 1:
            parts = [(self._log_exponent(factor), self.exponent(power)) for factor, power in self._factors(node.args[0], False)
                     if factor is not sp.E]
            extra = [self.exponent(power) for factor, power in self._factors(node.args[0], False) if factor is sp.E]
            return self._emit(lambda draw, values: (sum(values[a] * values[b] for a, b in parts)
                                                    + sum(values[a] for a in extra)) % Q)
        place = self.number(node)
        return self._emit(lambda draw, values: draw.number("exponent", values[place], modulus=Q))


def agree(left, right, context) -> bool:
    """Whether both sides have the same residue in PLAIN draws, whatever roots and residues are chosen in them."""
    negative = {symbol: -sp.Symbol(symbol.name, positive=True, integer=symbol.is_integer)
                for symbol in left.free_symbols | right.free_symbols if symbol.is_negative}
    if negative:
        left, right = left.xreplace(negative), right.xreplace(negative)
    counts = {node.args[0] for side in (left, right) for node in side.atoms(sp.factorial) if node.args[0].is_integer}
    if counts:  # a factorial of a whole number has a value from 0 on
        context = context.extended([sp.Ge(number, 0, evaluate=False) for number in counts])
    program = Program(context, left, right)
    places = program.number(left), program.number(right)
    seen = seed = 0
    while seen < PLAIN:
        seed += 1
        if seed > MOST:
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
