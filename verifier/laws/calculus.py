"""Laws of derivatives, integrals and special polynomials."""
