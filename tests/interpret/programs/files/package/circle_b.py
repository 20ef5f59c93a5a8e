from . import circle_a


def two():
    return circle_a.ONE + 1
