"""gym.wrappers: those that leave what is observed as it is."""

from gym import Wrapper


class _AsItIs(Wrapper):
    def __init__(self, env, *args, **kwargs):
        super().__init__(env)


Monitor = RecordVideo = RecordEpisodeStatistics = TimeLimit = OrderEnforcing = ClipAction = _AsItIs
