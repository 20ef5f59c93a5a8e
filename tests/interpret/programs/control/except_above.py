"""An except takes what Python's own classes of exceptions say that it is."""

import torch


def width(act):
    try:
        act()
        return 1
    except RuntimeError:
        return 2
    except OSError:
        return 3
    except (KeyError, IndexError):
        return 4
    except ValueError:
        return 5


def refused():
    raise ConnectionError("nobody answers")


def beyond():
    [1, 2][7]


def undecoded():
    raise UnicodeError


class Late(TimeoutError):
    pass


def late():
    raise Late


def not_done():
    raise NotImplementedError("not yet")


reveal_shape(torch.zeros(width(refused)))  # (3,)
reveal_shape(torch.zeros(width(beyond)))  # (4,)
reveal_shape(torch.zeros(width(undecoded)))  # (5,)
reveal_shape(torch.zeros(width(late)))  # (3,)
reveal_shape(torch.zeros(width(not_done)))  # (2,)
reveal_shape(torch.zeros(width(lambda: None)))  # (1,)
