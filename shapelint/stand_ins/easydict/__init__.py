"""easydict: a dictionary whose keys are attributes."""


class EasyDict(dict):
    def __init__(self, d=None, **kwargs):
        super().__init__()
        given = {} if d is None else dict(d)
        given.update(kwargs)
        for key, value in given.items():
            self[key] = _easy(value)

    def __getattr__(self, name):
        return self[name]

    def __setattr__(self, name, value):
        self[name] = _easy(value)


def _easy(value):
    if isinstance(value, EasyDict):
        return value
    if isinstance(value, dict):
        return EasyDict(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_easy(one) for one in value])
    return value
