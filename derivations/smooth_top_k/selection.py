"""The sum of the k largest components and its gradient."""

from sympy import Eq, Rational, Sum

from verifier.language import *

from .experiments import slopes_of_largest
from .notation import *

i = index("i", 1, n)                         # a component
T = sequence("T")                            # T(i), 1 for the k largest scores, 0 for the others
U = sequence("U")                            # U(i), the same for the moved scores
e = sequence("e")                            # e(i), how far the score of i is moved
cut, moved_cut = real("c c_e")               # numbers between the selected scores and the others
half_gap = positive("g")                     # half the distance between the selected scores and the others

T_range = given("T is between 0 and 1", Both(0 <= T(i), T(i) <= 1))
U_range = given("U is between 0 and 1", Both(0 <= U(i), U(i) <= 1))
T_size = given("T selects k", Eq(Sum(T(i), (i, 1, n)), k))
U_size = given("U selects k", Eq(Sum(U(i), (i, 1, n)), k))
T_above = given("what T selects is at least half the gap above the cut", T(i) * (x(i) - cut - half_gap) >= 0)
T_below = given("what T does not select is at least half the gap below it", (1 - T(i)) * (x(i) - cut + half_gap) <= 0)
U_above = given("what U selects is not below its cut", U(i) * (x(i) + e(i) - moved_cut) >= 0)
U_below = given("what U does not select is not above it", (1 - U(i)) * (x(i) + e(i) - moved_cut) <= 0)
small_move = given("no score is moved by more than half the gap", Both(-half_gap <= e(i), e(i) <= half_gap))

new_sum, old_selection = Sum(U(i) * (x(i) + e(i)), (i, 1, n)), Sum(T(i) * (x(i) + e(i)), (i, 1, n))
# U is best for the moved scores, measured from its own cut; T is as good, measured from the old one
u_wins_with_T = therefore((1 - T(i)) * (U(i) * (x(i) + e(i) - moved_cut)) >= 0, because=(U_above, T_range))
u_wins_without = therefore(T(i) * ((1 - U(i)) * (x(i) + e(i) - moved_cut)) <= 0, because=(U_below, T_range))
u_wins = therefore((U(i) - T(i)) * (x(i) + e(i) - moved_cut) >= 0, because=(u_wins_with_T, u_wins_without))
t_stays_above = therefore(T(i) * (half_gap + e(i)) >= 0, because=(T_range, small_move))
t_stays_below = therefore((1 - T(i)) * (half_gap - e(i)) >= 0, because=(T_range, small_move))
t_above = therefore(T(i) * (x(i) + e(i) - cut) >= 0, because=(T_above, t_stays_above))
t_below = therefore((1 - T(i)) * (x(i) + e(i) - cut) <= 0, because=(T_below, t_stays_below))
t_wins_with_U = therefore((1 - U(i)) * (T(i) * (x(i) + e(i) - cut)) >= 0, because=(t_above, U_range))
t_wins_without = therefore(U(i) * ((1 - T(i)) * (x(i) + e(i) - cut)) <= 0, because=(t_below, U_range))
t_wins = therefore((T(i) - U(i)) * (x(i) + e(i) - cut) >= 0, because=(t_wins_with_U, t_wins_without))
u_sum_wins = chain(new_sum - old_selection, equals(Sum((U(i) - T(i)) * (x(i) + e(i) - moved_cut), (i, 1, n)) + moved_cut * (Sum(U(i), (i, 1, n)) - Sum(T(i), (i, 1, n))), because=arithmetic),
                   equals(Sum((U(i) - T(i)) * (x(i) + e(i) - moved_cut), (i, 1, n)), because=(T_size, U_size)), at_least(Sum(0, (i, 1, n)), because=u_wins))
t_sum_wins = chain(old_selection - new_sum, equals(Sum((T(i) - U(i)) * (x(i) + e(i) - cut), (i, 1, n)) + cut * (Sum(T(i), (i, 1, n)) - Sum(U(i), (i, 1, n))), because=arithmetic),
                   equals(Sum((T(i) - U(i)) * (x(i) + e(i) - cut), (i, 1, n)), because=(T_size, U_size)), at_least(Sum(0, (i, 1, n)), because=t_wins))
old_sum = Sum(T(i) * x(i), (i, 1, n))
same_sum = therefore(Eq(new_sum, old_selection), because=(using(order_is_antisymmetric, x_=new_sum, y_=old_selection), u_sum_wins, t_sum_wins))
top_k_is_gradient_of_top_k_sum = Claim(
    name="Near x the sum of the k largest is linear, and the top-k indicator is its gradient",
    says=Eq(new_sum, old_sum + Sum(T(i) * e(i), (i, 1, n))),
    given=(T_range, U_range, T_size, U_size, T_above, T_below, U_above, U_below, small_move),
    proof=(u_wins_with_T, u_wins_without, u_wins, t_stays_above, t_stays_below, t_above, t_below, t_wins_with_U, t_wins_without, t_wins, u_sum_wins, t_sum_wins,
           same_sum, chain(new_sum, equals(old_selection, because=same_sum), equals(old_sum + Sum(T(i) * e(i), (i, 1, n)), because=arithmetic))),
    holds_for=(example(n=4, k=2, x=[3, 1, 0, 5], e=[1, -1, 1, -1], T=[1, 0, 0, 1], U=[1, 0, 0, 1], c=2, g=1, c_e=2),
               example(n=3, k=1, x=[2, 0, 0], e=[-1, 1, 0], T=[1, 0, 0], U=[Rational(1, 3), Rational(2, 3), 0], c=1, g=1, c_e=1)),
    fails_for=(example(n=3, k=1, x=[2, 0, 0], e=[-2, 1, 0], T=[1, 0, 0], U=[0, 1, 0], c=1, g=1, c_e=Rational(1, 2), note="a move of more than half the gap"),
               example(n=3, k=1, x=[1, 1, 0], e=[-1, 0, 0], T=[1, 0, 0], U=[0, 1, 0], c=1, g=1, c_e=1, note="a tie: the slope in x_1 is 1 upwards and 0 downwards")),
    measured_by=slopes_of_largest,
    equation="(7)", latex=r"\nabla_x\sum_{i\in\Omega_k(x)}x_i=\mathcal T_k(x)",
    note="Exact linearity for every move of at most half the gap between the k-th and the next score, which is more than a gradient; a strict gap there is all that is needed.", key=True)
