"""Symbols of the article: the falling bead, the path, the cycloid."""

from sympy import Lambda, cos, sin

from verifier.language import *

source = Source("Su", 2010, "《自然极值》系列——6.最速降线的解答", url="https://kexue.fm/archives/1107")

# Notation: the depth is measured downwards, the bead starts at the origin
phi = real("phi")                            # angle by which the rolling circle has turned
t = real("t")                                # parameter of the solution, half the angle phi
r = positive("r")                            # radius of the rolling circle
C = positive("C")                            # the constant of the first integral, twice that radius
g = positive("g")                            # acceleration of free fall; the article puts 1/2

wheel_x = Lambda(phi, r*(phi - sin(phi)))    # the point of the circle: how far it is to the right
wheel_y = Lambda(phi, r*(1 - cos(phi)))      # and how deep
path_x = Lambda(t, C*(t - sin(2*t)/2))       # the same curve as the article parametrises it
path_y = Lambda(t, C*sin(t)**2)
