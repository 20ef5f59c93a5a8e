"""click: a command is called with the defaults of its options."""

from shapelint.stand_in import unknown


class _Command:
    """A function with the options that were put around it."""

    def __init__(self, function, options):
        self.function = function
        self.options = options

    def __call__(self, *args, **kwargs):
        return self.function(*args, **{**self.options, **kwargs})


def _around(function, name, value):
    if isinstance(function, _Command):
        return _Command(function.function, {**function.options, name: value})
    return _Command(function, {name: value})


def option(*names, **given):
    name = [one for one in names if not one.startswith("-")]
    long = [one for one in names if one.startswith("--")]
    dest = name[0] if name else (long[0] if long else names[0]).lstrip("-").split("/")[0].replace("-", "_")
    value = unknown(f"the option {dest} has no default", dest)
    if "default" in given:
        value = given["default"]
        if isinstance(value, str) and given.get("type") in (int, float):
            value = given["type"](value)
    elif given.get("is_flag"):
        value = False
    return lambda function: _around(function, dest, value)


def argument(name, **given):
    dest = name.lower().replace("-", "_")
    value = given.get("default", unknown(f"the argument {dest} is not known", dest))
    return lambda function: _around(function, dest, value)


def command(name=None, **kwargs):
    if callable(name):
        return name if isinstance(name, _Command) else _Command(name, {})
    return lambda function: function if isinstance(function, _Command) else _Command(function, {})


def echo(message=None, **kwargs):
    pass


def Choice(choices, **kwargs):
    return str


def Path(**kwargs):
    return str


def IntRange(*args, **kwargs):
    return int
