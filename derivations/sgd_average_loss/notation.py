"""Symbols of the descent."""

from verifier.language import *

source = Source("Su", 2023, "让炼丹更科学一些（一）：SGD的平均损失收敛", url="https://kexue.fm/archives/9902")

# Notation
T, n = natural("T n")                     # number of steps; any step
t = index("t", 1, T)                      # steps
j = index("j", 2, T)                      # steps from the second on
k = index("k")                            # steps without end
x = vector("x")                           # x_t says which training subset is drawn at step t
L = function("L")                         # L(x, theta), the loss
g, theta = trajectory("g theta")          # g(x, theta), a (sub)gradient of the loss in theta; theta(t), the iterates
Pi = trajectory("Pi")                     # the projection onto Theta
Theta = convex_set("Theta")               # where the parameters may lie
best = point("theta_star")                # the parameter to compare with, any point of Theta
phi, psi, a, b, p, q = point("phi psi a b p q")  # points of R^d, for every d
eta = sequence("eta", positive=True)      # eta(t), the step sizes
D, G = nonnegative("D G")                 # bounds of distances and of (sub)gradients
alpha, eta0 = positive("alpha eta_0")     # constants in step sizes
lam = real("lambda")                      # a fraction
X = random_vector("X")                    # X_t, the training subset drawn at random
vartheta = random_trajectory("vartheta")  # the iterates that it gives
Lbar = function("Lbar")                   # the population loss
u, v = real("u"), point("v")              # a sample, a parameter
