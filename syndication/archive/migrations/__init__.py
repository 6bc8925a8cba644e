"""Alembic's scripts; they travel in the wheel and are run by ``Archive.open``."""
