"""Laws of Euclidean space: inner products, projections, convex functions."""
