"""What cross validation gives an estimator of the program's own: some of the rows, and then the others."""

import numpy as np
import torch
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.model_selection import KFold, cross_val_score, cross_validate
from torch import nn


class Halved(BaseEstimator, TransformerMixin):
    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return X[:, ::2]


class Classifier(ClassifierMixin, BaseEstimator):
    def fit(self, X, y):
        self.classes_ = np.array([0, 1])
        self.layer = nn.Linear(4, 2)
        scores = self.layer(torch.as_tensor(X))
        reveal_shape((scores.dim(), scores.shape[1]))  # (2, 2)
        nn.functional.cross_entropy(scores, torch.as_tensor(y))
        return self

    def predict(self, X):
        scores = self.layer(torch.as_tensor(X))
        return scores.argmax(1).numpy()


X = np.random.rand(30, 4).astype(np.float32)
y = np.tile(np.array([0, 1]), 15)
reveal_shape(Halved().fit_transform(X))  # (30, 2)
reveal_shape(cross_val_score(Classifier(), X, y, cv=3))  # (3,)
reveal_shape(cross_validate(Classifier(), X, y, cv=3, scoring="accuracy")["test_score"])  # (3,)

for train, test in KFold(4).split(X):
    reveal_shape(X[train])  # (22, 4); (23, 4)
    reveal_shape(X[test])  # (8, 4); (7, 4)
