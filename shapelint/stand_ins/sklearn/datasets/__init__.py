"""sklearn.datasets: tables of documented sizes, and tables made to order."""

import numpy as np
from shapelint.stand_in import known, size, unknown


class Bunch(dict):
    def __getattr__(self, name):
        return self[name]


def _table(rows, columns, return_X_y, as_frame, classes="int64", dtype="float64"):
    data = np.zeros((rows, columns), dtype=dtype)
    target = np.zeros((rows,), dtype=classes)
    if as_frame:
        return unknown("a table of pandas")
    if return_X_y:
        return data, target
    return Bunch(data=data, target=target, feature_names=unknown("names"), target_names=unknown("names"), DESCR="")


def load_iris(*, return_X_y=False, as_frame=False):
    return _table(150, 4, return_X_y, as_frame)


def load_wine(*, return_X_y=False, as_frame=False):
    return _table(178, 13, return_X_y, as_frame)


def load_breast_cancer(*, return_X_y=False, as_frame=False):
    return _table(569, 30, return_X_y, as_frame)


def load_diabetes(*, return_X_y=False, as_frame=False, scaled=True):
    return _table(442, 10, return_X_y, as_frame, classes="float64")


def load_digits(*, n_class=10, return_X_y=False, as_frame=False):
    rows = 1797 if n_class == 10 else size("n")
    found = _table(rows, 64, return_X_y, as_frame)
    if isinstance(found, dict):
        found["images"] = np.zeros((rows, 8, 8), dtype="float64")
    return found


def fetch_california_housing(*, data_home=None, download_if_missing=True, return_X_y=False, as_frame=False, **kwargs):
    return _table(20640, 8, return_X_y, as_frame, classes="float64")


def fetch_olivetti_faces(*, data_home=None, return_X_y=False, **kwargs):
    found = _table(400, 4096, return_X_y, False, dtype="float32")
    if isinstance(found, dict):
        found["images"] = np.zeros((400, 64, 64), dtype="float32")
    return found


def fetch_openml(name=None, *, version="active", return_X_y=False, as_frame="auto", **kwargs):
    if as_frame is False and name == "mnist_784":
        return _table(70000, 784, return_X_y, False, classes=unknown("labels are texts"))
    return unknown("a data set of openml")


def make_classification(n_samples=100, n_features=20, **kwargs):
    return np.zeros((n_samples, n_features), dtype="float64"), np.zeros((n_samples,), dtype="int64")


def make_regression(n_samples=100, n_features=100, *, n_informative=10, n_targets=1, coef=False, **kwargs):
    if coef:
        return unknown("a regression with its coefficients")
    target = (n_samples,) if n_targets == 1 else (n_samples, n_targets)
    return np.zeros((n_samples, n_features), dtype="float64"), np.zeros(target, dtype="float64")


def make_moons(n_samples=100, **kwargs):
    rows = n_samples if isinstance(n_samples, int) else n_samples[0] + n_samples[1]
    return np.zeros((rows, 2), dtype="float64"), np.zeros((rows,), dtype="int64")


def make_circles(n_samples=100, **kwargs):
    return make_moons(n_samples)


def make_blobs(n_samples=100, n_features=2, **kwargs):
    rows = n_samples if isinstance(n_samples, int) else size("n")
    return np.zeros((rows, n_features), dtype="float64"), np.zeros((rows,), dtype="int64")


def make_swiss_roll(n_samples=100, **kwargs):
    return np.zeros((n_samples, 3), dtype="float64"), np.zeros((n_samples,), dtype="float64")
