"""torchvision: only what its modules hold."""


def _is_tracing():
    return False
