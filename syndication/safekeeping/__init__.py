"""Keeping what cannot be made again: backups of the archive, the way back, and the archive made anew from originals."""
