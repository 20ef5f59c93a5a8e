"""stable_baselines3.common.atari_wrappers: frames that are skipped, lives and rewards; pictures of 84x84 at the end."""

from gymnasium.wrappers import _AsItIs, _Changed


class NoopResetEnv(_AsItIs):
    pass


class FireResetEnv(_AsItIs):
    pass


class EpisodicLifeEnv(_AsItIs):
    pass


class MaxAndSkipEnv(_AsItIs):
    pass


class ClipRewardEnv(_AsItIs):
    pass


class WarpFrame(_Changed):
    def __init__(self, env, width=84, height=84):
        super().__init__(env)
        self._observe((height, width, 1), "uint8")
