# symbolic
"""Games whose pictures are made small, grey, and stacked."""

import gymnasium as gym
import torch
from stable_baselines3.common.atari_wrappers import EpisodicLifeEnv, NoopResetEnv
from torch import nn


def make():
    env = gym.make("BreakoutNoFrameskip-v4")
    env = EpisodicLifeEnv(NoopResetEnv(env, noop_max=30))
    env = gym.wrappers.ResizeObservation(env, (84, 84))
    env = gym.wrappers.GrayScaleObservation(env)
    return gym.wrappers.FrameStack(env, 4)


envs = gym.vector.SyncVectorEnv([make for _ in range(2)])
observed, _ = envs.reset(seed=1)
reveal_shape(torch.Tensor(observed))  # (2, 4, 84, 84)
net = nn.Sequential(nn.Conv2d(4, 32, 8, stride=4), nn.Conv2d(32, 64, 4, stride=2), nn.Conv2d(64, 64, 3), nn.Flatten())
reveal_shape(net(torch.Tensor(observed)))  # (2, 3136)
head = nn.Linear(3136, envs.single_action_space.n)
reveal_shape(head(net(torch.Tensor(observed))))  # (2, 4)
nn.Linear(3136, envs.single_action_space.n)(torch.Tensor(observed))  # error: [feature-mismatch]
