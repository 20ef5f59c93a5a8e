"""Several environments at once, and what is observed through wrappers."""

import gymnasium as gym
import numpy as np
import torch
from gymnasium import spaces


class Pictures(gym.Env):
    def __init__(self):
        self.observation_space = spaces.Box(low=0, high=255, shape=(20, 30, 3), dtype=np.uint8)
        self.action_space = spaces.Discrete(5)

    def reset(self, *, seed=None, options=None):
        return np.zeros((20, 30, 3), dtype=np.uint8), {}

    def step(self, action):
        return np.zeros((20, 30, 3), dtype=np.uint8), 0.0, False, False, {}


def make(grey):
    def thunk():
        env = Pictures()
        env = gym.wrappers.RecordEpisodeStatistics(env)
        if grey:
            env = gym.wrappers.GrayscaleObservation(env)
            env = gym.wrappers.FrameStackObservation(env, 4)
        return env

    return thunk


envs = gym.vector.SyncVectorEnv([make(False) for _ in range(3)])
reveal_shape(envs.single_observation_space.shape)  # (20, 30, 3)
reveal_shape(envs.observation_space.shape)  # (3, 20, 30, 3)
reveal_shape(int(envs.single_action_space.n))  # 5
observed, infos = envs.reset(seed=0)
reveal_shape(torch.tensor(observed))  # (3, 20, 30, 3)
observed, reward, terminated, truncated, infos = envs.step(envs.action_space.sample())
reveal_shape(reward)  # (3,)
reveal_shape(torch.Tensor(terminated))  # (3,)
grey = gym.vector.SyncVectorEnv([make(True) for _ in range(2)])
reveal_shape(grey.single_observation_space.shape)  # (4, 20, 30)
cart = gym.vector.SyncVectorEnv([lambda: gym.make("CartPole-v1") for _ in range(2)])
reveal_shape(cart.reset()[0])  # (2, 4)
