"""sklearn.preprocessing: scalers keep the shape of a table."""

import numpy as np
from shapelint.stand_in import known, size, unknown


class _Scaler:
    def __init__(self, *args, **kwargs):
        pass

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        if not known(X):
            return unknown("a scaled table of which nothing is known")
        return np.asarray(X) / 1.0  # floats stay as they are, integers become float64

    def fit_transform(self, X, y=None):
        return self.transform(X)

    def inverse_transform(self, X):
        return self.transform(X)


class StandardScaler(_Scaler):
    pass


class MinMaxScaler(_Scaler):
    pass


class MaxAbsScaler(_Scaler):
    pass


class RobustScaler(_Scaler):
    pass


class Normalizer(_Scaler):
    pass


class PowerTransformer(_Scaler):
    pass


class QuantileTransformer(_Scaler):
    pass


class LabelEncoder:
    def fit(self, y):
        return self

    def transform(self, y):
        if not known(y):
            return unknown("labels of which nothing is known")
        return np.zeros((len(y),), dtype="int64")

    def fit_transform(self, y):
        return self.transform(y)

    def inverse_transform(self, y):
        return unknown("labels")


class OneHotEncoder:
    def __init__(self, **kwargs):
        self.sparse = kwargs.get("sparse_output", kwargs.get("sparse", True))

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        if not known(X) or self.sparse:
            return unknown("a table of ones and zeros")
        return np.zeros((len(X), size("classes")))

    def fit_transform(self, X, y=None):
        return self.transform(X)
