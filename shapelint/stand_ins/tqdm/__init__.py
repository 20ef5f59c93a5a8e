"""tqdm: a progress bar goes through what it is given."""

from shapelint.stand_in import unknown


class tqdm:
    def __init__(self, iterable=None, *args, **kwargs):
        self.iterable = iterable
        self.total = kwargs.get("total")
        self.n = 0

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable) if self.iterable is not None else self.total

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def update(self, n=1):
        pass

    def set_description(self, desc=None, refresh=True):
        pass

    def set_description_str(self, desc=None, refresh=True):
        pass

    def set_postfix(self, *args, **kwargs):
        pass

    def set_postfix_str(self, *args, **kwargs):
        pass

    def close(self):
        pass

    def refresh(self, nolock=False, lock_args=None):
        pass

    @staticmethod
    def write(*args, **kwargs):
        pass

    @property
    def format_dict(self):
        return unknown("what a progress bar shows")


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)
