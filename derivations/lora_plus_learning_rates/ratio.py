"""The ratio of learning rates of the article, and what it rests on."""

from sympy import Abs, Eq, Sum, sqrt

from verifier.language import *

from .experiments import measure_ratio_of_article
from .normal_factors import C, M, R, columns, i, j, k, rows
from .notation import eta_A, eta_B, m, n, r

gA, gB = vector("g_A", (n, r)), vector("g_B", (r, m))          # the gradients by their entries
c = positive("c")                              # the constant of proportionality, the same for both gradients
size_A = given("every entry of the gradient in A has the size c times the scale 1/sqrt(r) of B", Eq(Abs(gA[i, k]), c * sqrt(1 / r)))
size_B = given("every entry of the gradient in B has the size c times the scale 1/sqrt(n) of A", Eq(Abs(gB[k, j]), c * sqrt(1 / n)))
l1_A = Sum(Sum(Abs(gA[i, k]), (k, 1, r)), (i, 1, n))
l1_B = Sum(Sum(Abs(gB[k, j]), (j, 1, m)), (k, 1, r))
equal = given("both factors contribute the same to the decrease", Eq(eta_A * l1_A, eta_B * l1_B))
counted_A = chain(l1_A, equals(Sum(Sum(c * sqrt(1 / r), (k, 1, r)), (i, 1, n)), because=size_A), equals(c * n * r * sqrt(1 / r), because=arithmetic))
counted_B = chain(l1_B, equals(Sum(Sum(c * sqrt(1 / n), (j, 1, m)), (k, 1, r)), because=size_B), equals(c * m * r * sqrt(1 / n), because=arithmetic))
balance = chain(eta_B * (c * m * r * sqrt(1 / n)), equals(eta_B * l1_B, because=counted_B), equals(eta_A * l1_A, because=equal), equals(eta_A * (c * n * r * sqrt(1 / r)), because=counted_A))
article_ratio = chain(
    eta_B / eta_A,
    equals(eta_B * (c * m * r * sqrt(1 / n)) / (eta_A * (c * m * r * sqrt(1 / n))), because=arithmetic),
    equals(eta_A * (c * n * r * sqrt(1 / r)) / (eta_A * (c * m * r * sqrt(1 / n))), because=balance),
    equals(n / m * sqrt(n / r), because=arithmetic))
square_layer = given("as many outputs as inputs", Eq(m, n))
square_ratio = Eq(eta_B / eta_A, sqrt(n / r))

ratio_article = Claim(
    name="Learning-rate ratio of the article",
    says=(Eq(eta_B / eta_A, n / m * sqrt(n / r)), Implies(Eq(m, n), square_ratio)),
    given=(size_A, size_B, equal),
    proof=(counted_A, counted_B, balance, article_ratio, suppose(square_layer, therefore(square_ratio, because=(article_ratio, square_layer)))),
    holds_for=(example(n=4, m=1, r=1, c=half(), eta_A=1, eta_B=8, g_A=[[half()], [-half()], [half()], [half()]], g_B=[[-half(half())]]),
               example(n=2, m=2, r=2, c=2, eta_A=3, eta_B=3, g_A=[[sqrt(2), -sqrt(2)], [sqrt(2), sqrt(2)]], g_B=[[-sqrt(2), -sqrt(2)], [sqrt(2), sqrt(2)]]),
               example(n=4, m=4, r=1, c=1, eta_A=1, eta_B=2, g_A=[[1], [1], [-1], [1]], g_B=[[half(), half(), half(), -half()]])),
    fails_for=(example(n=4, m=1, r=1, c=half(), eta_A=1, eta_B=4, g_A=[[half()], [-half()], [0], [0]], g_B=[[-half(half())]], note="entries of A's gradient that are 0"),
               example(n=1, m=1, r=1, c=1, eta_A=1, eta_B=2, g_A=[[1]], g_B=[[half()]], note="a smaller entry in B's gradient"),
               example(n=1, m=1, r=1, c=1, eta_A=1, eta_B=2, g_A=[[1]], g_B=[[1]], note="the contributions differ")),
    measured_by=measure_ratio_of_article,
    strength="heuristic", equation="(5), (6)",
    latex=r"\eta_A\cdot nr\cdot\sqrt{1/r}\approx\eta_B\cdot mr\cdot\sqrt{1/n}\ \Rightarrow\ \frac{\eta_B}{\eta_A}\approx\frac nm\sqrt{\frac nr};\qquad m=n:\ \sqrt{n/r}",
    note="The algebra is right. The weak premise is the common constant: an entry of the gradient in A is a sum of m terms, one in B a sum of n terms, so for m not n the constants differ by sqrt(m/n). "
         "Also, the text speaks of contributions proportional to the numbers of parameters, but the formula has equal contributions.",
    key=True, cites="Hayou2024")

rho, kappa = positive("rho kappa")             # the length of every row of M and of every column
flat_rows = given("all rows of M have the length rho", Eq(Sum(M[i, j]**2, (j, 1, m)), rho**2))
flat_columns = given("all columns of M have the length kappa", Eq(Sum(M[i, j]**2, (i, 1, n)), kappa**2))
by_rows = chain(R, equals(Sum(sqrt(rho**2), (i, 1, n)), because=(rows, flat_rows)), equals(n * rho, because=arithmetic))
by_columns = chain(C, equals(Sum(sqrt(kappa**2), (j, 1, m)), because=(columns, flat_columns)), equals(m * kappa, because=arithmetic))
squares = chain(
    n * rho**2,
    equals(Sum(rho**2, (i, 1, n)), because=arithmetic),
    equals(Sum(Sum(M[i, j]**2, (j, 1, m)), (i, 1, n)), because=flat_rows),
    equals(Sum(Sum(M[i, j]**2, (i, 1, n)), (j, 1, m)), because=interchange_of_sums),
    equals(Sum(kappa**2, (j, 1, m)), because=flat_columns),
    equals(m * kappa**2, because=arithmetic))
same_square = chain((sqrt(m) * kappa)**2, equals(m * kappa**2, because=arithmetic), equals((sqrt(n) * rho)**2, because=squares))
column_length = therefore(Eq(sqrt(m) * kappa, sqrt(n) * rho), because=(using(equal_squares, x=sqrt(m) * kappa, y=sqrt(n) * rho), same_square))

ratio_flat = Claim(
    name="The exact ratio for a gradient that is spread evenly",
    says=Eq(sqrt(n / r) * R, n / sqrt(m * r) * C),
    given=(flat_rows, flat_columns), definitions=(rows, columns),
    proof=(by_rows, by_columns, squares, same_square, column_length, chain(
        sqrt(n / r) * R,
        equals(sqrt(n / r) * (n * rho), because=by_rows),
        equals(n / sqrt(r) * (sqrt(n) * rho), because=arithmetic),
        equals(n / sqrt(r) * (sqrt(m) * kappa), because=column_length),
        equals(n / sqrt(m * r) * C, because=by_columns))),
    holds_for=(example(n=4, m=1, r=2, M=[[-3], [3], [3], [3]], rho=3, kappa=6), example(n=2, m=2, r=1, M=[[1, 2], [2, -1]], rho=sqrt(5), kappa=sqrt(5))),
    fails_for=(example(n=2, m=1, r=1, M=[[1], [0]], rho=1, kappa=1, note="one row is 0"), example(n=1, m=2, r=1, M=[[1, 0]], rho=1, kappa=1, note="one column is 0")),
    measured_by=measure_ratio_of_article,
    equation="repairs (5)", latex=r"\text{flat }M:\ \frac{\mathbb E\Vert MB^\top\Vert_1}{\mathbb E\Vert A^\top M\Vert_1}=\frac n{\sqrt{mr}}",
    note="The right side of the exact ratio when all rows of M, and all columns, are of one length. The ratio of the article is larger by the factor sqrt(n/m); the two agree for m = n.")

self_consistency = Claim(
    name="For m = n the ratio of the rates is the ratio of the scales",
    says=Implies(Eq(m, n), Eq(eta_B / eta_A, sqrt(1 / r) / sqrt(1 / n))),
    given=(size_A, size_B, equal),
    proof=(counted_A, counted_B, balance, article_ratio, suppose(square_layer, therefore(Eq(eta_B / eta_A, sqrt(1 / r) / sqrt(1 / n)), because=(article_ratio, square_layer)))),
    holds_for=(example(n=2, m=2, r=2, c=2, eta_A=3, eta_B=3, g_A=[[sqrt(2), -sqrt(2)], [sqrt(2), sqrt(2)]], g_B=[[-sqrt(2), -sqrt(2)], [sqrt(2), sqrt(2)]]),
               example(n=4, m=4, r=1, c=1, eta_A=1, eta_B=2, g_A=[[1], [1], [-1], [1]], g_B=[[half(), half(), half(), -half()]])),
    fails_for=(example(n=1, m=1, r=1, c=1, eta_A=1, eta_B=2, g_A=[[1]], g_B=[[1]], note="the contributions differ"),),
    strength="heuristic", equation="paragraph after (6)", latex=r"m=n:\ \frac{\eta_B}{\eta_A}=\sqrt{n/r}=\frac{\operatorname{std}B}{\operatorname{std}A}",
    note="The equality is exact; that sizes in the long run are proportional to learning rates is an assumption.")
