"""gym: as gymnasium, but what `reset` and `step` give depends on the version, of which the program tells."""

import gymnasium
from shapelint.stand_in import unknown, unpacked

from gym import spaces
from gym.spaces import Box, Discrete, Space


class Env(gymnasium.Env):
    def reset(self, **kwargs):
        version = _version()
        if version is None:
            return unknown("what is observed, or that and more: versions of gym differ")
        observed, info = gymnasium.Env.reset(self)
        return observed if version == "old" else (observed, info)

    def step(self, action):
        version = _version()
        if version is None:
            return unknown("what a step gives: versions of gym differ")
        observed, reward, terminated, truncated, info = gymnasium.Env.step(self, action)
        if version == "old":
            return observed, reward, terminated, info
        return observed, reward, terminated, truncated, info


def _version():
    """Whether the program takes four or five things from a step, where it does either."""
    counts = unpacked("step")
    if (4 in counts) == (5 in counts):
        return None
    return "old" if 4 in counts else "new"


class Wrapper(Env):
    def __init__(self, env):
        self.env = env
        self.observation_space = env.observation_space
        self.action_space = env.action_space

    def reset(self, **kwargs):
        return self.env.reset(**kwargs)

    def step(self, action):
        return self.env.step(action)


def make(id, **kwargs):
    found = gymnasium.make(id, **kwargs)
    env = Env()
    env.observation_space = found.observation_space
    env.action_space = found.action_space
    return env
