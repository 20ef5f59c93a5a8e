"""tyro: what it is given is called with the defaults of its parameters."""

from fire import called


def cli(f, *, args=None, default=None, **kwargs):
    return called(f) if default is None else default
