"""The truncated generating function of the kernel, and its form at roots of unity."""

from sympy import Adjoint, Eq, I, Inverse, Rational, Sum, Trace, exp, pi

from verifier.language import *

from .experiments import measure_generating_function, measure_roots_of_unity
from .notation import A, B, C, Ct, L, R, k, kernel_k, one, regular, trained, z

at_zero, elsewhere = given("z is 0", Eq(z, 0)), given("z is not 0", Ne(z, 0))
unfolding = Eq(R, one + z * A * R)

resolvent_equation = Claim(
    name="The resolvent equation",
    says=unfolding,
    given=(regular,),
    proof=cases(unfolding,
                (at_zero, therefore(unfolding, because=(at_zero, regular))),
                (elsewhere, therefore(unfolding, because=(regular, elsewhere)))),
    holds_for=(example(d=2, z=Rational(1, 3), A=[[1, 2], [-1, 5]]), example(d=1, z=0, A=[[5]]), example(d=2, z=I, A=[[1, 2], [0, 3]])),
    fails_for=(example(d=1, z=1, A=[[1]], note="1 / z is an eigenvalue"),),
    equation="before (4)", latex=r"(I-z\bar A)^{-1}=I+z\bar A(I-z\bar A)^{-1}")

j = index("j", 0)
moment = Trace(Adjoint(C) * A**j * B)
unfolded_at_j = chain(
    Trace(Adjoint(C) * A**j * R * B),
    equals(Trace(Adjoint(C) * A**j * (one + z * A * R) * B), because=(resolvent_equation, regular)),
    equals(moment + z * Trace(Adjoint(C) * A**(j + 1) * R * B), because=arithmetic))
cut = Trace(Adjoint(C) * (one - z**L * A**L) * R * B)

truncated_gf = Claim(
    name="The truncated generating function",
    says=Eq(Sum(kernel_k * z**k, (k, 0, L - 1)), cut),
    given=(regular,),
    proof=(unfolded_at_j, chain(
        Sum(moment * z**j, (j, 0, L - 1)),
        equals(Sum((Trace(Adjoint(C) * A**j * R * B) - z * Trace(Adjoint(C) * A**(j + 1) * R * B)) * z**j, (j, 0, L - 1)), because=(unfolded_at_j, regular)),
        equals(Trace(Adjoint(C) * R * B) - z**L * Trace(Adjoint(C) * A**L * R * B), because=regular),
        equals(cut, because=regular))),
    holds_for=(example(d=2, L=3, z=Rational(1, 3), A=[[1, 2], [-1, 5]], B=[[1], [3]], C=[[2], [-1]]),
               example(d=2, L=2, z=1 + 2 * I, A=[[I, 2], [0, 3]], B=[[1], [2 - I]], C=[[1], [-4 * I]]),
               example(d=1, L=1, z=0, A=[[5]], B=[[2]], C=[[3]])),
    fails_for=(example(d=1, L=2, z=1, A=[[1]], B=[[2]], C=[[3]], note="1 / z is an eigenvalue"),),
    measured_by=measure_generating_function,
    equation="(5)", latex=r"\mathcal G_L(z|\bar K)=\sum_{k<L}\bar K_kz^k=\bar C^*(I-z^L\bar A^L)(I-z\bar A)^{-1}\bar B",
    key=True)

short = Trace(Adjoint(Ct) * R * B)
root = given("z is an L-th root of unity", Eq(z**L, 1))
place = integer("l")                                   # an output of the discrete Fourier transform
w = exp(-2 * pi * I * place / L)
regular_at_w = given("I - w A is invertible, w = exp(-2 pi i l / L)", Invertible(one - w * A), unstated=True)

roots_of_unity_form_everywhere = Claim(
    name="C-tilde serves for every z (it serves at roots of unity only)",
    says=Eq(Sum(kernel_k * z**k, (k, 0, L - 1)), short),
    given=(regular,),
    definitions=(trained,),
    expected=REFUTED,
    fails_for=(example(d=1, L=1, z=0, A=[[1]], B=[[1]], C=[[1]]),
               example(d=1, L=2, z=2, A=[[1]], B=[[1]], C=[[1]])),
    equation="(6), (8), (10)", latex=r"\mathcal G_L(z|\bar K)=\tilde C^*(I-z\bar A)^{-1}\bar B",
    note="The left side is a polynomial in z, the right side a rational function; they agree where z^L = 1.")

at_root = chain(
    Sum(kernel_k * z**k, (k, 0, L - 1)),
    equals(cut, because=(truncated_gf, regular)),
    equals(Trace(Adjoint(C) * (one - A**L) * R * B), because=(root, regular)),
    equals(short, because=(trained, regular)))

Rw = Inverse(one - w * A)
at_w = chain(
    Sum(kernel_k * exp(-2 * pi * I * place * k / L), (k, 0, L - 1)),
    equals(Sum(kernel_k * w**k, (k, 0, L - 1)), because=arithmetic),
    equals(Trace(Adjoint(C) * (one - w**L * A**L) * Rw * B), because=(using(truncated_gf, (z, w)), regular_at_w)),
    equals(Trace(Adjoint(C) * (one - A**L) * Rw * B), because=regular_at_w),
    equals(Trace(Adjoint(Ct) * Rw * B), because=(trained, regular_at_w)))

dft_of_kernel = Claim(
    name="The discrete Fourier transform of the kernel",
    says=Eq(Sum(kernel_k * exp(-2 * pi * I * place * k / L), (k, 0, L - 1)), Trace(Adjoint(Ct) * Rw * B)),
    given=(regular_at_w,),
    definitions=(trained,),
    proof=at_w,
    holds_for=(example(d=2, L=4, l=1, A=[[1, 2], [-1, 4]], B=[[1], [3]], C=[[2], [-1]]), example(d=1, L=1, l=0, A=[[5]], B=[[2]], C=[[3]]),
               example(d=2, L=3, l=-2, A=[[2 * I, 1], [0, 3]], B=[[0], [1]], C=[[1], [5 * I]])),
    fails_for=(example(d=1, L=2, l=0, A=[[1]], B=[[2]], C=[[3]], note="1 is an eigenvalue"),),
    equation="(15), (16)", latex=r"\mathrm{DFT}(\bar K_{<L})_l=\mathcal G_L(e^{-2\pi il/L})")

roots_of_unity_form = Claim(
    name="At L-th roots of unity C is replaced by C-tilde",
    says=(Eq(Sum(kernel_k * z**k, (k, 0, L - 1)), short),
          dft_of_kernel.says[0]),
    given=(regular, root, regular_at_w),
    definitions=(trained,),
    proof=(at_root, therefore(dft_of_kernel.says[0], because=(dft_of_kernel, regular_at_w, trained))),
    corrects=roots_of_unity_form_everywhere,
    holds_for=(example(d=2, L=4, l=1, z=-1, A=[[1, 2], [-1, 4]], B=[[1], [3]], C=[[2], [-1]]),
               example(d=1, L=1, l=0, z=1, A=[[5]], B=[[2]], C=[[3]]),
               example(d=2, L=3, l=-2, z=1, A=[[2 * I, 1], [0, 3]], B=[[0], [1]], C=[[1], [5 * I]])),
    fails_for=(example(d=1, L=1, l=0, z=0, A=[[3]], B=[[1]], C=[[1]], note="0 is no root of unity"),
               example(d=1, L=2, l=1, z=1, A=[[1]], B=[[1]], C=[[1]], note="1 / z is an eigenvalue"),
               example(d=1, L=2, l=0, z=-1, A=[[1]], B=[[1]], C=[[1]], note="1 / w is an eigenvalue")),
    measured_by=measure_roots_of_unity,
    equation="(6), (15), (16)",
    latex=r"z^L=1\Rightarrow\mathcal G_L(z|\bar K)=\tilde C^*(I-z\bar A)^{-1}\bar B,\ \tilde C^*=\bar C^*(I-\bar A^L);\quad\mathrm{DFT}(\bar K_{<L})_l=\mathcal G_L(e^{-2\pi il/L})",
    note="The article leaves out that I - z A must be invertible at these points, that is that no eigenvalue of A is an L-th root of unity.",
    key=True)

recovered = Adjoint(Inverse(one - A**L)) * Ct                  # C-bar from C-tilde
remembered = given("I - A^L is invertible", Invertible(one - A**L))

recovered_kernel = Claim(
    name="The kernel that belongs to a trained C-tilde",
    says=Eq(Sum(Trace(Adjoint(recovered) * A**k * B) * z**k, (k, 0, L - 1)), short),
    given=(regular, remembered, root),
    proof=chain(
        Sum(Trace(Adjoint(recovered) * A**k * B) * z**k, (k, 0, L - 1)),
        equals(Trace(Adjoint(recovered) * (one - z**L * A**L) * R * B), because=(using(truncated_gf, (C, recovered)), regular, remembered)),
        equals(Trace(Adjoint(recovered) * (one - A**L) * R * B), because=(root, regular, remembered)),
        equals(short, because=(regular, remembered))),
    holds_for=(example(d=2, L=4, z=-1, A=[[1, 2], [-1, 4]], B=[[1], [3]], Ct=[[2], [-1]]), example(d=1, L=1, z=1, A=[[5]], B=[[2]], Ct=[[3]]),
               example(d=2, L=3, z=1, A=[[2 * I, 1], [0, 3]], B=[[0], [1]], Ct=[[1], [5 * I]])),
    fails_for=(example(d=1, L=1, z=0, A=[[3]], B=[[1]], Ct=[[1]], note="0 is no root of unity"),
               example(d=1, L=2, z=1, A=[[-1]], B=[[1]], Ct=[[1]], note="A^2 = I")),
    equation="(25)", latex=r"\bar C^*=\tilde C^*(I-\bar A^L)^{-1}")
