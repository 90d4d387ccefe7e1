"""Bounds that carry the truncated Fourier systems to their limit: decay of coefficients, tails, lost energy."""

from sympy import Abs, Derivative, Eq, I, Integral, Lambda, Le, Piecewise, Rational, Sum, cos, exp, oo, pi, sin

from verifier.language import *

from .notation import N, h, n, s, t, w, x

m, K = natural("m K")                # a frequency, and where the sums are cut off
M = whole("M")

# -- Fourier coefficients of a smooth function decay ------------------------------------------------------------------

V, V_1, V_2 = function("V V_1 V_2")
slope = given("V_1 is the derivative of V", ForAll((x,), (), Eq(Derivative(V(x), x), V_1(x))))
curvature = given("V_2 is the derivative of V_1", ForAll((x,), (), Eq(Derivative(V_1(x), x), V_2(x))))
three_times = given("V, V_1 and V_2 are continuously differentiable", Both(
    ContinuouslyDifferentiable(V(x), x), ContinuouslyDifferentiable(V_1(x), x), ContinuouslyDifferentiable(V_2(x), x)))
wave = cos(2*pi*m*s)
coefficient_of_V = Integral(V(s)*wave, (s, 0, 1))
weight = (1 - wave)/(4*pi**2*m**2)   # what multiplies V_2 after two integrations by parts
curved = Integral(V_2(s)*weight, (s, 0, 1))
by_parts = chain(
    coefficient_of_V,
    equals(-Integral(V_1(s)*sin(2*pi*m*s), (s, 0, 1))/(2*pi*m),
           because=(using(integration_by_parts, F_=V, G_=Lambda(s, sin(2*pi*m*s)/(2*pi*m)), a_=0, b_=1), slope, three_times)),
    equals(curved, because=(using(integration_by_parts, F_=V_1, G_=Lambda(s, (1 - wave)/(2*pi*m)), a_=0, b_=1), curvature, three_times)))
hump = Lambda(x, x**4/12 - x**5/10 + x**6/30)
hump_1, hump_2 = Lambda(x, x**3/3 - x**4/2 + x**5/5), Lambda(x, x**2 - 2*x**3 + x**4)

fourier_decay = Claim(
    name="A Fourier coefficient by the second derivative",
    says=Eq(coefficient_of_V, curved),
    given=(slope, curvature, three_times),
    proof=by_parts,
    holds_for=(example(m=1, V=hump, V_1=hump_1, V_2=hump_2), example(m=2, V=Lambda(x, x**3), V_1=Lambda(x, 3*x**2), V_2=Lambda(x, 6*x)),
               example(m=3, V=Lambda(x, 3 - 2*x), V_1=Lambda(x, -2), V_2=Lambda(x, 0))),
    fails_for=(example(m=1, V=Lambda(x, x**2), V_1=Lambda(x, 2*x), V_2=Lambda(x, 0), note="another second derivative"),))

# -- what a decaying sequence adds beyond K ---------------------------------------------------------------------------

c = function("c")                    # numbers c(n) for all integers n
C, total = real("C L")
later = whole("N_1")
pairs = given("c(m) + c(-m) is at most C/m^2 in size", ForAll((m,), (), Both(c(m) + c(-m) <= C/m**2, -C/m**2 <= c(m) + c(-m))))
not_negative = given("C is not negative", C >= 0)
sum_to = Lambda(N, Sum(c(n), (n, -N, N)))
added = sum_to(K + M) - sum_to(K)
added_next = sum_to(K + M + 1) - sum_to(K)
added_little, added_enough = hypothesis(added <= C/K - C/(K + M)), hypothesis(C/(K + M) - C/K <= added)
inverse_squares = Lambda(n, Piecewise((0, Eq(n, 0)), (1/n**2, True)))
telescoping = Lambda(n, Piecewise((0, Eq(n, 0)), (1/(2*Abs(n)*(Abs(n) + 1)), True)))

to_the_left, to_the_right = Lambda(n, Piecewise((4/n**2, n < 0), (0, True))), Lambda(n, Piecewise((4/n**2, n > 0), (0, True)))

fourier_tail_grows = Claim(
    name="What a decaying sequence adds between two cuts",
    says=(added <= C/K - C/(K + M), C/(K + M) - C/K <= added),
    given=(pairs, not_negative),
    proof=(induction(added <= C/K - C/(K + M), on=M, start=0, hypothesis=added_little,
                     base=therefore(Le(0, 0, evaluate=False)),
                     step=chain(added_next,
                                equals(added + c(K + M + 1) + c(-K - M - 1), because=arithmetic),
                                at_most(C/K - C/(K + M) + C/(K + M + 1)**2, because=(added_little, using(pairs, (m, K + M + 1)))),
                                at_most(C/K - C/(K + M + 1), because=not_negative))),
           induction(C/(K + M) - C/K <= added, on=M, start=0, hypothesis=added_enough,
                     base=therefore(Le(0, 0, evaluate=False)),
                     step=chain(C/(K + M + 1) - C/K,
                                at_most(C/(K + M) - C/K - C/(K + M + 1)**2, because=not_negative),
                                at_most(added + c(K + M + 1) + c(-K - M - 1), because=(added_enough, using(pairs, (m, K + M + 1)))),
                                equals(added_next, because=arithmetic)))),
    holds_for=(example(K=10, M=1, C=2, c=inverse_squares), example(K=10, M=1, C=2, c=Lambda(n, -inverse_squares(n))),
               example(K=1, M=3, C=1, c=telescoping), example(K=2, M=0, C=1, c=telescoping)),
    fails_for=(example(K=1, M=1, C=0, c=Lambda(n, 1), note="no decay"),))

tends = given("the symmetric sums tend to L", Tends(sum_to(N), N, oo, total))
beyond = given("N_1 is at least K", K <= later)
little_more = suppose(beyond, chain(
    sum_to(later),
    at_most(sum_to(K) + C/K - C/later, because=(using(fourier_tail_grows, M=later - K), pairs, not_negative, beyond)),
    at_most(sum_to(K) + C/K, because=not_negative)))
little_less = suppose(beyond, chain(
    -sum_to(later),
    at_most(-sum_to(K) + C/K - C/later, because=(using(fourier_tail_grows, M=later - K), pairs, not_negative, beyond)),
    at_most(-sum_to(K) + C/K, because=not_negative)))
all_little_more = therefore(ForAll((later,), (K <= later,), sum_to(later) <= sum_to(K) + C/K), because=little_more)
all_little_less = therefore(ForAll((later,), (K <= later,), -sum_to(later) <= -sum_to(K) + C/K), because=little_less)
negative_tends = therefore(Tends(-sum_to(later), later, oo, -total), because=(using(limit_of_linear_function, F_=sum_to, c_=-1, d_=0, L_=total), tends))
not_far_above = therefore(total <= sum_to(K) + C/K,
                          because=(using(limit_of_sequence_keeps_bound, P_=sum_to, m_=K, c_=sum_to(K) + C/K, l_=total), all_little_more, tends))
not_far_below = therefore(-total <= -sum_to(K) + C/K,
                          because=(using(limit_of_sequence_keeps_bound, P_=Lambda(later, -sum_to(later)), m_=K, c_=-sum_to(K) + C/K, l_=-total),
                                   all_little_less, negative_tends))
missing = total - sum_to(K)

fourier_tail = Claim(
    name="What the symmetric sums of a decaying sequence miss of their limit",
    says=(missing <= C/K, -C/K <= missing),
    given=(pairs, not_negative, tends),
    proof=(little_more, little_less, all_little_more, all_little_less, negative_tends, not_far_above, not_far_below,
           therefore(missing <= C/K, because=not_far_above), therefore(-C/K <= missing, because=not_far_below)),
    holds_for=(example(K=10, C=4, L=2*pi**2/3, c=to_the_left), example(K=10, C=4, L=2*pi**2/3, c=to_the_right),
               example(K=10, C=4, L=-2*pi**2/3, c=Lambda(n, -to_the_left(n))), example(K=10, C=4, L=-2*pi**2/3, c=Lambda(n, -to_the_right(n))),
               example(K=1, C=0, L=3, c=Lambda(n, Piecewise((3, Eq(n, 0)), (0, True))))),
    fails_for=(example(K=3, C=1, L=5, c=telescoping, note="another limit"),))

odd = function("o")
is_odd = given("o is odd", ForAll((n,), (), Eq(odd(-n), -odd(n))))
cancels = hypothesis(Eq(Sum(odd(n), (n, -N, N)), 0))

fourier_odd_sum = Claim(
    name="Symmetric sums of an odd sequence",
    says=Eq(Sum(odd(n), (n, -N, N)), 0),
    given=(is_odd,),
    proof=induction(Eq(Sum(odd(n), (n, -N, N)), 0), on=N, start=0, hypothesis=cancels,
                    base=chain(Sum(odd(n), (n, 0, 0)), equals(odd(0), because=arithmetic), equals(0, because=using(is_odd, (n, 0)))),
                    step=chain(Sum(odd(n), (n, -N - 1, N + 1)),
                               equals(Sum(odd(n), (n, -N, N)) + odd(N + 1) + odd(-N - 1), because=arithmetic),
                               equals(0, because=(cancels, using(is_odd, (n, N + 1)))))),
    holds_for=(example(N=0, o=Lambda(n, n)), example(N=2, o=Lambda(n, n**3 - 5*n)), example(N=1, o=Lambda(n, sin(n)))),
    fails_for=(example(N=1, o=Lambda(n, n**2), note="an even sequence"),))

# -- the system loses energy, but for what enters ---------------------------------------------------------------------

kappa = positive("kappa")            # 1 in the system of the article, 2 in the corrected one
alpha, beta = function("alpha beta") # real and imaginary parts of the coefficients
G, H, rho = function("G H rho")      # sums of the parts; what enters
energy = Lambda(t, Sum(alpha(n, t)**2 + beta(n, t)**2, (n, -N, N)))
smooth_re = given("the real parts are continuously differentiable", ForAll((n,), (), ContinuouslyDifferentiable(alpha(n, t), t)))
smooth_im = given("the imaginary parts are continuously differentiable", ForAll((n,), (), ContinuouslyDifferentiable(beta(n, t), t)))
sum_re = given("G is the sum of the real parts", Eq(G(t), Sum(alpha(n, t), (n, -N, N))))
sum_im = given("H is the sum of the imaginary parts", Eq(H(t), Sum(beta(n, t), (n, -N, N))))
flow_re = given("the real parts follow the system", ForAll((n,), (-N <= n, n <= N),
                Eq(Derivative(alpha(n, t), t), (-2*pi*n*beta(n, t) - kappa*(G(t) - rho(t)))/w)))
flow_im = given("the imaginary parts follow the system", ForAll((n,), (-N <= n, n <= N),
                Eq(Derivative(beta(n, t), t), (2*pi*n*alpha(n, t) - kappa*H(t))/w)))
gain = -2*kappa/w*(G(t)**2 - rho(t)*G(t) + H(t)**2)

fourier_energy = Claim(
    name="The energy of the truncated system",
    says=Eq(Derivative(energy(t), t), gain),
    given=(sum_re, sum_im, flow_re, flow_im, smooth_re, smooth_im),
    proof=chain(
        Derivative(energy(t), t),
        equals(Sum(2*alpha(n, t)*Derivative(alpha(n, t), t) + 2*beta(n, t)*Derivative(beta(n, t), t), (n, -N, N)), because=(smooth_re, smooth_im)),
        equals(Sum(2*alpha(n, t)*(-2*pi*n*beta(n, t) - kappa*(G(t) - rho(t)))/w + 2*beta(n, t)*(2*pi*n*alpha(n, t) - kappa*H(t))/w, (n, -N, N)),
               because=(flow_re, flow_im)),
        equals(-2*kappa/w*((G(t) - rho(t))*Sum(alpha(n, t), (n, -N, N)) + H(t)*Sum(beta(n, t), (n, -N, N))), because=arithmetic),
        equals(gain, because=(sum_re, sum_im))),
    holds_for=(example(N=0, kappa=1, w=1, t=Rational(5, 4), rho=Lambda(t, 1), alpha=Lambda((n, t), 1 - exp(-t)), beta=Lambda((n, t), 0),
                       G=Lambda(t, 1 - exp(-t)), H=Lambda(t, 0)),
               example(N=0, kappa=2, w=4, t=0, rho=Lambda(t, -t), alpha=Lambda((n, t), 2 - t), beta=Lambda((n, t), 3*exp(-t/2)),
                       G=Lambda(t, 2 - t), H=Lambda(t, 3*exp(-t/2))),
               example(N=1, kappa=3, w=1, t=Rational(1, 3), rho=Lambda(t, Rational(1, 3) + t + sin(2*pi*t)/pi),
                       alpha=Lambda((n, t), Piecewise((t, Eq(n, 0)), (sin(2*pi*t)/(2*pi), Eq(n**2, 1)), (0, True))), beta=Lambda((n, t), n*(1 - cos(2*pi*t))/(2*pi)),
                       G=Lambda(t, t + sin(2*pi*t)/pi), H=Lambda(t, 0))),
    fails_for=(example(N=0, kappa=1, w=1, t=1, rho=Lambda(t, 1), alpha=Lambda((n, t), exp(-t)), beta=Lambda((n, t), 0),
                       G=Lambda(t, exp(-t)), H=Lambda(t, 0), note="more enters than flows"),),
    note="The frequencies turn the coefficients without changing their size; the term with kappa takes away, but for what enters.")

g_now, h_now, rho_now, r = real("g h rho_0 r")
input_above, input_below = given("what enters is at most r", rho_now <= r), given("what enters is at least -r", -r <= rho_now)
square_of_input = therefore(rho_now**2 <= r**2, because=(input_above, input_below))

fourier_gain = Claim(
    name="The energy grows no faster than what enters allows",
    says=-2*kappa/w*(g_now**2 - rho_now*g_now + h_now**2) <= kappa*r**2/(2*w),
    given=(input_above, input_below),
    proof=(square_of_input,
           chain(-2*kappa/w*(g_now**2 - rho_now*g_now + h_now**2), at_most(kappa*rho_now**2/(2*w)), at_most(kappa*r**2/(2*w), because=square_of_input))),
    holds_for=(example(kappa=1, w=1, r=2, rho_0=2, g=1, h=0), example(kappa=2, w=3, r=1, rho_0=-1, g=-Rational(1, 2), h=0),
               example(kappa=1, w=2, r=1, rho_0=0, g=3, h=-2), example(kappa=3, w=1, r=0, rho_0=0, g=0, h=0)),
    fails_for=(example(kappa=1, w=1, r=1, rho_0=2, g=1, h=0, note="more enters than r"),
               example(kappa=1, w=1, r=1, rho_0=-2, g=-1, h=0, note="less enters than -r")))

# -- small in the mean square, small everywhere -----------------------------------------------------------------------

p, q = function("p q")
e, f = function("e f")               # cosines and sines
ell = positive("ell")
circle = given("e^2 + f^2 = 1", ForAll((n,), (-N <= n, n <= N), Eq(e(n)**2 + f(n)**2, 1)))
turned = p(n)*e(n) - q(n)*f(n)
apart = Sum((p(n) - ell*e(n))**2 + (q(n) + ell*f(n))**2, (n, -N, N))/(2*ell)
of_squares = ((2*N + 1)*ell + Sum(p(n)**2 + q(n)**2, (n, -N, N))/ell)/2

fourier_sum_bound = Claim(
    name="How far a sum is below a sum of squares",
    says=Eq(Sum(turned, (n, -N, N)), of_squares - apart),
    given=(circle,),
    proof=chain(Sum(turned, (n, -N, N)),
                equals(Sum(ell*(e(n)**2 + f(n)**2)/2 + (p(n)**2 + q(n)**2)/(2*ell), (n, -N, N)) - apart, because=arithmetic),
                equals(Sum(ell/2 + (p(n)**2 + q(n)**2)/(2*ell), (n, -N, N)) - apart, because=circle),
                equals(of_squares - apart, because=arithmetic)),
    holds_for=(example(N=1, ell=2, p=Lambda(n, n**2 + 3), q=Lambda(n, n - 5), e=Lambda(n, Rational(3, 5)), f=Lambda(n, Rational(4, 5))),
               example(N=0, ell=1, p=Lambda(n, 0), q=Lambda(n, -1), e=Lambda(n, 0), f=Lambda(n, 1)),
               example(N=2, ell=Rational(1, 2), p=Lambda(n, n), q=Lambda(n, 1), e=Lambda(n, cos(n)), f=Lambda(n, sin(n)))),
    fails_for=(example(N=0, ell=1, p=Lambda(n, 3), q=Lambda(n, 0), e=Lambda(n, 3), f=Lambda(n, 0), note="e is not on the circle"),))

# -- near the coefficients in the mean square, near the function -------------------------------------------------------

a, b = function("a b")               # a(n, N) + i b(n, N): coefficient n of 2N + 1
c_2 = real("c_2")
U = function("U")
smooth_U = given("U is continuously differentiable", ContinuouslyDifferentiable(U(x), x))
inside = given("s is inside the window", Both(0 < s, s < 1))
U_re, U_im = function("U_r U_i")     # real and imaginary parts of its Fourier coefficients
cosines_of_U = given("U_r are the cosine coefficients of U", ForAll((n,), (), Eq(U_re(n), Integral(U(x)*cos(2*pi*n*x), (x, 0, 1)))))
sines_of_U = given("U_i are the sine coefficients of U", ForAll((n,), (), Eq(U_im(n), Integral(-U(x)*sin(2*pi*n*x), (x, 0, 1)))))
P, Q = Lambda((n, N), a(n, N) - U_re(n)), Lambda((n, N), b(n, N) - U_im(n))
near = given("the squares of the distances to the coefficients of U add up to at most c_2/N^2",
             ForAll((K,), (), Sum((a(n, K) - U_re(n))**2 + (b(n, K) - U_im(n))**2, (n, -K, K)) <= c_2/K**2))
theta = 2*pi*s
step = K**Rational(-3, 2)
re_sum = Lambda(N, Sum(P(n, N)*cos(n*theta) - Q(n, N)*sin(n*theta), (n, -N, N)))
im_sum = Lambda(N, Sum(P(n, N)*sin(n*theta) + Q(n, N)*cos(n*theta), (n, -N, N)))
small_sum = ((2*K + 1)*step + Sum(P(n, K)**2 + Q(n, K)**2, (n, -K, K))/step)/2
vanishing = Lambda(N, ((2*N + 1)*N**Rational(-3, 2) + c_2*N**Rational(-1, 2))/2)
P_K, Q_K = Lambda(n, P(n, K)), Lambda(n, Q(n, K))
on_circle = therefore(ForAll((n,), (-K <= n, n <= K), Eq(cos(n*theta)**2 + sin(n*theta)**2, 1)), because=arithmetic)
opposite = therefore(ForAll((n,), (-K <= n, n <= K), Eq((-cos(n*theta))**2 + (-sin(n*theta))**2, 1)), because=arithmetic)
within = therefore(small_sum <= vanishing(K), because=using(near, (K, K)))
re_above = chain(re_sum(K), equals(small_sum - Sum((P(n, K) - step*(cos(n*theta)))**2 + (Q(n, K) + step*(sin(n*theta)))**2, (n, -K, K))/(2*step), because=(
    using(fourier_sum_bound, N=K, p=P_K, q=Q_K, e=Lambda(n, cos(n*theta)), f=Lambda(n, sin(n*theta)), ell=step), on_circle)), at_most(small_sum), at_most(vanishing(K), because=within))
re_below = chain(-re_sum(K), equals(small_sum - Sum((P(n, K) - step*(-cos(n*theta)))**2 + (Q(n, K) + step*(-sin(n*theta)))**2, (n, -K, K))/(2*step), because=(
    using(fourier_sum_bound, N=K, p=P_K, q=Q_K, e=Lambda(n, -cos(n*theta)), f=Lambda(n, -sin(n*theta)), ell=step), opposite)), at_most(small_sum), at_most(vanishing(K), because=within))
im_above = chain(im_sum(K), equals(small_sum - Sum((P(n, K) - step*(sin(n*theta)))**2 + (Q(n, K) + step*(-cos(n*theta)))**2, (n, -K, K))/(2*step), because=(
    using(fourier_sum_bound, N=K, p=P_K, q=Q_K, e=Lambda(n, sin(n*theta)), f=Lambda(n, -cos(n*theta)), ell=step), on_circle)), at_most(small_sum), at_most(vanishing(K), because=within))
im_below = chain(-im_sum(K), equals(small_sum - Sum((P(n, K) - step*(-sin(n*theta)))**2 + (Q(n, K) + step*(cos(n*theta)))**2, (n, -K, K))/(2*step), because=(
    using(fourier_sum_bound, N=K, p=P_K, q=Q_K, e=Lambda(n, -sin(n*theta)), f=Lambda(n, cos(n*theta)), ell=step), on_circle)), at_most(small_sum), at_most(vanishing(K), because=within))
re_over, re_under = therefore(ForAll((K,), (), re_sum(K) <= vanishing(K)), because=re_above), therefore(ForAll((K,), (), -vanishing(K) <= re_sum(K)), because=re_below)
im_over, im_under = therefore(ForAll((K,), (), im_sum(K) <= vanishing(K)), because=im_above), therefore(ForAll((K,), (), -vanishing(K) <= im_sum(K)), because=im_below)
re_over_from_1 = therefore(ForAll((N,), (1 <= N,), re_sum(N) <= vanishing(N)), because=re_over)
re_under_from_1 = therefore(ForAll((N,), (1 <= N,), -vanishing(N) <= re_sum(N)), because=re_under)
im_over_from_1 = therefore(ForAll((N,), (1 <= N,), im_sum(N) <= vanishing(N)), because=im_over)
im_under_from_1 = therefore(ForAll((N,), (1 <= N,), -vanishing(N) <= im_sum(N)), because=im_under)
falls, rises = therefore(Tends(vanishing(N), N, oo, 0), because=arithmetic), therefore(Tends(-vanishing(N), N, oo, 0), because=arithmetic)
re_vanishes = therefore(Tends(re_sum(N), N, oo, 0), because=(
    using(squeeze_of_tails, P_=Lambda(N, -vanishing(N)), F_=re_sum, Q_=vanishing, m_=1, l_=0), re_over_from_1, re_under_from_1, falls, rises))
im_vanishes = therefore(Tends(im_sum(N), N, oo, 0), because=(
    using(squeeze_of_tails, P_=Lambda(N, -vanishing(N)), F_=im_sum, Q_=vanishing, m_=1, l_=0), im_over_from_1, im_under_from_1, falls, rises))
i_im_vanishes = therefore(Tends(I*im_sum(N), N, oo, 0), because=(using(limit_of_linear_function, F_=im_sum, c_=I, d_=0, L_=0), im_vanishes))
distance = Lambda(N, re_sum(N) + I*im_sum(N))
distance_vanishes = therefore(Tends(distance(N), N, oo, 0), because=(
    using(sum_of_sequences, F_=re_sum, G_=Lambda(N, I*im_sum(N)), r_=0, s_=0), re_vanishes, i_im_vanishes))
U_wave = Lambda(n, Integral(U(x)*exp(-2*pi*I*n*x), (x, 0, 1)))
U_parts = chain(U_wave(n), equals(U_re(n) + I*U_im(n), because=(cosines_of_U, sines_of_U, smooth_U)))
series = Lambda(N, Sum(U_wave(n)*exp(2*pi*I*n*s), (n, -N, N)))
U_varies = therefore(BoundedVariation(U(x), x, 0, 1), because=smooth_U)
U_continuous = therefore(Tends(U(s + h), h, 0, U(s)), because=(using(smooth_is_continuous, F_=U, x_=s), smooth_U))
series_tends = therefore(Tends(series(N), N, oo, U(s)), because=(using(dirichlet_jordan_inside, U_=U, x_=s), U_varies, U_continuous, inside))
sum_tends = therefore(Tends(distance(N) + series(N), N, oo, U(s)),
                      because=(using(sum_of_sequences, F_=distance, G_=series, r_=0, s_=U(s)), distance_vanishes, series_tends))
reconstruction = Lambda(N, Sum((a(n, N) + I*b(n, N))*exp(2*pi*I*n*s), (n, -N, N)))
recomposed = therefore(ForAll((N,), (N >= 0,), Eq(reconstruction(N), distance(N) + series(N))), because=(cosines_of_U, sines_of_U, smooth_U))

two_waves = Lambda(x, 2 + cos(2*pi*x) + 3*sin(2*pi*x))
two_cosines = Lambda(n, Piecewise((2, Eq(n, 0)), (Rational(1, 2), Eq(n**2, 1)), (0, True)))
two_sines = Lambda(n, Piecewise((-3*n/2, Eq(n**2, 1)), (0, True)))

fourier_follows = Claim(
    name="Coefficients that come near those of a function in the mean square reconstruct it",
    says=Tends(reconstruction(N), N, oo, U(s)),
    given=(cosines_of_U, sines_of_U, near, smooth_U, inside),
    proof=(on_circle, opposite, within, re_above, re_below, im_above, im_below, re_over, re_under, im_over, im_under, re_over_from_1, re_under_from_1,
           im_over_from_1, im_under_from_1, falls, rises, re_vanishes, im_vanishes, i_im_vanishes, distance_vanishes, U_parts, U_varies, U_continuous,
           series_tends, sum_tends, recomposed,
           therefore(Tends(reconstruction(N), N, oo, U(s)),
                     because=(using(limit_of_eventually_equal, F_=reconstruction, G_=Lambda(N, distance(N) + series(N)), m_=0, L_=U(s)), recomposed, sum_tends))),
    holds_for=(example(s=Rational(1, 5), c_2=1, U=two_waves, U_r=two_cosines, U_i=two_sines,
                       a=Lambda((n, N), two_cosines(n) + Piecewise((1/(N + 1), Eq(n, 0)), (0, True))), b=Lambda((n, N), two_sines(n))),
               example(s=Rational(1, 3), c_2=4, U=two_waves, U_r=two_cosines, U_i=two_sines,
                       a=Lambda((n, N), two_cosines(n)), b=Lambda((n, N), two_sines(n) - Piecewise((2/(N + 1), Eq(n, 0)), (0, True))))),
    note="The mean square distance c_2/N^2 leaves at most a multiple of N^(-1/2) at each place.")
