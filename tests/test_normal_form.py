"""The normal form: what it must identify, and what it must never identify."""

import pytest
from sympy import (
    Abs,
    Adjoint,
    And,
    BlockMatrix,
    Determinant,
    Dummy,
    Gt,
    I,
    Identity,
    Integral,
    KroneckerDelta,
    Lt,
    MatMul,
    MatPow,
    Max,
    Min,
    Ne,
    Piecewise,
    Product,
    Rational,
    Sum,
    Symbol,
    Trace,
    Transpose,
    conjugate,
    cos,
    cosh,
    erf,
    exp,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    symbols,
    sympify,
    tan,
    tanh,
)

from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.matching import matches
from verifier.tools.normal_forms.terms import PLACES
from verifier.vocabulary.notions import with_entries
from verifier.vocabulary.operators import E, FiniteMoments, ForAll, Independent, Invertible, Maximum, dot, entry, frobenius, norm
from verifier.vocabulary.symbols import (
    complex_matrix,
    index,
    integer,
    matrix,
    natural,
    point,
    positive,
    random_variable,
    random_vector,
    real,
    sequence,
    trajectory,
    vector,
)

x, y = real("x y")
a, b = positive("a b")
n, m, T = natural("n m T")
k = integer("k")
t, i, j = (Symbol(name, integer=True) for name in "tij")
F, G = sequence("F G")
z = Symbol("z", complex=True)
s = vector("s")
P, Q = point("P Q")
theta = trajectory("theta")
X, Y = random_variable("X Y")
q = random_vector("q")
A, B = matrix("A", n, m), matrix("B", n, m)
S = matrix("S", n, n)
U = complex_matrix("U", n, n)
u, v, w = matrix("u v w", n, 1)

EQUAL = [
    (Trace(MatMul(BlockMatrix([[A, B]]), Transpose(BlockMatrix([[A, B]])))), Trace(BlockMatrix([[A, B]]) * BlockMatrix([[A, B]]).T)),  # turned whole or block by block
    ((x + y)**2, x**2 + 2*x*y + y**2),
    (Max(a*(x/a + y), 0), Max(x + a*y, 0)),
    (Min(x*(1 + y), 1), Min(1, x + x*y)),
    (x/(1 + x**2) + 1/(1 + x**2), (x + 1)/(1 + x**2)),
    (sqrt(6), sqrt(2)*sqrt(3)),
    (sqrt(a*b), sqrt(a)*sqrt(b)),
    (sqrt(x**2), Abs(x)),
    (exp(x + y), exp(x)*exp(y)),
    (exp(2*log(a)), a**2),
    (log(a*b**2), log(a) + 2*log(b)),
    (Abs(z**n), Abs(z)**n),
    (Abs(x*z**n), Abs(x)*Abs(z)**n),
    (Abs(I*z), Abs(z)),
    (Abs((-1)**k*z, evaluate=False), Abs(z)),
    (log(6*a), log(2) + log(3) + log(a)),
    (log(1 + a/(b + 1)), log(a + b + 1) - log(b + 1)),
    (log(1 + (2*a + 1)/(2*b + 1)), log(2) + log(a + b + 1) - log(2*b + 1)),
    (sin(x)**2 + cos(x)**2, 1),
    (sin(2*x), 2*sin(x)*cos(x)),
    (tan(x)*cos(x), sin(x)),
    (cosh(x)**2 - sinh(x)**2, 1),
    (exp(I*pi*k), (-1)**k),
    ((-1)**(k + 1), -(-1)**k),
    ((-1)**(2*k), 1),
    (2**(n + 1), 2*2**n),
    (Sum(F(t + 1) - F(t), (t, 1, T)), F(T + 1) - F(1)),
    (Sum(F(t), (t, 1, T + 1)), Sum(F(t), (t, 1, T)) + F(T + 1)),
    (Sum(F(t + 1), (t, 1, T)), Sum(F(i), (i, 2, T + 1))),
    (Sum(F(t + 1)*G(n - t), (t, 0, n - 1)), Sum(F(t)*G(n + 1 - t), (t, 1, n))),
    (Sum(x*F(t) + y*G(t), (t, 1, T)), x*Sum(F(t), (t, 1, T)) + y*Sum(G(t), (t, 1, T))),
    (Sum(t, (t, 1, n)), n*(n + 1)/2),
    (Sum(t**2, (t, 0, n)), n*(n + 1)*(2*n + 1)/6),
    (Sum(1, (t, 1, n)), n),
    (Sum((F(t) - F(t + 1))/G(t), (t, 1, T)),
     F(1)/G(1) - F(T + 1)/G(T) + Sum((1/G(t) - 1/G(t - 1))*F(t), (t, 2, T))),
    (dot(P - Q, P - Q), dot(P, P) - 2*dot(P, Q) + dot(Q, Q)),
    (dot(P, Q - Sum(0, (t, 1, n))), dot(P, Q)),
    (norm(2*P)**2, 4*dot(P, P)),
    (norm(-P), norm(P)),
    (KroneckerDelta(i, j)**2, KroneckerDelta(i, j)),
    (KroneckerDelta(i + k, j), KroneckerDelta(i, j - k)),
    (Trace(u*v.T*S*w*v.T), Trace(v.T*S*w)*Trace(v.T*u)),
    (entry(with_entries(F(i)*j, (i, 1, n), (j, 1, m)), j, i), F(j)*i),
    (entry(u*v.T, 2, 3), entry(u, 2, 1)*entry(v, 3, 1)),
    (frobenius(u*v.T)**2, frobenius(u)**2*frobenius(v)**2),
    (Trace(u.T*S**n*S*v), Trace(u.T*S**(n + 1)*v)),
    (Trace(u.T*S**n*S**m*v), Trace(v.T*(S.T)**(n + m)*u)),
    (Trace(S**(n + 1)*S.T), Trace(S*S.T*S**n)),
    (Determinant(x*S.I*S), x**n),
    (Determinant(u.T*S*v), Trace(u.T*S*v)),
    (Determinant(S*(A*B.T - A*B.T) + S), Determinant(S)),
    (E(3*X + 2), 3*E(X) + 2),
    (frobenius(A - B)**2, frobenius(A)**2 - 2*Trace(A.T*B) + frobenius(B)**2),
]

DIFFERENT = [  # each is false somewhere in the domain
    (Sum(Abs(j - 3), (j, 1, n)), Sum(j - 3, (j, 1, n))), (Sum(Max(j - 3, 0), (j, 1, n)), Sum(j - 3, (j, 1, n))),  # j - 3 starts below 0
    (Sum(sqrt((j - 2)**2), (j, 0, n)), Sum(j - 2, (j, 0, n))), (Sum(Abs(j), (j, -2, m)), Sum(j, (j, -2, m))),
    (Sum(Abs(j - 3), (j, 1, k + 5)), Sum(Abs(j), (j, 1, k)) + 3 + k + 1 + k + 2),  # at k = -5 the sum is empty
    (Max(x*y, 0), x*Max(y, 0)), (Max(x + y, 0), Max(x, y)), (Max(x, 0), Min(x, 0)),
    (KroneckerDelta(i + k, j), KroneckerDelta(i, j + k)),
    (Trace(u*v.T*S), Trace(u*v.T)*Trace(S)),
    (Trace(S*S), frobenius(S)**2),
    (Trace(S**n*S.T), Trace(S**(n + 1))),
    (Trace(S**n), Trace(S)**n),
    (Determinant(x*S), x*Determinant(S)),
    (sqrt(x**2), x),
    (sqrt(x)*sqrt(y), sqrt(x*y)),
    (log(x*y), log(x) + log(y)),
    (sqrt(z**2), z),
    (Abs(z)**2, z**2),
    (Abs(z**2 + 1), Abs(z)**2 + 1),
    ((x**3)**(symbols("c") / symbols("c") / 3), x),
    (exp(I*pi*x), (-1)**k),
    ((-1)**n, 1),
    (Sum(F(t + 1) - F(t), (t, 1, T)), F(T) - F(1)),
    (Sum(F(t), (t, 1, T)), Sum(F(t), (t, 0, T))),
    (Sum(F(t)*G(t), (t, 1, T)), Sum(F(t), (t, 1, T))*Sum(G(t), (t, 1, T))),
    (E(X*Y), E(X)*E(Y)),
    (E(X**2), E(X)**2),
    (dot(P, Q), dot(P, P)),
    (norm(P + Q), norm(P) + norm(Q)),
    (E(X + Y), E(X) + E(Y)),  # without finite moments
    (Sum(q[t], (t, 1, n)), n*q[1]),
    (Abs(x), x),
    (Sum(exp(t)*Sum(Piecewise((exp(t*i), i < 2), (0, True)), (i, 0, 3)), (t, 0, n)),  # the second speaks of an i outside
     Sum(Piecewise((exp(t)*Sum(exp(t*i), (i, 0, 3)), i < 2), (0, True)), (t, 0, n))),
    (Sum(s[t]**2, (t, 1, n)), Sum(s[t], (t, 1, n))**2),
]

MATRICES_EQUAL = [
    ((A*B.T).T, B*A.T),
    (S.I*S*A, A),
    ((A.T*A).I*A.T*A*B.T, B.T),
    (u*v.T*w, Trace(v.T*w)*u),  # a matrix with one row and one column is a number
    (u*v.T*w*u.T, (u*w.T*v)*u.T),
    (u*(u.T*u).I*u.T*u, u),
    (with_entries(i - j, (i, 1, n), (j, 1, m)), with_entries(j - i, (j, 1, n), (i, 1, m))),
    (with_entries(i - j, (i, 1, n), (j, 1, m)).T, with_entries(j - i, (i, 1, m), (j, 1, n))),
    (Adjoint(z*U*A*B.T), conjugate(z)*B*A.T*Adjoint(U)),
    (Adjoint(Adjoint(U)), U),
    (Adjoint(I*S), -I*S.T),
]
MATRICES_DIFFERENT = [
    (S*S.T, S.T*S),
    ((A.T*A).I*A.T, A.T*(A*A.T).I),  # true only for invertible square A: never by normal form alone
    (S*A, A),
    (u*v.T*w, v*u.T*w),
    (u*v.T, v*u.T),
    (Adjoint(U), U.T),
    (Adjoint(z*S), z*S.T),
    (with_entries(F(i), (i, 1, n), (j, 1, n)), with_entries(F(j), (i, 1, n), (j, 1, n))),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=str)
def test_equal_expressions_have_one_normal_form(left, right):
    assert Context([FiniteMoments(X, Y, q)]).normalizer.equal(sympify(left), sympify(right))


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=str)
def test_unequal_expressions_never_agree(left, right):
    assert not Context(()).normalizer.equal(sympify(left), sympify(right))


@pytest.mark.parametrize(("left", "right"), MATRICES_EQUAL, ids=str)
def test_matrix_words_that_agree(left, right):
    assert Context(()).normalizer.equal(sympify(left), sympify(right))


@pytest.mark.parametrize(("left", "right"), MATRICES_DIFFERENT, ids=str)
def test_matrix_words_that_do_not(left, right):
    assert not Context(()).normalizer.equal(sympify(left), sympify(right))


def test_an_inverse_of_a_combination_with_a_factor_that_may_be_zero():
    inverse = MatPow(Identity(n) - z*S, -1)
    granted = Context([Invertible(Identity(n) - z*S)]).normalizer
    assert granted.equal(inverse - z*inverse*S, Identity(n))
    assert granted.equal(u.T*(inverse - z*S**2*inverse*S.I)*v, u.T*v + u.T*(z*S*inverse - z*S**2*inverse*S.I)*v)
    assert granted.equal(MatMul(S**T, inverse) - z*MatMul(S**(T + 1), inverse), S**T)
    assert granted.equal(Trace(MatMul(u.T, inverse, MatMul(Identity(n) - z*S, v))), Trace(u.T*v))
    assert not granted.equal(inverse*S, S*inverse)  # at z = 0 nothing relates the two by this rule
    assert not Context(()).normalizer.equal(inverse - z*inverse*S, Identity(n))


def test_a_cited_rule_reaches_into_a_power():
    matrices = Context([]).normalizer.matrices
    matrices.rules.append(((S, u), matrices.form(v)))
    assert matrices.equal(S**n*u, S**(n - 1)*v)
    assert not matrices.equal(S**(n - 1)*u, S**(n - 2)*v)  # n may be 1
    assert not matrices.equal(S**n*w, S**(n - 1)*v)


def test_complex_matrices_are_not_real():
    assert not Context(()).is_real(Trace(U))
    assert not Context(()).is_nonnegative(Trace(U.T*U))
    assert not Context(()).normalizer.equal(frobenius(U)**2, Trace(U.T*U))


def test_a_function_that_is_declared_twice_is_one_function():
    first, second, i, j = trajectory("w"), trajectory("w"), natural("i"), index("j", 1, 3)
    assert dot(first(j), first(j)) == dot(second(j), second(j))  # from now on SymPy remembers first(j), whichever is asked for
    assert list(matches(second(j), second(i), frozenset({j}))) == [{j: i}]


def test_the_logarithm_of_a_positive_modulus_is_real():
    assert Context((Ne(x, 0),)).is_real(log(Abs(x))) and not Context(()).is_real(log(Abs(x)))


def test_expectations_split_only_where_moments_are_finite():
    assert not Context(()).normalizer.equal(E(X + Y), E(X) + E(Y))
    assert Context([FiniteMoments(X, Y)]).normalizer.equal(E(X + Y), E(X) + E(Y))
    assert not Context([FiniteMoments(X)]).normalizer.equal(E(X + Y), E(X) + E(Y))


SIGNS = [  # (expression, positive?, nonnegative?)
    (1 + erf(x), True, True), (Rational(1, 2) - erf(x/sqrt(2))/2, True, True), (1 - 2*erf(x), False, False), (2 + 2*tanh(x), True, True),
    (1 + erf(z), False, False), (erf(x), False, False),
    (n - 1, False, True), (n, True, True), (n - 2, False, False), (x**2, False, True), (x**2 + 1, True, True),
    (exp(x), True, True), (x, False, False), (a*x**2, False, True), (-a, False, False), (a - b, False, False),
    (Sum(exp(s[t]), (t, 1, n)), True, True), (Sum(s[t], (t, 1, n)), False, False), (Sum(exp(s[t]), (t, 2, n)), False, True),
    (norm(P), False, True), (dot(P, P), False, True), (dot(P, Q), False, False), (n**2 - 1, False, True),
    (n**2 - 2*n + 1, False, True), (log(n), False, True), (1 - 1/n, False, True),
    (Trace(A.T*A), False, True), (Trace(u*u.T), False, True), (Trace(S*S), False, False), (Trace(A.T*B), False, False),
]


@pytest.mark.parametrize(("expression", "positive_", "nonnegative_"), SIGNS, ids=str)
def test_signs(expression, positive_, nonnegative_):
    context = Context(())
    assert context.is_positive(expression) == positive_
    assert context.is_nonnegative(expression) == nonnegative_


@pytest.mark.parametrize(("known", "expression", "visible"), [
    (k > 1, k - 2, True), (k < n, n - k - 1, True), (x > 1, x - 2, False), (k > x, k - x - 1, False), (k >= 1, k - 2, False)], ids=str)
def test_an_integer_above_0_is_at_least_1(known, expression, visible):
    assert Context([known]).is_nonnegative(expression) is visible


def test_the_trace_of_a_square_is_positive_where_its_norm_is():
    assert Context([frobenius(A) > 0]).is_positive(Trace(A.T*A))
    assert Context([frobenius(A) > 0]).is_positive(Trace(A*A.T))
    assert not Context([frobenius(B) > 0]).is_positive(Trace(A.T*A))
    assert not Context([Trace(S) > 0]).is_positive(Trace(S*S.T) - Trace(S)**2)


def test_a_bound_on_an_index_is_not_a_bound_on_a_variable_of_the_same_name():
    """Under a sum over i the outer range of a free i says nothing."""
    free = index("i", 5, 9)
    context = Context([free >= 5])
    body = Sum((free - 5)*F(1)**2, (free, 1, 3))
    assert not context.is_nonnegative(body)


@pytest.mark.parametrize(("known", "excluded"), [((x <= 0,), True), ((y < 0,), True), ((x >= 0,), False), ((x > 0,), False)], ids=str)
def test_a_case_with_two_conditions_is_left_out_where_one_of_them_fails(known, excluded):
    by_cases = Piecewise((log(x), And(x > 0, y > 0)), (y, True))
    assert Context(known).normalizer.equal(by_cases, y) is excluded


@pytest.mark.parametrize("binder", [Sum, Maximum])
def test_a_known_bound_on_a_sum_by_cases_asks_no_endless_question(binder):
    q, n, w = natural("q n w")
    by_cases = binder(Piecewise((q, q < w), (0, True)), (q, 1, n))
    assert not Context((Lt(by_cases, x),)).proves(Lt(x, w))


def test_which_sum_leaves_a_mean_first_does_not_depend_on_hashes():
    """The two sums print alike, for their dummies do; with twenty pairs of dummies an order of hashes would show."""
    v, u, n, first, second = random_vector("v", (9, 9)), symbols("u", integer=True), natural("n"), *symbols("first second", integer=True)
    forms = set()
    for _ in range(20):
        a, b = Dummy("w", integer=True), Dummy("w", integer=True)
        product = Sum(v[a, u], (u, 1, n))**2*Sum(v[b, u], (u, 1, n))**2
        forms.add(Context((FiniteMoments(v),)).normalizer.canonical(E(product)).xreplace({a: first, b: second}))
    assert len(forms) == 1


def test_independence_needs_its_premise():
    assert not Context(()).proves(Independent(X, Y))
    assert Context([Independent(X, Y)]).proves(Independent(X**2, exp(Y)))
    assert not Context([Independent(X, Y)]).proves(Independent(X + Y, Y))
    assert not Context([Independent(q[1], X)]).proves(Independent(q[2], X))
    assert Context([Independent(q, X)]).proves(Independent(q[1] * q[2], X**2))
    assert not Context([Independent(X + Y, q)]).proves(Independent(X, q))


@pytest.mark.parametrize(("power", "known", "defined"), [
    (S**n, (), True), (S**k, (k >= 0,), True), (S**k, (), False), (S**k, (Invertible(S),), True), (MatPow(S, sympify("1/2")), (), False),
    (MatPow(S, sympify("1/2")), (Invertible(S),), False)], ids=str)
def test_where_a_power_of_a_matrix_exists(power, known, defined):
    assert (not doubts(Trace(power), Context(known))) is defined


@pytest.mark.parametrize(("lower", "place", "visible"), [(1, j, True), (1, i + 1, True), (2, j, False)], ids=str)
def test_a_quantified_premise_about_a_sum_holds_at_every_index_that_meets_its_conditions(lower, place, visible):
    of = Sum(F(i, k)**2, (k, 1, n))
    known = ForAll((i,), (i >= lower,), of > 0)
    there = of.subs(i, place)
    assert Context([known, j >= 1, i >= 0]).is_positive(there) is visible
    assert not Context([known, j >= 1]).is_positive(Sum(G(j, k)**2, (k, 1, n)))


@pytest.mark.parametrize("place", [name for names in PLACES.values() for name in names[:1]], ids=sorted(PLACES))
def test_what_is_known_of_one_place_is_not_taken_for_known_of_another(place):
    """The same names stand under all binders, except where something is known of them."""
    here = Context((Gt(place, 3, evaluate=False),)).normalizer
    s, k = Symbol("s", real=True), Symbol("k", integer=True)
    assert not here.equal(Integral(Abs(s), (s, -1, 1)), Integral(s, (s, -1, 1)))
    assert not here.equal(Sum(Abs(k - 3), (k, 1, n)), Sum(k - 3, (k, 1, n)))
    assert not here.equal(Product(Abs(k - 3), (k, 1, n)), Product(k - 3, (k, 1, n)))
