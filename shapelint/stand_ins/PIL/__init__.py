"""PIL: only what its modules hold."""
