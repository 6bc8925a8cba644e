"""Fuzzing: laws that hold for every input, and inputs that are made to break them."""
