WIDTH = 6
EXTRA = 1
NAME = __name__
