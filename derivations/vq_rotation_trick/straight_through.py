"""The straight-through estimators."""

from sympy import Eq, Identity, Lambda, Ne, Trace

from verifier.language import *

from .experiments import measure_cell, measure_ste
from .notation import L, W, d, g, h, i, j, q, t, x, z

held = matrix("z_0", d, 1)                     # the value of z under the stop-gradient
same_value = given("the stop-gradient keeps the value", Eq(held, z))
moved = W * (z + t * h) + (q - W * z)          # the forward value when z moves by t h and what stands under sg[..] stays
unit_j = column(Identity(d), j)
quotient = entry(W * (z + t * unit_j) + (q - W * z) - q, i, 1) / t
slope_of_loss = given("g is the gradient of the loss at q", ForAll((x,), (), Tends((L(q + t * x) - L(q)) / t, t, 0, Trace(g.T * x))))
slope_stays = therefore(Tends(entry(W, i, j), t, 0, entry(W, i, j)), because=limit_of_constant)

general_ste = Claim(
    name="Generalised straight-through estimator: the gradient is transformed by the transpose",
    says=(Eq(W * z + (q - W * held), q), Tends(quotient, t, 0, entry(W, i, j)),
          Tends((L(moved) - L(q)) / t, t, 0, Trace((W.T * g).T * h))),
    given=(same_value, slope_of_loss),
    proof=(chain(W * z + (q - W * held), equals(q, because=same_value)),
           slope_stays, therefore(Tends(quotient, t, 0, entry(W, i, j)), because=slope_stays),
           therefore(Tends((L(moved) - L(q)) / t, t, 0, Trace((W.T * g).T * h)), because=using(slope_of_loss, (x, W * h)))),
    holds_for=(example(d=2, z=[[2], [1]], z_0=[[2], [1]], q=[[3], [-1]], g=[[6], [-2]], h=[[1], [4]], W=[[3, 1], [-2, 0]], L=Lambda(x, Trace(x.T * x))),
               example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[14]], h=[[1]], W=[[3]], L=Lambda(x, Trace(x.T * x)))),
    fails_for=(example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[0]], h=[[1]], W=[[3]], L=Lambda(x, Trace(x.T * x)), note="g is not the gradient"),
               example(d=1, z=[[2]], z_0=[[1]], q=[[7]], g=[[14]], h=[[1]], W=[[3]], L=Lambda(x, Trace(x.T * x)), note="another value under sg")),
    measured_by=measure_ste,
    equation="(3), (4)",
    latex=r"z_q=\mathrm{sg}[G]z+\mathrm{sg}[q-Gz]\Rightarrow z_q=q,\quad\Big[\frac{\partial(z_q)_i}{\partial z_j}\Big]=G,\quad\frac{\partial\mathcal L}{\partial z}=G^\top\frac{\partial\mathcal L}{\partial z_q}",
    note="W stands for the article's G, which may be any matrix here; h is any direction, and what stands under sg keeps its value while z moves.",
    key=True)

inverted_as_printed = Claim(
    name="The gradient at q is G times the gradient at z (it is not)",
    says=Eq(g, W * (W.T * g)),
    expected=REFUTED,
    fails_for=(example(d=1, g=[[1]], W=[[2]]), example(d=2, g=[[1], [0]], W=[[1, 1], [0, 1]])),
    equation="text after (4)", latex=r"\frac{\partial\mathcal L}{\partial z_q}=G\frac{\partial\mathcal L}{\partial z}",
    note="With the gradient W^T g at z from the estimator this would need W W^T g = g; it is right for orthogonal W only, and inverts the scale.")

kept = z + t * h + (q - held)

kept_entry, plain_entry = Lambda(t, entry(z + t * unit_j + (q - held) - q, i, 1) / t), Lambda(t, entry(t * unit_j, i, 1) / t)
kept_loss, plain_loss = Lambda(t, (L(kept) - L(q)) / t), Lambda(t, (L(q + t * h) - L(q)) / t)
one_entry = therefore(Tends(entry(Identity(d), i, j), t, 0, entry(Identity(d), i, j)), because=limit_of_constant)
plain_entry_tends = therefore(Tends(plain_entry(t), t, 0, entry(Identity(d), i, j)), because=one_entry)
plain_loss_tends = therefore(Tends(plain_loss(t), t, 0, Trace(g.T * h)), because=using(slope_of_loss, (x, h)))
same_entry = therefore(ForAll((t,), (Ne(t, 0),), Eq(kept_entry(t), plain_entry(t))), because=same_value)
same_loss = therefore(ForAll((t,), (Ne(t, 0),), Eq(kept_loss(t), plain_loss(t))), because=same_value)
ste_forward_and_jacobian = Claim(
    name="Straight-through estimator: value q, Jacobian identity",
    says=(Eq(z + (q - held), q), Tends(kept_entry(t), t, 0, entry(Identity(d), i, j)), Tends(kept_loss(t), t, 0, Trace(g.T * h))),
    given=(same_value, slope_of_loss),
    proof=(chain(z + (q - held), equals(q, because=same_value)), one_entry, plain_entry_tends, plain_loss_tends, same_entry, same_loss,
           therefore(Tends(kept_entry(t), t, 0, entry(Identity(d), i, j)),
                     because=(using(limit_of_equal_functions, F=kept_entry, G=plain_entry), same_entry, plain_entry_tends)),
           therefore(Tends(kept_loss(t), t, 0, Trace(g.T * h)),
                     because=(using(limit_of_equal_functions, F=kept_loss, G=plain_loss), same_loss, plain_loss_tends))),
    holds_for=(example(d=2, z=[[2], [1]], z_0=[[2], [1]], q=[[3], [-1]], g=[[6], [-2]], h=[[1], [4]], L=Lambda(x, Trace(x.T * x))),
               example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[14]], h=[[1]], L=Lambda(x, Trace(x.T * x)))),
    fails_for=(example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[0]], h=[[1]], L=Lambda(x, Trace(x.T * x)), note="g is not the gradient"),
               example(d=1, z=[[2]], z_0=[[1]], q=[[7]], g=[[14]], h=[[1]], L=Lambda(x, Trace(x.T * x)), note="another value under sg")),
    measured_by=measure_ste,
    equation="(2)",
    latex=r"z_q=z+\mathrm{sg}[q-z]\Rightarrow z_q=q,\quad\frac{\partial z_q}{\partial z}=I,\quad\frac{\partial\mathcal L}{\partial z}=\frac{\partial\mathcal L}{\partial z_q}",
    key=True, cites=("Oord2017, section 3.2", "Bengio2013"))

outputs = natural("p")                         # size of the decoder's output
D = matrix("D", outputs, d)                    # a linear decoder
target, other_target = matrix("x_1 x_2", outputs, 1)
slope, other_slope = 2 * D.T * (D * q - target), 2 * D.T * (D * q - other_target)
loss_quotient = (frobenius(D * (z + t * h + (q - z)) - target)**2 - frobenius(D * q - target)**2) / t
value_stays = therefore(Tends(Trace(slope.T * h), t, 0, Trace(slope.T * h)), because=limit_of_constant)
square_stays = therefore(Tends(frobenius(D * h)**2, t, 0, frobenius(D * h)**2), because=limit_of_constant)
step_vanishes = therefore(Tends(t, t, 0, 0), because=limit_of_identity)
rest_vanishes = therefore(Tends(frobenius(D * h)**2 * t, t, 0, 0), because=(limit_of_product, square_stays, step_vanishes))
sum_tends = therefore(Tends(Trace(slope.T * h) + frobenius(D * h)**2 * t, t, 0, Trace(slope.T * h)), because=(limit_of_sum, value_stays, rest_vanishes))

same_gradient_as_printed = Claim(
    name="All encoder outputs of one cell receive the same gradient (only with the same target)",
    says=Eq(slope, other_slope),
    expected=REFUTED,
    fails_for=(example(d=1, p=1, D=[[1]], q=[[0]], x_1=[[0]], x_2=[[1]]),),
    equation="text before (4)", latex=r"\frac{\partial\mathcal L}{\partial z}\text{ is the same for all }z\text{ of a cell}",
    note="The outputs of a cell come from different inputs, and the loss compares with the input.")

ste_gradient_same_in_cell = Claim(
    name="What the straight-through gradient depends on: the code and the target, not the place of z in its cell",
    says=(Tends(loss_quotient, t, 0, Trace(slope.T * h)), Eq(slope - other_slope, 2 * D.T * (other_target - target))),
    proof=(value_stays, square_stays, step_vanishes, rest_vanishes, sum_tends, therefore(Tends(loss_quotient, t, 0, Trace(slope.T * h)), because=sum_tends),
           chain(slope - other_slope, equals(2 * D.T * (other_target - target), because=arithmetic))),
    holds_for=(example(d=2, p=1, D=[[1, 2]], q=[[3], [0]], h=[[1], [-1]], x_1=[[2]], x_2=[[7]]),
               example(d=1, p=2, D=[[1], [0]], q=[[3]], h=[[1]], x_1=[[2], [4]], x_2=[[0], [1]])),
    measured_by=measure_cell,
    corrects=same_gradient_as_printed,
    equation="text before (4)",
    latex=r"\frac{\partial\mathcal L}{\partial z}=\nabla\ell_x(q),\ \ell_x(q)=\|x-\mathrm{dec}(q)\|^2:\ \text{depends on }(q,x)\text{ only}",
    note="Here for a linear decoder and squared error: z cancels from the forward value, the targets do not.")
