"""simple_parsing: dataclasses of options, with their defaults."""

import argparse

from fire import called


def parse(config_class, config_path=None, args=None, default=None, dest="config", **kwargs):
    return called(config_class) if default is None else default


class ArgumentParser(argparse.ArgumentParser):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self._classes = {}

    def add_arguments(self, dataclass, dest, **kwargs):
        self._classes[dest] = dataclass

    def parse_args(self, args=None, namespace=None):
        found = super().parse_args(args)
        for dest, made in self._classes.items():
            setattr(found, dest, called(made))
        return found
