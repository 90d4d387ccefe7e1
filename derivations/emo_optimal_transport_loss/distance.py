"""The cosine cost is no metric, and in which order to multiply."""

from sympy import Eq, Sum, sqrt

from verifier.language import *

from .experiments import measure_orders
from .notation import i, n
from .transport import half

a, b, c = point("a b c")                      # three embeddings
apart = 1 - dot(a, c) / (norm(a) * norm(c))
first_half, second_half = 1 - dot(a, b) / (norm(a) * norm(b)), 1 - dot(b, c) / (norm(b) * norm(c))
a_nonzero, b_nonzero, c_nonzero = given("a is not 0", norm(a) > 0), given("b is not 0", norm(b) > 0), given("c is not 0", norm(c) > 0)
nonzero_points = (a_nonzero, b_nonzero, c_nonzero)
triangle_as_printed = Claim(
    name="The cosine cost satisfies the triangle inequality (it does not)",
    says=apart <= first_half + second_half,
    given=nonzero_points,
    expected=REFUTED,
    fails_for=(example(a=[1, 0], b=[1, 1], c=[0, 1], note="directions at 0, 45 and 90 degrees"),),
    equation="(8), text", latex=r"c_{i,k}\le c_{i,j}+c_{j,k}",
    note="The article speaks of a distance between distributions; for that the cost must be a metric.")

first_angle = given("a and b are 45 degrees apart", Eq(dot(a, b), norm(a) * norm(b) / sqrt(2)))
second_angle = given("b and c are 45 degrees apart", Eq(dot(b, c), norm(b) * norm(c) / sqrt(2)))
right_angle = given("a and c are perpendicular", Eq(dot(a, c), 0))
cosine_cost_not_a_metric = Claim(
    name="By way of a direction in between the cosine cost is smaller",
    says=(Eq(apart, 1), Eq(first_half + second_half, 2 - sqrt(2)), first_half + second_half < apart),
    given=(*nonzero_points, first_angle, second_angle, right_angle),
    proof=(chain(apart, equals(1, because=(right_angle, a_nonzero, c_nonzero))),
           therefore(Eq(first_half + second_half, 2 - sqrt(2)), because=(first_angle, second_angle, *nonzero_points)),
           chain(first_half + second_half, equals(2 - sqrt(2), because=(first_angle, second_angle, *nonzero_points)), less_than(1, because=arithmetic),
                 equals(apart, because=(right_angle, a_nonzero, c_nonzero)))),
    holds_for=(example(a=[1, 0], b=[1, 1], c=[0, 1]), example(a=[0, 0, 2], b=[0, 3, 3], c=[0, 1, 0])),
    fails_for=(example(a=[1, 0], b=[1, 0], c=[0, 1], note="other angles"),),
    corrects=triangle_as_printed,
    equation="(8)", latex=r"c(0,90)=1>c(0,45)+c(45,90)=2-\sqrt2",
    note="The cost is half the squared distance of the directions, and squared distances obey no triangle inequality. It is also 0 for parallel embeddings of different classes.")

d = natural("d")                              # the dimension of the embeddings
k = index("k", 1, d)                          # a coordinate
p = vector("p", n)                            # the prediction for one place
F = vector("F", (n, d))                       # the directions of all classes
f = vector("f", d)                            # the direction of the target
emo_evaluation_order = Claim(
    name="The mean direction first, or the cosines first",
    says=Eq(Sum(p[i] * Sum(F[i, k] * f[k], (k, 1, d)), (i, 1, n)), Sum(Sum(p[i] * F[i, k], (i, 1, n)) * f[k], (k, 1, d))),
    proof=chain(
        Sum(p[i] * Sum(F[i, k] * f[k], (k, 1, d)), (i, 1, n)),
        equals(Sum(Sum(p[i] * F[i, k] * f[k], (k, 1, d)), (i, 1, n)), because=arithmetic),
        equals(Sum(Sum(p[i] * F[i, k] * f[k], (i, 1, n)), (k, 1, d)), because=interchange_of_sums),
        equals(Sum(Sum(p[i] * F[i, k], (i, 1, n)) * f[k], (k, 1, d)), because=arithmetic)),
    holds_for=(example(n=3, d=2, p=[half, 2, -1], F=[[1, 2], [3, -1], [0, 5]], f=[7, -2]), example(n=1, d=3, p=[2], F=[[1, 2, 3]], f=[1, 0, -1])),
    measured_by=measure_orders,
    equation="sentence after (9)", latex=r"P\,(\hat E\hat e_t)=(P\hat E)\,\hat e_t",
    note="For one place both orders take about 2nd operations, 2nd + 2n against 2nd + 2d. What the second one saves is the memory for all cosines, or the table of all pairs of classes.")
