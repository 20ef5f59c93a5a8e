"""absl.flags: flags by name, with their defaults."""

from shapelint.stand_in import unknown


class FlagValues:
    def __call__(self, argv, known_only=False):
        return argv


FLAGS = FlagValues()


class FlagHolder:
    def __init__(self, value):
        self.value = value
        self.default = value


def DEFINE_integer(name, default, help=None, *args, **kwargs):
    value = unknown(f"the flag {name} has no default", name) if default is None else default
    setattr(FLAGS, name, value)
    return FlagHolder(value)


DEFINE_float = DEFINE_string = DEFINE_bool = DEFINE_boolean = DEFINE_integer


def DEFINE_enum(name, default, enum_values, help=None, *args, **kwargs):
    return DEFINE_integer(name, default)


def DEFINE_list(name, default, help=None, *args, **kwargs):
    return DEFINE_integer(name, default.split(",") if isinstance(default, str) else default)


def DEFINE_multi_integer(name, default, help=None, *args, **kwargs):
    return DEFINE_integer(name, [default] if isinstance(default, int) else default)


DEFINE_multi_float = DEFINE_multi_string = DEFINE_multi_integer
