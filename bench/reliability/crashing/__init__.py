"""A cycle that is killed, refused or cut off from power at any of its calls, and what comes of it."""
