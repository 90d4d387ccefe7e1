"""The global cosine as a combination of the local ones."""

from sympy import Eq, Sum

from verifier.language import *

from .notation import a, b, blocks, c, cosine, i, inner, length_a, length_b, local, m, names, of_x, of_y, whole_x, whole_y

block_decomposition = Claim(
    name="The global cosine is a combination of the local cosines, weighted by the lengths of the blocks",
    says=Eq(cosine, Sum(c(i) * a(i) * b(i), (i, 1, m)) / (length_a * length_b)),
    given=blocks,
    definitions=names,
    proof=chain(cosine, equals(Sum(c(i) * a(i) * b(i), (i, 1, m)) / (length_a * length_b), because=(*names, *blocks))),
    holds_for=(example(m=2, n=[2, 3], x=lambda i, k: i + k, y=lambda i, k: k**2 - 2 * i), example(m=1, n=[1], x=lambda i, k: -3, y=lambda i, k: 2)),
    fails_for=(example(m=2, n=[1, 1], x=lambda i, k: i - 1, y=lambda i, k: 1, note="a block of x is 0: 0/0"),
               example(m=2, n=[1, 1], x=lambda i, k: 1, y=lambda i, k: i - 1, note="a block of y is 0: 0/0")),
    equation="(4)",
    latex=r"\cos(x,y)=\frac{\sum_ic_ia_ib_i}{\sqrt{\sum_ia_i^2}\sqrt{\sum_ib_i^2}}",
    key=True)
