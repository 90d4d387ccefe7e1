"""The loss of a GAN in one line: frozen copies, and the stop-gradient."""

from sympy import Derivative, Eq, Lambda

from verifier.language import *

from .examples import flat, paired, pull, same
from .experiments import measure_copies
from .notation import D, G, phi, phi_0, s, theta, theta_0, u, x, y, z

# A gradient is read off in every direction u, as the derivative by s; frozen copies do not move with s.
moved_theta, moved_phi = theta + s * u, phi + s * u
copy_of_theta, copy_of_phi = given("theta_0 is a frozen copy of theta", Eq(theta_0, theta)), given("phi_0 is a frozen copy of phi", Eq(phi_0, phi))
smooth_score = given("the score is differentiable in its parameters", ForAll((y,), (), Differentiable(D(moved_theta, y), s)), unstated=True)
smooth_chain = given("the score of a generated sample is differentiable in the parameters of the generator",
                     ForAll((theta,), (), Differentiable(D(theta, G(moved_phi, z)), s)), unstated=True)
real_score, fake_score, copied_score = D(moved_theta, x), D(moved_theta, G(phi, z)), D(moved_theta, G(phi_0, z))   # moving with theta
generated, copied = D(theta, G(moved_phi, z)), D(theta_0, G(moved_phi, z))                                         # moving with phi
stopped = D(theta, G(phi_0, z))                                                                                    # not moving

generator_objective_simplifies = Claim(
    name="What does not depend on the generator may be dropped from its objective",
    says=Eq(Derivative(generated - D(theta, x), s), Derivative(generated, s)),
    given=(smooth_chain,),
    proof=therefore(Eq(Derivative(generated - D(theta, x), s), Derivative(generated, s)), because=smooth_chain),
    holds_for=(example(theta=[1, 2], phi=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, **paired), example(theta=[1], phi=[2], u=[-1], x=[1], z=[2], s=1, **flat)),
    measured_by=measure_copies,
    equation="(1), (2)", latex=r"\nabla_\varphi[D_\theta(G_\varphi(z))-D_\theta(x)]=\nabla_\varphi D_\theta(G_\varphi(z))")

one_loss = Lambda((theta, phi, theta_0, phi_0), D(theta, x) - D(theta, G(phi_0, z)) + D(theta_0, G(phi, z)))
single_loss_with_copies = Claim(
    name="One loss with frozen copies has the gradients of both players",
    says=(Eq(Derivative(one_loss(moved_theta, phi, theta_0, phi_0), s), Derivative(real_score - fake_score, s)),
          Eq(Derivative(one_loss(theta, moved_phi, theta_0, phi_0), s), Derivative(generated, s))),
    given=(copy_of_theta, copy_of_phi, smooth_score, smooth_chain),
    proof=(chain(
               Derivative(one_loss(moved_theta, phi, theta_0, phi_0), s),
               equals(Derivative(real_score, s) - Derivative(copied_score, s), because=smooth_score),
               equals(Derivative(real_score, s) - Derivative(fake_score, s), because=(copy_of_phi, smooth_score)),
               equals(Derivative(real_score - fake_score, s), because=smooth_score)),
           chain(
               Derivative(one_loss(theta, moved_phi, theta_0, phi_0), s),
               equals(Derivative(copied, s), because=smooth_chain),
               equals(Derivative(generated, s), because=(copy_of_theta, smooth_chain)))),
    holds_for=(example(theta=[1, 2], theta_0=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, **paired),
               example(theta=[1, 2], theta_0=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=2, **paired),
               example(theta=[1], theta_0=[1], phi=[2], phi_0=[2], u=[-1], x=[1], z=[2], s=1, **flat)),
    fails_for=(example(theta=[1, 2], theta_0=[1, 2], phi=[2, -1], phi_0=[0, 0], u=[1, 3], x=[1, 1], z=[3, 1], s=0, note="a copy that is out of date", **paired),
               example(theta=[1, 2], theta_0=[0, 0], phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, note="a copy that is out of date", **paired)),
    measured_by=measure_copies,
    equation="(3)",
    latex=r"\mathcal L=D_\theta(x)-D_\theta(G_{\varphi'}(z))+D_{\theta'}(G_\varphi(z)):\ \nabla_\theta\mathcal L=\nabla_\theta[D_\theta(x)-D_\theta(G_\varphi(z))],\ \nabla_\varphi\mathcal L=\nabla_\varphi D_\theta(G_\varphi(z))",
    note="In every direction u of either space of parameters. The gradients agree at each step; the two players do not minimise one function.",
    key=True)

# -- stop-gradient: the value is that of a frozen copy of the generator -------------------------------------------------------------

stop_gradient_inner = Claim(
    name="Stopping the gradient of the inner function leaves the derivative in the outer parameters",
    says=Eq(Derivative(copied_score, s), Derivative(fake_score, s)),
    given=(copy_of_phi,),
    proof=therefore(Eq(Derivative(copied_score, s), Derivative(fake_score, s)), because=copy_of_phi),
    holds_for=(example(theta=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], z=[3, 1], s=0, **paired),
               example(theta=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], z=[3, 1], s=2, **paired)),
    fails_for=(example(theta=[1, 2], phi=[2, -1], phi_0=[0, 1], u=[1, 3], z=[3, 1], s=0, note="a copy that is out of date", **paired),),
    equation="(4), (5)", latex=r"\nabla_{\theta,\varphi}D_\theta(\mathrm{sg}(G_\varphi(z)))=\Bigl(\frac{\partial D_\theta(G_\varphi(z))}{\partial\theta},0\Bigr)",
    note="The other component is 0 by what the stop-gradient means: the stopped term does not contain phi.")

difference = Lambda((theta, phi), D(theta, G(phi, z)) - D(theta, G(phi_0, z)))
stop_gradient_outer_by_difference = Claim(
    name="A difference of two terms stops the gradient of the outer parameters",
    says=(Eq(Derivative(difference(moved_theta, phi), s), 0), Eq(Derivative(difference(theta, moved_phi), s), Derivative(generated, s)),
          Eq(difference(theta, phi), 0)),
    given=(copy_of_phi, smooth_score, smooth_chain),
    proof=(chain(
               Derivative(difference(moved_theta, phi), s),
               equals(Derivative(fake_score, s) - Derivative(copied_score, s), because=smooth_score),
               equals(Derivative(fake_score, s) - Derivative(fake_score, s), because=(copy_of_phi, smooth_score)),
               equals(0, because=smooth_score)),
           therefore(Eq(Derivative(difference(theta, moved_phi), s), Derivative(generated, s)), because=smooth_chain),
           therefore(Eq(difference(theta, phi), 0), because=copy_of_phi)),
    holds_for=(example(theta=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], z=[3, 1], s=0, **paired),
               example(theta=[1], phi=[2], phi_0=[2], u=[-1], z=[2], s=1, **flat)),
    fails_for=(example(theta=[1, 2], phi=[2, -1], phi_0=[0, 1], u=[1, 3], z=[3, 1], s=0, note="a copy that is out of date", **paired),),
    measured_by=measure_copies,
    equation="(6)",
    latex=r"\nabla_{\theta,\varphi}\bigl[D_\theta(G_\varphi(z))-D_\theta(\mathrm{sg}(G_\varphi(z)))\bigr]=\Bigl(0,\frac{\partial D_\theta(G_\varphi(z))}{\partial\varphi}\Bigr)",
    note="The value of the bracket is 0 all the time, although its gradient is not.",
    key=True)

lam = real("lambda")                          # how much the generator weighs
stopped_loss = Lambda((theta, phi, lam), D(theta, x) - (1 + lam) * D(theta, G(phi_0, z)) + lam * D(theta, G(phi, z)))
printed_loss = Lambda((theta, phi), D(theta, x) - 2 * D(theta, G(phi_0, z)) + D(theta, G(phi, z)))
discriminator_part = chain(
    Derivative(stopped_loss(moved_theta, phi, lam), s),
    equals(Derivative(real_score, s) - (1 + lam) * Derivative(copied_score, s) + lam * Derivative(fake_score, s), because=smooth_score),
    equals(Derivative(real_score, s) - (1 + lam) * Derivative(fake_score, s) + lam * Derivative(fake_score, s), because=(copy_of_phi, smooth_score)),
    equals(Derivative(real_score - fake_score, s), because=smooth_score))
generator_part = chain(Derivative(stopped_loss(theta, moved_phi, lam), s), equals(lam * Derivative(generated, s), because=smooth_chain))
single_loss_with_stop_gradient = Claim(
    name="One loss with one stop-gradient has the gradients of both players",
    says=(Eq(Derivative(printed_loss(moved_theta, phi), s), Derivative(real_score - fake_score, s)),
          Eq(Derivative(printed_loss(theta, moved_phi), s), Derivative(generated, s)),
          Eq(Derivative(stopped_loss(moved_theta, phi, lam), s), Derivative(real_score - fake_score, s)),
          Eq(Derivative(stopped_loss(theta, moved_phi, lam), s), lam * Derivative(generated, s)),
          Eq(stopped_loss(theta, phi, lam), D(theta, x) - D(theta, G(phi, z)))),
    given=(copy_of_phi, smooth_score, smooth_chain),
    proof=(discriminator_part, generator_part,
           chain(
               Derivative(printed_loss(moved_theta, phi), s),
               equals(Derivative(real_score, s) - 2 * Derivative(copied_score, s) + Derivative(fake_score, s), because=smooth_score),
               equals(Derivative(real_score, s) - 2 * Derivative(fake_score, s) + Derivative(fake_score, s), because=(copy_of_phi, smooth_score)),
               equals(Derivative(real_score - fake_score, s), because=smooth_score)),
           therefore(Eq(Derivative(printed_loss(theta, moved_phi), s), Derivative(generated, s)), because=smooth_chain),
           therefore(Eq(stopped_loss(theta, phi, lam), D(theta, x) - D(theta, G(phi, z))), because=copy_of_phi)),
    holds_for=(example(lambda_=3, theta=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, **paired),
               example(lambda_=-2, theta=[1, 2], phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=2, **paired),
               example(lambda_=1, theta=[1], phi=[2], phi_0=[2], u=[-1], x=[1], z=[2], s=1, **flat)),
    fails_for=(example(lambda_=3, theta=[1, 2], phi=[2, -1], phi_0=[0, 1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, note="a copy that is out of date", **paired),),
    measured_by=measure_copies,
    equation="(7)",
    latex=r"\mathcal L=D_\theta(x)-2D_\theta(\mathrm{sg}(G_\varphi(z)))+D_\theta(G_\varphi(z)):\ \nabla_\theta\mathcal L=\nabla_\theta[D_\theta(x)-D_\theta(G_\varphi(z))],\ \nabla_\varphi\mathcal L=\nabla_\varphi D_\theta(G_\varphi(z))",
    note="With any weight lambda of the generator; the article has 1. Its value is that of the discriminator's loss, so that the printed number is not what the generator descends, and both players "
         "step from the same point, not in turn.",
    key=True)

# -- the reconstruction error as the discriminator ------------------------------------------------------------------------------------

is_error = given("the discriminator is the reconstruction error of the generator", ForAll((theta, y), (), Eq(D(theta, y), norm(G(theta, y) - y)**2)))
reconstruction, idempotence = norm(G(phi, x) - x)**2, norm(G(phi_0, G(phi, z)) - G(phi, z))**2
tightness = -norm(G(phi, G(phi_0, z)) - G(phi_0, z))**2
smooth_error = given("the error is differentiable in the parameters", ForAll((y,), (), Differentiable(D(moved_phi, y), s)), unstated=True)
ign_is_the_gan_loss = Claim(
    name="With the reconstruction error as discriminator the loss is that of IGN, and its gradient is the sum of both players'",
    says=(Eq(one_loss(phi, phi, phi_0, phi_0), reconstruction + tightness + idempotence),
          Eq(Derivative(one_loss(moved_phi, moved_phi, phi_0, phi_0), s),
             Derivative(D(moved_phi, x) - D(moved_phi, G(phi_0, z)), s) + Derivative(D(phi_0, G(moved_phi, z)), s))),
    given=(is_error, smooth_error, smooth_chain),
    proof=(therefore(Eq(one_loss(phi, phi, phi_0, phi_0), reconstruction + tightness + idempotence), because=is_error),
           therefore(Eq(Derivative(one_loss(moved_phi, moved_phi, phi_0, phi_0), s),
                        Derivative(D(moved_phi, x) - D(moved_phi, G(phi_0, z)), s) + Derivative(D(phi_0, G(moved_phi, z)), s)), because=(smooth_error, smooth_chain))),
    holds_for=(example(phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, **pull), example(phi=[2, -1], phi_0=[0, 1], u=[1, 3], x=[1, 1], z=[3, 1], s=2, **pull),
               example(phi=[1, 1], phi_0=[1, 1], u=[1, 3], x=[1, 2], z=[3, 1], s=0, **same)),
    fails_for=(example(phi=[2, -1], phi_0=[2, -1], u=[1, 3], x=[1, 1], z=[3, 1], s=0, note="another discriminator", **paired),),
    measured_by=measure_copies,
    equation="(8), (9)",
    latex=r"\delta_\varphi(x)-\delta_\varphi(G_{\varphi'}(z))+\delta_{\varphi'}(G_\varphi(z))=\mathcal L_{rec}+\mathcal L_{tight}+\mathcal L_{idem}",
    note="The paper has weights for the second and the third term; here they are 1, as in the article. With the parameters shared there is one player, pulled by the sum of two gradients.",
    cites="Shocher2023",
    key=True)
