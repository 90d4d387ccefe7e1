"""Expectations and probabilities of random variables with named laws."""
