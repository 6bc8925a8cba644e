"""From the inbox to readings: files that stand still, kept, read, classified, and doubted where they give cause."""
