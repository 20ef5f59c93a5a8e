"""gym: as gymnasium, but what `reset` and `step` give depends on the version."""

import gymnasium
from shapelint.stand_in import unknown

from gym import spaces
from gym.spaces import Box, Discrete, Space


class Env(gymnasium.Env):
    def reset(self, **kwargs):
        return unknown("what is observed, or that and more: versions of gym differ")

    def step(self, action):
        return unknown("what a step gives: versions of gym differ")


class Wrapper(Env):
    def __init__(self, env):
        self.env = env
        self.observation_space = env.observation_space
        self.action_space = env.action_space


def make(id, **kwargs):
    found = gymnasium.make(id, **kwargs)
    env = Env()
    env.observation_space = found.observation_space
    env.action_space = found.action_space
    return env
