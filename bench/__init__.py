"""Benchmarks against peers: ``python -m bench`` prints one table of ratios; docs/benchmarks.md says how to read it."""
