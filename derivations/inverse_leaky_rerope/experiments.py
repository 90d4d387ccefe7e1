"""Experiments of rotary encodings and the leaky map, with NumPy alone."""

import numpy as np

from verifier.language import Measurement


def measure_rotary():
    return []


def measure_two_passes():
    return []


def measure_single_pass():
    return []


def measure_largest():
    return []


def measure_coverage():
    return []
