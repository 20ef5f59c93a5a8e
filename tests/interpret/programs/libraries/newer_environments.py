# symbolic
"""Environments of a version of gym whose steps give five things."""

import gym

env = gym.make("CartPole-v1")
state, info = env.reset()
reveal_shape(state)  # (4,)
state, reward, terminated, truncated, info = env.step(0)
reveal_shape(state)  # (4,)
