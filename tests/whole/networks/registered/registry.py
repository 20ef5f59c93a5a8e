"""Names for model builders."""

MODELS = {}


def register(name=None, **defaults):
    """Put a builder or a class under a name, with defaults for its arguments."""

    def wrap(builder):
        key = name or builder.__name__.lower()
        if key in MODELS:
            raise KeyError(f"{key} is registered already")
        MODELS[key] = (builder, defaults)
        return builder

    return wrap


def create_model(name, **kwargs):
    builder, defaults = MODELS[name]
    arguments = dict(defaults, **kwargs)
    return builder(**arguments)


def list_models():
    return sorted(MODELS)
