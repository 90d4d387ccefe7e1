"""False claims with sly proofs in the author's language: none is proved, and the honest twin of each kind is."""

# ruff: noqa: E501, F403, F405 - written as authors write
import pytest
import sympy as sp
from forging import unevaluated
from sympy import Abs, Derivative, Integral, Le, Max, Mod, Rational, Sum, exp, floor, log, oo, sqrt, tan

from verifier.claim import Article, Law, MalformedClaim
from verifier.judgement.portfolio import verify_claim
from verifier.language import *
from verifier.tools.binding import free_symbols, substitute

x, y, a, b = real("x y a b")
p = positive("p")
n, N = natural("n N")
m = whole("m")
k, k2 = index("k"), index("k2", 2)
i = index("i", 1, n)
f, g, c = function("f g c")
u = vector("u")
w = vector("w", n)
z = complex_number("z")
X, Y = random_variable("X Y")

Eq, Ge, Gt, Ne = map(unevaluated, (sp.Eq, sp.Ge, sp.Gt, sp.Ne))


def claim(says, proof=None, **rest):
    return Claim(name="a claim", says=says, proof=therefore(says) if proof is None else proof, **rest)


def verdict(said):
    return verify_claim(Article("attack", "Attack", None, {"it": said}), "it").verdict


def because_given(says, *premises, definitions=()):
    return claim(says, therefore(says, because=(*premises, *definitions)), given=premises, definitions=definitions)


small, big = given("N is 1", N < 2), given("N is at least 2", N >= 2)
known = hypothesis(Eq(f(N), 0))
start, doubled = given("f(1) = 0", Eq(f(1), 0)), given("f doubles from 2 on", Eq(f(k2 + 1), 2 * f(k2)))
doubled_always = given("f doubles", Eq(f(k + 1), 2 * f(k)))


def zero_by_induction(rule, *more):
    return induction(Eq(f(N), 0), on=N, start=1, hypothesis=known, base=therefore(Eq(f(1), 0), because=start),
                     step=chain(f(N + 1), equals(2 * f(N), because=(rule, *more)), equals(0, because=known)))


def by_root(condition, otherwise):
    """x >= 0 "by cases" that say nothing of negative x, where the root has no value."""
    return cases(Ge(x, 0), *((premise, therefore(Ge(x, 0), because=premise)) for premise in (condition, otherwise)))


of_two = function("of_two")
unchanged = hypothesis(ForAll((x,), (), Eq(of_two(x, N), of_two(x, 1))))
steady = given("the second argument has no effect", ForAll((x,), (), Eq(of_two(x, k + 1), of_two(x, k))))
no_base = induction(unchanged.statement, on=N, start=1, hypothesis=unchanged, base=(),
                    step=therefore(ForAll((x,), (), Eq(of_two(x, N + 1), of_two(x, 1))), because=(steady, unchanged)))
is_x, is_y = define(c(x), f(x)), define(c(x), g(x))
positive_name, real_name, natural_name, sure_name = define(p, x), define(a, z), define(n, x), define(a, X)
moments = given("moments are finite", FiniteMoments(X, Y))
inverse_name, inverse_function = define(b, 1/x), define(c(x), 1/x)
not_zero = given("x is not 0", Ne(x, 0))
above, below = given("x > y", x > y), given("x <= y", x <= y)

helper_meaning = define(c(x), x**2)
helper = claim(Ge(c(x), 0), therefore(Ge(c(x), 0), because=helper_meaning), definitions=(helper_meaning,))
general = claim(Ge(f(x)**2, 0))
needy = claim(Gt(1 / x, 0), therefore(Gt(1 / x, 0), because=(x_positive := given("x > 0", x > 0))), given=(x_positive,))
q, v = random_vector("q v", n)
by_entries = given("the entries of q are independent", IndependentEntries(q))
q_moments = given("moments of q and v are finite", FiniteMoments(q, v))
every, other = hypothesis(Eq(f(k), 0)), index("other")
A, B, S = matrix("A", n, n), matrix("B", n, n), matrix("S", N, n)
wet, dry = given("X > 0", X > 0), given("X <= 0", X <= 0)

third, ticking, square_name = index("third"), define(m, N - 1), define(a, x**2)  # m = N - 1 at this N only
stops = Eq(sp.KroneckerDelta(m, 1)*(N - 1), 0)
stops_before = hypothesis(stops)
only_now = induction(stops, on=N, start=1, hypothesis=stops_before, base=(), step=chain(
    sp.KroneckerDelta(m, 1)*N, equals(sp.KroneckerDelta(N, 2)*N, because=ticking),
    equals(2*sp.KroneckerDelta(N, 2)*N - 2*sp.KroneckerDelta(N, 2), because=using(delta_sifts, ("m_", N), ("l_", 2), ("C_", sp.Lambda(x, x)))),
    equals(2*sp.KroneckerDelta(m, 1)*(N - 1), because=ticking), equals(0, because=stops_before)))
any_entry = define(a, u[third])
few = index("few", 1, m)  # perhaps none
above_few, negative_few = given("u exceeds y", u[few] > y), given("u is negative", u[few] < 0)

growing, any_integer = index("growing", 1, N), sp.Symbol("any_integer", integer=True)
at_first = given("h(j, 1) = 0", ForAll((any_integer,), (any_integer >= 1,), Eq(of_two(any_integer, 1), 0)))
while_below = given("h(j, m + 1) = h(j, m) for j <= m", ForAll((any_integer, n), (any_integer >= 1, any_integer <= n),
                                                                Eq(of_two(any_integer, n + 1), of_two(any_integer, n))))
smaller_ones = hypothesis(Eq(of_two(growing, N), 0))
to_a_moving_end = induction(smaller_ones.statement, on=N, start=1, hypothesis=smaller_ones, base=therefore(Eq(of_two(growing, 1), 0), because=at_first), step=chain(
    of_two(growing, N + 1), equals(of_two(growing, N), because=while_below), equals(0, because=smaller_ones)))
first_zeros = given("f(i) = 0 up to N", Eq(f(growing), 0))
zeros_there = therefore(ForAll((growing,), (), Eq(f(growing), 0)), because=first_zeros)
zeros_add_up = claim(Eq(Sum(f(k), (k, 1, N)), 0), therefore(Eq(Sum(f(k), (k, 1, N)), 0), because=first_zeros), given=(first_zeros,))
zeros_to_n = given("f(i) = 0 up to n", Eq(f(index("up_to_n", 1, n)), 0))


def zeros_up_to(end):
    """A claim on zeros up to N, used up to another end."""
    said = Eq(Sum(f(k), (k, 1, end)), 0)
    return claim(said, therefore(said, because=(using(zeros_add_up, (N, end)), zeros_to_n)), given=(zeros_to_n,))


some_zero = given("f has a zero among the integers", Exists((any_integer,), Eq(f(any_integer), 0)))

own_law = Law("a law of the author's", "every number is positive", Gt(real("r_"), 0))

FALSE = {
    "a trace of a matrix that is not square": claim(Eq(sp.Trace(A*S.T), sp.Trace(S.T*A))),
    "a law that is not of the library": claim(Gt(x, 0), therefore(Gt(x, 0), because=own_law)),
    # regressions
    "a factor of a product that is 0": because_given(Eq(y, 0), given("x y = 0", Eq(x*y, 0))),
    "an inverse without a premise": claim(Eq(sp.Inverse(A*B), B.I*A.I)),
    "a claim whose names mean something else here": claim(Ge(c(y), 0), therefore(Ge(c(y), 0), because=helper)),
    "a claim without its premise": claim(Gt(1 / (y**2 + x), 0), therefore(Gt(1 / (y**2 + x), 0), because=using(needy, (x, y**2 + x)))),
    "a claim at a value that it excludes": claim(Gt(1 / (-p), 0), therefore(Gt(1 / (-p), 0), because=using(needy, (x, -p)))),
    "cases by chance": claim(Ge(E(X), 0), cases(Ge(E(X), 0), (wet, therefore(Ge(E(X), 0), because=wet)), (dry, therefore(Ge(E(X), 0), because=dry)))),
    "independent entries for independent vectors": claim(
        Eq(E(q[i]*v[i]), E(q[i])*E(v[i])), therefore(Eq(E(q[i]*v[i]), E(q[i])*E(v[i])), because=(expectation_of_independent_product, by_entries, q_moments)),
        given=(by_entries, q_moments)),
    "one entry as two independent ones": claim(
        Eq(E(q[i]*q[i]), E(q[i])**2), therefore(Eq(E(q[i]*q[i]), E(q[i])**2), because=(expectation_of_independent_product, by_entries, q_moments)),
        given=(by_entries, q_moments)),
    "two entries that may be one": claim(
        Eq(E(q[k]*q[other]), E(q[k])*E(q[other])), therefore(Eq(E(q[k]*q[other]), E(q[k])*E(q[other])), because=(
            expectation_of_independent_product, by_entries, q_moments)), given=(by_entries, q_moments)),
    "a hypothesis for every index": claim(
        Eq(f(k), 0), induction(Eq(f(k), 0), on=k, start=1, hypothesis=every, base=therefore(Eq(f(1), 0), because=start),
                               step=therefore(Eq(f(k + 1), 0), because=every)), given=(start,)),
    "a hypothesis used before it": claim(
        Eq(f(N), 0), induction(Eq(f(N), 0), on=N, start=1, hypothesis=known, base=therefore(Eq(f(1), 0), because=known),
                               step=therefore(Eq(f(N + 1), 0), because=known))),
    "a later step": claim(Le(x, y), (therefore(Le(x, y), because=(later := therefore(Le(x, y)))), later)),
    "all positive numbers for all real ones": claim(
        ForAll((x,), (), Ge(f(x), 0)), therefore(ForAll((x,), (), Ge(f(x), 0)), because=(some := given("f >= 0 on p > 0", ForAll((p,), (), Ge(f(p), 0))))), given=(some,)),
    "points for slopes": claim(Eq(Derivative(f(x), x), 2*x), therefore(Eq(Derivative(f(x), x), 2*x), because=(here := given("f(x) = x^2", Eq(f(x), x**2)))), given=(here,)),
    # the proof's structure
    "induction inside a supposition on its variable": claim(
        Implies(N >= 2, Eq(f(N), 0)), suppose(big, zero_by_induction(doubled, big)), given=(start, doubled)),
    "induction inside a case on its variable": claim(
        Eq(f(N), 0), cases(Eq(f(N), 0), (small, therefore(Eq(f(N), 0), because=(small, start))), (big, zero_by_induction(doubled, big))),
        given=(start, doubled)),
    "induction from a start above the domain": claim(
        Eq(f(N), 0), induction(Eq(f(N), 0), on=N, start=2, hypothesis=known, base=therefore(Eq(f(2), 0), because=start),
                               step=chain(f(N + 1), equals(0, because=known))), given=(start,)),
    "induction with another hypothesis": claim(
        Eq(f(N), 0), induction(Eq(f(N), 0), on=N, start=1, hypothesis=hypothesis(Eq(f(N + 1), 0)), base=therefore(Eq(f(1), 0), because=start),
                               step=therefore(Eq(f(N + 1), 0), because=start)), given=(start,)),
    "induction on a variable that a premise fixes": claim(
        Eq(f(N), 0), zero_by_induction(doubled_always), given=(start, doubled_always, given("N is 1", Eq(N, 1)))),
    "cases whose conditions have no value somewhere": claim(
        Ge(x, 0), by_root(given("the root is >= 0", sqrt(x) >= 0), given("the root is < 0", sqrt(x) < 0))),
    "cases that leave one out": claim(Le(x, y), cases(Le(x, y), (below, therefore(Le(x, y), because=below)))),
    "an equivalence shown one way": claim(Iff(x > 1, x > 0), suppose(premise := given("x > 1", x > 1), therefore(Gt(x, 0), because=premise))),
    "what a supposition shows, without it": claim(Gt(x, 0), suppose(premise := given("x > 1", x > 1), therefore(Gt(x, 0), because=premise))),
    "a premise that the claim does not give": claim(Gt(x, 0), therefore(Gt(x, 0), because=given("x > 1", x > 1))),
    "a proof of something else": claim(Gt(x, 0), therefore(Ge(x**2, 0))),
    "a statement of one index for another": because_given(Ge(u[0], 0), given("u_k >= 0", Ge(u[k], 0))),
    # definitions
    "one name with two meanings": claim(Eq(f(x), g(x)), chain(f(x), equals(c(x), because=is_x), equals(g(x), because=is_y)),
                                        definitions=(is_x, is_y)),
    "a name defined by itself": because_given(Ge(0, f(x)), definitions=(define(c(x), c(x) + f(x)**2),)),
    "names defined by one another": because_given(Ge(0, f(x)), definitions=(define(c(x), g(x) + f(x)**2), define(g(x), c(x)))),
    "a positive name for any number": claim(Gt(x, 0), chain(x, equals(p, because=positive_name), greater_than(0)), definitions=(positive_name,)),
    "a real name for a complex number": claim(Ge(z**2, 0), chain(z**2, equals(a**2, because=real_name), at_least(0)), definitions=(real_name,)),
    "an integer name for a real number": claim(Ge(x, 1), chain(x, equals(n, because=natural_name), at_least(1)), definitions=(natural_name,)),
    "a constant name for a random number": claim(
        Eq(E(X*Y), X*E(Y)), chain(E(X*Y), equals(E(a*Y), because=sure_name), equals(a*E(Y)), equals(X*E(Y), because=sure_name)),
        definitions=(sure_name,), given=(moments,)),
    "a name that has no value everywhere": because_given(Eq(b*x, 1), definitions=(inverse_name,)),
    "a function that has no value everywhere": because_given(Eq(c(x)*x, 1), definitions=(inverse_function,)),
    "induction on what a definition speaks of": claim(stops, only_now, definitions=(ticking,)),
    "a name for every entry": claim(Eq(u[1], u[2]), chain(u[1], equals(a, because=any_entry), equals(u[2], because=any_entry)), definitions=(any_entry,)),
    "for all x, where a name speaks of one x": claim(ForAll((x,), (), Eq(a, x**2)), therefore(ForAll((x,), (), Eq(a, x**2)), because=square_name),
                                                     definitions=(square_name,)),
    "through an entry that need not exist": claim(sp.Lt(y, 0), chain(y, less_than(u[few], because=above_few), less_than(0, because=negative_few)),
                                                  given=(above_few, negative_few)),
    "through an index that need not exist": claim(Gt(m, 0), chain(m, at_least(few), greater_than(0))),
    "cases of an index that need not exist": claim(Gt(m, 0), cases(Gt(m, 0), *(
        (condition, chain(m, at_least(few), greater_than(0))) for condition in (given("3 or more", few >= 3), given("fewer", few < 3))))),
    "induction over a range that grows": claim(smaller_ones.statement, to_a_moving_end, given=(at_first, while_below)),
    "for all of an index, beyond its range": claim(Eq(f(any_integer), 0), (zeros_there, therefore(Eq(f(any_integer), 0), because=zeros_there)), given=(first_zeros,)),
    "zeros up to an end that they do not reach": zeros_up_to(n + 1),
    "a zero among the integers, which need not be positive": claim(
        Exists((k,), Eq(f(k), 0)), therefore(Exists((k,), Eq(f(k), 0)), because=some_zero), given=(some_zero,)),
    "a definition that captures": because_given(Eq(c(k), Sum(k, (k, 1, n))), definitions=(define(c(x), Sum(x, (k, 1, n))),)),
    "a positive number from -2 to 1": claim(Ge(Integral(p**3, (p, -2, 1)), -c(x)**2)),
    # terms without a value
    "the largest of no numbers": claim(Ge(Maximum(u[k]**2, (k, 1, m)), 0)),
    "a sum of no terms": claim(Ge(Sum(1 + u[k]**2, (k, 1, m)), 1)),
    "an entry past the last": claim(Ge(w[n + 1]**2, 0)),
    "a tangent at its poles": claim(Ge(tan(x)**2, 0)),
    "a remainder by zero": claim(Ge(Mod(x, y)**2, 0)),
    "the slope of |x| at 0": claim(Ge(Derivative(Abs(x), x)**2, 0)),
    "the slope of max(x, 0) at 0": claim(Ge(Derivative(Max(x, 0), x, evaluate=False)**2, 0)),
    "the slope of a step": claim(Eq(Derivative(floor(x), x, evaluate=False), 0)),
    "zeta at 1": claim(Ge(sp.zeta(x)**2, 0)),
    "a root of any real number": claim(Ge(sqrt(x)**2, 0)),
    "a logarithm of any real number": claim(Ge(log(x)**2, 0)),
    "an integral over a pole": claim(Ge(Integral(1/x**2, (x, -1, 1)), 0)),
    "an integral over a range that may be reversed": claim(Ge(Integral(f(x)**2, (x, a, b)), 0)),
    # values that are not real
    "the logarithmic integral of negative numbers": claim(Ge(sp.li(x)**2, 0)),
    "the inverse hyperbolic cotangent inside (-1, 1)": claim(Ge(sp.acoth(x)**2, 0)),
    "the incomplete gamma function of negative numbers": claim(Ge(sp.uppergamma(Rational(1, 2), x)**2, 0)),
    "the branch -1 of Lambert's function": claim(Ge(sp.LambertW(p, -1)**2, 0)),
    "the arcsine of large numbers": claim(Gt(sp.asin(1 + p), 0)),
    "the order of complex numbers": claim(Le(z, z + 1)),
    "a characteristic function squared": claim(Ge(E(exp(sp.I*X))**2, 0)),
    # expectations, sums and limits that need not exist
    "an expectation split without moments": claim(Eq(E(X + Y), E(X) + E(Y))),
    "an infinite sum split": claim(Eq(Sum(u[k] - u[k + 1], (k, 1, oo)), Sum(u[k], (k, 1, oo)) - Sum(u[k + 1], (k, 1, oo)))),
    "a telescope without a limit": claim(Eq(Sum(u[k] - u[k + 1], (k, 1, oo)), u[1])),
    "a limit of a sum of infinities": claim(
        Tends(f(x) + g(x), x, oo, y), therefore(Tends(f(x) + g(x), x, oo, y), because=(
            limit_of_sum, up := given("f grows", Tends(f(x), x, oo, oo)), down := given("g falls", Tends(g(x), x, oo, -oo)))), given=(up, down)),
    "the reciprocal of what tends to 0": claim(
        Tends(1/f(x), x, oo, oo), therefore(Tends(1/f(x), x, oo, oo), because=(
            limit_of_reciprocal, falls := given("f -> 0", Tends(f(x), x, oo, 0)))), given=(falls,)),
}

TRUE = {
    "a cited claim": claim(Gt(1 / (y**2 + p), 0), therefore(Gt(1 / (y**2 + p), 0), because=using(needy, (x, y**2 + p)))),
    "a claim with its definitions": claim(Ge(c(y), 0), therefore(Ge(c(y), 0), because=helper), definitions=(helper_meaning,)),
    "inverses": claim(Eq(sp.Inverse(A*B), B.I*A.I), therefore(Eq(sp.Inverse(A*B), B.I*A.I), because=(
        one := given("A is invertible", Invertible(A)), two := given("B is invertible", Invertible(B)))), given=(one, two)),
    "two independent entries": claim(
        Eq(E(q[1]*q[2]), E(q[1])*E(q[2])), therefore(Eq(E(q[1]*q[2]), E(q[1])*E(q[2])), because=(
            expectation_of_independent_product, by_entries, q_moments, several := given("n >= 2", n >= 2))), given=(by_entries, q_moments, several)),
    "through an entry that exists": claim(sp.Lt(y, 0), chain(y, less_than(u[few], because=above_few), less_than(0, because=negative_few)),
                                          given=(above_few, negative_few, given("there is one", m >= 1))),
    "zeros up to another end": zeros_up_to(n),
    "induction": claim(Eq(f(N), 0), zero_by_induction(doubled_always), given=(start, doubled_always)),
    "an induction whose base is true by construction": claim(unchanged.statement, no_base, given=(steady,)),
    "cases": claim(Ge((x - y)**4, 0), cases(Ge((x - y)**4, 0), *((premise, therefore(Ge((x - y)**4, 0), because=premise)) for premise in (above, below)))),
    "an equivalence": claim(Iff(2*x > 2, x > 1), (suppose(first := given("2 x > 2", 2*x > 2), therefore(Gt(x, 1), because=first)),
                                                   suppose(second := given("x > 1", x > 1), therefore(Gt(2*x, 2), because=second)))),
    "a definition": claim(Eq(b*x, 1), therefore(Eq(b*x, 1), because=inverse_name), given=(not_zero,), definitions=(inverse_name,)),
    "a largest number": claim(Ge(Maximum(u[k]**2, (k, 1, n)), 0)),
    "an entry": claim(Ge(w[n]**2, 0)),
    "a tangent": claim(Ge(tan(x)**2, 0), therefore(Ge(tan(x)**2, 0), because=(cosine := given("cos x is not 0", Ne(sp.cos(x), 0)))), given=(cosine,)),
}


def denied(says, *values, shown=(), examples=(), **rest):
    """A claim put forward as false, at values with a proof or at examples."""
    by = counterexample(*values, proof=tuple(map(therefore, shown))) if values else None
    return Claim(name="a denied claim", says=says, expected=REFUTED, refuted_by=by, fails_for=examples, **rest)


below_zero = sp.Lt(sp.Integer(-1), 0, evaluate=False)
third_of_three, always_positive, W, V2 = index("third_of_three", 1, 3), function("always_positive", positive=True), random_vector("W", n), random_vector("V2", (n, n))
DENIED = {
    "a square of what is not real": denied(Ge(x**2, 0), (x, sp.I), shown=(below_zero,)),
    "a positive number that is negative": denied(Gt(p, 0), (p, -1), shown=(below_zero,)),
    "a natural number that is none": denied(Ge(n, 1), (n, 0), shown=(sp.Lt(sp.Integer(0), 1, evaluate=False),)),
    "an index beyond its range": denied(Le(third_of_three, 3), (third_of_three, 7), shown=(sp.Lt(3, sp.Integer(7), evaluate=False),)),
    "a real function that is not": denied(Ge(f(x)**2, 0), (f, sp.Lambda(x, sp.I)), shown=(below_zero,)),
    "a name with another meaning": denied(Ge(b, 0), (b, -1), shown=(below_zero,), definitions=(define(b, x**2),)),
    "an index of which there is none": denied(Ge(none := index("none", 1, 0), 1), (x, 0), shown=(sp.Lt(none, 1),)),
    "an example beyond the range of an index": denied(Le(third_of_three, 3), examples=(example(third_of_three=7),)),
    "an example with a function that is not real": denied(Ge(f(x)**2, 0), examples=(example(x=0, f=sp.Lambda(x, sp.I)),)),
    "an example with a positive function that is not": denied(Gt(always_positive(x), 0), examples=(example(x=0, always_positive=sp.Lambda(x, -1)),)),
    "an example with entries that are not real": denied(Ge(u[1]**2, 0), examples=(example(u=[sp.I]),)),
    "an example with chances of what is not real": denied(Ge(E(X**2), 0), examples=(example(X=sp.I),)),
    "an example with an image of another shape": denied(Ge(E(W[1]*V2[1, 1]), 1), examples=(example(n=1, V2=coin, W=image_of("V2", lambda value: value)),)),
}


@pytest.mark.parametrize("name", DENIED)
def test_a_true_claim_is_not_refuted_by_values_that_it_does_not_speak_of(name):
    try:
        assert verdict(DENIED[name]) == "UNDECIDED"
    except MalformedClaim:
        pass  # values that no symbol of that kind has


def test_its_honest_twin_is_refuted():
    assert verdict(denied(Ge(x, 0), (x, -1), shown=(below_zero,))) == verdict(denied(Ge(x, 0), examples=(example(x=-1),))) == "REFUTED"


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_not_proved(name):
    assert verdict(FALSE[name]) in ("UNDECIDED", "REFUTED", "ILL_POSED", "VACUOUS")


@pytest.mark.parametrize("name", TRUE)
def test_its_honest_twin_is_proved(name):
    assert verdict(TRUE[name]) == "PROVED"


def test_a_range_that_moves_captures_no_index():
    """For all i from 1 to m, with m = n: the i from 1 to n in the value of x is another one."""
    inner, outer = index("i", 1, m), index("i", 1, n)
    moved = substitute(ForAll((inner,), (), Ge(f(inner), x)), {m: n, x: f(outer)})
    assert outer in free_symbols(moved) and not {outer, inner} & set(moved.args[0]) and moved.args[0][0].upper == n


@pytest.mark.parametrize("key", [f"name-{number}" for number in range(12)])
def test_a_false_claim_without_a_proof_is_refuted_whatever_it_is_called(key):
    said = Claim(name="a square is at least its root", says=Ge(x**2, x), holds_for=(example(x=2),))
    assert verify_claim(Article("attack", "Attack", None, {key: said}), key).verdict == "REFUTED"
