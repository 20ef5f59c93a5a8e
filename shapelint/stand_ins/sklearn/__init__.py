"""sklearn: only what its modules hold."""
