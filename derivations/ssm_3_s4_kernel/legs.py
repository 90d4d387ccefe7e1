"""The LegS matrix: eigenvalues, normal form."""

from sympy import Adjoint, Determinant, Eq, I, Lambda, Piecewise, Product, Rational, sqrt

from verifier.language import *

from .experiments import legs, np
from .notation import d, one

i, j = index("i j", 1, d)                # row n + 1 and column k + 1
entry_of_legs = Lambda((i, j), -Piecewise((sqrt(2*i - 1)*sqrt(2*j - 1), j < i), (i, Eq(i, j)), (0, True)))
LegS = with_entries(entry_of_legs(i, j), (i, 1, d), (j, 1, d))
one_column = index("s", 1, 1)
v = with_entries(sqrt(2*i - 1), (i, 1, d), (one_column, 1, 1))
entry_of_K = Lambda((i, j), Piecewise((-sqrt(2*i - 1)*sqrt(2*j - 1)/2, j < i), (sqrt(2*i - 1)*sqrt(2*j - 1)/2, i < j), (0, True)))
K = with_entries(entry_of_K(i, j), (i, 1, d), (j, 1, d))
below, above, on = given("below the diagonal", i > j), given("above the diagonal", i < j), given("on the diagonal", Eq(i, j))
shifted = LegS + half(v * v.T) + half(one)
skew_entries = cases(
    Eq(entry(shifted, i, j), entry(K, i, j)),
    (below, chain(entry(shifted, i, j), equals(entry(K, i, j), because=below))),
    (above, chain(entry(shifted, i, j), equals(entry(K, i, j), because=above))),
    (on, chain(entry(shifted, i, j), equals(entry(K, i, j), because=on))))
turned_entries = cases(
    Eq(entry(K.T, i, j), -entry(K, i, j)),
    (below, chain(entry(K.T, i, j), equals(-entry(K, i, j), because=below))),
    (above, chain(entry(K.T, i, j), equals(-entry(K, i, j), because=above))),
    (on, chain(entry(K.T, i, j), equals(-entry(K, i, j), because=on))))

legs_skew = Claim(
    name="LegS plus half a rank-one plus half the identity is skew-symmetric",
    says=(Eq(shifted, K), Eq(K.T, -K)),
    proof=(skew_entries, turned_entries,
           therefore(Eq(shifted, K), because=(matrices_with_equal_entries, skew_entries)),
           therefore(Eq(K.T, -K), because=(matrices_with_equal_entries, turned_entries))),
    holds_for=(example(d=1), example(d=3)),
    equation="(29), (30)",
    latex=r"v=(1,\sqrt3,\sqrt5,..)^\top:\quad A+\tfrac12vv^\top+\tfrac12I=:K,\ K_{nk}=\begin{cases}-\frac12\sqrt{(2n+1)(2k+1)}&k<n\\0&k=n\\+\frac12\sqrt{(2n+1)(2k+1)}&k>n\end{cases},\ K^\top=-K",
    key=True, cites="Gu2022")

# -- diagonal minus rank one ----------------------------------------------------------------------------------------------------
theta = vector("theta", d)
U = complex_matrix("U", d, d)
turned = diagonal(I * theta[i], (i, 1, d))
unitary = given("U is unitary", Both(Eq(Adjoint(U) * U, one), Eq(U * Adjoint(U), one)))
diagonalised = given("K = U^* diag(i theta) U", Eq(K, Adjoint(U) * turned * U))
normal_form = Adjoint(U) * (turned - half(one) - half(U * v * Adjoint(U * v))) * U


def measure_dplr():
    """numpy.linalg.eigh of -i K for d = 1, 2, 8, 16: unitary vectors, and the three parts put together."""
    found = []
    for size in (1, 2, 8, 16):
        root = np.sqrt(2*np.arange(size) + 1)
        skew = legs(size) + np.outer(root, root)/2 + np.eye(size)/2
        angles, vectors = np.linalg.eigh(-1j*skew)
        low = vectors.conj().T @ root
        made = vectors @ (np.diag(1j*angles - 0.5) - np.outer(low, low.conj())/2) @ vectors.conj().T
        found.append(Measurement(f"d = {size}: largest deviation from LegS", np.abs(made - legs(size)).max(), 0, 1e-12))
    return found  # error: rounding of entries below 31


legs_dplr = Claim(
    name="LegS is unitarily similar to diagonal minus rank one",
    says=Eq(LegS, normal_form),
    given=(unitary, diagonalised),
    proof=chain(
        normal_form,
        equals(Adjoint(U) * turned * U - half(one) - half(v * v.T), because=unitary),
        equals(K - half(one) - half(v * v.T), because=diagonalised),
        equals(shifted - half(one) - half(v * v.T), because=legs_skew),
        equals(LegS, because=arithmetic)),
    holds_for=(example(d=2, U=[[1/sqrt(2), -I/sqrt(2)], [1/sqrt(2), I/sqrt(2)]], theta=[sqrt(3)/2, -sqrt(3)/2]),
               example(d=1, U=[[I]], theta=[0])),
    fails_for=(example(d=1, U=[[2]], theta=[0], note="U is not unitary"), example(d=1, U=[[1]], theta=[1], note="K is 0, not i")),
    measured_by=measure_dplr,
    equation="(31), (32)",
    latex=r"K=U^*\operatorname{diag}(i\theta)U,\ \theta\in\mathbb R^d\ \Rightarrow\ A=U^*\bigl[\operatorname{diag}(i\theta)-\tfrac12I-\tfrac12(Uv)(Uv)^*\bigr]U",
    note="Formula (32) leaves out the two factors 1/2; they belong to the diagonal part and to one of the two columns.",
    key=True, cites="Gu2022, Theorem 1")

# -- eigenvalues -----------------------------------------------------------------------------------------------------------------
A = complex_matrix("A", d, d)            # LegS under a name
mu = complex_number("mu")
is_legs = define(A, LegS, "the LegS matrix")
triangular = therefore(ForAll((i, j), (1 <= i, i <= d, 1 <= j, j <= d, i < j), Eq(entry(mu*one - A, i, j), 0)), because=is_legs)
diagonal_entries = chain(entry(A, i, i), equals(-i, because=is_legs))
characteristic = chain(
    Determinant(mu*one - A),
    equals(Product(mu - entry(A, i, i), (i, 1, d)), because=(using(determinant_of_triangular, n_=d, M_=mu*one - A), triangular)),
    equals(Product(mu + i, (i, 1, d)), because=diagonal_entries))
characteristic_of_legs = Claim(
    name="Characteristic polynomial of the LegS matrix",
    says=Eq(Determinant(mu*one - A), Product(mu + i, (i, 1, d))),
    definitions=(is_legs,),
    proof=(triangular, diagonal_entries, characteristic),
    holds_for=(example(d=1, mu=2), example(d=3, mu=Rational(1, 2)), example(d=2, mu=-1)))
for_every_mu = therefore(ForAll((mu,), (), Eq(Determinant(mu*one - A), Product(mu + i, (i, 1, d)))), because=(characteristic_of_legs, is_legs))


def measure_eigenvalues():
    """numpy.linalg.eigvals of LegS for d = 1, 2, 6, and the least singular value of the eigenvectors."""
    found = []
    for size in (1, 2, 6):
        values, vectors = np.linalg.eig(legs(size))
        found += [Measurement(f"d = {size}: largest deviation from -1, ..., -d", np.abs(np.sort(-values) - np.arange(1, size + 1)).max(), 0, 1e-9),
                  Measurement(f"d = {size}: least singular value of the eigenvectors", np.linalg.svd(vectors)[1][-1], 1e-4, 0, ">=")]
    return found


legs_eigenvalues = Claim(
    name="Eigenvalues of the LegS matrix",
    says=(Eq(Determinant(mu*one - A), Product(mu + i, (i, 1, d))), Diagonalisable(A)),
    definitions=(is_legs,),
    proof=(therefore(Eq(Determinant(mu*one - A), Product(mu + i, (i, 1, d))), because=(characteristic_of_legs, is_legs)), for_every_mu,
           therefore(Diagonalisable(A), because=(using(different_eigenvalues, n_=d, M_=A, F_=Lambda(i, -i)), for_every_mu))),
    holds_for=(example(d=1, mu=2), example(d=3, mu=Rational(1, 2)), example(d=2, mu=-1)),
    measured_by=measure_eigenvalues,
    equation="before (5)", latex=r"\operatorname{spec}A=\{-1,-2,\dots,-d\},\ A\text{ diagonalisable}",
    key=True, cites="Gu2022")
