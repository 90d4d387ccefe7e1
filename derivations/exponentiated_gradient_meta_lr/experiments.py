"""Experiments of exponentiated gradient descent and of the gains, with NumPy alone."""

import numpy as np

from verifier.language import Measurement


def measure_positivity():
    return []


def measure_two_forms():
    return []
