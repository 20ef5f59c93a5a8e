# symbolic
"""Environments of a version of gym whose steps give four things."""

import gym
import torch
from torch import nn

env = gym.wrappers.TimeLimit(gym.make("CartPole-v1"), 100)
state = env.reset()
reveal_shape(state)  # (4,)
done = False
while not done:
    state, reward, done, info = env.step(env.action_space.sample())
    reveal_shape(torch.tensor(state).unsqueeze(0))  # (1, 4)
nn.Linear(3, 2)(torch.tensor(state))  # error: [feature-mismatch]
