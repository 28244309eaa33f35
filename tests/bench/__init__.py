"""Benchmarks: nothing here is a test; `python -m tests.bench` prints ratios of one run."""

SIZES = (1_000, 10_000, 100_000)  # activities
