"""gymnasium: the classic environments with what is observed in them and what can be done."""

from shapelint.stand_in import known, unknown

from gymnasium import spaces
from gymnasium.spaces import Box, Discrete, Space

CONTINUOUS = {
    "MountainCarContinuous": (2, 1), "Pendulum": (3, 1), "LunarLanderContinuous": (8, 2), "BipedalWalker": (24, 4),
    "BipedalWalkerHardcore": (24, 4), "HalfCheetah": (17, 6), "Hopper": (11, 3), "Walker2d": (17, 6), "Swimmer": (8, 2),
    "Reacher": (11, 2), "InvertedPendulum": (4, 1),
}  # fmt: skip
DISCRETE = {"CartPole": (4, 2), "MountainCar": (2, 3), "Acrobot": (6, 3), "LunarLander": (8, 4)}
TABLES = {"FrozenLake": (16, 4), "FrozenLake8x8": (64, 4), "Taxi": (500, 6), "CliffWalking": (48, 4)}
ATARI = {
    "Breakout": 4, "Pong": 6, "SpaceInvaders": 6, "BeamRider": 9, "Qbert": 6, "Seaquest": 18, "MsPacman": 9,
    "Enduro": 9, "Freeway": 3,
}  # fmt: skip


class Env:
    metadata = {}

    @property
    def unwrapped(self):
        return self

    def reset(self, *, seed=None, options=None):
        return _observed(self.observation_space), {}

    def step(self, action):
        done = unknown("whether an episode ends")
        return _observed(self.observation_space), 0.0, done, unknown("whether an episode is cut off"), {}

    def seed(self, seed=None):
        pass

    def render(self):
        return unknown("a picture of an environment")

    def close(self):
        pass


def _observed(space):
    return space.sample() if known(space) else unknown("what is observed")


class Wrapper(Env):
    def __init__(self, env):
        self.env = env
        self.observation_space = env.observation_space
        self.action_space = env.action_space

    def reset(self, *, seed=None, options=None):
        return self.env.reset(seed=seed, options=options)

    def step(self, action):
        return self.env.step(action)


class ObservationWrapper(Wrapper):
    def reset(self, *, seed=None, options=None):
        observation, info = self.env.reset(seed=seed, options=options)
        return self.observation(observation), info

    def step(self, action):
        observation, reward, terminated, truncated, info = self.env.step(action)
        return self.observation(observation), reward, terminated, truncated, info


class RewardWrapper(Wrapper):
    pass


class ActionWrapper(Wrapper):
    pass


def make(id, max_episode_steps=None, disable_env_checker=None, **kwargs):
    env = Env()
    env.observation_space = unknown("what is observed in an environment that is not known", "observation_space")
    env.action_space = unknown("what can be done in an environment that is not known", "action_space")
    if not known(id) or not isinstance(id, str):
        return env
    name = id.split("-v")[0].removeprefix("ALE/").removesuffix("NoFrameskip").removesuffix("Deterministic")
    if name in CONTINUOUS:
        seen, done = CONTINUOUS[name]
        env.observation_space = Box(-1.0, 1.0, (seen,))
        env.action_space = Box(-1.0, 1.0, (done,))
    elif name in DISCRETE:
        seen, done = DISCRETE[name]
        env.observation_space = Box(-1.0, 1.0, (seen,))
        env.action_space = Discrete(done)
        if kwargs.get("continuous"):
            env.action_space = Box(-1.0, 1.0, (2,))
    elif name in TABLES:
        seen, done = TABLES[name]
        env.observation_space = Discrete(seen)
        env.action_space = Discrete(done)
    elif name in ATARI:
        if not kwargs or list(kwargs) == ["render_mode"]:
            env.observation_space = Box(0, 255, (210, 160, 3), "uint8")
            env.action_space = Discrete(ATARI[name])
    elif name == "CarRacing":
        env.observation_space = Box(0, 255, (96, 96, 3), "uint8")
        env.action_space = Box(-1.0, 1.0, (3,))
    return env
