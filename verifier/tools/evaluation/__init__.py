"""Values at a point, exact or in balls, and the points themselves."""
