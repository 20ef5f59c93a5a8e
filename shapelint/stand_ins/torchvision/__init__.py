"""torchvision: only what its modules hold."""
