"""sklearn.decomposition: fewer columns."""

import numpy as np
from shapelint.stand_in import known, size, unknown


class PCA:
    def __init__(self, n_components=None, **kwargs):
        self.n_components = n_components

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        if not known(X):
            return unknown("components of which nothing is known")
        return np.zeros((len(X), self.n_components if isinstance(self.n_components, int) else size("components")))

    def fit_transform(self, X, y=None):
        return self.transform(X)


class TruncatedSVD(PCA):
    pass


class FastICA(PCA):
    pass


class NMF(PCA):
    pass
