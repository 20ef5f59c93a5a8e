"""typer: commands are called with the defaults of their options."""

from fire import called
from shapelint.stand_in import unknown


def Option(default=..., *names, **kwargs):
    return unknown("an option without default") if default is ... else default


def Argument(default=..., **kwargs):
    return unknown("an argument without default") if default is ... else default


def run(function):
    return called(function)


class Typer:
    def __init__(self, **kwargs):
        self.commands = []

    def command(self, name=None, **kwargs):
        def keep(function):
            self.commands.append(function)
            return function

        return keep

    def callback(self, **kwargs):
        return self.command()

    def add_typer(self, typer, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        if len(self.commands) == 1:
            called(self.commands[0])
