"""A simulated year of polls, with faults at random: whether any subscriber sees an item twice, or misses one."""

from bench.reliability.soak.command import main

__all__ = ["main"]
