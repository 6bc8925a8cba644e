"""What is made when somebody asks, documents and pages, and kept for who asks next."""
