"""Powers, exponentials and logarithms in a fingerprint: exp(a + b) = exp(a) exp(b), one root for equal numbers."""

from __future__ import annotations

from math import lcm

import sympy as sp

from verifier.tools.fingerprints.exponents import ROOT_OF_MINUS_ONE, integer_of, split
from verifier.tools.fingerprints.fingerprint_angles import apart, gaussian_log
from verifier.tools.fingerprints.fingerprint_gathering import is_quotient
from verifier.tools.fingerprints.fingerprint_relations import RELATED, in_the_right_half_plane, pythagorean
from verifier.tools.fingerprints.fingerprint_rules import REWRITTEN
from verifier.tools.fingerprints.nested_roots import root_of
from verifier.tools.fingerprints.residues import ORDER, PRIMES, P, Q, order_of_unity, square_root

INVERSE = (sp.atan, sp.asin, sp.acos, sp.asinh, sp.acosh, sp.atanh)


class Unfit(ValueError):
    """The expression has a part that the fields cannot hold."""


def _is_plain(argument) -> bool:
    """Whether the argument is a polynomial of symbols, with I but without pi: nothing comes out of its exponential."""
    if argument.is_Add or argument.is_Mul:
        return all(map(_is_plain, argument.args))
    if argument.is_Pow:
        return argument.exp.is_Integer and argument.exp > 0 and _is_plain(argument.base)
    return argument.is_Symbol or argument.is_Rational or argument is sp.I


class Powers:
    """The part of a program that deals with powers; the rest of it gives places to numbers."""

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
        turned = None if whole else gaussian_log(base)
        if turned is not None:
            return self._exponential(exponent * turned)
        parts = None if whole else apart(base, self.context)
        if parts is not None:
            return self._product([self._power(inner, power * exponent) for inner, power in parts])
        if base.is_Add and not whole:
            base = pythagorean(base) or base
            turned = in_the_right_half_plane(base, self.context)
            if turned is not None:
                return self._product([self._power(turned[1], exponent), self._power(turned[0], -exponent)])
            root = root_of(base, self.context)
            if root is not None:
                return self._power(root, 2 * exponent)
            content, rest = base.primitive()  # a positive number
            if content != 1:
                return self._product([self._power(content, exponent), self._power(rest, exponent)])
        if base.is_Add and not whole and base.free_symbols and is_quotient(base) and len(base.args) < 8:
            base = sp.factor(base)
        places = []
        if not whole and not base.is_Rational and self.context.is_positive(-base):  # (-u)^e = exp(I pi e) u^e for u > 0
            places, base = self._factor_power(sp.S.NegativeOne, sp.S.One, exponent), -base
        for factor, power in self._factors(base, bool(whole), closed=bool(exponent.is_Rational)):
            places.extend(self._factor_power(factor, power, exponent))
        return self._product(places)

    def _factors(self, base, whole: bool, closed: bool = False) -> list:
        """Factors of a base that a power may be taken of one by one: all for integer powers, else the positive ones, and those >= 0 of roots."""
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
            elif inner is sp.E and self.context.is_real(power) or self.context.is_positive(inner) and self.context.is_real(power) or (
                    closed and power.is_Rational and power > 0 and self.context.is_nonnegative(inner)):
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
        if base.is_Add and base.is_number and base.has(sp.I):  # a residue without choice, of which few have roots
            return self._to_the([(base, fraction)])
        if ORDER % order:
            raise Unfit(f"a root of order {order}")
        place, times = self.number(base), int(fraction.p)
        top = self.top if self.top % order == 0 else order
        if base.is_Integer and int(base) in PRIMES and top % 2 == 0:
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
        symbols = term.free_symbols
        if symbols and all(symbol.is_integer for symbol in symbols) and term.is_polynomial(*symbols):
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
        inverse |= {node: RELATED[sp.atan2](node, self.context, None) or node for node in argument.atoms(sp.atan2)}
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
        inner = symbol.free_symbols
        if symbol.is_integer and all(item.is_integer for item in inner) and symbol.is_polynomial(*inner):
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
        turned = gaussian_log(node.args[0])
        if turned is None and isinstance(node.args[0], sp.exp):
            inner = node.args[0].args[0]
            height = sp.im(inner)
            turned = inner if self.context.is_positive(sp.pi + height) and self.context.is_nonnegative(sp.pi - height) else None
        if turned is not None:
            return self.number(turned)
        found = apart(node.args[0], self.context)
        if found is not None:
            return self.number(sp.Add(*(power * sp.log(inner) for inner, power in found)))
        parts, rest = [], []
        for factor, power in self._factors(self._in_factors(node.args[0]), False):
            if factor is sp.E:
                parts.append(self.number(power))
            elif factor.is_Integer and factor > 1 or self.context.is_positive(factor) and self.context.is_real(power):
                place, times = self.number(factor), self.number(power)
                parts.append(self._emit(lambda draw, values, a=place, b=times:
                                        draw.number("log", values[a]) * values[b] % P))
            else:
                rest.append(factor**power)
        whole = sp.Mul(*rest)
        turned = in_the_right_half_plane(whole, self.context)
        if turned is not None:
            parts.append(self.number(sp.log(turned[1]) - sp.log(turned[0])))
        elif whole.is_Pow and whole.exp.is_Rational and abs(whole.exp) < 1:
            parts.append(self.number(whole.exp * sp.log(whole.base)))
        elif rest and rest != [sp.S.One]:
            place = self.number(whole)
            parts.append(self._emit(lambda draw, values: 0 if values[place] == 1 else draw.number("log", values[place])))
        return self._emit(lambda draw, values: sum(values[place] for place in parts) % P)

    def _in_factors(self, argument):
        """A short polynomial as the product of its factors, those of them turned that are negative."""
        if not (argument.is_Add and argument.free_symbols and len(argument.args) < 8 and is_quotient(argument)):
            return argument
        if not argument.is_polynomial(*argument.free_symbols):
            above, below = sp.fraction(sp.together(argument))
            if self.context.is_positive(-below):
                above, below = -above, -below
            return above / below if self.context.is_positive(below) else argument
        turned = sp.S.One
        for factor in sp.Mul.make_args(sp.factor(argument)):
            base, power = factor.as_base_exp()
            negative = base.free_symbols and power.is_Integer and self.context.is_positive(-base)
            turned *= (-1) ** power * (-base) ** power if negative else factor
        return turned

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
            return self._product([self.exponent(factor) for factor in node.args], Q)
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
