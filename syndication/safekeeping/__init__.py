"""Keeping what cannot be made again: backups of the archive, and the way back."""
