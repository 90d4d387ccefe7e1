"""Laws of matrices of every shape."""
