"""Laws of sums and elementary algebra."""

from sympy import Eq, Ge, KroneckerDelta, Le, Sum

from verifier.claim import Law
from verifier.symbols import index, integer, sequence

_n, _m = integer("n_ m_")
_i, _j = index("i_ j_")
_F, _G = sequence("F_ G_")

square_of_sum = Law(
    "square of a sum", "the square of a finite sum is the double sum of the products",
    Eq(Sum(_F(_i), (_i, 1, _n)) ** 2, Sum(Sum(_F(_i) * _F(_j), (_j, 1, _n)), (_i, 1, _n))),
    needs=(Ge(_n, 0),), source="distributive law")

sum_with_delta = Law(
    "sum with a Kronecker delta", "only the term with equal indices survives",
    Eq(Sum(KroneckerDelta(_m, _j) * _F(_j), (_j, 1, _n)), _F(_m)),
    needs=(Le(1, _m), Le(_m, _n)), source="definition of the Kronecker delta")
