"""Inequalities of convexity: Jensen, Gibbs and their kin."""
