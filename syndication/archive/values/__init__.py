"""What the archive tells its callers, beside items: a module a subject."""
