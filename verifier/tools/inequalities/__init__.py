"""Signs, inequalities and the rules by which one follows from simpler ones."""
