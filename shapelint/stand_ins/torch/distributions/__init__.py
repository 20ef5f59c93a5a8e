"""torch.distributions: what is drawn has the axes of the batch, then those of an event; a density the former."""

import torch
from shapelint.stand_in import known, unknown


class Distribution:
    def __init__(self, batch_shape=(), event_shape=(), validate_args=None):
        self._batch_shape = batch_shape
        self._event_shape = event_shape

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    @property
    def mean(self):
        return self.sample()

    @property
    def variance(self):
        return self.sample()

    @property
    def stddev(self):
        return self.sample()

    @property
    def mode(self):
        return self.sample()

    def _extended_shape(self, sample_shape=()):
        return (*sample_shape, *self._batch_shape, *self._event_shape)

    def sample(self, sample_shape=()):
        if not known(self._batch_shape) or not known(sample_shape):
            return unknown("what is drawn of an unknown distribution")
        return torch.empty(self._extended_shape(sample_shape))

    def sample_n(self, n):
        return self.sample((n,))

    def rsample(self, sample_shape=()):
        return self.sample(sample_shape)

    def entropy(self):
        if not known(self._batch_shape):
            return unknown("the entropy of an unknown distribution")
        return torch.empty(self._batch_shape)

    def perplexity(self):
        return self.entropy()

    def log_prob(self, value):
        """Of one event more, where the distribution has events: their axes are summed over."""
        if not known(self._batch_shape) or not known(value):
            return unknown("the density of something unknown")
        made = torch.as_tensor(value) + torch.empty((*self._batch_shape, *self._event_shape))
        for _ in self._event_shape:
            made = made.sum(-1)
        return torch.empty(made.shape)

    def cdf(self, value):
        return self.log_prob(value)

    def expand(self, batch_shape, _instance=None):
        return Distribution(batch_shape, self._event_shape)


class _Pair(Distribution):
    """Of two parameters that broadcast to the batch."""

    def _take(self, one, other):
        if not known(one) or not known(other):
            self._batch_shape = unknown("the parameters of a distribution")
            self._event_shape = ()
            return
        one, other = torch.broadcast_tensors(torch.as_tensor(one), torch.as_tensor(other))
        self._batch_shape = one.shape
        self._event_shape = ()


class Normal(_Pair):
    def __init__(self, loc, scale, validate_args=None):
        self.loc = loc
        self.scale = scale
        self._take(loc, scale)

    def log_prob(self, value):
        """Element by element, of what the parameters are computed of."""
        if not known(self._batch_shape) or not known(value):
            return unknown("the density of something unknown")
        return (torch.as_tensor(value) - self.loc) / self.scale


class LogNormal(Normal):
    pass


class Laplace(Normal):
    pass


class Cauchy(Normal):
    pass


class Gumbel(Normal):
    pass


class Uniform(_Pair):
    def __init__(self, low, high, validate_args=None):
        self.low = low
        self.high = high
        self._take(low, high)


class Beta(_Pair):
    def __init__(self, concentration1, concentration0, validate_args=None):
        self.concentration1 = concentration1
        self.concentration0 = concentration0
        self._take(concentration1, concentration0)


class Gamma(_Pair):
    def __init__(self, concentration, rate, validate_args=None):
        self.concentration = concentration
        self.rate = rate
        self._take(concentration, rate)


class Exponential(_Pair):
    def __init__(self, rate, validate_args=None):
        self.rate = rate
        self._take(rate, rate)


class Poisson(Exponential):
    pass


class Bernoulli(_Pair):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self.probs = logits if probs is None else probs
        self.logits = self.probs
        self._take(self.probs, self.probs)


class Geometric(Bernoulli):
    pass


class ContinuousBernoulli(Bernoulli):
    pass


class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        given = logits if probs is None else probs
        self.probs = given
        self.logits = given
        self._event_shape = ()
        if known(given) and isinstance(given, torch.Tensor):
            if given.ndim < 1:
                raise ValueError("parameter must be at least one-dimensional.")
            self._batch_shape = given.shape[:-1]
        else:
            self._batch_shape = unknown("the probabilities of a distribution")

    def sample(self, sample_shape=()):
        if not known(self._batch_shape) or not known(sample_shape):
            return unknown("what is drawn of an unknown distribution")
        return torch.empty(self._extended_shape(sample_shape), dtype=torch.int64)


class OneHotCategorical(Categorical):
    def __init__(self, probs=None, logits=None, validate_args=None):
        super().__init__(probs, logits)
        given = logits if probs is None else probs
        self._event_shape = given.shape[-1:] if known(given) else unknown("the probabilities of a distribution")


class Multinomial(OneHotCategorical):
    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        super().__init__(probs, logits)


class Dirichlet(Distribution):
    def __init__(self, concentration, validate_args=None):
        self.concentration = concentration
        if known(concentration):
            self._batch_shape = concentration.shape[:-1]
            self._event_shape = concentration.shape[-1:]
        else:
            self._batch_shape = unknown("the concentration of a distribution")
            self._event_shape = ()


class MultivariateNormal(Distribution):
    def __init__(self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        self.loc = loc
        matrix = scale_tril if covariance_matrix is None else covariance_matrix
        matrix = precision_matrix if matrix is None else matrix
        self.covariance_matrix = matrix
        if not known(loc) or not known(matrix):
            self._batch_shape = unknown("the parameters of a distribution")
            self._event_shape = ()
            return
        made = (matrix @ loc.unsqueeze(-1)).squeeze(-1)
        self._batch_shape = made.shape[:-1]
        self._event_shape = loc.shape[-1:]


class Independent(Distribution):
    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        self.base_dist = base_distribution
        batch = base_distribution._batch_shape
        count = reinterpreted_batch_ndims
        if known(batch) and known(count):
            kept = len(batch) - count
            self._batch_shape = batch[:kept]
            self._event_shape = (*batch[kept:], *base_distribution._event_shape)
        else:
            self._batch_shape = unknown("the axes of a distribution")
            self._event_shape = ()


def kl_divergence(p, q):
    if not known(p) or not known(q) or not known(p._batch_shape) or not known(q._batch_shape):
        return unknown("a divergence of unknown distributions")
    return torch.empty(p._batch_shape) + torch.empty(q._batch_shape)
