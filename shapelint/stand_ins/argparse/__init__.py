"""argparse: what a program is given is what its options are by default, as when it is run without any."""

from shapelint.stand_in import known, unknown

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."
FLAGS = {"store_true": False, "store_false": True}


class ArgumentError(Exception):
    pass


class ArgumentTypeError(Exception):
    pass


class HelpFormatter:
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class RawTextHelpFormatter(HelpFormatter):
    pass


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class Action:
    pass


class BooleanOptionalAction(Action):
    pass


class FileType:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, string):
        return unknown("a file")


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __contains__(self, key):
        return key in self.__dict__


class _OpenNamespace(Namespace):
    """Options to which a library added others."""

    @property
    def __dict__(self):
        return unknown("options that a library adds")

    def __getattr__(self, name):
        return unknown("an option that a library adds", name)


class _Option:
    """One option: its names, where its value goes, what it is when it is not given."""

    def __init__(self, names, given):
        self.names = names
        self.given = given
        self.is_positional = bool(names) and not names[0].startswith("-")
        self.dest = given.get("dest") or _dest(names)
        self.action = given.get("action", "store")
        self.nargs = given.get("nargs")
        self.type = given.get("type")
        self.has_default = "default" in given

    def default(self):
        if self.has_default:
            value = self.given["default"]
            return self.read(value) if isinstance(value, str) and value != SUPPRESS else value
        if isinstance(self.action, str) and self.action in FLAGS:
            return FLAGS[self.action]
        if self.is_positional and self.nargs == ZERO_OR_MORE:
            return []
        return unknown(f"the option {self.dest} has no default", self.dest)

    def read(self, text):
        """The value that a text becomes."""
        return text if self.type is None else self.type(text)

    def takes(self, texts):
        """How many of the words that follow are its own."""
        if isinstance(self.action, str) and self.action not in ("store", "append", "extend"):
            return 0
        if isinstance(self.nargs, int):
            return self.nargs
        if self.nargs is None:
            return 1
        if self.nargs == REMAINDER:
            return len(texts)
        count = 0
        for text in texts:
            if text.startswith("-") and not text[1:2].isdigit():
                break
            count += 1
        return min(count, 1) if self.nargs == OPTIONAL else count

    def value(self, texts, before):
        if self.action == "store_true":
            return True
        if self.action == "store_false":
            return False
        if self.action == "store_const":
            return self.given.get("const")
        if self.action == "count":
            return (before or 0) + 1
        if not isinstance(self.action, str):
            return unknown("an action of the program's own")
        if self.nargs is None or self.nargs == OPTIONAL:
            found = self.read(texts[0]) if texts else self.given.get("const")
        else:
            found = [self.read(text) for text in texts]
        if self.action == "append":
            return [*(before or []), found]
        if self.action == "extend":
            return [*(before or []), *found]
        return found


def _dest(names):
    for name in names:
        if name.startswith("--"):
            return name[2:].replace("-", "_")
    return names[0].lstrip("-").replace("-", "_") if names[0].startswith("-") else names[0]


class _Container:
    """What options can be added to: a parser, or a group of one."""

    def add_argument(self, *names, **given):
        option = _Option(names, given)
        if option.action not in ("help", "version"):
            self.options.append(option)
        return option

    def add_argument_group(self, *args, **kwargs):
        return _Group(self)

    def add_mutually_exclusive_group(self, **kwargs):
        return _Group(self)

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def get_default(self, dest):
        if dest in self.defaults:
            return self.defaults[dest]
        for option in self.options:
            if option.dest == dest:
                return option.default()
        return None


class _Group(_Container):
    def __init__(self, parser):
        self.options = parser.options
        self.defaults = parser.defaults


class _Subparsers:
    """The commands of a program: which of them is chosen is not known, unless it is said."""

    def __init__(self, dest):
        self.dest = dest
        self.parsers = {}

    def add_parser(self, name, **kwargs):
        made = ArgumentParser(**kwargs)
        self.parsers[name] = made
        return made


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=None,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True, **kwargs):  # fmt: skip
        self.prog = prog
        self.description = description
        self.options = []
        self.defaults = {}
        self.commands = None
        self.is_open = False
        for parent in parents:
            self.options.extend(parent.options)
            self.defaults.update(parent.defaults)

    def add_subparsers(self, dest=None, **kwargs):
        self.commands = _Subparsers(dest)
        return self.commands

    def parse_args(self, args=None, namespace=None):
        return self._parsed(args, namespace)

    def parse_known_args(self, args=None, namespace=None):
        return self._parsed(args, namespace), []

    def parse_intermixed_args(self, args=None, namespace=None):
        return self._parsed(args, namespace)

    def print_help(self, file=None):
        pass

    def print_usage(self, file=None):
        pass

    def format_help(self):
        return unknown("the text of the help")

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def _parsed(self, args, namespace):
        made = (_OpenNamespace() if self.is_open else Namespace()) if namespace is None else namespace
        self._put_defaults(made)
        if self.commands is not None:
            self._put_commands(made)
        if known(args) and isinstance(args, (list, tuple)):
            self._put_given(made, list(args))
        return made

    def _put_defaults(self, made):
        for option in self.options:
            value = self.defaults[option.dest] if option.dest in self.defaults else option.default()
            if not (isinstance(value, str) and value == SUPPRESS):
                setattr(made, option.dest, value)
        for name, value in self.defaults.items():
            setattr(made, name, value)

    def _put_commands(self, made):
        """Every command's options; those that two commands have are what nobody knows."""
        seen = set()
        for parser in self.commands.parsers.values():
            parser._put_defaults(made)
            for name in [*[option.dest for option in parser.options], *parser.defaults]:
                if name in seen:
                    setattr(made, name, unknown("it depends on the command that is given", name))
                seen.add(name)
        if self.commands.dest is not None:
            setattr(made, self.commands.dest, unknown("the command that is given", self.commands.dest))

    def _put_given(self, made, texts):
        """What a literal list of words says."""
        waiting = [option for option in self.options if option.is_positional]
        position = 0
        while position < len(texts):
            text = texts[position]
            position += 1
            if not isinstance(text, str):
                break
            option = None
            own = None
            if text.startswith("-") and not text[1:2].isdigit():
                name = text.split("=")[0]
                for one in self.options:
                    if name in one.names:
                        option = one
                if "=" in text:
                    own = [text[len(name) + 1 :]]
            elif self.commands is not None and text in self.commands.parsers:
                parser = self.commands.parsers[text]
                parser._put_defaults(made)
                parser._put_given(made, texts[position:])
                if self.commands.dest is not None:
                    setattr(made, self.commands.dest, text)
                break
            elif waiting:
                option = waiting.pop(0)
                position -= 1
            if option is None:
                continue
            if own is None:
                count = option.takes(texts[position:])
                own = texts[position : position + count]
                position += count
            before = getattr(made, option.dest) if option.action in ("count", "append", "extend") else None
            setattr(made, option.dest, option.value(own, before))
