"""The peers that serve feeds: applications as one would write them, on the items of our own documents."""
