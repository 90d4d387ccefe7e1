"""The Sylvester equation has a solution, in closed form; the initialisation of LoRA-GA."""

from sympy import Eq, Identity, KroneckerDelta, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_match, measure_sylvester
from .notation import A, B, B_gram, B_inverse, B_rank, B_turned, C, G, GA, m, n, r

i, j, l = index("i j l", 1, r)
E_A, E_B, F, Y = matrix("E_A E_B F Y", r, r)    # eigenvectors of A^T A and of B B^T; the solution and the right side in their coordinates
alpha, beta = vector("alpha beta", r)          # eigenvalues of A^T A and of B B^T
D_A, D_B = diagonal(alpha[i], (i, 1, r)), diagonal(beta[i], (i, 1, r))
E_A_orthogonal = given("E_A is orthogonal", Both(Eq(E_A.T * E_A, Identity(r)), Eq(E_A * E_A.T, Identity(r))))
E_B_orthogonal = given("E_B is orthogonal", Both(Eq(E_B.T * E_B, Identity(r)), Eq(E_B * E_B.T, Identity(r))))
A_eigen = given("the eigenvectors of A^T A", Eq(A.T * A, E_A * D_A * E_A.T))
B_eigen = given("the eigenvectors of B B^T", Eq(B * B.T, E_B * D_B * E_B.T))
positive_eigenvalues = given("no eigenvalue of A^T A is negative, those of B B^T are positive", Both(alpha[i] >= 0, beta[i] > 0))
right_side = given("Y is the right side in the coordinates of the eigenvectors", Eq(Y, -E_A.T * (A.T * GA * B_inverse) * E_B))
divided = given("F is Y divided by the sums of eigenvalues, entry by entry", Eq(entry(F, i, j), entry(Y, i, j) / (alpha[i] + beta[j])))
left_part = chain(
    entry(D_A * F, i, j),
    equals(Sum(entry(D_A, i, l) * entry(F, l, j), (l, 1, r)), because=entry_of_product),
    equals(Sum(KroneckerDelta(i, l) * (alpha[i] * entry(F, l, j)), (l, 1, r)), because=arithmetic),
    equals(alpha[i] * entry(F, i, j), because=sum_with_delta))
right_part = chain(
    entry(F * D_B, i, j),
    equals(Sum(entry(F, i, l) * entry(D_B, l, j), (l, 1, r)), because=entry_of_product),
    equals(Sum(KroneckerDelta(j, l) * (beta[l] * entry(F, i, l)), (l, 1, r)), because=arithmetic),
    equals(beta[j] * entry(F, i, j), because=sum_with_delta))
entries_agree = chain(
    entry(D_A * F + F * D_B, i, j),
    equals(alpha[i] * entry(F, i, j) + beta[j] * entry(F, i, j), because=(left_part, right_part)),
    equals(entry(Y, i, j), because=(divided, positive_eigenvalues)))
in_coordinates = therefore(Eq(D_A * F + F * D_B, Y), because=(matrices_with_equal_entries, entries_agree))

sylvester_solution = Claim(
    name="The Sylvester equation has a solution: in the coordinates of the eigenvectors it is a division",
    says=Eq(A.T * A * (E_A * F * E_B.T) + (E_A * F * E_B.T) * B * B.T, -A.T * GA * B_inverse),
    given=(B_rank, E_A_orthogonal, E_B_orthogonal, A_eigen, B_eigen, positive_eigenvalues, right_side, divided),
    proof=(B_turned, B_gram, left_part, right_part, entries_agree, in_coordinates, chain(
        A.T * A * (E_A * F * E_B.T) + (E_A * F * E_B.T) * B * B.T,
        equals(E_A * D_A * E_A.T * E_A * F * E_B.T + E_A * F * E_B.T * E_B * D_B * E_B.T, because=(A_eigen, B_eigen)),
        equals(E_A * (D_A * F + F * D_B) * E_B.T, because=(E_A_orthogonal, E_B_orthogonal)),
        equals(E_A * Y * E_B.T, because=in_coordinates),
        equals(-E_A * E_A.T * (A.T * GA * B_inverse) * E_B * E_B.T, because=(right_side, B_gram)),
        equals(-A.T * GA * B_inverse, because=(E_A_orthogonal, E_B_orthogonal, B_gram)))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], E_A=[[1]], E_B=[[-1]], alpha=[2], beta=[2], Y=[[Rational(11, 2)]], F=[[Rational(11, 8)]]),
               example(n=2, m=2, r=2, A=[[Rational(3, 5), Rational(4, 5)], [Rational(-8, 5), Rational(6, 5)]], B=[[Rational(12, 13), Rational(-15, 13)], [Rational(5, 13), Rational(36, 13)]], G=[[1, 2], [3, 5]], E_A=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], E_B=[[Rational(12, 13), Rational(-5, 13)], [Rational(5, 13), Rational(12, 13)]], alpha=[1, 4], beta=[1, 9],
                       Y=[[-1, Rational(-2, 3)], [-6, Rational(-10, 3)]], F=[[Rational(-1, 2), Rational(-1, 15)], [Rational(-6, 5), Rational(-10, 39)]])),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[1]], G=[[1]], E_A=[[2]], E_B=[[1]], alpha=[Rational(1, 4)], beta=[1], Y=[[-2]], F=[[Rational(-8, 5)]], note="E_A is not orthogonal"),
               example(n=1, m=1, r=1, A=[[1]], B=[[1]], G=[[1]], E_A=[[1]], E_B=[[1]], alpha=[1], beta=[1], Y=[[-1]], F=[[1]], note="another F")),
    measured_by=measure_sylvester,
    equation="text after (24)",
    latex=r"A^\top A=E_A\operatorname{diag}(\alpha)E_A^\top,\ BB^\top=E_B\operatorname{diag}(\beta)E_B^\top:\quad C=E_AFE_B^\top,\ F_{ij}=\frac{Y_{ij}}{\alpha_i+\beta_j}",
    note="The article leaves the equation to a numerical solver. This shows that it has a solution for every full-rank pair; the eigenvectors exist by the spectral theorem.")

# -- the initialisation of LoRA-GA -------------------------------------------------------------------------------------------
p = whole("p")                                 # singular directions beyond the first 2 r
k = index("k", 1, p)
U1, U2, U3 = matrix("U_1 U_2", n, r) + (matrix("U_3", n, p),)   # left singular vectors: the first r, the next r, the others
V1, V2, V3 = matrix("V_1 V_2", r, m) + (matrix("V_3", p, m),)   # right singular vectors, as rows
sigma = vector("sigma", p)                     # the singular values beyond the first 2 r
S1, S2 = matrix("S_1 S_2", r, r)               # the first r and the next r singular values, on a diagonal
S3 = diagonal(sigma[k], (k, 1, p))
left_orthonormal = given("the left singular vectors are orthonormal", Both(
    Eq(U1.T * U1, Identity(r)), Eq(U2.T * U2, Identity(r)), Eq(U3.T * U3, Identity(p)),
    Eq(U1.T * U2, ZeroMatrix(r, r)), Eq(U1.T * U3, ZeroMatrix(r, p)), Eq(U2.T * U3, ZeroMatrix(r, p))))
right_orthonormal = given("the right singular vectors are orthonormal", Both(
    Eq(V1 * V1.T, Identity(r)), Eq(V2 * V2.T, Identity(r)), Eq(V3 * V3.T, Identity(p)),
    Eq(V1 * V2.T, ZeroMatrix(r, r)), Eq(V1 * V3.T, ZeroMatrix(r, p)), Eq(V2 * V3.T, ZeroMatrix(r, p))))
decomposed = given("the singular value decomposition of the gradient", Eq(G, U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3))
free_equation = given("C solves the Sylvester equation", Eq(U1.T * U1 * C + C * V2 * V2.T, -U1.T * (G * V2.T) * (V2 * V2.T)**-1))
U1_rank = therefore(Eq(rank(U1), r), because=(orthonormal_columns_are_independent, left_orthonormal))
V2_turned = therefore(Eq(rank(V2.T), r), because=(using(orthonormal_columns_are_independent, U_=V2.T, n_=m, p_=r), right_orthonormal))
U1_gram = therefore(Invertible(U1.T * U1), because=(gram_matrix_is_invertible, U1_rank))
V2_gram = therefore(Invertible(V2 * V2.T), because=(using(gram_matrix_is_invertible, A_=V2.T, n_=m, m_=r), V2_turned))
both_grams = (U1_gram, V2_gram)
project_U1 = Identity(n) - U1 * (U1.T * U1)**-1 * U1.T
project_V2 = Identity(m) - V2.T * (V2 * V2.T)**-1 * V2
cross = chain(
    U1.T * G * V2.T,
    equals(U1.T * (U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3) * V2.T, because=decomposed),
    equals(ZeroMatrix(r, r), because=(left_orthonormal, right_orthonormal)))
rest_of_G = chain(
    project_U1 * G * project_V2,
    equals((Identity(n) - U1 * U1.T) * G * (Identity(m) - V2.T * V2), because=(left_orthonormal, right_orthonormal, *both_grams)),
    equals((Identity(n) - U1 * U1.T) * (U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3) * (Identity(m) - V2.T * V2), because=decomposed),
    equals(U3 * S3 * V3, because=(left_orthonormal, right_orthonormal)))

ga_pro_match = Claim(
    name="With the LoRA-GA initialisation the first LoRA-Pro step is the ordinary LoRA step",
    says=(Eq(U1.T * G * V2.T, ZeroMatrix(r, r)),
          Eq(-half() * (U1.T * U1)**-1 * (U1.T * G) * V2.T * (V2 * V2.T)**-1, ZeroMatrix(r, r)),
          Implies(Eq(U1.T * U1 * C + C * V2 * V2.T, -U1.T * (G * V2.T) * (V2 * V2.T)**-1), Eq(C, ZeroMatrix(r, r))),
          Eq((G * V2.T) * (V2 * V2.T)**-1, G * V2.T), Eq((U1.T * U1)**-1 * (U1.T * G) * project_V2, U1.T * G),
          Eq(frobenius(project_U1 * G * project_V2)**2, Sum(sigma[k]**2, (k, 1, p)))),
    given=(left_orthonormal, right_orthonormal, decomposed),
    proof=(cross, U1_rank, V2_turned, U1_gram, V2_gram, rest_of_G,
           chain(-half() * (U1.T * U1)**-1 * (U1.T * G) * V2.T * (V2 * V2.T)**-1, equals(ZeroMatrix(r, r), because=(cross, *both_grams))),
           suppose(free_equation, chain(
               C,
               equals(half() * (U1.T * U1 * C + C * V2 * V2.T), because=(left_orthonormal, right_orthonormal)),
               equals(-half() * U1.T * (G * V2.T) * (V2 * V2.T)**-1, because=(free_equation, *both_grams)),
               equals(ZeroMatrix(r, r), because=(cross, *both_grams)))),
           chain((G * V2.T) * (V2 * V2.T)**-1, equals(G * V2.T, because=(right_orthonormal, *both_grams))),
           chain((U1.T * U1)**-1 * (U1.T * G) * project_V2,
                 equals((U1.T * U1)**-1 * (U1.T * G), because=(cross, *both_grams)),
                 equals(U1.T * G, because=(left_orthonormal, *both_grams))),
           chain(frobenius(project_U1 * G * project_V2)**2,
                 equals(frobenius(U3 * S3 * V3)**2, because=(rest_of_G, *both_grams)),
                 equals(Trace(S3 * S3), because=(left_orthonormal, right_orthonormal)),
                 equals(Sum(entry(S3 * S3, k, k), (k, 1, p)), because=trace_is_sum_of_diagonal),
                 equals(Sum(sigma[k]**2, (k, 1, p)), because=arithmetic))),
    holds_for=(example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[Rational(3, 5)], [Rational(4, 5)], [0]], U_2=[[Rational(-4, 5)], [Rational(3, 5)], [0]], U_3=[[0], [0], [1]],
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[half()],
                       G=[[Rational(9, 5), Rational(-8, 5), 0], [Rational(12, 5), Rational(6, 5), 0], [0, 0, half()]]),
               example(n=3, m=3, r=1, p=1, C=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]],
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[3, 0, 0], [0, 2, 0], [0, 0, 1]])),
    fails_for=(example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[2], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], note="the first column is too long",
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[6, 0, 0], [0, 2, 0], [0, 0, 1]]),
               example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], note="the second row is too long",
                       V_1=[[1, 0, 0]], V_2=[[0, 2, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[3, 0, 0], [0, 4, 0], [0, 0, 1]]),
               example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], note="another gradient, as of the next batch",
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[3, 1, 0], [0, 2, 0], [0, 0, 1]])),
    measured_by=measure_match,
    equation="last section",
    latex=r"A=U_{:,:r},\ B=V_{r:2r,:},\ G=U\Sigma V:\ A^\top A=BB^\top=I_r,\ A^\top GB^\top=0\Rightarrow\text{every choice above gives }C=0,\ H_A=G_A,\ H_B=G_B,\ \min\text{loss}=\sum_{j>2r}\sigma_j^2",
    note="The article only says that the two are good partners. With the gradient of another batch it holds only approximately. The singular vectors "
         "stand in three blocks: the first r, the next r, the others; S_1 and S_2 need not even be diagonal.",
    key=True)
