"""fire: what it is given is called with the defaults of its parameters."""

import inspect

from shapelint.stand_in import unknown


def Fire(component=None, command=None, name=None, serialize=None):
    if not callable(component):
        return None
    return called(component)


def called(function):
    """Call it as without any options: those that must be given are not known."""
    parameters = inspect.signature(function).parameters
    given = {}
    for name, parameter in parameters.items():
        if parameter.default is inspect.Parameter.empty and parameter.kind == "POSITIONAL_OR_KEYWORD":
            given[name] = unknown(f"the option {name} has no default", name)
    return function(**given)
