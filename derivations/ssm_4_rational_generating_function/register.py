"""The companion matrix as a shift register, and what it keeps when a = 0."""

from sympy import Adjoint, Eq, I, KroneckerDelta, Lambda, MatMul, Piecewise, Sum, ZeroMatrix

from verifier.language import *

from .companion import a, b, companion, i, in_place, j, shift
from .experiments import measure_register
from .notation import C, Ct, L, d, one, u

x = sequence("x")                                        # x(i, t), the i-th component of the state at time t
t, n, m = index("t n m", 0)                              # times; an exponent
past = integer("s")                                      # a time before the first input
k, p, q = index("k p q", 1, d)                           # components, rows and columns
later = index("r", 2, d)                                 # a component behind the first
update = given("x_(t+1) = A x_t + u_t e_1", Eq(x(i, t + 1), Sum(entry(companion, i, j) * x(j, t), (j, 1, d)) + KroneckerDelta(i, 1) * u(t)))
fed = Lambda(t, t**2 + 2 * (t - 1)**2 - (t - 2)**2 + (t - 3)**2)  # what keeps (t - i)^2 going with a = (2, -1, 1)
heard = Lambda(t, Piecewise((t**2 + 1, t >= 0), (0, True)))

first_component = chain(
    x(1, t + 1),
    equals(Sum(entry(companion, 1, j) * x(j, t), (j, 1, d)) + u(t), because=update),
    equals(u(t) - Sum(a[k] * x(k, t), (k, 1, d)), because=arithmetic))
later_component = chain(
    x(later, t + 1),
    equals(Sum(entry(companion, later, j) * x(j, t), (j, 1, d)) + KroneckerDelta(later, 1) * u(t), because=update),
    equals(Sum(KroneckerDelta(later - 1, j) * x(j, t), (j, 1, d)), because=arithmetic),
    equals(x(later - 1, t), because=using(sum_with_delta, m_=later - 1, l_=1, n_=d, C_=Lambda(j, x(j, t)))))

shift_register_step = Claim(
    name="A step of the recurrence shifts the state and feeds back one number",
    says=(Eq(x(1, t + 1), u(t) - Sum(a[k] * x(k, t), (k, 1, d))), Eq(x(later, t + 1), x(later - 1, t))),
    given=(update,),
    proof=(first_component, later_component),
    holds_for=(example(d=3, a=[2, -1, 1], u=fed, x=Lambda((i, t), (t - i)**2)), example(d=1, a=[-1], u=Lambda(t, 3**t), x=Lambda((i, t), 3**t / 2))),
    fails_for=(example(d=1, a=[-1], u=fed, x=Lambda((i, t), i + t), note="x is no state of the recurrence"),),
    equation="(26)", latex=r"x_{k+1}=\bigl(u_k-\langle a,x_k\rangle,\ x_{k,0},\ x_{k,1},\dots,x_{k,d-2}\bigr)")

at_rest = given("x_0 = 0", Eq(x(i, 0), 0))
silent = given("there is no input before time 0", ForAll((past,), (past < 0,), Eq(u(past), 0)))
shifted = given("x_(t+1) = N x_t + u_t e_1, N the companion matrix of a = 0",
                Eq(x(i, t + 1), Sum(entry(shift, i, j) * x(j, t), (j, 1, d)) + KroneckerDelta(i, 1) * u(t)))
long_enough = given("L >= d", d <= L)
first_row, later_row = given("i = 1", i <= 1), given("i > 1", i > 1)
only_first = therefore(Eq(i, 1), because=(order_is_antisymmetric, first_row))

kept_at = ForAll((i,), (1 <= i, i <= d), Eq(x(i, n), u(n - i)))
known = hypothesis(kept_at)
next_state = Eq(x(i, n + 1), u(n + 1 - i))
state_by_row = cases(
    next_state,
    (first_row, (only_first, chain(
        x(i, n + 1),
        equals(Sum(entry(shift, i, j) * x(j, n), (j, 1, d)) + KroneckerDelta(i, 1) * u(n), because=using(shifted, (t, n))),
        equals(u(n), because=only_first),
        equals(u(n + 1 - i), because=only_first)))),
    (later_row, chain(
        x(i, n + 1),
        equals(Sum(entry(shift, i, j) * x(j, n), (j, 1, d)) + KroneckerDelta(i, 1) * u(n), because=using(shifted, (t, n))),
        equals(Sum(KroneckerDelta(i - 1, j) * x(j, n), (j, 1, d)), because=later_row),
        equals(x(i - 1, n), because=(using(sum_with_delta, m_=i - 1, l_=1, n_=d, C_=Lambda(j, x(j, n))), later_row)),
        equals(u(n + 1 - i), because=(known, later_row)))))
kept = induction(
    kept_at, on=n, start=0,
    base=therefore(ForAll((i,), (1 <= i, i <= d), Eq(x(i, 0), u(-i))), because=(at_rest, silent)),
    step=(state_by_row, therefore(ForAll((i,), (1 <= i, i <= d), next_state), because=state_by_row)),
    hypothesis=known)

entries_of_power = ForAll((i, j), in_place, Eq(entry(shift**m, i, j), KroneckerDelta(i, j + m)))
known_power = hypothesis(entries_of_power)
next_entry = Eq(entry(shift**(m + 1), i, j), KroneckerDelta(i, j + m + 1))
unfolded = chain(
    entry(shift**(m + 1), i, j),
    equals(entry(MatMul(shift, shift**m), i, j), because=arithmetic),
    equals(Sum(entry(shift, i, k) * entry(shift**m, k, j), (k, 1, d)), because=entry_of_product),
    equals(Sum(KroneckerDelta(i - 1, k) * entry(shift**m, k, j), (k, 1, d)), because=arithmetic),
    equals(Sum(KroneckerDelta(i - 1, k) * KroneckerDelta(k, j + m), (k, 1, d)), because=known_power))
entry_by_row = cases(
    next_entry,
    (first_row, (only_first, chain(
        entry(shift**(m + 1), i, j),
        equals(Sum(KroneckerDelta(i - 1, k) * KroneckerDelta(k, j + m), (k, 1, d)), because=unfolded),
        equals(0, because=only_first),
        equals(KroneckerDelta(i, j + m + 1), because=only_first)))),
    (later_row, chain(
        entry(shift**(m + 1), i, j),
        equals(Sum(KroneckerDelta(i - 1, k) * KroneckerDelta(k, j + m), (k, 1, d)), because=unfolded),
        equals(KroneckerDelta(i - 1, j + m), because=(using(sum_with_delta, m_=i - 1, l_=1, n_=d), later_row)),
        equals(KroneckerDelta(i, j + m + 1), because=arithmetic))))
powers = induction(
    entries_of_power, on=m, start=0,
    base=therefore(ForAll((i, j), in_place, Eq(entry(shift**0, i, j), KroneckerDelta(i, j))), because=arithmetic),
    step=(unfolded, entry_by_row, therefore(ForAll((i, j), in_place, next_entry), because=entry_by_row)),
    hypothesis=known_power)
beyond = therefore(p < q + L, because=long_enough)
entry_vanishes = chain(
    entry(shift**L, p, q),
    equals(KroneckerDelta(p, q + L), because=using(powers, (m, L))),
    equals(0, because=beyond))
entries_vanish = therefore(
    ForAll((p, q), (1 <= p, p <= d, 1 <= q, q <= d), Eq(entry(shift**L, p, q), entry(ZeroMatrix(d, d), p, q))), because=entry_vanishes)
nilpotent = therefore(
    Eq(shift**L, ZeroMatrix(d, d)),
    because=(using(matrices_with_equal_entries, n_=d, m_=d, A_=shift**L, E_=ZeroMatrix(d, d)), entries_vanish))

trained = define(Ct, Adjoint(one - shift**L) * C, "C-tilde^* = C-bar^* (I - N^L)")

zero_init_fir = Claim(
    name="With a = 0 the state stores the last d inputs",
    says=(kept_at,
          Eq(Sum(b[k] * x(k, n), (k, 1, d)), Sum(b[k] * u(n - k), (k, 1, d))),
          Eq(shift**L, ZeroMatrix(d, d)),
          Eq(Ct, C)),
    definitions=(trained,),
    given=(shifted, at_rest, silent, long_enough),
    proof=(kept, powers, beyond, entry_vanishes, entries_vanish, nilpotent,
           chain(Sum(b[k] * x(k, n), (k, 1, d)), equals(Sum(b[k] * u(n - k), (k, 1, d)), because=kept)),
           chain(Ct, equals(Adjoint(one - shift**L) * C, because=trained), equals(C, because=nilpotent))),
    holds_for=(example(d=3, L=3, C=[[1], [I], [2]], b=[2, -1, 5], u=heard, x=Lambda((i, t), heard(t - i))),
               example(d=1, L=2, C=[[4]], b=[3], u=heard, x=Lambda((i, t), heard(t - i)))),
    fails_for=(example(d=1, L=1, C=[[4]], b=[3], u=heard, x=Lambda((i, t), t), note="t is no state of the recurrence"),
               example(d=1, L=1, C=[[4]], b=[3], u=heard, x=Lambda((i, t), Piecewise((7, t <= 0), (heard(t - 1), True))), note="x_0 = 7"),
               example(d=1, L=1, C=[[4]], b=[3], u=fed, x=Lambda((i, t), Piecewise((0, t <= 0), (fed(t - 1), True))), note="there was an input before"),
               example(d=2, L=1, C=[[1], [2]], b=[3, 1], u=heard, x=Lambda((i, t), heard(t - i)), note="L < d")),
    measured_by=measure_register,
    equation="(27)",
    latex=r"a=0:\ x_k=(u_{k-1},u_{k-2},\dots,u_{k-d}),\ \bar A^d=0,\ \bar C=\tilde C\ (L\ge d),\ y_k=\sum_{i=1}^db_iu_{k-i}",
    note="The article gives the state; that the output is a finite impulse response filter with the coefficients b follows.",
    key=True)
