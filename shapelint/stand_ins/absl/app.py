"""absl.app: what it runs is called with the arguments of the program."""

from shapelint.stand_in import unknown


def run(main, argv=None, **kwargs):
    main(unknown("the arguments of the program", "argv"))
