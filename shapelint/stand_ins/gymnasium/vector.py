"""gymnasium.vector: several environments at once, side by side along the first axis."""

import numpy as np
from shapelint.stand_in import known, unknown

from gymnasium.spaces import Box, Discrete, MultiDiscrete


class VectorEnv:
    @property
    def unwrapped(self):
        return self

    def seed(self, seed=None):
        pass

    def close(self, **kwargs):
        pass


class SyncVectorEnv(VectorEnv):
    def __init__(self, env_fns, copy=True, **kwargs):
        self.envs = [make() for make in env_fns]
        self.num_envs = len(self.envs)
        self.single_observation_space = self.envs[0].observation_space
        self.single_action_space = self.envs[0].action_space
        self.observation_space = _several(self.single_observation_space, self.num_envs)
        self.action_space = _several(self.single_action_space, self.num_envs)

    def reset(self, *, seed=None, options=None):
        return self._observed(), unknown("what environments tell", "infos")

    def step(self, actions):
        flags = (self.num_envs,)
        return (
            self._observed(),
            np.zeros(flags),
            np.zeros(flags, dtype="bool"),
            np.zeros(flags, dtype="bool"),
            unknown("what environments tell", "infos"),
        )

    def _observed(self):
        return self.observation_space.sample() if known(self.observation_space) else unknown("what is observed")


AsyncVectorEnv = SyncVectorEnv


def _several(space, count):
    if isinstance(space, Box):
        return Box(-1.0, 1.0, (count, *space.shape), space.dtype)
    if isinstance(space, Discrete):
        return MultiDiscrete([space.n] * count)
    return unknown("the spaces of several environments")
