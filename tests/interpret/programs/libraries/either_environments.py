# symbolic
"""Environments of some version of gym, which the program does not tell."""

import gym

env = gym.make("CartPole-v1")
reveal_shape(env.reset())  # ?
