"""sklearn.base: what estimators of a program's own are derived from."""

from shapelint.stand_in import unknown


class BaseEstimator:
    def get_params(self, deep=True):
        return unknown("the parameters of an estimator")

    def set_params(self, **params):
        for name, value in params.items():
            setattr(self, name, value)
        return self


class ClassifierMixin:
    def score(self, X, y, sample_weight=None):
        self.predict(X)
        return unknown("the score of an estimator")


class RegressorMixin:
    def score(self, X, y, sample_weight=None):
        self.predict(X)
        return unknown("the score of an estimator")


class TransformerMixin:
    def fit_transform(self, X, y=None, **fit_params):
        fitted = self.fit(X, **fit_params) if y is None else self.fit(X, y, **fit_params)
        return fitted.transform(X)


def clone(estimator, *, safe=True):
    return estimator
