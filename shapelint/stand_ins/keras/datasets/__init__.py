"""keras.datasets: the famous ones, as arrays of documented sizes."""

import numpy as np
from shapelint.stand_in import known, size, unknown


def _pictures(trained, shape, labels, kind="uint8"):
    """Pictures and their classes, so many to train with and 10000 to test with."""
    return (
        (np.zeros((trained, *shape), dtype="uint8"), np.zeros((trained, *labels), dtype=kind)),
        (np.zeros((10000, *shape), dtype="uint8"), np.zeros((10000, *labels), dtype=kind)),
    )


def _numbers(rows, columns, share, kind):
    """A table and what is wanted of each row, of which a share is kept for testing."""
    if not known(share):
        return unknown("a table that is divided by an unknown share")
    trained = int(rows * (1 - share))
    return (
        (np.zeros((trained, columns), dtype=kind), np.zeros((trained,), dtype=kind)),
        (np.zeros((rows - trained, columns), dtype=kind), np.zeros((rows - trained,), dtype=kind)),
    )


class Texts:
    """So many lists of numbers, each as long as its text."""

    def __init__(self, count):
        self._count = count

    @property
    def shape(self):
        return (self._count,)

    def __len__(self):
        return self._count

    def __getitem__(self, key):
        if not isinstance(key, slice):
            return unknown("the words of a text")
        if not isinstance(self._count, int) or not known(key.start) or not known(key.stop) or not known(key.step):
            return Texts(size("texts"))
        return Texts(len(range(self._count)[key]))


def _texts(trained, tested, maxlen, kind="int64"):
    if maxlen is not None:  # longer ones are left out
        trained, tested = size("texts"), size("texts")
    return (
        (Texts(trained), np.zeros((trained,), dtype=kind)),
        (Texts(tested), np.zeros((tested,), dtype=kind)),
    )


class mnist:
    def load_data(path="mnist.npz"):
        return _pictures(60000, (28, 28), ())


class fashion_mnist:
    def load_data():
        return _pictures(60000, (28, 28), ())


class cifar10:
    def load_data():
        return _pictures(50000, (32, 32, 3), (1,))


class cifar100:
    def load_data(label_mode="fine"):
        return _pictures(50000, (32, 32, 3), (1,), kind="int64")


class boston_housing:
    def load_data(path="boston_housing.npz", test_split=0.2, seed=113):
        return _numbers(506, 13, test_split, "float64")


class california_housing:
    def load_data(version="large", path="california_housing.npz", test_split=0.2, seed=113):
        return _numbers(600 if version == "small" else 20640, 8, test_split, "float32")


class imdb:
    def load_data(path="imdb.npz", num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, oov_char=2,
                  index_from=3, **kwargs):  # fmt: skip
        return _texts(25000, 25000, maxlen)

    def get_word_index(path="imdb_word_index.json"):
        return unknown("the words of a data set")


class reuters:
    def load_data(path="reuters.npz", num_words=None, skip_top=0, maxlen=None, test_split=0.2, seed=113, start_char=1,
                  oov_char=2, index_from=3):  # fmt: skip
        if not known(test_split) or test_split != 0.2:
            return _texts(size("texts"), size("texts"), None)
        return _texts(8982, 2246, maxlen)

    def get_word_index(path="reuters_word_index.json"):
        return unknown("the words of a data set")
