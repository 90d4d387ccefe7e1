"""When pooling turns the sign of a correlation around."""

from sympy import Eq

from verifier.language import *

from .bounds import a_positive, a_sum, b_positive, b_sum, combination
from .blocks import block_decomposition
from .correlation import between_group_identity, cross, means
from .experiments import measure_reversal
from .notation import C, S, S_1, S_2, blocks, c, i, mu_1, mu_2, names, nu_1, nu_2, p, q

between = p * q / (p + q) * (mu_1 - mu_2) * (nu_1 - nu_2)
split = therefore(Eq(S, S_1 + S_2 + between), because=between_group_identity)
falling, outweighed = given("the pooled cross sum is negative", S < 0), given("the term between the groups outweighs those within", between < -(S_1 + S_2))

simpson_reversal_condition = Claim(
    name="When the pooled cross sum, and with it correlation and slope, is negative",
    says=Iff(S < 0, between < -(S_1 + S_2)),
    definitions=(*means, *cross),
    proof=(split,
           suppose(falling, chain(between, equals(S - (S_1 + S_2), because=split), less_than(-(S_1 + S_2), because=falling))),
           suppose(outweighed, chain(S, equals(S_1 + S_2 + between, because=split), less_than(0, because=outweighed)))),
    holds_for=(example(p=3, q=3, x_1=[0, 1, 2], y_1=[10, 11, 12], x_2=[10, 11, 12], y_2=[0, 1, 2]),
               example(p=2, q=1, x_1=[0, 1], y_1=[0, 1], x_2=[3], y_2=[2])),
    measured_by=measure_reversal,
    equation="last paragraph",
    latex=r"r_{\rm pooled}<0\iff\text{slope}=\frac{S_{xy}}{S_{xx}}<0\iff\frac{n_1n_2}{n_1+n_2}\,\Delta\bar x\,\Delta\bar y<-\bigl(S_{xy}^{(1)}+S_{xy}^{(2)}\bigr)",
    note="Correlation and slope are this sum divided by positive numbers, where x and y are not constant.")

rising = (given("the first group does not fall", S_1 >= 0), given("nor does the second", S_2 >= 0), given("nor do the means", (mu_1 - mu_2) * (nu_1 - nu_2) >= 0))
pushed = therefore(between >= 0, because=rising[2])
pooling_without_reversal = Claim(
    name="Without opposed means pooling does not turn the sign around",
    says=S >= 0,
    given=rising,
    definitions=(*means, *cross),
    proof=(split, pushed,
           chain(S, equals(S_1 + S_2 + between, because=split), at_least(S_1 + S_2, because=pushed), at_least(0, because=rising[:2]))),
    holds_for=(example(p=2, q=1, x_1=[0, 1], y_1=[1, 1], x_2=[3], y_2=[1], note="equality"), example(p=2, q=2, x_1=[0, 1], y_1=[0, 2], x_2=[3, 4], y_2=[2, 3])),
    fails_for=(example(p=2, q=1, x_1=[0, 1], y_1=[1, 0], x_2=[half()], y_2=[half()], note="the first group falls"),
               example(p=1, q=2, x_1=[half()], y_1=[half()], x_2=[0, 1], y_2=[1, 0], note="the second group falls"),
               example(p=1, q=1, x_1=[0], y_1=[1], x_2=[1], y_2=[0], note="opposed means")),
    measured_by=measure_reversal,
    equation="paragraph before the figure",
    latex=r"r_1,r_2\ge0\text{ and }\Delta\bar x\,\Delta\bar y\ge0\Rightarrow r_{\rm pooled}\ge0",
    note="So opposed means are necessary for a reversal.")

none_negative = given("no local cosine is negative", c(i) >= 0)
reversal_needs_centring = Claim(
    name="Plain cosines cannot turn around: without negative local ones the global one is not negative",
    says=C >= 0,
    given=(*blocks, none_negative),
    definitions=names,
    proof=(a_positive, b_positive, a_sum, b_sum,
           chain(C, equals(combination, because=(block_decomposition, *blocks)), at_least(0, because=(none_negative, a_positive, b_positive, a_sum, b_sum, *blocks)))),
    holds_for=(example(m=2, n=[2, 1], x=lambda i, k: 2 - k, y=lambda i, k: k + i - 2, note="the global cosine is close to 0"),
               example(m=1, n=[2], x=lambda i, k: 2 - k, y=lambda i, k: k - 1, note="equality")),
    fails_for=(example(m=2, n=[1, 1], x=lambda i, k: i, y=lambda i, k: i - 3, note="both local cosines are -1"),),
    equation="paragraph before the figure",
    latex=r"c_i\ge0\ \forall i\Rightarrow\cos(x,y)\ge0")
