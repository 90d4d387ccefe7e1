"""The companion matrix as a shift register, and what it keeps when a = 0."""

from sympy import Eq, KroneckerDelta, Lambda, MatMul, MatPow, Piecewise, Sum, ZeroMatrix

from verifier.language import *

from .companion import a, b, b_column, companion, i, in_place, j
from .experiments import measure_register, states
from .notation import L, d, one, u

x = sequence("x")                                        # x(i, t), the i-th component of the state at time t
t, m = index("t m", 0)                                   # a time; an exponent
past = integer("s")                                      # a time before the first input
k, later = index("k", 1, d), index("r", 2, d)            # components; those behind the first
update = given("x_(t+1) = A x_t + u_t e_1", Eq(x(i, t + 1), Sum(entry(companion, i, j) * x(j, t), (j, 1, d)) + KroneckerDelta(i, 1) * u(t)))
fed = Lambda(t, 3 * t**2 - 5 * t + 2)
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
    holds_for=(example(d=3, a=[2, -1, 1], u=fed, x=states([2, -1, 1], fed, [1, 4, -2])), example(d=1, a=[-1], u=fed, x=states([-1], fed, [3]))),
    fails_for=(example(d=1, a=[-1], u=fed, x=Lambda((i, t), i + t), note="x is no state of the recurrence"),),
    equation="(26)", latex=r"x_{k+1}=\bigl(u_k-\langle a,x_k\rangle,\ x_{k,0},\ x_{k,1},\dots,x_{k,d-2}\bigr)")

at_rest = given("x_0 = 0", Eq(x(i, 0), 0))
silent = given("there is no input before time 0", ForAll((past,), (past < 0,), Eq(u(past), 0)))
a_is_zero = given("a = 0", Eq(a[k], 0))
long_enough = given("L >= d", d <= L)
first_row, later_row = given("i = 1", i <= 1), given("i > 1", i > 1)
only_first = therefore(Eq(i, 1), because=(order_is_antisymmetric, first_row))

kept_at = ForAll((i,), (1 <= i, i <= d), Eq(x(i, t), u(t - i)))
known = hypothesis(kept_at)
next_state = Eq(x(i, t + 1), u(t + 1 - i))
kept = induction(
    kept_at, on=t, start=0,
    base=therefore(ForAll((i,), (1 <= i, i <= d), Eq(x(i, 0), u(-i))), because=(at_rest, silent)),
    step=(first_component, only_first, cases(
        next_state,
        (first_row, chain(
            x(i, t + 1),
            equals(x(1, t + 1), because=only_first),
            equals(u(t), because=(first_component, a_is_zero)),
            equals(u(t + 1 - i), because=only_first))),
        (later_row, chain(
            x(i, t + 1),
            equals(Sum(entry(companion, i, j) * x(j, t), (j, 1, d)) + KroneckerDelta(i, 1) * u(t), because=update),
            equals(Sum(KroneckerDelta(i - 1, j) * x(j, t), (j, 1, d)), because=(later_row, a_is_zero)),
            equals(x(i - 1, t), because=(using(sum_with_delta, m_=i - 1, l_=1, n_=d, C_=Lambda(j, x(j, t))), later_row)),
            equals(u(t + 1 - i), because=(known, later_row)))))),
    hypothesis=known)
