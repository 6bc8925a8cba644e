"""What is done to the service to see that it loses nothing, repeats nothing, and shows nobody half of anything."""
