"""Critical points of the loss: every idempotent map that fixes the data, the identity among them."""

from sympy import Derivative, Eq, Lambda, Sum

from verifier.language import *

from .examples import axes_2, bent, projected
from .experiments import measure_critical
from .notation import G, phi, phi_0, s, u, x, y, z

d = natural("d")                              # the dimension of the samples
k = index("k", 1, d)                          # a coordinate
e = trajectory("e")                           # e(k), the unit vectors

moved = phi + s * u
error = Lambda((phi, y), norm(G(phi, y) - y)**2)
loss = error(moved, x) - error(moved, G(phi_0, z)) + error(phi_0, G(moved, z))

lengths = given("a squared length is the sum of the squared coordinates", ForAll((y,), (), Eq(norm(y)**2, Sum(dot(e(k), y)**2, (k, 1, d)))))
copy = given("phi_0 is a frozen copy of the parameters", Eq(phi_0, moved))
fixes_data, fixes_image = Eq(G(moved, x), x), Eq(G(moved, G(moved, z)), G(moved, z))
smooth = given("the samples are differentiable in the parameters", ForAll((k, y), (1 <= k, k <= d), Differentiable(dot(e(k), G(moved, y)), s)), unstated=True)
smooth_twice = given("the map is differentiable along the generated samples", ForAll((k,), (1 <= k, k <= d), Differentiable(dot(e(k), G(phi_0, G(moved, z))), s)), unstated=True)


slope = Lambda(y, Derivative(dot(e(k), G(moved, y)), s))                        # of a coordinate of a sample
fake = G(phi_0, z)                            # a generated sample; the copy does not move
at_x, at_fake, at_image = (dot(e(k), G(moved, x) - x), dot(e(k), G(moved, fake) - fake), dot(e(k), G(phi_0, G(moved, z)) - G(moved, z)))
slope_of_image = Derivative(dot(e(k), G(phi_0, G(moved, z))), s)
g = real("g")
slope_of_loss = define(g, Derivative(loss, s), "the derivative of the loss in the direction u")
formula = 2 * Sum(at_x * slope(x) - at_fake * slope(fake) + at_image * (slope_of_image - slope(z)), (k, 1, d))
every_term = chain(
    g,
    equals(Derivative(loss, s), because=slope_of_loss),
    equals(Derivative(Sum(at_x**2, (k, 1, d)) - Sum(at_fake**2, (k, 1, d)) + Sum(at_image**2, (k, 1, d)), s), because=lengths),
    equals(formula, because=(smooth, smooth_twice)))
idempotent_here = given("the map fixes the data and is idempotent at the noise", Both(fixes_data, fixes_image))
fixed_data, fixed_noise = therefore(fixes_data, because=idempotent_here), therefore(fixes_image, because=idempotent_here)
fixed_fake = chain(G(moved, fake), equals(G(moved, G(moved, z)), because=copy), equals(G(moved, z), because=fixed_noise), equals(fake, because=copy))
fixed_image = chain(G(phi_0, G(moved, z)), equals(G(moved, G(moved, z)), because=copy), equals(G(moved, z), because=fixed_noise))
general = dict(d=2, e=axes_2, s=0, u=[3, 2])
idempotent_maps_are_critical = Claim(
    name="Every idempotent map that fixes the data is a critical point of the loss",
    says=(Eq(g, formula), Implies(idempotent_here.statement, Eq(g, 0))),
    given=(lengths, copy, smooth, smooth_twice),
    definitions=(slope_of_loss,),
    proof=(every_term, suppose(idempotent_here, fixed_data, fixed_noise, fixed_fake, fixed_image, chain(
        g,
        equals(formula, because=every_term),
        equals(0, because=(fixed_data, fixed_fake, fixed_image, smooth, smooth_twice))))),
    holds_for=(example(phi=[1, 0], phi_0=[1, 0], x=[2, 5], z=[1, -3], G=bent, note="the identity", **general),
               example(phi=[1, 0], phi_0=[1, 0], x=[2, 0], z=[1, -3], G=projected, note="a projection", **general),
               example(phi=[1, 0], phi_0=[1, 0], x=[2, 5], z=[1, -3], G=projected, note="data off the range of the projection", **general),
               example(phi=[2, -1], phi_0=[2, -1], x=[2, 5], z=[1, -3], G=bent, note="no idempotent map", **general)),
    fails_for=(example(phi=[1, 0], phi_0=[2, 3], x=[2, 0], z=[1, -3], G=projected, note="the copy is out of date", **general),
               example(d=1, e=axes_2, s=0, u=[3, 2], phi=[1, 0], phi_0=[1, 0], x=[2, 5], z=[1, -3], G=projected, note="a coordinate is missing")),
    measured_by=measure_critical,
    equation="not in the article",
    latex=r"G\circ G=G,\ G(x)=x\Rightarrow\nabla_\varphi\big[\delta_\varphi(x)-\delta_\varphi(G_{\varphi'}(z))+\delta_{\varphi'}(G_\varphi(z))\big]=0;\quad\text{e.g. }G=\mathrm{id}",
    note="In every direction u of the parameters, after the formula for any map; the map needs to fix x and to be idempotent at z only. The identity, which generates the noise unchanged, is not pushed away to first order.",
    key=True)
