"""The spectral theorem by induction, and the decomposition from the eigenvectors of M^T M."""

from sympy import BlockMatrix, Eq, Identity, Rational, Trace, ZeroMatrix, sqrt

from verifier.language import *

from .experiments import measure_construction, measure_induction, measure_uncoupled
from .notation import n

p, q = natural("p q")                # how many eigenvectors are at hand (the article takes one), and the size of the block that is left
j = index("j", 1, q)
A = matrix("A", n, n)                # a symmetric matrix (the article's M)
u = matrix("u", n, p)                # eigenvectors of one eigenvalue
Q, W = matrix("Q", n, q), matrix("W", q, q)
mu = real("mu")                      # its eigenvalue
kappa = vector("kappa", q)           # the other eigenvalues
L = diagonal(kappa[j], (j, 1, q))
symmetric = given("A is symmetric", Eq(A.T, A))
eigenvector = given("A u = mu u", Eq(A * u, mu * u))
unit = given("the columns of u are orthonormal", Eq(u.T * u, Identity(p)))
apart = given("the columns of Q are orthogonal to u", Eq(Q.T * u, ZeroMatrix(q, p)))
Q_orthonormal = given("the columns of Q are orthonormal", Eq(Q.T * Q, Identity(q)))
complete = given("u and the columns of Q span the space", Eq(u * u.T + Q * Q.T, Identity(n)))
W_orthogonal = given("W is orthogonal", Both(Eq(W.T * W, Identity(q)), Eq(W * W.T, Identity(q))))
smaller = given("the smaller block is diagonalised", Eq(Q.T * A * Q, W * L * W.T))

frame, new_frame = BlockMatrix([[u, Q]]), BlockMatrix([[u, Q * W]])
corner = chain(u.T * A * u, equals(mu * u.T * u, because=eigenvector), equals(mu * Identity(p), because=unit))
below = chain(Q.T * A * u, equals(mu * Q.T * u, because=eigenvector), equals(ZeroMatrix(q, p), because=apart))
beside = chain(u.T * A * Q, equals((Q.T * A.T * u).T, because=arithmetic), equals((Q.T * A * u).T, because=symmetric), 
               equals(ZeroMatrix(p, q), because=below))
smaller_below = chain(W.T * Q.T * A * u, equals(ZeroMatrix(q, p), because=below))
smaller_beside = chain(u.T * A * Q * W, equals(ZeroMatrix(p, q), because=beside))
smaller_block = chain(W.T * Q.T * A * Q * W, equals(W.T * (W * L * W.T) * W, because=smaller), equals(L, because=W_orthogonal))
h = Rational(3, 5), Rational(4, 5)
three = dict(n=3, p=1, q=2, A=[[3, 0, 0], [0, 14, 2], [0, 2, 11]], u=[[1], [0], [0]], Q=[[0, 0], [1, 0], [0, 1]],
             W=[[2 / sqrt(5), -1 / sqrt(5)], [1 / sqrt(5), 2 / sqrt(5)]], mu=3, kappa=[15, 10])
spectral_theorem_induction = Claim(
    name="The induction step of the spectral theorem",
    says=(Eq(frame.T * A * frame, BlockMatrix([[mu * Identity(p), ZeroMatrix(p, q)], [ZeroMatrix(q, p), Q.T * A * Q]])),
          Eq(new_frame.T * A * new_frame, BlockMatrix([[mu * Identity(p), ZeroMatrix(p, q)], [ZeroMatrix(q, p), L]])),
          Eq(new_frame.T * new_frame, BlockMatrix([[Identity(p), ZeroMatrix(p, q)], [ZeroMatrix(q, p), Identity(q)]])),
          Eq(new_frame * new_frame.T, Identity(n))),
    given=(symmetric, eigenvector, unit, apart, Q_orthonormal, complete, W_orthogonal, smaller),
    proof=(corner, below, beside, smaller_below, smaller_beside, smaller_block,
           chain(frame.T * A * frame, equals(BlockMatrix([[mu * Identity(p), ZeroMatrix(p, q)], [ZeroMatrix(q, p), Q.T * A * Q]]),
                                             because=(corner, below, beside))),
           chain(new_frame.T * A * new_frame, equals(BlockMatrix([[mu * Identity(p), ZeroMatrix(p, q)], [ZeroMatrix(q, p), L]]),
                                                     because=(corner, smaller_below, smaller_beside, smaller_block))),
           chain(new_frame.T * new_frame, equals(BlockMatrix([[Identity(p), ZeroMatrix(p, q)], [ZeroMatrix(q, p), Identity(q)]]),
                                                 because=(unit, apart, Q_orthonormal, W_orthogonal))),
           chain(new_frame * new_frame.T, equals(Identity(n), because=(W_orthogonal, complete)))),
    holds_for=(example(**three), example(n=2, p=1, q=1, A=[[0, 0], [0, 0]], u=[[h[0]], [h[1]]], Q=[[-h[1]], [h[0]]], W=[[-1]], mu=0, kappa=[0])),
    fails_for=(example(**dict(three, A=[[3, 1, 0], [0, 14, 2], [0, 2, 11]]), note="A is not symmetric"),
               example(**dict(three, mu=5), note="another eigenvalue"),
               example(**dict(three, kappa=[15, 11]), note="other eigenvalues of the block")),
    measured_by=measure_induction,
    equation="(15), (17), (18)",
    latex=r"Mu_1=\lambda_1u_1,\ (u_1,Q)\in O(n):\ (u_1,Q)^\top M(u_1,Q)=\begin{pmatrix}\lambda_1&0\\0&Q^\top MQ\end{pmatrix},\quad Q^\top MQ=W\Lambda_2W^\top\Rightarrow U=(u_1,QW)\in O(n),\ U^\top MU=\operatorname{diag}(\lambda_1,\Lambda_2)",
    note="The article asks for an eigenvalue that is not 0, which the zero matrix does not have and the step does not need.",
    key=True)

# -- from the eigenvectors of M^T M to the decomposition --------------------------------------------------------------------

P, H, F = matrix("P H F", n, n)          # a square matrix, and two orthogonal ones
i = index("i", 1, n)
sigma = vector("sigma", n)
D = diagonal(sigma[i], (i, 1, n))
H_orthogonal = given("H is orthogonal", Both(Eq(H.T * H, Identity(n)), Eq(H * H.T, Identity(n))))
F_orthogonal = given("F is orthogonal", Both(Eq(F.T * F, Identity(n)), Eq(F * F.T, Identity(n))))
left_eigen = given("H diagonalises P P^T", Eq(P * P.T, H * D * D * H.T))
right_eigen = given("F diagonalises P^T P", Eq(P.T * P, F * D * D * F.T))
not_negative = given("no singular value is negative", sigma[i] >= 0)
independent_eigen_fails = Claim(
    name="Eigenvectors of M M^T and of M^T M, found separately, put together",
    says=Eq(P, H * D * F.T),
    given=(H_orthogonal, F_orthogonal, left_eigen, right_eigen, not_negative),
    expected=REFUTED,
    fails_for=(example(n=1, P=[[-1]], H=[[1]], F=[[1]], sigma=[1], note="the matrix (-1)"),
               example(n=2, P=[[h[0], -h[1]], [h[1], h[0]]], H=[[1, 0], [0, 1]], F=[[1, 0], [0, 1]], sigma=[1, 1], note="a rotation")),
    measured_by=measure_uncoupled,
    equation="text after (19)",
    latex=r"MM^\top=U\Sigma\Sigma^\top U^\top,\quad M^\top M=V\Sigma^\top\Sigma V^\top",
    note="The article offers this as a way to compute the decomposition. The signs of the columns, and the bases for equal eigenvalues, "
         "have to fit together, which the two problems do not see.",
    key=True)

m, r = natural("m"), whole("r")          # columns of M; its rank
M = matrix("M", n, m)
V = matrix("V", m, r)                    # eigenvectors of M^T M for the eigenvalues that are not 0
k = index("k", 1, r)
rho = vector("rho", r, positive=True)    # the roots of these eigenvalues
S, R = diagonal(rho[k], (k, 1, r)), diagonal(1 / rho[k], (k, 1, r))
U = M * V * R                            # the article's U_r
rest = M * (Identity(m) - V * V.T)       # what M does to vectors that are orthogonal to the columns of V
V_orthonormal = given("the columns of V are orthonormal", Eq(V.T * V, Identity(r)))
spectral_theorem = given("the spectral theorem for M^T M, without the eigenvalues 0", Eq(M.T * M, V * S * S * V.T))
left_orthonormal = chain(
    U.T * U,
    equals(R * V.T * (M.T * M) * V * R, because=arithmetic),
    equals(R * V.T * (V * S * S * V.T) * V * R, because=spectral_theorem),
    equals(Identity(r), because=V_orthonormal))
no_rest = chain(
    frobenius(rest)**2,
    equals(Trace((M.T * M) * (Identity(m) - V * V.T) * (Identity(m) - V * V.T)), because=arithmetic),
    equals(Trace((V * S * S * V.T) * (Identity(m) - V * V.T) * (Identity(m) - V * V.T)), because=spectral_theorem),
    equals(0, because=V_orthonormal))
at_most_0 = chain(frobenius(rest)**2, at_most(0, because=no_rest))
rest_vanishes = therefore(Eq(rest, ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, at_most_0))
product = chain(M, equals(M * V * V.T, because=rest_vanishes), equals(U * S * V.T, because=arithmetic))
svd_existence = Claim(
    name="Every real matrix has a singular value decomposition: the construction from the eigenvectors of M^T M",
    says=(Eq(U.T * U, Identity(r)), Eq(M, U * S * V.T)),
    given=(V_orthonormal, spectral_theorem),
    proof=(left_orthonormal, no_rest, at_most_0, rest_vanishes, product),
    holds_for=(example(n=2, m=2, r=2, M=[[3, 0], [4, 5]], V=[[1 / sqrt(2), -1 / sqrt(2)], [1 / sqrt(2), 1 / sqrt(2)]], rho=[3 * sqrt(5), sqrt(5)]),
               example(n=3, m=2, r=1, M=[[3, 4], [0, 0], [6, 8]], V=[[h[0]], [h[1]]], rho=[5 * sqrt(5)]),
               example(n=1, m=2, r=0, M=[[0, 0]], V=[[], []], rho=[], note="the zero matrix")),
    fails_for=(example(n=1, m=1, r=1, M=[[2]], V=[[2]], rho=[1], note="V is not orthonormal"),
               example(n=1, m=1, r=1, M=[[2]], V=[[1]], rho=[1], note="another eigenvalue")),
    measured_by=measure_construction,
    equation="(2), (3), (20)-(23)",
    latex=r"\forall M\in\mathbb R^{n\times m}\ \exists U\in O(n),V\in O(m),\Sigma\in\mathbb R^{n\times m}\text{ diagonal},\sigma_1\ge\sigma_2\ge\dots\ge0:\ M=U\Sigma V^\top",
    note="With the spectral theorem for M^T M, whose eigenvalues may be put in any order. The square factors of the article come from "
         "completing the columns of U and V to bases, with zeros in Sigma; the zero block has n rows, where the article writes m.",
    key=True)
