"""Laws of limits and asymptotic orders."""
