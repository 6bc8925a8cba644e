"""What becomes of a site when a process dies, a disk is full or fails, or the power goes, at any of a cycle's calls."""
