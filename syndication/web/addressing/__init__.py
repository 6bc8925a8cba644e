"""Addresses: what one means, its spellings, its language, and the one that others lead to."""
