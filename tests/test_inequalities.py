"""Inequalities: trees of rules that are found and hold, strict versions that must not, and forged trees for every rule."""

import pytest
import sympy as sp

from verifier.deciding.parsing import read
from verifier.tools.inequalities.inequality_rules import RULES, State, check
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.inequalities.region_signs import ABOVE, ANY, BELOW, ZERO, Region
from verifier.tools.inequalities.substitutions import NEW
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import NotVisible

x, y, t, n = sp.symbols("x y t n", real=True)
Q = sp.Rational

TRUE = [
    ("1+x+x**2/2 <= exp(x)", {"x": "nonnegative"}, ()), ("1+r*x <= (1+x)**r", {"x": "real", "r": "real"}, ("x > -1", "r >= 1")),
    ("(1+x)**r <= 1+r*x", {"x": "real", "r": "real"}, ("x > -1", "r >= 0", "r <= 1")),
    ("-p*log(p)-(1-p)*log(1-p) <= log(2)", {"p": "real"}, ("0 < p", "p < 1")), ("tanh(u) <= u", {"u": "nonnegative"}, ()),
    ("erfc(x) <= exp(-x**2)", {"x": "nonnegative"}, ()), ("log(1+1/n) <= 1/n", {"n": "natural"}, ()),
    ("log(exp(x)+exp(y)) <= Max(x,y)+log(2)", {"x": "real", "y": "real"}, ()),
    ("x*y <= exp(x)+y*log(y)-y", {"x": "real", "y": "positive"}, ()), ("x+y <= sqrt(2)", {"x": "real", "y": "real"}, ("x**2+y**2 <= 1",)),
    ("sqrt((a+c)**2+(b+d)**2) <= sqrt(a**2+b**2)+sqrt(c**2+d**2)", dict.fromkeys("abcd", "real"), ()),
    ("(1-eta*mu)**T <= exp(-eta*mu*T)", {"eta": "nonnegative", "mu": "positive", "T": "natural"}, ("eta*mu <= 1",)),
    ("1+x*log(a) <= a**x", {"a": "positive", "x": "real"}, ()), ("Abs(tanh(x)-tanh(y)) <= Abs(x-y)", {"x": "real", "y": "real"}, ()),
    ("4*p*(1-p)*log(2) <= -p*log(p)-(1-p)*log(1-p)", {"p": "positive"}, ("p < 1",)), ("cos(x) <= exp(-x**2/2)", {"x": "real"}, ("Abs(x) < pi/2",)),
    ("(x+y)*log((x+y)/(a+b)) <= x*log(x/a)+y*log(y/b)", dict.fromkeys("abxy", "positive"), ()),
    ("a*log(x)+b*log(y)+c*log(z) <= log(a*x+b*y+c*z)", dict.fromkeys("abcxyz", "positive"), ("Eq(a+b+c,1)",)),
    ("exp(a*x+b*y+c*z) <= a*exp(x)+b*exp(y)+c*exp(z)", {**dict.fromkeys("abc", "positive"), **dict.fromkeys("xyz", "real")}, ("Eq(a+b+c,1)",)),
    ("(x+y+z)/3 <= log((exp(x)+exp(y)+exp(z))/3)", dict.fromkeys("xyz", "real"), ()),
    ("-log(2) <= p*log(p)+q*log(q)", {"p": "positive", "q": "positive"}, ("Eq(p+q,1)",)),
]
TOUCHED = [(statement.replace("<=", "<"), symbols, given) for statement, symbols, given in TRUE if "1/n" not in statement]
FALSE = [
    ("1+r*x <= (1+x)**r", {"x": "real", "r": "real"}, ("x > -1", "r >= 999/1000")), ("1+x+x**2/2 <= exp(x)", {"x": "real"}, ()),
    ("exp(x) <= 1+x+x**2", {"x": "real"}, ("x <= 17933/10000",)), ("0.6922006276 <= x**x", {"x": "positive"}, ()),
    ("x <= Abs(x)-1", {"x": "positive"}, ()), ("1/x > 0", {"x": "real"}, ("Ne(x, 0)",)), ("sqrt(x) >= 0", {"x": "real"}, ()),
    ("(1-u)**T <= exp(-u*T)", {"u": "positive", "T": "natural"}, ("u <= 3",)), ("(1-u)**T <= exp(-u*T)", {"u": "positive", "T": "real"}, ("u < 1",)),
    ("cos(x) <= exp(-x**2/2)", {"x": "real"}, ("Abs(x) > pi/2",)), ("1+x*log(a) <= a**x - Abs(x)/10**6", {"a": "positive", "x": "real"}, ()),
    ("exp(x)+exp(-x) <= 2", {"x": "real"}, ("Abs(x) <= 1",)), ("x <= 1", {"x": "real"}, ("Max(x, 0) >= 1",)),
    ("a*log(x)+b*log(y)+c*log(z) <= log(a*x+b*y+c*z)", dict.fromkeys("abcxyz", "positive"), ("a+b+c <= 1",)),
    ("log(x) <= x**2/10", {"x": "positive"}, ()), ("erfc(x) <= exp(-x**2)", {"x": "real"}, ()),
]


def found(statement, symbols, given, seconds=20.0):
    problem = read(statement, symbols, given)
    return tree_of(problem.statement, problem.premises, seconds)


@pytest.mark.parametrize(("statement", "symbols", "given"), TRUE)
def test_a_tree_is_found(statement, symbols, given):
    assert found(statement, symbols, given) is not None


@pytest.mark.parametrize(("statement", "symbols", "given"), TOUCHED + FALSE)
def test_no_tree_for_what_is_false(statement, symbols, given):
    try:
        tree = found(statement, symbols, given, 1.0)
    except Rejected:
        tree = None
    assert tree is None



CLOSED = ("sign", (), ())
FORGED = [
    (x**2 - 1, False, (), CLOSED), (x, False, (sp.Ne(x, 0),), CLOSED), (x, True, (x >= 0,), CLOSED), (1 / x, True, (x >= 0,), CLOSED),
    (x - 1, False, (), ("core", (x**2, (x - 1) / x**2), (CLOSED,))),
    (-x, False, (), ("core", (sp.Integer(-1), x), (CLOSED,))), (x, True, (x >= 0,), ("core", (x, sp.S.One), (CLOSED,))),
    (sp.exp(x) - 1 - x, True, (), ("ladder", (x, sp.S.Zero), (CLOSED, CLOSED, CLOSED))),
    (1 / x, False, (), ("ladder", (x, sp.S.One), (CLOSED, CLOSED, CLOSED))), (x**2 - 1, False, (x <= 0,), ("ladder", (x, sp.S.One), (CLOSED, CLOSED))),
    (x, False, (), ("from an end", (x, sp.oo), (CLOSED, CLOSED))), (x * (1 - x), False, (), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (x**3 - x, False, (x >= 0, x <= 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (x**2, True, (), ("squares", (sp.S.One, ((sp.S.One, x, None),)), ())), (x, False, (), ("squares", (x, ((sp.S.One, x, None),)), ())),
    (x, False, (x >= 0,), ("squares", (sp.S.One, ((-sp.S.One, sp.I * x, None),)), ())), (-x, False, (x >= 0,), ("squares", (sp.S.One, ((sp.S.One, sp.S.One, 0),)), ())),
    (x**2 - y**2, False, (), ("squares", (x**2 + y**2, ((sp.S.One, x**2, None),)), ())),
    (x - 1, True, (x >= 0, x <= 3), ("cover", (((x, Q(2), Q(3)),), (((Q(2), Q(3)),),)), ())),
    (x - 1, True, (x >= 2, x <= 3), ("cover", (((x, Q(2), Q(3)),), (((Q(2), Q(5, 2)),),)), ())),
    (x**2, True, (), ("contact", (x, sp.S.Zero, 2, Q(-1), Q(1), (((Q(-1), Q(1)),),)), (CLOSED, CLOSED))),
    (x**3, False, (), ("contact", (x, sp.S.Zero, 3, Q(-1), Q(1), (((Q(-1), Q(1)),),)), (CLOSED, CLOSED))),
    (x, False, (x >= -1,), ("contact", (x, sp.S.Zero, 1, Q(0), Q(1), (((Q(0), Q(1)),),)), (CLOSED,))),
    (x**2 - Q(1, 10), False, (), ("contact", (x, sp.S.Zero, 2, Q(-1), Q(1), (((Q(-1), Q(1)),),)), (CLOSED, CLOSED))),
    (x - y, False, (), ("powers", (x, y, sp.Integer(2)), (CLOSED,))), (x**3 - x, False, (), ("mirror", (x,), (CLOSED,))),
    (x**2 - 1, False, (x <= -1,), ("mirror", (x,), (CLOSED,))), (x - 1, False, (x >= 0,), ("inverse", (x,), (CLOSED,))),
    (x - y, False, (), ("logarithms", (x, y), (CLOSED,))), (sp.sin(x) * x, False, (), ("bounded", (sp.sin(x),), (CLOSED, CLOSED))),
    (-sp.erf(x) + Q(1, 2), False, (x >= 0,), ("hill", (x, sp.exp(-x**2), sp.S.Zero, sp.oo), (CLOSED,) * 3)),
    (x - y, False, (), ("orders", (x, y), (CLOSED, CLOSED))), (x, False, (), ("split", (x,), (CLOSED, CLOSED))),
    (x, False, (x >= 0,), ("forgotten", (0,), (CLOSED,))),
    (-x**2 + 1, False, (), ("quadratic", (x,), (CLOSED, CLOSED))), (x, False, (), ("exponential", (), (CLOSED,))), (x**2, False, (), ("no rule", (), ())),
    (x**2, False, (), ("mirror", (x,), ())),
    (x - 1, False, (x >= 0,), ("boundary", (x, sp.S.One), (CLOSED, CLOSED))), (x * (x - 1), False, (x >= 0,), ("boundary", (x, sp.S.Zero), (CLOSED, CLOSED))),
    (x, True, (x >= 0,), ("boundary", (x, sp.S.Zero), (CLOSED, CLOSED))),
    (1 - x, False, (x > 0,), ("from an end", (x, sp.S.Zero), (CLOSED, CLOSED))), (x - 1, False, (x >= 0,), ("from an end", (x, sp.S.Zero), (CLOSED, CLOSED))),
    (x - y, False, (x > y, x > 0), ("from an end", (x, y), (CLOSED, CLOSED))),
    (1 / x - 1, False, (x > 0,), ("descent", (x,), (CLOSED, CLOSED))), (sp.sin(2 * sp.pi * x), False, (x > 0,), ("descent", (x,), (CLOSED, CLOSED))),
    (1 - x, False, (x > 0, x < 1), ("descent", (x,), (CLOSED, CLOSED))), (x, False, (), ("projected", (x,), (CLOSED,))),
    (y, False, (x > 0, x < y + 1), ("projected", (x,), (CLOSED,))), (x - 2 * y, False, (x > y, y > 0), ("homogeneous", (x, (y,), x), (CLOSED,))),
    (x - y**2, False, (x > y, y > 0), ("homogeneous", (x, (y,), x), (CLOSED,))), (x - y, False, (x > y, y > 1), ("homogeneous", (x, (y,), x), (CLOSED,))),
    (x**2 - y**2, False, (x > y,), ("homogeneous", (x, (y,), x**2), (CLOSED,))), (-x * y, False, (x > 0, y > 0), ("homogeneous", (x, (y,), -x**2), (CLOSED,))),
    (sp.log(x), False, (x > 0,), ("tangents", ((x, sp.S.One),), (CLOSED,))), (1 + sp.log(x), False, (), ("tangents", ((x, sp.S.One),), (CLOSED,))),
    (y * sp.log(x) + 1, False, (x > 0,), ("tangents", ((x, sp.S.One),), (CLOSED,))),
    (x - 2 - sp.log(x), False, (x > 0,), ("tangents", ((x, sp.S.One, -sp.S.One),), (CLOSED,))),
    (sp.sqrt(x) - 1 - sp.log(x), False, (x > 0,), ("tangents", ((x, sp.S.One, Q(1, 2)),), (CLOSED,))),
    (1 - sp.log(x), False, (x > 0,), ("tangents", ((x, sp.S.One, sp.S.Zero),), (CLOSED,))),
    (x**t - y**t, False, (x >= y, t >= 0), ("common exponent", (x, y, t), (CLOSED,))),
    (x**t - y**t, False, (x >= y, y >= 0), ("common exponent", (x, y, t), (CLOSED,))),
    (x**t - y**t, True, (x > y, y >= 0, t >= 0), ("common exponent", (x, y, t), (CLOSED,))),
    (x**t - y**(2 * t), False, (x >= y, y >= 0, t >= 0), ("common exponent", (x, y, t), (CLOSED,))),
    (1 - sp.exp(x), False, (), ("supports", ((x, sp.S.Zero),), (CLOSED,))),
    (y * sp.exp(x) + 1, False, (), ("supports", ((x, sp.S.Zero),), (CLOSED,))),
    (sp.exp(x) - 3 * x, False, (), ("supports", ((x, sp.S.One),), (CLOSED,))),
    (x**2 - 1, False, (), ("supports", ((2 * sp.log(x), sp.S.Zero),), (CLOSED,))),
    (y**x - 1, False, (), ("supports", ((x * sp.log(y), sp.S.Zero),), (CLOSED,))),
    (sp.exp(x) - x - 1, True, (), ("supports", ((x, sp.S.Zero),), (CLOSED,))),
    (sp.exp(x) + 1, False, (), ("supports", ((sp.S.Zero, x),), (CLOSED,))),
    (sp.Abs(x) - 1, False, (), ("each", (sp.Abs(x),), (CLOSED, CLOSED))), (1 - sp.Abs(x), False, (x <= 1,), ("each", (sp.Abs(x),), (CLOSED, CLOSED))),
    (sp.Max(x, y), False, (x >= 0,), ("each", (sp.Max(x, y),), (CLOSED, CLOSED))), (x * sp.Min(x, y), False, (y >= 0,), ("each", (sp.Min(x, y),), (CLOSED, CLOSED))),
    (1 - sp.Max(x, y), False, (x <= 1,), ("some", (sp.Max(x, y), x), (CLOSED,))), (sp.Max(x, y), False, (), ("some", (sp.Max(x, y), x**2), (CLOSED,))),
    (-sp.Abs(x)**2 + 1, False, (), ("each", (sp.Abs(x),), (CLOSED, CLOSED))), (1 - sp.Abs(x), False, (x <= 1,), ("split", (x,), (CLOSED, CLOSED))),
    (sp.Max(x, y) - y - 1, False, (), ("split", (x - y,), (CLOSED, CLOSED))), (-sp.Min(x, y), False, (x >= 0,), ("split", (x - y,), (CLOSED, CLOSED))),
    (x * sp.log(x), True, (x > 0, x < 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (x * (1 - x), True, (x >= 0, x <= 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (-x * (1 - x), True, (x > 0, x < 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (sp.log(x) + 1, False, (x > 0, x < 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (1 - 1 / x, False, (x > 0, x < 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (sp.sqrt(x) - Q(1, 10), False, (x > 0, x < 1), ("concave", (x, sp.S.Zero, sp.S.One), (CLOSED,) * 3)),
    (x - Q(1, 9), False, (x >= 0,), ("beside", (x, sp.S.Zero, 1, Q(1, 2), 5), (CLOSED, CLOSED))),
    (x, True, (x >= 0,), ("beside", (x, sp.S.Zero, 1, Q(1, 2), 5), (CLOSED, CLOSED))),
    (x, False, (), ("beside", (x, sp.S.Zero, 1, Q(1, 2), 5), (CLOSED, CLOSED))), (x, False, (), ("beside", (x, sp.S.Zero, 1, Q(1, 2), 5), (CLOSED,))),
    (-x, False, (x <= 0,), ("beside", (x, sp.S.Zero, 1, Q(1, 2), 5), (CLOSED,))), (x * y, False, (x > 0,), ("beside", (x, sp.S.Zero, 1, Q(1, 2), 5), (CLOSED,))),
    (1 - 1 / x, False, (x > 0,), ("beside", (x, sp.oo, 1, Q(1, 2), 5), (CLOSED,))), (1 - 1 / x, False, (x > 0,), ("beside", (x, sp.oo, 1, Q(2), 5), (CLOSED,))),
    (x**y - 1 - y * (x - 1), False, (x > 0, y >= 0), ("bernoulli", ((x, y),), (CLOSED,))), (1 + y * (x - 1) - x**y, True, (x > 0, y >= 0, y <= 1), ("bernoulli", ((x, y),), (CLOSED,))),
    (x**y - 1 - y * (x - 1), False, (x > -1, y >= 1), ("bernoulli", ((x, y),), (CLOSED,))), (x**-y - 1 + y * x - y, False, (x > 0, y >= 1), ("bernoulli", ((x, -y),), (CLOSED,))),
    (t * x**y - t * (1 + y * (x - 1)), False, (x > 0, y >= 1), ("bernoulli", ((x, y),), (CLOSED,))), (x**y * 2 - 1, False, (x > 0, y >= 1), ("bernoulli", ((x, 2 * y),), (CLOSED,))),
    (x**y - x / (x + y * (1 - x)), False, (x > 0, y >= 0, y <= 2), ("bernoulli", ((x, y),), (CLOSED,))),
    (sp.sqrt(x**2) - x - 1, False, (), ("by square", (sp.S.One, x**2, x + 1), (CLOSED,))), (-sp.sqrt(x**2 + 1) - x, False, (), ("by square", (-sp.S.One, x**2 + 1, x), (CLOSED,))),
    (sp.sqrt(x**2) - x, True, (), ("by square", (sp.S.One, x**2, x), (CLOSED,))), (sp.sqrt(x) - sp.log(x), False, (), ("by square", (sp.S.One, x, sp.log(x)), (CLOSED,))),
    (sp.sqrt(x) + 1, False, (), ("by square", (sp.S.One, x, -sp.S.One), (CLOSED,))),
    (sp.sin(x + y) - sp.sin(x), False, (), ("addition", (sp.sin(x + y), x), (CLOSED,))), (sp.tan(x + y), False, (), ("addition", (sp.tan(x + y), x), (CLOSED,))),
    (sp.sin(1 / x) + 1, False, (), ("addition", (sp.sin(1 / x), 1 / x - 1), (CLOSED,))),
    (x, False, (x > 0,), ("beside", (x, -sp.oo, 1, Q(1, 2), 5), (CLOSED,))), (x, False, (x > 0,), ("beside", (x, sp.oo, -1, Q(1, 2), 5), (CLOSED,))),
    (x - y, False, (2 * x > y,), ("stated", (0,), ())), (x - y, True, (x - y >= 0,), ("stated", (0,), ())), (y - x, False, (x - y >= 0,), ("stated", (0,), ())),
    (x, False, (y >= 0,), ("stated", (1,), ())),
    (x * y, False, (), ("as one", (x * y, NEW, (NEW >= 0,)), (CLOSED,))), (x * y, True, (x >= 0, y >= 0), ("as one", (x * y, NEW, (NEW > 0,)), (CLOSED,))),
    (x + y, False, (x > 0, y > 0), ("as one", (x * y, NEW, (NEW > 0,)), (CLOSED,))), (x / y, False, (x > 0,), ("as one", (x / y, NEW, (NEW > 0,)), (CLOSED,))),
    (x * y - 1, False, (x * y > 1, y < 0), ("as one", (x * y, NEW - 1, (NEW * y > y,)), (CLOSED,))),
    (x / y - 1, False, (x >= y,), ("as one", (x / y, NEW - 1, (NEW - 1 >= 0,)), (CLOSED,))),
    (1 / (x * y), False, (x >= 0, y >= 0), ("as one", (x * y, 1 / NEW, (NEW >= 0,)), (CLOSED,))),
    (NEW * x * y, False, (x * y >= 0,), ("as one", (x * y, NEW**2, (NEW >= 0,)), (CLOSED,))),
    (x + y - 2 * sp.sqrt(x * y), True, (x > 0, y > 0), ("means", ((x, y), (Q(1, 2),) * 2, 2 * sp.sqrt(x * y)), ())),
    (x + y - 3 * sp.sqrt(x * y), False, (x > 0, y > 0), ("means", ((x, y), (Q(1, 2),) * 2, 2 * sp.sqrt(x * y)), ())),
    (x + y - 3 * sp.sqrt(x * y), False, (x > 0, y > 0), ("means", ((x, y), (Q(1, 2),) * 2, 3 * sp.sqrt(x * y)), ())),
    (x + y - sp.sqrt(x * y), False, (x > 0, y > 0), ("means", ((x, y), (Q(1, 3), Q(1, 2)), sp.sqrt(x * y)), ())),
    (x + y - x**2 / (4 * y), False, (x > 0, y > 0), ("means", ((x, y), (sp.Integer(2), -sp.S.One), x**2 / (4 * y)), ())),
    (x + y - sp.sqrt(4 * x * y), False, (y > 0,), ("means", ((x, y), (Q(1, 2),) * 2, sp.sqrt(4 * x * y)), ())),
    (t * x + (1 - t) * y - x**t * y**(1 - t), False, (x > 0, y > 0, t <= 1), ("means", ((t * x, (1 - t) * y), (t, 1 - t), x**t * y**(1 - t)), ())),
    (x - y, False, (x > 0, y > 0), ("means", ((x,), (sp.S.One,), y), ())), (-y, False, (y > 0,), ("means", ((), (), y), ())),
]


@pytest.mark.parametrize(("gap", "strict", "bounds", "tree"), FORGED)
def test_a_forged_tree_is_refused(gap, strict, bounds, tree):
    with pytest.raises(Rejected):
        check(State(sp.sympify(gap), strict, tuple(bounds)), tree)


def test_every_rule_is_attacked():
    assert set(RULES) == {tree[0] for *_, tree in FORGED} - {"no rule"}


@pytest.mark.parametrize(("expression", "bounds", "signs"), [
    (x * (1 - x), (x > 0, x < 1), ABOVE), (x * (1 - x), (x >= 0, x < 1), ABOVE | ZERO), (sp.exp(x) - 1 - x, (x >= 0,), ABOVE | ZERO),
    (sp.log(x), (x > 0, x < 1), BELOW), (x - y, (y <= x,), ABOVE | ZERO), (x, (sp.Ne(x, 0),), ANY), (x, (sp.Eq(x, 1),), ANY),
    (sp.sqrt(sp.log(x)) + 10 - sp.log(y), (x >= 2 * y + 1, y > 3), ANY), (sp.log(x) - sp.log(y), (x >= 2 * y, y > 3), ABOVE),
    (1 - x, (x < y, y < 1), ABOVE), (y, (0 < x, x <= y), ABOVE), (y - 1, (0 < x, x <= y), ANY), (1 - x, (x <= y, y <= 1), ABOVE | ZERO),
    (sp.polygamma(1, x), (x > 0,), ABOVE), (sp.polygamma(2, x), (x > 0,), BELOW), (sp.polygamma(0, x), (x > 0,), ANY),
    (sp.polygamma(0, x) - sp.polygamma(0, y), (x > y, y > 0), ABOVE), (sp.polygamma(1, x) - sp.polygamma(1, y), (x > y, y > 0), BELOW),
    (sp.gamma(x + 2) - x * (x + 1) * sp.gamma(x), (x > 0,), ZERO), (sp.polygamma(3, x + 1) - sp.polygamma(3, x) + 6 / x**4, (x > 0,), ZERO),
    (sp.gamma(x - 2) * (x - 1) * (x - 2) - sp.gamma(x), (x > 2,), ZERO), (sp.binomial(x, y) - 1, (x > y, y > 0), ANY),
    (x**2 + y**2 - (x * sp.sin(t) + y * sp.cos(t)) ** 2 - (x * sp.cos(t) - y * sp.sin(t)) ** 2, (), ZERO),
    (sp.tanh(x) ** 2, (), ABOVE | ZERO), (x**3 - 2, (x >= 2,), ABOVE), (x**2 - 2, (x > sp.sqrt(2),), ABOVE), (x**2 - 2, (x >= Q(7, 5),), ANY),
    (sp.E - 2, (), ABOVE), (1 - sp.sin(x), (), ABOVE | ZERO), (sp.sin(x), (x > 0, x < sp.pi), ABOVE), (sp.sin(x), (x > 0, x < 4), ANY),
    (2**n - 1, (n >= 1,), ABOVE), ((1 + x) ** (t - 1) - 1, (x > 0, t > 1), ANY), (x + y, (x + y >= 0,), ABOVE | ZERO),
])
def test_signs_in_a_region(expression, bounds, signs):
    region = Region(bounds)
    assert region.signs(region.form(sp.sympify(expression))) == signs


@pytest.mark.parametrize(("expression", "bounds"), [
    (sp.log(x), ()), (1 / x, ()), (1 / x, (x >= 0,)), (sp.sqrt(x), ()), (x**y, (x >= 0,)), (sp.tan(x), ()), (sp.asin(x), ()), (sp.Abs(x), ()),
    (1 / (sp.exp(x) - 1), ()), (1 / sp.sin(x), (x > 0, x < 4)), (sp.log(sp.cos(x)), ()), (1 / (x - 1), (x > 0,)), (sp.gamma(x), ()),
    (sp.Function("log")(x), (x > 0,)), (sp.Function("exponential")(x), ()), (sp.Symbol("z"), ()), (sp.sin(sp.Symbol("z")), ()),
])
def test_what_may_be_undefined_has_no_form(expression, bounds):
    with pytest.raises(NotVisible):
        Region(bounds).form(expression)


# -- limits ------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("body", "value"), [
    (n ** (1 / n), 1), (sp.factorial(n) / n**n, 0), (sp.factorial(n) * sp.exp(n) / (n**n * sp.sqrt(n)), sp.sqrt(2 * sp.pi)),
    (sp.log(1 + sp.exp(n)) - n, 0), (sp.sin(n) / n, 0), (n * (sp.pi / 2 - sp.atan(n)), None), ((2**n + 3**n) ** (1 / n), 3),
    (sp.binomial(2 * n, n) * sp.sqrt(n) / 4**n, 1 / sp.sqrt(sp.pi)), (sp.erfc(n) * n * sp.exp(n**2), 1 / sp.sqrt(sp.pi)),
    (sp.log(sp.log(n)), sp.oo), (n**3 / 2 ** (n / 1000), 0), (sp.sin(n), None), ((-1) ** n, None), ((1 + 1 / n) ** (n**2) / sp.exp(n), None),
    (sp.digamma(n) - sp.log(n), 0), (sp.polygamma(1, n + 1) * n, 1), (sp.polygamma(2, n) * n**2, -1), (sp.polygamma(0, -n), None),
    (sp.loggamma(n + t) - sp.loggamma(n) - t * sp.log(n), 0), (sp.polygamma(0, 1 / n) + n, None), (n * (sp.digamma(n) - sp.log(n)), None),
    (n * (n - sp.sqrt(n**2 + 1)), None), (sp.exp(n * t), None), (sp.sin(sp.I * n) / n, None),
])
def test_growth_at_infinity(body, value):
    from verifier.tools.calculus.growth import Growth, NoGrowth
    from verifier.tools.context import Context
    s = sp.Dummy("t", positive=True)
    if value is None:
        with pytest.raises(NoGrowth):
            Growth(s, Context(())).limit(body.xreplace({n: s}))
    else:
        assert sp.simplify(Growth(s, Context(())).limit(body.xreplace({n: s})) - value) in (0, sp.nan)
