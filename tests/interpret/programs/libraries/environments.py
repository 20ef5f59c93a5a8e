"""What is observed in the classic environments, and what can be done."""

import gymnasium as gym
import numpy as np
import torch
from gymnasium import spaces
from torch import nn

env = gym.make("CartPole-v1")
reveal_shape(env.observation_space.shape)  # (4,)
reveal_shape(int(env.action_space.n))  # 2
state, info = env.reset()
reveal_shape(state)  # (4,)
state, reward, terminated, truncated, info = env.step(env.action_space.sample())
reveal_shape(torch.from_numpy(state).float().unsqueeze(0))  # (1, 4)
net = nn.Linear(env.observation_space.shape[0], int(env.action_space.n))
reveal_shape(net(torch.tensor(state)))  # (2,)
pendulum = gym.make("Pendulum-v1")
reveal_shape(pendulum.action_space.shape)  # (1,)
reveal_shape(pendulum.action_space.sample())  # (1,)


class Mine(gym.Env):
    def __init__(self):
        self.observation_space = spaces.Box(low=-np.ones(7), high=np.ones(7))
        self.action_space = spaces.MultiDiscrete([3, 5])


mine = Mine()
reveal_shape(mine.observation_space.shape)  # (7,)
reveal_shape(mine.action_space.shape)  # (2,)
