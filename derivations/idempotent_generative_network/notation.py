"""Symbols of the two players, and what a frozen copy is."""

from verifier.language import *

source = Source("Su", 2024, "幂等生成网络IGN：试图将判别和生成合二为一的GAN", url="https://kexue.fm/archives/9969")

# Notation
D = function("D")                             # D(theta, y), the score of the sample y: low for real ones, high for generated ones
G = trajectory("G")                           # G(phi, z), the sample that is generated from the noise z
theta, phi = point("theta phi")               # the parameters of the two players
theta_0, phi_0 = point("theta_0 phi_0")       # frozen copies, through which no gradient flows
x, z = point("x z")                           # a real sample, a noise
y = point("y")                                # any sample
u = point("u")                                # any direction in the space of the parameters
s = real("s")                                 # how far the parameters have moved in that direction
