"""gymnasium.wrappers: what is observed through them; most leave it as it is."""

from shapelint.stand_in import known, unknown

from gymnasium import Env, Wrapper
from gymnasium.spaces import Box


class _AsItIs(Wrapper):
    def __init__(self, env, *args, **kwargs):
        super().__init__(env)


class RecordEpisodeStatistics(_AsItIs):
    pass


class RecordVideo(_AsItIs):
    pass


class TimeLimit(_AsItIs):
    pass


class OrderEnforcing(_AsItIs):
    pass


class ClipAction(_AsItIs):
    pass


class RescaleAction(_AsItIs):
    pass


class NormalizeObservation(_AsItIs):
    pass


class NormalizeReward(_AsItIs):
    pass


class TransformReward(_AsItIs):
    pass


class Autoreset(_AsItIs):
    pass


AutoResetWrapper = Autoreset


class _Changed(Wrapper):
    """Something else is observed than in the environment."""

    def _observe(self, shape, dtype):
        self.observation_space = Box(0, 255, shape, dtype)

    def reset(self, *, seed=None, options=None):
        return Env.reset(self)

    def step(self, action):
        return Env.step(self, action)


class ResizeObservation(_Changed):
    def __init__(self, env, shape):
        super().__init__(env)
        size = (shape, shape) if isinstance(shape, int) else tuple(shape)
        self._observe((*size, *env.observation_space.shape[2:]), env.observation_space.dtype)


class GrayscaleObservation(_Changed):
    def __init__(self, env, keep_dim=False):
        super().__init__(env)
        size = env.observation_space.shape[:2]
        self._observe((*size, 1) if keep_dim else size, env.observation_space.dtype)


GrayScaleObservation = GrayscaleObservation


class FrameStackObservation(_Changed):
    def __init__(self, env, stack_size, **kwargs):
        super().__init__(env)
        self._observe((stack_size, *env.observation_space.shape), env.observation_space.dtype)


class FrameStack(FrameStackObservation):
    def __init__(self, env, num_stack, lz4_compress=False):
        super().__init__(env, num_stack)


class FlattenObservation(_Changed):
    def __init__(self, env):
        super().__init__(env)
        size = 1
        for one in env.observation_space.shape:
            size = size * one
        self._observe((size,), env.observation_space.dtype)


class AtariPreprocessing(_Changed):
    def __init__(self, env, noop_max=30, frame_skip=4, screen_size=84, terminal_on_life_loss=False,
                 grayscale_obs=True, grayscale_newaxis=False, scale_obs=False):  # fmt: skip
        super().__init__(env)
        size = (screen_size, screen_size) if isinstance(screen_size, int) else (screen_size[1], screen_size[0])
        rest = (3,) if not grayscale_obs else (1,) if grayscale_newaxis else ()
        self._observe((*size, *rest), "float32" if scale_obs else "uint8")


class TransformObservation(_Changed):
    def __init__(self, env, f=None, observation_space=None, **kwargs):
        super().__init__(env)
        found = kwargs.get("func", f)
        if observation_space is not None:
            self.observation_space = observation_space
        elif not known(found):
            self.observation_space = unknown("what is observed through a function", "observation_space")
        self._function = found

    def reset(self, *, seed=None, options=None):
        observation, info = self.env.reset(seed=seed, options=options)
        return self._function(observation), info

    def step(self, action):
        observation, reward, terminated, truncated, info = self.env.step(action)
        return self._function(observation), reward, terminated, truncated, info
