from . import circle_b

ONE = 1


def total():
    return ONE + circle_b.two()
