"""Sets, projections, losses and iterates at which claims are evaluated."""

from sympy import Abs, Lambda, Max, Min, Piecewise, Rational, Tuple, sign, sqrt

from verifier.language import *

from .notation import psi, u

first = dot(psi, Tuple(1))                                   # the only coordinate of a point of the line
clip = Lambda(psi, Tuple(Max(0, Min(1, first))))             # the projection onto [0, 1]
clip_wide = Lambda(psi, Tuple(Max(-1, Min(1, first))))       # the projection onto [-1, 1]
clip_square = Lambda(psi, Tuple(Max(-1, Min(1, dot(psi, Tuple(1, 0)))), Max(-1, Min(1, dot(psi, Tuple(0, 1))))))
round_off = Lambda(psi, Tuple(Piecewise((0, first < Rational(1, 2)), (1, True))))  # a nearest point of {0, 1}
slope_loss, slope = Lambda((u, psi), u * first), Lambda((u, psi), Tuple(u))                          # L = x theta
gap_loss, gap_slope = Lambda((u, psi), Abs(first - u)), Lambda((u, psi), Tuple(sign(first - u)))     # L = |theta - x|
hill, hill_slope = Lambda((u, psi), -first**2), Lambda((u, psi), Tuple(-2 * first))                  # L = -theta^2
clip_13 = Lambda(psi, Tuple(Max(1, Min(3, first))))          # the projection onto [1, 3]
tight = dict(Theta=interval(1, 3), Pi=clip_13, g=slope, L=slope_loss, T=1, x=[3], eta=[Rational(2, 3)], theta=[[3], [1]], theta_star=[1])
clip_half = Lambda(psi, Tuple(Max(0, Min(Rational(1, 2), first))))  # the projection onto [0, 1/2]
brief = dict(Theta=interval(0, Rational(1, 2)), Pi=clip_half, g=slope, L=slope_loss, T=1, eta=[Rational(3, 2)], theta_star=[0])
short = dict(**brief, x=[Rational(1, 3)], theta=[[Rational(1, 2)], [0]])  # distances and slopes below 1
afar = dict(Theta=interval(1, 3), Pi=clip_13, g=slope, L=slope_loss, T=1, x=[-Rational(1, 2)], eta=[2], theta=[[2], [3]], theta_star=[1])  # a step away from theta*
slide = dict(Theta=interval(1, 3), Pi=clip_13, g=slope, L=slope_loss, x=[3, -1], eta=[Rational(1, 3), Rational(1, 2)],
             theta=[[3], [2], [Rational(5, 2)]], theta_star=[1])
clip_15 = Lambda(psi, Tuple(Max(1, Min(5, first))))          # the projection onto [1, 5]
crawl = dict(Theta=interval(1, 5), Pi=clip_15, g=slope, L=slope_loss, T=3, x=[1, 1, 1], eta=[Rational(1, 5), sqrt(2) / 10, sqrt(3) / 15],
             theta=[[5], [Rational(24, 5)], [Rational(24, 5) - sqrt(2) / 10], [Rational(24, 5) - sqrt(2) / 10 - sqrt(3) / 15]],
             theta_star=[1])  # steps much shorter than the way
deep = dict(Theta=interval(1, 5), Pi=clip_15, g=slope, L=Lambda((u, psi), u * first - 99), T=2, theta_star=[1])  # equality with T = 2, and negative losses
clip_narrow = Lambda(psi, Tuple(Max(1, Min(Rational(11, 10), first))))
inch = dict(Theta=interval(1, Rational(11, 10)), Pi=clip_narrow, g=slope, L=slope_loss, T=1, x=[1], eta=[Rational(1, 50)],
            theta=[[Rational(11, 10)], [Rational(27, 25)]], theta_star=[1])  # the same in a small set
clip_nine = Lambda(psi, Tuple(Max(-9, Min(9, dot(psi, Tuple(1, 0)))), Max(-9, Min(9, dot(psi, Tuple(0, 1))))))
slant = dict(Theta=box((-9, 9), (-9, 9)), Pi=clip_nine, L=Lambda((u, psi), dot(psi, Tuple(1, u * sqrt(3)))),
             g=Lambda((u, psi), Tuple(1, u * sqrt(3))), T=2, x=[1, -1], eta=[1, 1], theta=[[3, 1], [2, 1 - sqrt(3)], [1, 1]],
             theta_star=[1, 1])
unit_set = dict(Theta=interval(0, 1), Pi=clip)
unit = dict(Theta=interval(0, 1), Pi=clip, g=slope)
low = dict(Theta=interval(0, 1), Pi=clip, g=slope, L=Lambda((u, psi), u * first - 9))  # negative losses
high = dict(Theta=interval(0, 1), Pi=clip, g=slope, L=Lambda((u, psi), u * first + 9))  # positive ones
line = dict(Theta=interval(0, 1), Pi=clip, g=slope, L=slope_loss)
wide_line = dict(Theta=interval(-1, 1), Pi=clip_wide, g=gap_slope, L=gap_loss)
half = Rational(1, 2)
back_5 = half - 1 / sqrt(5)                                  # where the sixth iterate is after five steps 1/sqrt(t)
back_7 = back_5 + 1 / sqrt(6) - 1 / sqrt(7)
zigzag = dict(Theta=interval(0, half), Pi=clip_half, g=slope, L=slope_loss, T=9, x=[1, -1, 1, -1, 1, -1, 1, -1, 1],
              eta=[1, sqrt(2) / 2, sqrt(3) / 3, half, sqrt(5) / 5, sqrt(6) / 6, sqrt(7) / 7, sqrt(8) / 8, Rational(1, 3)],
              theta=[[half], [0], [half], [0], [half], [back_5], [back_5 + 1 / sqrt(6)], [back_7], [back_7 + 1 / sqrt(8)],
                     [back_7 + 1 / sqrt(8) - Rational(1, 3)]], theta_star=[0])  # more than half of the largest regret

# Runs of which one premise fails
cliff = Lambda((u, psi), Piecewise((u * first, first <= 1), (9, True)))    # a loss that is dear beyond 1
pit = Lambda((u, psi), Piecewise((-9, first < 0), (u * first, True)))      # and one that is cheap below 0
late = dict(**unit, L=cliff, T=1, x=[1], eta=[1], theta=[[2], [1]], theta_star=[0])
beyond = dict(**unit, L=pit, T=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[-1])
leaves = dict(Theta=interval(0, 1), Pi=Lambda(psi, psi), g=slope, L=cliff, T=2, x=[-1, 1], eta=[1, 1], theta=[[1], [2], [1]], theta_star=[0])
stays = dict(Theta=interval(0, 1), Pi=Lambda(psi, Tuple(1)), g=slope, L=slope_loss, T=1, x=[1], eta=[half], theta=[[1], [1]], theta_star=[0])
apart = dict(Theta=finite_set(0, 1), Pi=round_off, g=slope, L=slope_loss, T=1, x=[1], eta=[half / 2], theta=[[1], [1]], theta_star=[0])
falling = Lambda(u, 1 / sqrt(u))                                           # the steps 1/sqrt(t)
clip_03 = Lambda(psi, Tuple(Piecewise((0, first < Rational(3, 2)), (3, True))))  # a nearest point of {0, 3}
four = dict(g=slope, L=slope_loss, T=4, G=1, x=[1, 1, 1, 1], theta_star=[0])
idle = dict(**four, **unit_set, D=1, theta=[[1], [1], [1], [1], [1]])
sticky = dict(**four, Theta=interval(0, 1), Pi=Lambda(psi, Tuple(1)), D=1, theta=[[1], [1], [1], [1], [1]])
jump = dict(**four, Theta=finite_set(0, 3), Pi=clip_03, D=3, theta=[[3], [3], [3], [3], [3]])
slow = dict(**four, **unit_set, D=1, eta=Rational(1, 10), theta=[[1], [Rational(9, 10)], [Rational(4, 5)], [Rational(7, 10)], [Rational(3, 5)]])
escape = dict(Theta=interval(0, 1), Pi=Lambda(psi, psi), g=slope, L=cliff, T=2, D=1, G=1, x=[-1, 1], theta_star=[0])
flat = dict(Theta=interval(1, 1), Pi=Lambda(psi, Tuple(1)), g=slope, L=slope_loss, T=1, D=0, G=0, x=[0], theta=[[1], [1]], theta_star=[1])
