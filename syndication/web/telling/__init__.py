"""What pages tell of feeds and items, in words and tables; and what templates can call."""
