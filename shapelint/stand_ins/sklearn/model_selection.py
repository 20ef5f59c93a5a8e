"""sklearn.model_selection: rows are shared out."""

import math

import numpy as np
import torch
from shapelint.stand_in import known, size, unknown


def _counts(total, test_size, train_size):
    """How many rows are for training, and how many for the test."""
    if not isinstance(total, int) or not known(test_size) or not known(train_size):
        return size("n_train"), size("n_test")
    if test_size is None and train_size is None:
        test_size = 0.25
    test = math.ceil(test_size * total) if isinstance(test_size, float) else test_size
    train = math.floor(train_size * total) if isinstance(train_size, float) else train_size
    if test is None:
        test = total - train
    return (total - test if train is None else train), test


def train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None):
    found = []
    for array in arrays:
        if not known(array):
            found += [unknown("a part of something unknown"), unknown("a part of something unknown")]
            continue
        train, test = _counts(len(array), test_size, train_size)
        for count in (train, test):
            found.append(_rows(array, count))
    return found


def _rows(array, count):
    if isinstance(array, torch.Tensor):
        return torch.empty((count, *array.shape[1:]), dtype=array.dtype)
    if isinstance(array, np.ndarray):
        return np.zeros((count, *array.shape[1:]), dtype=array.dtype)
    if isinstance(array, (list, tuple)):
        return array[:count] if isinstance(count, int) else unknown("a part whose length is not known")
    return array.take_rows(count) if hasattr(array, "take_rows") else unknown("a part of something else")


class KFold:
    """Each row is in the test of one fold; the first folds take what is left over."""

    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        self.n_splits = n_splits

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def split(self, X, y=None, groups=None):
        total = len(X)
        for fold in range(self.n_splits):
            if isinstance(total, int):
                test = total // self.n_splits + (1 if fold < total % self.n_splits else 0)
                train = total - test
            else:
                train, test = size("n_train"), size("n_test")
            yield np.zeros(train, dtype=np.int64), np.zeros(test, dtype=np.int64)


class StratifiedKFold:
    """How many rows a fold has depends on the classes."""

    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        self.n_splits = n_splits

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def split(self, X, y, groups=None):
        for _ in range(self.n_splits):
            yield np.zeros(size("n_train"), dtype=np.int64), np.zeros(size("n_test"), dtype=np.int64)


def _tried(estimator, X, y, fit_params):
    """Fit an estimator to some of the rows and let it predict the others; what it predicts."""
    count = size("n_train")
    given = [X] if y is None else [X, y]
    given = [_rows(one, count) if known(one) else unknown("a part of something unknown") for one in given]
    estimator.fit(*given, **(fit_params or {}))
    rest = _rows(X, size("n_test")) if known(X) else unknown("a part of something unknown")
    return estimator.predict(rest)


def _folds(cv):
    return 5 if cv is None else cv if isinstance(cv, int) else size("folds")


def cross_validate(
    estimator,
    X,
    y=None,
    *,
    groups=None,
    scoring=None,
    cv=None,
    n_jobs=None,
    verbose=0,
    params=None,
    fit_params=None,
    pre_dispatch="2*n_jobs",
    return_train_score=False,
    return_estimator=False,
    return_indices=False,
    error_score=None,
):
    _tried(estimator, X, y, fit_params or params)
    folds = _folds(cv)
    found = {"fit_time": np.zeros(folds), "score_time": np.zeros(folds)}
    if scoring is None or isinstance(scoring, str):
        found["test_score"] = np.zeros(folds)
    return found


def cross_val_score(
    estimator,
    X,
    y=None,
    *,
    groups=None,
    scoring=None,
    cv=None,
    n_jobs=None,
    verbose=0,
    params=None,
    fit_params=None,
    pre_dispatch="2*n_jobs",
    error_score=None,
):
    _tried(estimator, X, y, fit_params or params)
    return np.zeros(_folds(cv))
