"""The truncated Fourier systems and their limits: the echo of the article's system, the signal itself for the corrected one."""

from sympy import Derivative, Eq, I, Integral, KroneckerDelta, Lambda, Piecewise, Rational, Sum, cos, exp, im, oo, pi, re, sin

from verifier.language import *

from .echo import echo_of_a_pulse
from .echo_bounds import K, fourier_decay, fourier_energy, fourier_follows, fourier_gain, fourier_odd_sum, fourier_tail, inside, kappa, m
from .fourier import fourier_endpoint_limit
from .notation import N, T, h, n, s, t, u, w, x
from .rescaling import whole_j
from .windows import sliding_window

# -- the Fourier coefficients of what is in the window -----------------------------------------------------------------

y, y_1, y_2 = function("y y_1 y_2")  # y(t): what enters the window at the time t, with two derivatives
y_slope = given("y_1 is the derivative of y", ForAll((x,), (), Eq(Derivative(y(x), x), y_1(x))))
y_curvature = given("y_2 is the derivative of y_1", ForAll((x,), (), Eq(Derivative(y_1(x), x), y_2(x))))
y_smooth = given("y, y_1 and y_2 are continuously differentiable", Both(
    ContinuouslyDifferentiable(y(x), x), ContinuouslyDifferentiable(y_1(x), x), ContinuouslyDifferentiable(y_2(x), x)))
held = y(t - w + w*x)                # at the place x of the window at the time t
cosines = Lambda((n, t), Integral(held*cos(2*pi*n*x), (x, 0, 1)))
sines = Lambda((n, t), Integral(-held*sin(2*pi*n*x), (x, 0, 1)))
waves = Lambda((n, t), Integral(held*exp(-2*pi*I*n*x), (x, 0, 1)))
middle = Lambda(t, (y(t) + y(t - w))/2)
wave_parts = chain(waves(n, t), equals(cosines(n, t) + I*sines(n, t), because=y_smooth))
sines_odd = therefore(ForAll((n,), (), Eq(sines(-n, t), -sines(n, t))), because=y_smooth)
sines_cancel = therefore(Eq(Sum(sines(n, t), (n, -N, N)), 0), because=(using(fourier_odd_sum, o=Lambda(n, sines(n, t))), sines_odd))

fourier_real_sum = Claim(
    name="Cosine and sine coefficients of the window",
    says=(Eq(waves(n, t), cosines(n, t) + I*sines(n, t)),
          Eq(Sum(waves(n, t), (n, -N, N)), Sum(cosines(n, t), (n, -N, N)))),
    given=(y_smooth,),
    proof=(wave_parts, sines_odd, sines_cancel,
           chain(Sum(waves(n, t), (n, -N, N)),
                 equals(Sum(cosines(n, t), (n, -N, N)) + I*Sum(sines(n, t), (n, -N, N)), because=(wave_parts, y_smooth)),
                 equals(Sum(cosines(n, t), (n, -N, N)), because=sines_cancel))),
    holds_for=(example(n=1, N=1, t=1, w=2, y=Lambda(x, x**2 + x), y_1=Lambda(x, 2*x + 1), y_2=Lambda(x, 2)),
               example(n=-2, N=2, t=Rational(1, 2), w=1, y=Lambda(x, exp(x)), y_1=Lambda(x, exp(x)), y_2=Lambda(x, exp(x)))))

near_window = therefore(IntegrableNear(y(x), x, t - w, t), because=y_smooth)
at_end = therefore(Tends(y(t + h), h, 0, y(t)), because=(using(smooth_is_continuous, F_=y, x_=t), y_smooth))
at_start = therefore(Tends(y(t - w + h), h, 0, y(t - w)), because=(using(smooth_is_continuous, F_=y, x_=t - w), y_smooth))

fourier_flow = Claim(
    name="Derivatives of the cosine and sine coefficients of the window",
    says=(Eq(Derivative(cosines(n, t), t), (y(t) - y(t - w))/w - 2*pi*n/w*sines(n, t)),
          Eq(Derivative(sines(n, t), t), 2*pi*n/w*cosines(n, t))),
    given=(y_smooth,),
    proof=(near_window, at_end, at_start,
           chain(Derivative(cosines(n, t), t),
                 equals((y(t) - y(t - w))/w - 2*pi*n/w*sines(n, t),
                        because=(using(sliding_window, u=y, T=t, a=0, l=1, g=Lambda(s, cos(2*pi*n*s))), near_window, at_end, at_start, y_smooth))),
           chain(Derivative(sines(n, t), t),
                 equals(2*pi*n/w*cosines(n, t),
                        because=(using(sliding_window, u=y, T=t, a=0, l=1, g=Lambda(s, -sin(2*pi*n*s))), near_window, at_end, at_start, y_smooth)))),
    holds_for=(example(n=1, t=1, w=2, y=Lambda(x, x**2 + x), y_1=Lambda(x, 2*x + 1), y_2=Lambda(x, 2)),
               example(n=-2, t=Rational(1, 2), w=1, y=Lambda(x, exp(x)), y_1=Lambda(x, exp(x)), y_2=Lambda(x, exp(x)))))

# -- the sum of the coefficients is near the middle of the end values, for all times at once ------------------------------

tau = real("tau")                    # a time between 0 and T
from_0, until_T = given("tau is not negative", 0 <= tau), given("tau is at most T", tau <= T)
bend = Lambda(x, (1 + y_2(x)**2)/2)  # not below |y_2|, and smooth
all_bends = Integral(bend(x), (x, -w, T))
window_bends = Integral(w**2*bend(tau - w + w*s), (s, 0, 1))
C_T = w*all_bends/pi**2
pieces = chain(
    all_bends,
    equals(Integral(bend(x), (x, -w, tau - w)) + Integral(bend(x), (x, tau - w, T)),
           because=(using(integral_by_pieces, f_=bend, f1_=bend, f2_=bend, a_=-w, b_=T, c_=tau - w), y_smooth, from_0, until_T)),
    equals(Integral(bend(x), (x, -w, tau - w)) + Integral(bend(x), (x, tau - w, tau)) + Integral(bend(x), (x, tau, T)),
           because=(using(integral_by_pieces, f_=bend, f1_=bend, f2_=bend, a_=tau - w, b_=T, c_=tau), y_smooth, from_0, until_T)))
bends_before = therefore(0 <= Integral(bend(x), (x, -w, tau - w)), because=from_0)
bends_after = therefore(0 <= Integral(bend(x), (x, tau, T)), because=until_T)
window_within = chain(
    window_bends,
    equals(w*Integral(bend(x), (x, tau - w, tau)), because=(using(affine_substitution, F_=Lambda(x, w**2*bend(x)), al_=tau - w, be_=w, a_=0, b_=1), y_smooth)),
    at_most(w*all_bends, because=(pieces, bends_before, bends_after)))
V, V_1, V_2 = Lambda(x, y(tau - w + w*x)), Lambda(x, w*y_1(tau - w + w*x)), Lambda(x, w**2*y_2(tau - w + w*x))
V_slope = therefore(ForAll((x,), (), Eq(Derivative(V(x), x), V_1(x))), because=(y_slope, y_smooth))
V_curvature = therefore(ForAll((x,), (), Eq(Derivative(V_1(x), x), V_2(x))), because=(y_curvature, y_smooth))
V_smooth = therefore(Both(ContinuouslyDifferentiable(V(x), x), ContinuouslyDifferentiable(V_1(x), x), ContinuouslyDifferentiable(V_2(x), x)), because=y_smooth)
weight = (1 - cos(2*pi*m*s))/(4*pi**2*m**2)
curved = Integral(V_2(s)*weight, (s, 0, 1))
size = w**2*bend(tau - w + w*s)
envelope = size/(2*pi**2*m**2)
below_one, above_minus_one = therefore(cos(2*pi*m*s) <= 1), therefore(-1 <= cos(2*pi*m*s))
below_size, above_size = therefore(V_2(s) <= size), therefore(-size <= V_2(s))
room = therefore(0 <= envelope*(1 + cos(2*pi*m*s)), because=above_minus_one)
under_envelope = chain(V_2(s)*weight, at_most(size*weight, because=(below_size, below_one)), at_most(envelope, because=room))
over_envelope = chain(-envelope, at_most(-size*weight, because=room), at_most(V_2(s)*weight, because=(above_size, below_one)))
all_under = therefore(ForAll((s,), (0 < s, s < 1), V_2(s)*weight <= envelope), because=under_envelope)
all_over = therefore(ForAll((s,), (0 < s, s < 1), -envelope <= V_2(s)*weight), because=over_envelope)
pair_above = chain(
    cosines(m, tau) + cosines(-m, tau),
    equals(2*curved, because=(using(fourier_decay, V=V, V_1=V_1, V_2=V_2), V_slope, V_curvature, V_smooth)),
    at_most(2*Integral(envelope, (s, 0, 1)),
            because=(using(integral_keeps_order, f_=Lambda(s, V_2(s)*weight), g_=Lambda(s, envelope), a_=0, b_=1), all_under, y_smooth)),
    equals(window_bends/(pi**2*m**2), because=y_smooth),
    at_most(C_T/m**2, because=window_within))
pair_below = chain(
    -C_T/m**2,
    at_most(-window_bends/(pi**2*m**2), because=window_within),
    equals(2*Integral(-envelope, (s, 0, 1)), because=y_smooth),
    at_most(2*curved, because=(using(integral_keeps_order, f_=Lambda(s, -envelope), g_=Lambda(s, V_2(s)*weight), a_=0, b_=1), all_over, y_smooth)),
    equals(cosines(m, tau) + cosines(-m, tau), because=(using(fourier_decay, V=V, V_1=V_1, V_2=V_2), V_slope, V_curvature, V_smooth)))
pairs_decay = therefore(ForAll((m,), (), Both(cosines(m, tau) + cosines(-m, tau) <= C_T/m**2, -C_T/m**2 <= cosines(m, tau) + cosines(-m, tau))),
                        because=(pair_above, pair_below))
C_not_negative = therefore(C_T >= 0, because=(from_0, until_T))
varies = therefore(BoundedVariation(y(t), t, tau - w, tau), because=y_smooth)
continuous_end = therefore(Tends(y(tau + h), h, 0, y(tau)), because=(using(smooth_is_continuous, F_=y, x_=tau), y_smooth))
continuous_start = therefore(Tends(y(tau - w + h), h, 0, y(tau - w)), because=(using(smooth_is_continuous, F_=y, x_=tau - w), y_smooth))
reached_end = therefore(TendsFromAbove(y(tau - h), h, 0, y(tau)), because=(using(limit_from_below, F_=Lambda(h, y(tau + h))), continuous_end))
reached_start = therefore(TendsFromAbove(y(tau - w + h), h, 0, y(tau - w)), because=(using(limit_from_inside, F_=Lambda(h, y(tau - w + h))), continuous_start))
wave_sums, cosine_sums = Lambda(N, Sum(waves(n, tau), (n, -N, N))), Lambda(N, Sum(cosines(n, tau), (n, -N, N)))
waves_tend = therefore(Tends(wave_sums(N), N, oo, middle(tau)),
                       because=(using(fourier_endpoint_limit, u=y, T=tau, R=y(tau), L=y(tau - w)), varies, reached_end, reached_start))
sums_agree = therefore(ForAll((N,), (N >= 0,), Eq(cosine_sums(N), wave_sums(N))), because=(using(fourier_real_sum, t=tau), y_smooth))
cosines_tend = therefore(Tends(cosine_sums(N), N, oo, middle(tau)),
                         because=(using(limit_of_eventually_equal, F_=cosine_sums, G_=wave_sums, m_=0, L_=middle(tau)), sums_agree, waves_tend))
gap = middle(tau) - cosine_sums(K)
tail = using(fourier_tail, c=Lambda(n, cosines(n, tau)), C=C_T, L=middle(tau))

fourier_gap = Claim(
    name="How near the sum of the coefficients is to the mean of the end values, for all times up to T",
    says=(gap <= C_T/K, -C_T/K <= gap),
    given=(y_slope, y_curvature, y_smooth, from_0, until_T),
    proof=(pieces, bends_before, bends_after, window_within, V_slope, V_curvature, V_smooth, below_one, above_minus_one, below_size, above_size, room,
           under_envelope, over_envelope, all_under, all_over, pair_above, pair_below, pairs_decay, C_not_negative,
           varies, continuous_end, continuous_start, reached_end, reached_start, waves_tend, sums_agree, cosines_tend,
           therefore(gap <= C_T/K, because=(tail, pairs_decay, C_not_negative, cosines_tend)),
           therefore(-C_T/K <= gap, because=(tail, pairs_decay, C_not_negative, cosines_tend))),
    holds_for=(example(K=1, tau=0, T=0, w=1, y=Lambda(x, x**2/2), y_1=Lambda(x, x), y_2=Lambda(x, 1)),
               example(K=1, tau=0, T=0, w=1, y=Lambda(x, -x**2/2), y_1=Lambda(x, -x), y_2=Lambda(x, -1)),
               example(K=2, tau=Rational(1, 2), T=1, w=2, y=Lambda(x, x**3), y_1=Lambda(x, 3*x**2), y_2=Lambda(x, 6*x))),
    fails_for=(example(K=1, tau=0, T=0, w=1, y=Lambda(x, 9*x**2), y_1=Lambda(x, 18*x), y_2=Lambda(x, 0), note="another second derivative"),))

# -- the state of the truncated system is near these coefficients ---------------------------------------------------------

a, b = function("a b")               # a(n, t) + i b(n, t): the state of one truncated system
state = Lambda((n, t), a(n, t) + I*b(n, t))
system = given("x' = A x + B u between 0 and T", ForAll((n, t), (-K <= n, n <= K, 0 <= t, t <= T), Eq(
    Derivative(state(n, t), t), (2*pi*I*n*state(n, t) - kappa*Sum(state(whole_j, t), (whole_j, -K, K)) + kappa*u(t))/w)))
starts_empty = given("it starts empty", ForAll((n,), (-K <= n, n <= K), Eq(state(n, 0), 0)))
a_smooth = given("a is continuously differentiable", ForAll((n,), (), ContinuouslyDifferentiable(a(n, t), t)))
b_smooth = given("b is continuously differentiable", ForAll((n,), (), ContinuouslyDifferentiable(b(n, t), t)))
y_past = given("nothing enters before the time 0", ForAll((x,), (x <= 0,), Eq(y(x), 0)))
y_jumps = given("y makes the jump between the ends of the window", ForAll((x,), (x <= T,), Eq(y(x) - y(x - w), kappa*(u(x) - (y(x) + y(x - w))/2))))
positive_time = given("T is positive", T > 0)
row = given("n is between -K and K", Both(-K <= n, n <= K))
so_far = given("tau is between 0 and T", Both(0 <= tau, tau <= T))
real_side = Derivative(a(n, tau), tau) - (-2*pi*n*b(n, tau) - kappa*Sum(a(whole_j, tau), (whole_j, -K, K)) + kappa*u(tau))/w
imaginary_side = Derivative(b(n, tau), tau) - (2*pi*n*a(n, tau) - kappa*Sum(b(whole_j, tau), (whole_j, -K, K)))/w
sides = chain(
    real_side + I*imaginary_side,
    equals(Derivative(state(n, tau), tau) - (2*pi*I*n*state(n, tau) - kappa*Sum(state(whole_j, tau), (whole_j, -K, K)) + kappa*u(tau))/w,
           because=(a_smooth, b_smooth)),
    equals(0, because=(system, row, so_far)))
parts = therefore(Both(Eq(real_side, 0), Eq(imaginary_side, 0)), because=(using(parts_of_zero, x_=real_side, y_=imaginary_side), sides))
start_parts = suppose(row, therefore(Both(Eq(a(n, 0), 0), Eq(b(n, 0), 0)), because=(using(parts_of_zero, x_=a(n, 0), y_=b(n, 0)), starts_empty, row)))
off_re, off_im = Lambda((n, t), a(n, t) - cosines(n, t)), Lambda((n, t), b(n, t) - sines(n, t))
G, H = Lambda(t, Sum(off_re(n, t), (n, -K, K))), Lambda(t, Sum(off_im(n, t), (n, -K, K)))
rho = Lambda(t, middle(t) - Sum(cosines(n, t), (n, -K, K)))
sines_odd_now = therefore(ForAll((n,), (), Eq(sines(-n, tau), -sines(n, tau))), because=y_smooth)
no_sines = therefore(Eq(Sum(sines(n, tau), (n, -K, K)), 0), because=(using(fourier_odd_sum, o=Lambda(n, sines(n, tau)), N=K), sines_odd_now))
sum_off_im = chain(H(tau), equals(Sum(b(n, tau), (n, -K, K)), because=(no_sines, y_smooth)))
off_re_flow = chain(
    Derivative(off_re(n, tau), tau),
    equals(Derivative(a(n, tau), tau) - Derivative(cosines(n, tau), tau), because=(a_smooth, y_smooth)),
    equals((-2*pi*n*b(n, tau) - kappa*Sum(a(whole_j, tau), (whole_j, -K, K)) + kappa*u(tau))/w - (y(tau) - y(tau - w))/w + 2*pi*n/w*sines(n, tau),
           because=(parts, using(fourier_flow, t=tau), y_smooth)),
    equals((-2*pi*n*off_im(n, tau) - kappa*(G(tau) - rho(tau)))/w, because=(using(y_jumps, (x, tau)), so_far)))
off_im_flow = chain(
    Derivative(off_im(n, tau), tau),
    equals(Derivative(b(n, tau), tau) - Derivative(sines(n, tau), tau), because=(b_smooth, y_smooth)),
    equals((2*pi*n*a(n, tau) - kappa*Sum(b(whole_j, tau), (whole_j, -K, K)))/w - 2*pi*n/w*cosines(n, tau), because=(parts, using(fourier_flow, t=tau), y_smooth)),
    equals((2*pi*n*off_re(n, tau) - kappa*H(tau))/w, because=sum_off_im))
flowing_re = suppose(so_far, suppose(row, sides, parts, off_re_flow))
flowing_im = suppose(so_far, suppose(row, sides, parts, off_im_flow))
rows_re = therefore(ForAll((n, tau), (-K <= n, n <= K, 0 <= tau, tau <= T), Eq(Derivative(off_re(n, tau), tau), (-2*pi*n*off_im(n, tau) - kappa*(G(tau) - rho(tau)))/w)), because=flowing_re)
rows_im = therefore(ForAll((n, tau), (-K <= n, n <= K, 0 <= tau, tau <= T), Eq(Derivative(off_im(n, tau), tau), (2*pi*n*off_re(n, tau) - kappa*H(tau))/w)), because=flowing_im)
starting_re = suppose(row, chain(off_re(n, 0), equals(-cosines(n, 0), because=(start_parts, row)), equals(0, because=y_past)))
starting_im = suppose(row, chain(off_im(n, 0), equals(-sines(n, 0), because=(start_parts, row)), equals(0, because=y_past)))
all_start_re = therefore(ForAll((n,), (-K <= n, n <= K), Eq(off_re(n, 0), 0)), because=starting_re)
all_start_im = therefore(ForAll((n,), (-K <= n, n <= K), Eq(off_im(n, 0), 0)), because=starting_im)
off_re_smooth = therefore(ForAll((n,), (), ContinuouslyDifferentiable(off_re(n, t), t)), because=(a_smooth, y_smooth))
off_im_smooth = therefore(ForAll((n,), (), ContinuouslyDifferentiable(off_im(n, t), t)), because=(b_smooth, y_smooth))
is_sum_re = therefore(Eq(G(tau), Sum(off_re(n, tau), (n, -K, K)), evaluate=False), because=arithmetic)
is_sum_im = therefore(Eq(H(tau), Sum(off_im(n, tau), (n, -K, K)), evaluate=False), because=arithmetic)
energy = Lambda(t, Sum(off_re(n, t)**2 + off_im(n, t)**2, (n, -K, K)))
gain = Lambda(t, -2*kappa/w*(G(t)**2 - rho(t)*G(t) + H(t)**2))
rows_now_re = therefore(ForAll((n,), (-K <= n, n <= K), Eq(Derivative(off_re(n, tau), tau), (-2*pi*n*off_im(n, tau) - kappa*(G(tau) - rho(tau)))/w)), because=(rows_re, so_far))
rows_now_im = therefore(ForAll((n,), (-K <= n, n <= K), Eq(Derivative(off_im(n, tau), tau), (2*pi*n*off_re(n, tau) - kappa*H(tau))/w)), because=(rows_im, so_far))
balance = suppose(so_far, rows_now_re, rows_now_im, therefore(
    Eq(Derivative(energy(tau), tau), gain(tau)),
    because=(using(fourier_energy, N=K, t=tau, alpha=off_re, beta=off_im, G=G, H=H, rho=rho), is_sum_re, is_sum_im, rows_now_re, rows_now_im, off_re_smooth, off_im_smooth)))
rho_above = therefore(rho(tau) <= C_T/K, because=(fourier_gap, y_slope, y_curvature, y_smooth, so_far))
rho_below = therefore(-C_T/K <= rho(tau), because=(fourier_gap, y_slope, y_curvature, y_smooth, so_far))
bounded = suppose(so_far, rho_above, rho_below, therefore(
    gain(tau) <= kappa*(C_T/K)**2/(2*w),
    because=(using(fourier_gain, g=G(tau), h=H(tau), rho_0=rho(tau), r=C_T/K), rho_above, rho_below)))
always_balance = therefore(ForAll((tau,), (0 <= tau, tau <= T), Eq(Derivative(energy(tau), tau), gain(tau))), because=balance)
always_bounded = therefore(ForAll((tau,), (0 <= tau, tau <= T), gain(tau) <= kappa*(C_T/K)**2/(2*w)), because=bounded)

# w = 1, kappa = 2 and K = 1: the state (t^5 + 2 pi i t^6/6)/1100000 in row 1, what drives it, and the input and y = u that this needs
driven_re = Lambda((n, t), Piecewise((t**5 + 2*pi**2*t**7/21, Eq(n, 0)), (t**5, True))/1100000)
driven_im = Lambda((n, t), pi*n*t**6/3300000)
driving = (5*t**4/2 + 3*t**5 + pi**2*t**6/3 + 2*pi**2*t**7/21)/1100000
drive = Lambda(t, Piecewise((0, t <= 0), (driving, True)))
drive_1 = Lambda(t, Piecewise((0, t <= 0), ((10*t**3 + 15*t**4 + 2*pi**2*t**5 + 2*pi**2*t**6/3)/1100000, True)))
drive_2 = Lambda(t, Piecewise((0, t <= 0), ((30*t**2 + 60*t**3 + 10*pi**2*t**4 + 4*pi**2*t**5)/1100000, True)))

# kappa = 2: the input x^4/(4 w^2) from the time 0 on, for windows so long that large errors count, and so short that small ones do
i_1, i_2 = integer("i_1 i_2")
quarter = Lambda(x, Piecewise((0, x <= 0), (x**4/(4*w**2), True)))
quarter_1, quarter_2 = Lambda(x, Piecewise((0, x <= 0), (x**3/w**2, True))), Lambda(x, Piecewise((0, x <= 0), (3*x**2/w**2, True)))
quarter_state = Lambda((n, t), linear_response(
    Lambda((i_1, i_2), (2*pi*I*i_1*KroneckerDelta(i_1, i_2) - 2)/w), Lambda(i_1, 1/(2*w**3)), 4, -4, 4, n, t))
quarter_re, quarter_im = Lambda((n, t), re(quarter_state(n, t))), Lambda((n, t), im(quarter_state(n, t)))

fourier_distance = Claim(
    name="How near the truncated system is to the coefficients of its limit",
    says=energy(T) <= kappa*T/(2*w)*(C_T/K)**2,
    given=(system, starts_empty, a_smooth, b_smooth, y_slope, y_curvature, y_smooth, y_past, y_jumps, positive_time),
    proof=(sines_odd_now, no_sines, sum_off_im, flowing_re, flowing_im, rows_re, rows_im, start_parts, starting_re, starting_im, all_start_re, all_start_im,
           off_re_smooth, off_im_smooth, is_sum_re, is_sum_im, balance, bounded, always_balance, always_bounded,
           chain(energy(T),
                 at_most(energy(0) + kappa*(C_T/K)**2/(2*w)*T,
                         because=(using(slope_bound, f_=energy, f1_=gain, M_=kappa*(C_T/K)**2/(2*w), a_=0, b_=T), always_balance, always_bounded, positive_time)),
                 equals(kappa*T/(2*w)*(C_T/K)**2, because=(all_start_re, all_start_im)))),
    holds_for=(example(K=1, T=10, w=1, kappa=2, u=drive, y=drive, y_1=drive_1, y_2=drive_2, a=driven_re, b=driven_im),
               example(K=4, T=1000, w=1000, kappa=2, u=quarter, y=quarter, y_1=quarter_1, y_2=quarter_2, a=quarter_re, b=quarter_im),
               example(K=4, T=Rational(1, 1000), w=Rational(1, 1000), kappa=2, u=quarter, y=quarter, y_1=quarter_1, y_2=quarter_2, a=quarter_re, b=quarter_im)))

# -- both systems -----------------------------------------------------------------------------------------------------

S_r, S_i = function("S_r S_i")       # real and imaginary parts of the state, by kappa, n, N and t
u_1, u_2 = function("u_1 u_2")
J = whole("J")
S = Lambda((kappa, n, N, t), S_r(kappa, n, N, t) + I*S_i(kappa, n, N, t))
follows_system = Lambda((kappa, N), Eq(
    Derivative(S(kappa, n, N, t), t), (2*pi*I*n*S(kappa, n, N, t) - kappa*Sum(S(kappa, whole_j, N, t), (whole_j, -N, N)) + kappa*u(t))/w))
truncated = given("the truncated systems", ForAll((kappa, n, N, t), (-N <= n, n <= N), follows_system(kappa, N)))
empty_start = given("they start empty", ForAll((kappa, n, N), (-N <= n, n <= N), Eq(S(kappa, n, N, 0), 0)))
smooth_re = given("their real parts are continuously differentiable", ForAll((kappa, n, N), (), ContinuouslyDifferentiable(S_r(kappa, n, N, t), t)))
smooth_im = given("their imaginary parts are continuously differentiable", ForAll((kappa, n, N), (), ContinuouslyDifferentiable(S_i(kappa, n, N, t), t)))
no_past = given("there is no input before the time 0", ForAll((x,), (x <= 0,), Eq(u(x), 0)))
u_slope = given("u_1 is the derivative of u", ForAll((x,), (), Eq(Derivative(u(x), x), u_1(x))))
u_curvature = given("u_2 is the derivative of u_1", ForAll((x,), (), Eq(Derivative(u_1(x), x), u_2(x))))
u_smooth = given("u, u_1 and u_2 are continuously differentiable", Both(
    ContinuouslyDifferentiable(u(x), x), ContinuouslyDifferentiable(u_1(x), x), ContinuouslyDifferentiable(u_2(x), x)))
long_enough = given("J + 1 windows reach back to the start", T <= (J + 1)*w)
echo = Lambda(x, Rational(2, 3)*Sum(3**(-whole_j)*u(x - whole_j*w), (whole_j, 0, J)))
echo_1 = Lambda(x, Rational(2, 3)*Sum(3**(-whole_j)*u_1(x - whole_j*w), (whole_j, 0, J)))
echo_2 = Lambda(x, Rational(2, 3)*Sum(3**(-whole_j)*u_2(x - whole_j*w), (whole_j, 0, J)))
less_a_third = echo(x) - echo(x - w)/3
enters_once = Eq(less_a_third, Rational(2, 3)*(u(x) - 3**(-J - 1)*u(x - (J + 1)*w)))
enters_so_far = hypothesis(enters_once)

fourier_re_entry = Claim(
    name="An echo less a third of the echo one window ago",
    says=enters_once,
    proof=induction(enters_once, on=J, start=0, hypothesis=enters_so_far,
                    base=therefore(enters_once.subs(J, 0), because=arithmetic),
                    step=chain(Rational(2, 3)*Sum(3**(-whole_j)*u(x - whole_j*w), (whole_j, 0, J + 1)) - Rational(2, 9)*Sum(3**(-whole_j)*u(x - w - whole_j*w), (whole_j, 0, J + 1)),
                               equals(less_a_third + Rational(2, 3)*(3**(-J - 1)*u(x - (J + 1)*w) - 3**(-J - 2)*u(x - (J + 2)*w)), because=arithmetic),
                               equals(Rational(2, 3)*(u(x) - 3**(-J - 2)*u(x - (J + 2)*w)), because=enters_so_far))),
    holds_for=(example(J=0, x=1, w=1, u=Lambda(x, x)), example(J=2, x=3, w=2, u=Lambda(x, x**2))))

flow_1 = therefore(ForAll((n, t), (-K <= n, n <= K, 0 <= t, t <= T), follows_system(1, K)), because=truncated)
flow_2 = therefore(ForAll((n, t), (-K <= n, n <= K, 0 <= t, t <= T), follows_system(2, K)), because=truncated)
start_1 = therefore(ForAll((n,), (-K <= n, n <= K), Eq(S(1, n, K, 0), 0)), because=empty_start)
start_2 = therefore(ForAll((n,), (-K <= n, n <= K), Eq(S(2, n, K, 0), 0)), because=empty_start)
smooth_re_1 = therefore(ForAll((n,), (), ContinuouslyDifferentiable(S_r(1, n, K, t), t)), because=smooth_re)
smooth_im_1 = therefore(ForAll((n,), (), ContinuouslyDifferentiable(S_i(1, n, K, t), t)), because=smooth_im)
smooth_re_2 = therefore(ForAll((n,), (), ContinuouslyDifferentiable(S_r(2, n, K, t), t)), because=smooth_re)
smooth_im_2 = therefore(ForAll((n,), (), ContinuouslyDifferentiable(S_i(2, n, K, t), t)), because=smooth_im)
echo_slope = therefore(ForAll((x,), (), Eq(Derivative(echo(x), x), echo_1(x))), because=(u_slope, u_smooth))
echo_curvature = therefore(ForAll((x,), (), Eq(Derivative(echo_1(x), x), echo_2(x))), because=(u_curvature, u_smooth))
echo_smooth = therefore(Both(ContinuouslyDifferentiable(echo(x), x), ContinuouslyDifferentiable(echo_1(x), x), ContinuouslyDifferentiable(echo_2(x), x)), because=u_smooth)
echo_past = therefore(ForAll((x,), (x <= 0,), Eq(echo(x), 0)), because=no_past)
until_now = given("x is at most T", x <= T)
two_thirds = chain(
    less_a_third,
    equals(Rational(2, 3)*(u(x) - 3**(-J - 1)*u(x - (J + 1)*w)), because=fourier_re_entry),
    equals(Rational(2, 3)*u(x), because=(no_past, long_enough, until_now)))
echo_jumping = suppose(until_now, two_thirds, therefore(Eq(echo(x) - echo(x - w), u(x) - (echo(x) + echo(x - w))/2), because=two_thirds))
echo_jumps = therefore(ForAll((x,), (x <= T,), Eq(echo(x) - echo(x - w), u(x) - (echo(x) + echo(x - w))/2)), because=echo_jumping)
signal_jumps = therefore(ForAll((x,), (x <= T,), Eq(u(x) - u(x - w), 2*(u(x) - (u(x) + u(x - w))/2))), because=arithmetic)
echo_now, signal_now = Lambda(x, echo(T - w + w*x)), Lambda(x, u(T - w + w*x))
echo_re, echo_im = Lambda(n, Integral(echo_now(x)*cos(2*pi*n*x), (x, 0, 1))), Lambda(n, Integral(-echo_now(x)*sin(2*pi*n*x), (x, 0, 1)))
signal_re, signal_im = Lambda(n, Integral(signal_now(x)*cos(2*pi*n*x), (x, 0, 1))), Lambda(n, Integral(-signal_now(x)*sin(2*pi*n*x), (x, 0, 1)))
echo_C = w*Integral((1 + echo_2(x)**2)/2, (x, -w, T))/pi**2
signal_C = w*Integral((1 + u_2(x)**2)/2, (x, -w, T))/pi**2
near_echo = therefore(ForAll((K,), (), Sum((S_r(1, n, K, T) - echo_re(n))**2 + (S_i(1, n, K, T) - echo_im(n))**2, (n, -K, K)) <= T/(2*w)*echo_C**2/K**2),
                      because=(using(fourier_distance, kappa=1, a=Lambda((n, t), S_r(1, n, K, t)), b=Lambda((n, t), S_i(1, n, K, t)), y=echo, y_1=echo_1, y_2=echo_2),
                               flow_1, start_1, smooth_re_1, smooth_im_1, echo_slope, echo_curvature, echo_smooth, echo_past, echo_jumps, positive_time))
near_signal = therefore(ForAll((K,), (), Sum((S_r(2, n, K, T) - signal_re(n))**2 + (S_i(2, n, K, T) - signal_im(n))**2, (n, -K, K)) <= T/w*signal_C**2/K**2),
                        because=(using(fourier_distance, kappa=2, a=Lambda((n, t), S_r(2, n, K, t)), b=Lambda((n, t), S_i(2, n, K, t)), y=u, y_1=u_1, y_2=u_2),
                                 flow_2, start_2, smooth_re_2, smooth_im_2, u_slope, u_curvature, u_smooth, no_past, signal_jumps, positive_time))
echo_now_smooth = therefore(ContinuouslyDifferentiable(echo_now(x), x), because=u_smooth)
signal_now_smooth = therefore(ContinuouslyDifferentiable(signal_now(x), x), because=u_smooth)
echo_cosines = therefore(ForAll((n,), (), Eq(echo_re(n), Integral(echo_now(x)*cos(2*pi*n*x), (x, 0, 1)), evaluate=False)), because=arithmetic)
echo_sines = therefore(ForAll((n,), (), Eq(echo_im(n), Integral(-echo_now(x)*sin(2*pi*n*x), (x, 0, 1)), evaluate=False)), because=arithmetic)
signal_cosines = therefore(ForAll((n,), (), Eq(signal_re(n), Integral(signal_now(x)*cos(2*pi*n*x), (x, 0, 1)), evaluate=False)), because=arithmetic)
signal_sines = therefore(ForAll((n,), (), Eq(signal_im(n), Integral(-signal_now(x)*sin(2*pi*n*x), (x, 0, 1)), evaluate=False)), because=arithmetic)
shown = Lambda(kappa, Sum(S(kappa, n, N, T)*exp(2*pi*I*n*s), (n, -N, N)))

# w = 1: the states for the input 10 t^4 from the time 0 on
quartic = Lambda(x, Piecewise((0, x <= 0), (10*x**4, True)))
quartic_1, quartic_2 = Lambda(x, Piecewise((0, x <= 0), (40*x**3, True))), Lambda(x, Piecewise((0, x <= 0), (120*x**2, True)))
driven = Lambda((kappa, n, N, t), linear_response(Lambda((i_1, i_2), 2*pi*I*i_1*KroneckerDelta(i_1, i_2) - kappa), Lambda(i_1, 10*kappa), 4, -N, N, n, t))

fourier_echo = Claim(
    name="What the article's system remembers in the limit: an echo of old windows",
    says=(Tends(shown(1), N, oo, Rational(2, 3)*Sum(3**(-whole_j)*u(s*w + T - w - whole_j*w), (whole_j, 0, J))),
          Tends(shown(2), N, oo, u(s*w + T - w))),
    given=(truncated, empty_start, smooth_re, smooth_im, no_past, u_slope, u_curvature, u_smooth, inside, positive_time, long_enough),
    proof=(flow_1, flow_2, start_1, start_2, smooth_re_1, smooth_im_1, smooth_re_2, smooth_im_2, echo_slope, echo_curvature, echo_smooth, echo_past,
           echo_jumping, echo_jumps, signal_jumps, near_echo, near_signal, echo_now_smooth, signal_now_smooth,
           echo_cosines, echo_sines, signal_cosines, signal_sines,
           therefore(Tends(shown(1), N, oo, Rational(2, 3)*Sum(3**(-whole_j)*u(s*w + T - w - whole_j*w), (whole_j, 0, J))),
                     because=(using(fourier_follows, U=echo_now, U_r=echo_re, U_i=echo_im, c_2=T/(2*w)*echo_C**2, a=Lambda((n, N), S_r(1, n, N, T)), b=Lambda((n, N), S_i(1, n, N, T))),
                              echo_cosines, echo_sines, near_echo, echo_now_smooth, inside)),
           therefore(Tends(shown(2), N, oo, u(s*w + T - w)),
                     because=(using(fourier_follows, U=signal_now, U_r=signal_re, U_i=signal_im, c_2=T/w*signal_C**2, a=Lambda((n, N), S_r(2, n, N, T)), b=Lambda((n, N), S_i(2, n, N, T))),
                              signal_cosines, signal_sines, near_signal, signal_now_smooth, inside))),
    holds_for=(example(w=1, T=Rational(7, 4), s=Rational(3, 4), J=1, u=quartic, u_1=quartic_1, u_2=quartic_2,
                       S_r=Lambda((kappa, n, N, t), re(driven(kappa, n, N, t))), S_i=Lambda((kappa, n, N, t), im(driven(kappa, n, N, t))))),
    measured_by=echo_of_a_pulse, strength="approximate",
    latex=r"\sum_{|k|\le N}x_k(T)e^{2\pi iks}\to\tfrac23\sum_{j\ge0}3^{-j}\,u(sw+T-w-jw)\ \text{(article)},\qquad\to u(sw+T-w)\ \text{(corrected)}",
    note="The difference between the state and the coefficients of the limit follows the same system, with the error of the sum of the coefficients as its "
         "input; that error is at most a multiple of 1/N, and the system only loses energy. The error at finite N falls like 1/N in the experiment.", key=True)
