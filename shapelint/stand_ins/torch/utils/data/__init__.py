"""torch.utils.data: data sets, samplers, loaders and what a loader makes of samples."""

import torch
from shapelint.stand_in import differ, elements, known, number, rounds, size, unknown

LOOKED_AT = 4  # samples of a data set, which mostly are alike
LONGEST = 64  # a batch that is made of its own samples, where these are not alike
FEW = 3  # batches of a loader, each of which is made


class Dataset:
    def __add__(self, other):
        return ConcatDataset([self, other])


class IterableDataset(Dataset):
    pass


class TensorDataset(Dataset):
    def __init__(self, *tensors):
        self.tensors = tensors

    def __getitem__(self, index):
        return tuple([tensor[index] for tensor in self.tensors])

    def __len__(self):
        return self.tensors[0].size(0)


class StackDataset(Dataset):
    def __init__(self, *args, **kwargs):
        self.datasets = kwargs if kwargs else args

    def __getitem__(self, index):
        if isinstance(self.datasets, dict):
            return {name: one[index] for name, one in self.datasets.items()}
        return tuple([one[index] for one in self.datasets])

    def __len__(self):
        if isinstance(self.datasets, dict):
            return len(next(iter(self.datasets.values())))
        return len(self.datasets[0])


class Subset(Dataset):
    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index):
        return self.dataset[self.indices[index]]

    def __len__(self):
        return len(self.indices)


class _Part(Subset):
    """What random_split gives: so many samples, nobody knows which."""

    def __init__(self, dataset, length):
        self.dataset = dataset
        self.indices = unknown("samples drawn at random")
        self._length = length

    def __getitem__(self, index):
        return self.dataset[index]

    def __len__(self):
        return self._length


def random_split(dataset, lengths, generator=None):
    total = len(dataset)
    if not all(isinstance(one, int) for one in lengths):
        parts = [int(total * one) for one in lengths]
        missing = total - sum(parts)
        if not number(total):
            parts = [size("n") for _ in lengths]
        elif known(missing):
            for i in range(missing):
                parts[i % len(parts)] += 1
        lengths = parts
    return [_Part(dataset, length) for length in lengths]


class ConcatDataset(Dataset):
    def __init__(self, datasets):
        self.datasets = list(datasets)
        self.cumulative_sizes = []
        total = 0
        for one in self.datasets:
            total = total + len(one)
            self.cumulative_sizes.append(total)

    def __getitem__(self, index):
        return self.datasets[0][index]

    def __len__(self):
        return self.cumulative_sizes[-1]


class ChainDataset(IterableDataset):
    def __init__(self, datasets):
        self.datasets = datasets

    def __iter__(self):
        for one in self.datasets:
            yield from one


class Sampler:
    def __init__(self, data_source=None):
        pass


class SequentialSampler(Sampler):
    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)


class _Drawn(Sampler):
    """A sampler that draws: how many indices is known, not which."""

    drawn = True

    def __iter__(self):
        return rounds(unknown("an index drawn at random"), count=len(self))


class RandomSampler(_Drawn):
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.num_samples = len(data_source) if num_samples is None else num_samples

    def __len__(self):
        return self.num_samples


class SubsetRandomSampler(_Drawn):
    def __init__(self, indices, generator=None):
        self.indices = indices

    def __len__(self):
        return len(self.indices)


class WeightedRandomSampler(_Drawn):
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        self.num_samples = num_samples

    def __len__(self):
        return self.num_samples


class BatchSampler(Sampler):
    def __init__(self, sampler, batch_size, drop_last):
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __len__(self):
        return _count(len(self.sampler), self.batch_size, self.drop_last)


class DistributedSampler(_Drawn):
    def __init__(self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False):
        self.dataset = dataset
        self.num_samples = size("n")

    def set_epoch(self, epoch):
        pass

    def __len__(self):
        return self.num_samples


def get_worker_info():
    return None


# --- collation ------------------------------------------------------------------------------------------------------


def default_convert(data):
    if not known(data) or isinstance(data, (torch.Tensor, str, int, float)) or data is None:
        return data
    if isinstance(data, dict):
        return {key: default_convert(value) for key, value in data.items()}
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*[default_convert(one) for one in data])
    if isinstance(data, tuple):
        return [default_convert(one) for one in data]
    if isinstance(data, list):
        return [default_convert(one) for one in data]
    if hasattr(data, "shape") and hasattr(data, "dtype"):
        return torch.as_tensor(data)
    return data


def default_collate(batch):
    first = batch[0]
    for other in batch[1:]:
        if differ(first, other):
            return _joined(batch)
    return _batched(first, len(batch))


def _joined(batch):
    """Samples that are not alike, one by one: torch refuses tensors of different sizes."""
    first = batch[0]
    if not known(first):
        return unknown("a batch of unknown samples")
    if isinstance(first, torch.Tensor):
        return torch.stack(batch, 0)
    if isinstance(first, dict):
        return {key: _joined([one[key] for one in batch]) for key in first}
    if isinstance(first, (tuple, list)):
        return [_joined([one[i] for one in batch]) for i in range(len(first))]
    if hasattr(first, "shape") and hasattr(first, "dtype"):
        return torch.stack([torch.as_tensor(one) for one in batch], 0)
    return _batched(first, len(batch))


def _batched(sample, count, drawn=False):
    """So many samples like this one, with an axis for them in front: "N" where they are drawn from all of them."""
    if not known(sample):
        return unknown("a batch of unknown samples")
    if isinstance(sample, torch.Tensor):
        return torch.empty((count, *sample.shape), dtype=sample.dtype, names=("N" if drawn else "n",))
    if isinstance(sample, bool):
        return torch.empty((count,), dtype=torch.bool)
    if isinstance(sample, int):
        if number(count) and not number(sample):  # what stands for all of them
            return torch.tensor([sample] * count, dtype=torch.int64)
        return torch.empty((count,), dtype=torch.int64)
    if isinstance(sample, float):
        return torch.empty((count,), dtype=torch.float64)
    if isinstance(sample, str):
        return [sample] * count if isinstance(count, int) else unknown("texts, nobody knows how many")
    if isinstance(sample, dict):
        return {key: _batched(value, count, drawn) for key, value in sample.items()}
    if isinstance(sample, tuple) and hasattr(sample, "_fields"):
        return type(sample)(*[_batched(one, count, drawn) for one in sample])
    if isinstance(sample, (tuple, list)):
        return [_batched(one, count, drawn) for one in sample]
    if sample is None:
        raise TypeError("default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists")
    if hasattr(sample, "shape") and hasattr(sample, "dtype"):
        made = torch.as_tensor(sample)
        return torch.empty((count, *made.shape), dtype=made.dtype, names=("N" if drawn else "n",))
    return unknown("a batch of samples of another kind")


# --- loading --------------------------------------------------------------------------------------------------------


def _count(length, batch_size, drop_last):
    if not known(length) or not known(batch_size):
        return unknown("the number of batches")
    return length // batch_size if drop_last else (length + batch_size - 1) // batch_size


class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0,
                 collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None,
                 multiprocessing_context=None, generator=None, *, prefetch_factor=None, persistent_workers=False,
                 pin_memory_device="", in_order=True):  # fmt: skip
        self.dataset = dataset
        self.batch_size = batch_size if batch_sampler is None else None
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.num_workers = num_workers
        self.collate_fn = collate_fn
        self._size = batch_size
        self._drawn = bool(shuffle) or sampler is not None or isinstance(dataset, _Part)
        self._samples = []
        if isinstance(batch_sampler, BatchSampler):
            self._size = batch_sampler.batch_size
            self.drop_last = batch_sampler.drop_last
            self.sampler = batch_sampler.sampler
        elif batch_sampler is not None:
            self._size = None

    def _length(self):
        """How many samples it goes through."""
        if self.sampler is not None:
            return len(self.sampler) if hasattr(self.sampler, "__len__") else unknown("the length of a sampler")
        return len(self.dataset) if hasattr(self.dataset, "__len__") else unknown("the length of the data")

    def __len__(self):
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        if self._size is None:
            return self._length()
        return _count(self._length(), self._size, self.drop_last)

    def __iter__(self):
        if isinstance(self.dataset, IterableDataset):
            return self._streamed()
        if self.batch_sampler is not None and not isinstance(self.batch_sampler, BatchSampler):
            return self._by_indices()
        if self._size is None:
            sample = self._convert(self.dataset[0])
            return rounds(sample, rest=self._convert(self.dataset[1]), count=self._length())
        length = self._length()
        if not number(length) or not number(self._size):  # of the last batch nothing is known
            return rounds(self._batch(0, self._size), rest=self._batch(0, self._size), count=len(self))
        count = _count(length, self._size, self.drop_last)
        if count <= FEW:
            return iter([self._batch(i * self._size, min(self._size, length - i * self._size)) for i in range(count)])
        first = self._batch(0, self._size)
        rest = self._batch(self._size, self._size)
        if self.drop_last or length % self._size == 0:
            return rounds(first, rest=rest, count=count)
        last = self._batch(length - length % self._size, length % self._size)
        return rounds(first, rest=rest, last=last, count=count)

    def _by_indices(self):
        """A sampler of the program's own says which samples come together."""
        batches = elements(self.batch_sampler)
        if isinstance(batches, (list, tuple)) and len(batches) <= FEW:
            return iter([self._collated([self.dataset[i] for i in batch]) for batch in batches])
        return rounds(self._some(size("N")), rest=self._some(size("N")), count=unknown("the number of batches"))

    def _streamed(self):
        """Samples that the data set gives one after the other."""
        if self._size is None:
            return elements(self.dataset)
        sample = next(iter(self.dataset))
        if self.collate_fn is not None:
            batch = self.collate_fn([sample] * self._size)
            return rounds(batch, rest=self.collate_fn([sample] * self._size), count=unknown("the number of batches"))
        return rounds(
            _batched(sample, self._size), rest=_batched(sample, self._size), count=unknown("how many batches")
        )

    def _batch(self, start, count):
        """The batch of so many samples from one on, or of any samples where they are drawn."""
        if not number(count):
            return self._some(count)
        if not self._samples:
            self._samples = [self.dataset[i] for i in range(start, start + min(count, LOOKED_AT))]
            if len(self._samples) < LOOKED_AT and start == 0:
                total = self._length()
                if number(total):
                    self._samples = [self.dataset[i] for i in range(min(total, LOOKED_AT))]
        if not self._uneven():
            return self._alike(count)
        if self._drawn and not self._all_differ():
            return unknown("a batch of samples that are not alike, drawn at random")
        if count > LONGEST:
            if self.collate_fn is not None:
                return unknown("a batch of samples that are not alike")
            return default_collate(self._samples)
        samples = [self.dataset[i] for i in range(start, start + count)]
        return self._collated(samples)

    def _some(self, count):
        """A batch of which nobody knows how many samples it holds."""
        if not self._samples:
            self._samples = [self.dataset[0]]
        if self.collate_fn is not None:
            return self.collate_fn(rounds(self._samples[0], rest=self._samples[0], count=count))
        return _batched(self._samples[0], count, self._drawn)

    def _alike(self, count):
        if self.collate_fn is None:
            return _batched(self._samples[0], count, self._drawn)
        return self.collate_fn([self._samples[i % len(self._samples)] for i in range(count)])

    def _collated(self, samples):
        return default_collate(samples) if self.collate_fn is None else self.collate_fn(samples)

    def _convert(self, sample):
        return default_convert(sample) if self.collate_fn is None else self.collate_fn(sample)

    def _uneven(self):
        return any(differ(self._samples[0], other) for other in self._samples[1:])

    def _all_differ(self):
        for i, one in enumerate(self._samples):
            for other in self._samples[i + 1 :]:
                if not differ(one, other):
                    return False
        return True
