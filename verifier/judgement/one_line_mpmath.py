"""A statement at a witness as one line of Python with mpmath: numbers, sums, integrals, expectations."""

from __future__ import annotations

from itertools import product

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.printing.pycode import MpmathPrinter

from verifier.judgement.one_line import NotInOneLine, OneLine
from verifier.vocabulary.distributions import STANDARD_NORMAL, Continuous, Distribution
from verifier.vocabulary.symbols import Random, RandomVector

DENSITIES = {
    "standard_normal": ("npdf({x})", "-inf", "inf"), "normal": ("npdf({x}, {0}, {1})", "-inf", "inf"),
    "uniform": ("(1/mpf({1} - {0}))", "{0}", "{1}"), "exponential": ("({0}*exp(-{0}*{x}))", "0", "inf"),
    "gamma": ("({x}**({0} - 1)*exp(-{x}/{1})/(gamma({0})*{1}**{0}))", "0", "inf"), "beta": ("({x}**({0} - 1)*(1 - {x})**({1} - 1)/beta({0}, {1}))", "0", "1"),
    "laplace": ("(exp(-abs({x} - {0})/{1})/(2*{1}))", "-inf", "inf"),
}
WHOLE = {"poisson": ("(exp(-{0})*{0}**{x}/factorial({x}))", "0", "inf"),
         "binomial": ("(binomial({0}, {x})*{1}**{x}*(1 - {1})**({0} - {x}))", "0", "{0}")}  # weights of whole numbers
FINITE = {"coin": {1: sp.S.Half, -1: sp.S.Half}, "rademacher": {1: sp.S.Half, -1: sp.S.Half}}

ALSO_KNOWN = {name: name for name in ("zeta", "polylog", "besselj", "bessely", "besseli", "besselk", "airyai", "airybi", "legendre",
                                      "hermite", "laguerre", "chebyt", "chebyu", "hyper", "expint", "li", "harmonic", "re", "im", "arg", "sign",
                                      "sec", "csc", "cot", "sech", "csch", "coth", "asec", "acsc", "acot", "asech", "acsch", "acoth", "sinc",
                                      "binomial", "beta", "loggamma", "digamma", "fresnels", "fresnelc", "erfi", "erf", "erfc", "gamma",
                                      "factorial", "hankel1", "hankel2", "lerchphi")
              } | {"LambertW": "lambertw", "dirichlet_eta": "altzeta", "factorial2": "fac2", "fibonacci": "fib", "polygamma": "psi",
                   "RisingFactorial": "rf", "FallingFactorial": "ff", "elliptic_k": "ellipk", "chebyshevt": "chebyt", "chebyshevu": "chebyu",
                   "Si": "si", "Ci": "ci", "Ei": "ei", "Shi": "shi", "Chi": "chi"}
IN_TERMS = {"catalan": "(binomial(2*{0}, {0})/({0} + 1))", "uppergamma": "gammainc({0}, {1}, inf)", "lowergamma": "gammainc({0}, 0, {1})",
            "Heaviside": "((sign({0}) + 1)/2)", "erf2": "(erf({1}) - erf({0}))", "betainc": "betainc({0}, {1}, {2}, {3})",
            "betainc_regularized": "betainc({0}, {1}, {2}, {3}, regularized=True)", "hermite_prob": "(sqrt(2)**(-{0})*hermite({0}, {1}/sqrt(2)))",
            "multigamma": "(pi**({1}*({1} - 1)/4)*fprod(gamma({0} - mpf(k)/2) for k in range(int({1}))))",
            "erf2inv": "erfinv(erf({0}) + {1})", "jn": "(sqrt(pi/2)/sqrt({1})*besselj({0} + 0.5, {1}))", "yn": "(sqrt(pi/2)/sqrt({1})*bessely({0} + 0.5, {1}))",
            "hn1": "(sqrt(pi/2)/sqrt({1})*hankel1({0} + 0.5, {1}))", "hn2": "(sqrt(pi/2)/sqrt({1})*hankel2({0} + 0.5, {1}))",
            "bernoulli": "(-({0})*zeta(1 - ({0})) if ({0}) else mpf(1))",  # SymPy's is +1/2 at 1
            "riemann_xi": "(({0} - 1)*zeta({0})*gamma({0}/mpf(2) + 1)/sqrt(pi)**{0})"}
OF_TWO = {"dirichlet_eta": "lerchphi(-1, {0}, {1})", "bernoulli": "bernpoly({0}, {1})", "euler": "eulerpoly({0}, {1})"}


def _summed(body, numbers: dict):
    """The expression with its finite sums written out, term by term."""
    if not body.args or isinstance(body, sp.Indexed):
        return body
    if isinstance(body, sp.Sum):
        function = body.function
        for variable, low, high in body.limits:
            terms = range(int(low.xreplace(numbers)), int(high.xreplace(numbers)) + 1)
            function = sp.Add(*(function.xreplace({variable: sp.Integer(k)}) for k in terms))
        return _summed(function, numbers)
    return body.func(*(_summed(part, numbers) for part in body.args))


class Numbers(OneLine, MpmathPrinter):
    """mpmath at fifty digits; sums are summed, integrals and expectations integrated."""

    opening = ("from mpmath import *", "mp.dps = 30")
    close = "almosteq"

    def __init__(self, values, laws):
        MpmathPrinter.__init__(self, {"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": False})
        self.values, self.laws = values, laws

    def _print_Function(self, node):
        if isinstance(node, AppliedUndef):
            return self.applied(node)
        name = ALSO_KNOWN.get(type(node).__name__)
        terms = (OF_TWO if type(node).__name__ in OF_TWO and len(node.args) == 2 else IN_TERMS).get(type(node).__name__)
        if terms:
            return terms.format(*(f"({self.doprint(argument)})" for argument in node.args))
        if name:
            return f"{name}({', '.join(map(self.doprint, node.args))})"
        if type(node).__name__ in self.known_functions:
            return super()._print_Function(node)
        raise NotInOneLine(str(node.func))

    _print_AppliedUndef = _print_Function

    def _print_Sum(self, node):
        if any(limit[2] is sp.oo or limit[1] is -sp.oo for limit in node.limits):
            (variable, low, high), = node.limits
            return f"nsum(lambda {self.name(variable)}: {self.doprint(node.function)}, [{self.doprint(low)}, {self.doprint(high)}])"
        return f"fsum({self.doprint(node.function)} {self.loop(node.limits)})"

    def _print_Product(self, node):
        if any(limit[2] is sp.oo for limit in node.limits):
            (variable, low, high), = node.limits
            return f"nprod(lambda {self.name(variable)}: {self.doprint(node.function)}, [{self.doprint(low)}, {self.doprint(high)}])"
        return f"fprod({self.doprint(node.function)} {self.loop(node.limits)})"

    def _print_Integral(self, node):
        body = self.doprint(node.function)
        for variable, low, high in node.limits:
            body = f"quad(lambda {self.name(variable)}: {body}, [{self.doprint(low)}, {self.doprint(high)}])"
        return body

    def _print_Derivative(self, node):
        body = self.doprint(node.expr)
        for variable, count in node.variable_count:
            name = self.name(variable)
            body = f"diff(lambda {name}: {body}, {name}, {int(count)})"
        return body

    def _print_Limit(self, node):
        body, variable, place, side = node.args
        if str(side) == "+-" and place not in (sp.oo, -sp.oo):
            side = "+"
        direction = f", {'-' if str(side) == '+' else ''}1" if place not in (sp.oo, -sp.oo) else ""
        return f"limit(lambda {self.name(variable)}: {self.doprint(body)}, {self.doprint(place)}{direction})"

    def _print_entry(self, node):
        which, row, number = node.args
        return f"{self.doprint(which)}[{self.place(row)}][{self.place(number)}]"

    def _print_Max(self, node):
        return f"max({', '.join(map(self.doprint, node.args))})"

    def _print_Min(self, node):
        return f"min({', '.join(map(self.doprint, node.args))})"

    def _print_KroneckerDelta(self, node):
        left, right = map(self.doprint, node.args[:2])
        return f"int({left} == {right})"

    def _print_conjugate(self, node):
        return f"conj({self.doprint(node.args[0])})"

    # chance
    def _print_E(self, node):
        return self._expectation(node.args[0])

    def _print_Var(self, node):
        return f"({self._expectation(node.args[0]**2)} - ({self._expectation(node.args[0])})**2)"

    def _print_Cov(self, node):
        left, right = node.args
        return f"({self._expectation(left * right)} - {self._expectation(left)}*{self._expectation(right)})"

    def _print_Prob(self, node):
        event, = node.args
        if isinstance(event, Relational) and isinstance(event.lhs, Random) and not event.rhs.atoms(Random):
            chance = self._law(event.lhs)
            if isinstance(chance, tuple):
                body, low, high = chance
                edge = self.doprint(event.rhs)
                ends = (low, edge) if isinstance(event, (sp.Lt, sp.Le)) else (edge, high)
                return f"quad(lambda {self.name(event.lhs)}: {body}, [{ends[0]}, {ends[1]}])"
        if isinstance(event, (sp.Lt, sp.Le)) and isinstance(event.lhs, sp.Abs) and isinstance(event.lhs.args[0], Random):
            chance = self._law(event.lhs.args[0])
            if isinstance(chance, tuple) and chance[1:] == ("-inf", "inf"):
                edge = self.doprint(event.rhs)
                return f"quad(lambda {self.name(event.lhs.args[0])}: {chance[0]}, [-({edge}), {edge}])"
        raise NotInOneLine(str(node))

    _print_P = _print_Prob

    def _law(self, symbol):
        """The atoms of a finite law, or (density, lower end, upper end)."""
        given = self.values.get(symbol)
        if isinstance(given, Distribution):
            return dict(given.atoms)
        if isinstance(given, Continuous):
            low = self.doprint(given.shift)
            ends = (low, self.doprint(given.scale), self.doprint(given.shift + given.scale))
            kind = ("normal", ends[:2]) if given.density is STANDARD_NORMAL else ("uniform", (ends[0], ends[2]))
            return tuple(part.format(*kind[1], x=self.name(symbol)) for part in DENSITIES[kind[0]])
        name, *parameters = self.laws.get(symbol, ("",))
        if name in FINITE:
            return FINITE[name]
        if name == "bernoulli":
            return {1: parameters[0], 0: 1 - parameters[0]}
        if name not in DENSITIES:
            raise NotInOneLine(f"the law of {symbol}")
        shown = [self.doprint(sp.sympify(item)) for item in parameters]
        return tuple(part.format(*shown, x=self.name(symbol)) for part in DENSITIES[name])

    def _expectation(self, body) -> str:
        numbers = {key: value for key, value in self.values.items() if isinstance(key, sp.Symbol) and isinstance(value, sp.Expr)}
        body = sp.sympify(body)
        if body.atoms(RandomVector):  # entries by name, once the sums are written out
            body = _summed(body, numbers)
            entries = sorted((node for node in body.atoms(sp.Indexed) if isinstance(node.base, RandomVector)), key=str)
            named = {node: Random(f"{node.base.label}{'_'.join(map(str, node.indices))}", real=True) for node in entries}
            for node, symbol in named.items():
                if node.base in self.values:
                    self.values[symbol] = self.values[node.base]
                elif node.base in self.laws:
                    self.laws[symbol] = self.laws[node.base]
            body = body.xreplace(named)
        symbols = sorted(body.atoms(Random), key=str)
        if len(symbols) == 1 and self.laws.get(symbols[0], ("",))[0] in WHOLE:
            name, *parameters = self.laws[symbols[0]]
            weight, *ends = (part.format(*(f"({self.doprint(sp.sympify(item))})" for item in parameters), x=self.name(symbols[0])) for part in WHOLE[name])
            return f"nsum(lambda {self.name(symbols[0])}: ({self.doprint(body)})*{weight}, [{', '.join(ends)}])"
        laws = [self._law(symbol) for symbol in symbols]
        if all(isinstance(law, dict) for law in laws):
            terms = []
            for case in product(*(law.items() for law in laws)):
                weight = sp.prod([chance for _, chance in case])
                at = dict(zip(symbols, [sp.sympify(value) for value, _ in case], strict=True))
                terms.append(f"{self.doprint(weight)}*({self.doprint(body.xreplace(at))})")
            return "(" + " + ".join(terms) + ")"
        if any(isinstance(law, dict) for law in laws):
            raise NotInOneLine("finite and continuous laws together")
        names = ", ".join(map(self.name, symbols))
        densities = "*".join(density for density, _, _ in laws)
        if len(symbols) > 1:  # far tails of several densities are cut, where they are below 1e-14
            ends = ", ".join(f"[{'-8' if low == '-inf' else low}, {'8' if high == 'inf' else high}]" for _, low, high in laws)
        else:
            ends = ", ".join(f"[{low}, 0, {high}]" if (low, high) == ("-inf", "inf") else f"[{low}, {high}]" for _, low, high in laws)
        method = ", method='gauss-legendre', maxdegree=4" if len(symbols) > 1 else ""
        return f"quad(lambda {names}: ({self.doprint(body)})*{densities}, {ends}{method})"
