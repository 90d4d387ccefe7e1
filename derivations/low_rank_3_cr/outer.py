"""Products of a column with a row: entries, norms and inner products."""

from sympy import Eq, HadamardProduct, Sum, Trace

from verifier.language import *

from .experiments import measure_gram
from .notation import X, Y, i, l, m, n, of_columns, r, stands_for, v

a = index("a", 1, n)             # a row of X
b = index("b", 1, m)             # a column of Y
k = index("k", 1, r)             # a column of C with the row of R of the same number
h = integer("h")                 # a place in a stacked matrix
M = matrix("M", n, m)            # any matrix
x, y = matrix("x", n, 1), matrix("y", m, 1)
C, R = matrix("C", n, r), matrix("R", r, m)
U, V = matrix("U", n * m, r), matrix("V", n * m, l)      # their columns are the products c_k r_k^T and x_i y_i^T, stacked
stacked_U = given("the columns of U are the products of the columns of C with the rows of R, stacked",
                  Eq(entry(U, (b - 1) * n + a, k), entry(C, a, k) * entry(R, k, b)))
stacked_V = given("the columns of V are the products of the columns of X with the rows of Y, stacked",
                  Eq(entry(V, (b - 1) * n + a, i), entry(X, a, i) * entry(Y, i, b)))

frobenius_by_entries = Claim(
    name="The Frobenius norm by entries",
    says=Eq(frobenius(M)**2, Sum(Sum(entry(M, a, b)**2, (a, 1, n)), (b, 1, m))),
    proof=chain(
        frobenius(M)**2,
        equals(Trace(M.T * M), because=arithmetic),
        equals(Sum(entry(M.T * M, b, b), (b, 1, m)), because=trace_is_sum_of_diagonal),
        equals(Sum(Sum(entry(M.T, b, a) * entry(M, a, b), (a, 1, n)), (b, 1, m)), because=entry_of_product),
        equals(Sum(Sum(entry(M, a, b)**2, (a, 1, n)), (b, 1, m)), because=arithmetic)),
    holds_for=(example(n=2, m=3, M=[[1, 2, 3], [4, -5, 6]]), example(n=1, m=1, M=[[-3]])),
    equation="text after (9)", latex=r"\Vert M\Vert_F^2=\sum_{a,b}M_{ab}^2")

outer_norm_squared = chain(frobenius(x * y.T)**2, equals((frobenius(x) * frobenius(y))**2, because=arithmetic))
outer_norm = Claim(
    name="The norm of the product of a column with a row",
    says=Eq(frobenius(x * y.T), frobenius(x) * frobenius(y)),
    proof=(outer_norm_squared, therefore(Eq(frobenius(x * y.T), frobenius(x) * frobenius(y)), because=(equal_squares, outer_norm_squared))),
    holds_for=(example(n=2, m=3, x=[[3], [4]], y=[[1], [2], [2]]), example(n=1, m=2, x=[[-2]], y=[[0], [0]])),
    equation="text after (9)", latex=r"\Vert xy^\top\Vert_F=\Vert x\Vert\,\Vert y\Vert")

square_of_norm = chain(
    norm(v(i))**2,
    equals(entry(X.T * X, i, i) * entry(Y * Y.T, i, i), because=stands_for),
    equals(of_columns**2, because=arithmetic))
product_norm = Claim(
    name="The norm of a stacked product",
    says=Eq(norm(v(i)), of_columns), given=(stands_for,),
    proof=(square_of_norm, therefore(Eq(norm(v(i)), of_columns), because=(equal_squares, square_of_norm))),
    holds_for=(example(n=2, m=1, l=3, X=[[3, 2, 0], [4, -1, 1]], Y=[[2], [-1], [4]], v=[[6, 8], [-2, 1], [0, 4]]),
               example(n=1, m=2, l=1, X=[[-2]], Y=[[3, 1]], v=[[-6, -2]])),
    fails_for=(example(n=1, m=1, l=1, X=[[1]], Y=[[1]], v=[[2]], note="v is another vector"),),
    equation="text after (9)", latex=r"\Vert v_i\Vert=\Vert x_i\Vert\,\Vert y_i\Vert")

entry_of_gram = chain(
    entry(U.T * V, k, i),
    equals(Sum(entry(U.T, k, h) * entry(V, h, i), (h, 1, n * m)), because=entry_of_product),
    equals(Sum(Sum(entry(U, (b - 1) * n + a, k) * entry(V, (b - 1) * n + a, i), (a, 1, n)), (b, 1, m)), because=sum_over_stacked_columns),
    equals(Sum(Sum(entry(C, a, k) * entry(R, k, b) * entry(X, a, i) * entry(Y, i, b), (a, 1, n)), (b, 1, m)), because=(stacked_U, stacked_V)),
    equals(Sum(entry(C.T, k, a) * entry(X, a, i), (a, 1, n)) * Sum(entry(R, k, b) * entry(Y.T, b, i), (b, 1, m)), because=arithmetic),
    equals(entry(C.T * X, k, i) * entry(R * Y.T, k, i), because=entry_of_product),
    equals(entry(HadamardProduct(C.T * X, R * Y.T), k, i), because=entry_of_hadamard_product))

every_entry = therefore(
    ForAll((k, i), (1 <= k, k <= r, 1 <= i, i <= l), Eq(entry(U.T * V, k, i), entry(HadamardProduct(C.T * X, R * Y.T), k, i))),
    because=entry_of_gram)

small = dict(n=2, m=3, r=2, l=3, C=[[1, 2], [3, -1]], R=[[1, 0, 2], [-1, 4, 1]],
             X=[[1, 5, -2], [2, 0, 3]], Y=[[2, 1, 0], [-3, 1, 1], [1, 0, 7]],
             U=[[1, -2], [3, 1], [0, 8], [0, -4], [2, 2], [6, -1]],
             V=[[2, -15, -2], [4, 0, 3], [1, 5, 0], [2, 0, 0], [0, 5, -14], [0, 0, 21]])
tiny = dict(n=1, m=2, r=1, l=3, C=[[2]], R=[[-3, 5]], X=[[1, 4, 0]], Y=[[5, 0], [0, 1], [2, 2]], U=[[-6], [10]], V=[[5, 0, 0], [0, 4, 0]])
unstacked = dict(small, U=[[1, -2], [3, 1], [0, 8], [0, -4], [2, 2], [6, 1]])
misplaced = dict(small, V=[[2, -15, -2], [4, 0, 3], [1, 5, 0], [2, 0, 0], [0, 0, 21], [0, 5, -14]])

stacked_gram = Claim(
    name="Gram matrix of stacked outer products",
    says=Eq(U.T * V, HadamardProduct(C.T * X, R * Y.T)),
    given=(stacked_U, stacked_V),
    proof=(entry_of_gram, every_entry,
           therefore(Eq(U.T * V, HadamardProduct(C.T * X, R * Y.T)), because=(matrices_with_equal_entries, every_entry))),
    holds_for=(example(**small), example(**tiny)),
    fails_for=(example(**unstacked, note="a wrong entry of U"), example(**misplaced, note="two rows of V exchanged")),
    equation="(22)", latex=r"U^\top V=(C^\top X)\circ(RY^\top)")

c_k, r_k, x_i, y_i = column(C, k), column(R.T, k), column(X, i), column(Y.T, i)
outer_gram = Claim(
    name="Inner products of the outer products form a Hadamard product of Gram matrices",
    says=(Eq(Trace((c_k * r_k.T).T * (x_i * y_i.T)), Trace(c_k.T * x_i) * Trace(r_k.T * y_i)),
          Eq(U.T * V, HadamardProduct(C.T * X, R * Y.T)), Eq(U.T * U, HadamardProduct(C.T * C, R * R.T))),
    given=(stacked_U, stacked_V),
    proof=(chain(Trace((c_k * r_k.T).T * (x_i * y_i.T)), equals(Trace(c_k.T * x_i) * Trace(r_k.T * y_i), because=arithmetic)),
           therefore(Eq(U.T * V, HadamardProduct(C.T * X, R * Y.T)), because=(stacked_gram, stacked_U, stacked_V)),
           therefore(Eq(U.T * U, HadamardProduct(C.T * C, R * R.T)), because=(using(stacked_gram, (V, U), (X, C), (Y, R), (l, r)), stacked_U))),
    holds_for=(example(**small), example(**tiny)),
    fails_for=(example(**unstacked, note="a wrong entry of U"), example(**misplaced, note="two rows of V exchanged")),
    measured_by=measure_gram,
    equation="(22)", latex=r"\langle c_ir_i^\top,x_jy_j^\top\rangle_F=(c_i^\top x_j)(r_i^\top y_j),\quad U^\top V=(C^\top X)\circ(RY^\top),\quad U^\top U=(C^\top C)\circ(RR^\top)",
    note="The article writes the Hadamard product with the sign of the tensor product.",
    key=True)
