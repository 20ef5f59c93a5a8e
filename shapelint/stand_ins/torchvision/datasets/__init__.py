"""torchvision.datasets: how many pictures there are, of what sizes, and what comes with them."""

import numpy as np
import torch
from PIL import Image
from shapelint.stand_in import known, size, unknown
from torch.utils.data import Dataset


class VisionDataset(Dataset):
    """Pictures with a number each. A subclass says their mode and sizes (None where they differ), and how many there
    are in each part."""

    MODE = "RGB"
    SIZE = None  # (height, width)
    COUNTS = None  # by the name of the part

    def __init__(self, root=None, transform=None, target_transform=None, transforms=None):
        self.root = root
        self.transform = transform
        self.target_transform = target_transform
        self.transforms = transforms
        self._part = None

    def __len__(self):
        if self.COUNTS is None or not known(self._part) or self._part not in self.COUNTS:
            return size("n")
        return self.COUNTS[self._part]

    def __getitem__(self, index):
        return self._transformed(self._picture(), unknown("the label of a picture", "label"))

    def _picture(self):
        height, width = (size("H"), size("W")) if self.SIZE is None else self.SIZE
        return Image.Image(self.MODE, (width, height))

    def _transformed(self, picture, target):
        if self.transforms is not None:
            return self.transforms(picture, target)
        if self.transform is not None:
            picture = self.transform(picture)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return picture, target


class _Numbered(VisionDataset):
    """The label is a number."""

    def __getitem__(self, index):
        return self._transformed(self._picture(), 0)


class _TrainOrTest(_Numbered):
    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform, target_transform)
        self.train = train
        self._part = train


class _Split(_Numbered):
    def __init__(self, root=None, split="train", transform=None, target_transform=None, download=False, **kwargs):
        super().__init__(root, transform, target_transform)
        self.split = split
        self._part = split


class MNIST(_TrainOrTest):
    MODE = "L"
    SIZE = (28, 28)
    COUNTS = {True: 60000, False: 10000}
    classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    @property
    def data(self):
        return torch.empty((len(self), *self.SIZE), dtype=torch.uint8)

    @property
    def targets(self):
        return torch.empty((len(self),), dtype=torch.int64)

    @property
    def train_data(self):
        return self.data

    @property
    def train_labels(self):
        return self.targets


class FashionMNIST(MNIST):
    classes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]


class KMNIST(MNIST):
    pass


class QMNIST(MNIST):
    pass


class EMNIST(MNIST):
    COUNTS = {
        ("byclass", True): 697932, ("byclass", False): 116323, ("bymerge", True): 697932, ("bymerge", False): 116323,
        ("balanced", True): 112800, ("balanced", False): 18800, ("letters", True): 124800, ("letters", False): 20800,
        ("digits", True): 240000, ("digits", False): 40000, ("mnist", True): 60000, ("mnist", False): 10000,
    }  # fmt: skip

    def __init__(self, root=None, split="balanced", train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, train, transform, target_transform)
        self._part = (split, train)


class USPS(_TrainOrTest):
    MODE = "L"
    SIZE = (16, 16)
    COUNTS = {True: 7291, False: 2007}


class CIFAR10(_TrainOrTest):
    SIZE = (32, 32)
    COUNTS = {True: 50000, False: 10000}
    classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]

    @property
    def data(self):
        return np.zeros((len(self), 32, 32, 3), dtype="uint8")

    @property
    def targets(self):
        return unknown("the labels of the pictures", "targets")


class CIFAR100(CIFAR10):
    @property
    def classes(self):
        return unknown("the names of the classes")


class SVHN(_Split):
    SIZE = (32, 32)
    COUNTS = {"train": 73257, "test": 26032, "extra": 531131}


class STL10(_Split):
    SIZE = (96, 96)
    COUNTS = {"train": 5000, "test": 8000, "unlabeled": 100000, "train+unlabeled": 105000}

    def __init__(self, root=None, split="train", folds=None, transform=None, target_transform=None, download=False):
        super().__init__(root, split, transform, target_transform)
        if folds is not None:
            self._part = None


class CelebA(VisionDataset):
    SIZE = (218, 178)
    COUNTS = {"train": 162770, "valid": 19867, "test": 19962, "all": 202599}

    def __init__(self, root=None, split="train", target_type="attr", transform=None, target_transform=None,
                 download=False):  # fmt: skip
        super().__init__(root, transform, target_transform)
        self.split = split
        self.target_type = target_type
        self._part = split

    def __getitem__(self, index):
        target = (
            torch.empty((40,), dtype=torch.int64) if self.target_type == "attr" else unknown("what is known of a face")
        )
        return self._transformed(self._picture(), target)


class FakeData(VisionDataset):
    def __init__(self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None,
                 random_offset=0):  # fmt: skip
        super().__init__(None, transform, target_transform)
        self.size = size
        self.num_classes = num_classes
        self.image_size = tuple(image_size)

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        channels, height, width = self.image_size
        modes = {1: "L", 3: "RGB", 4: "RGBA"}
        picture = Image.Image(modes[channels] if channels in modes else None, (width, height))
        return self._transformed(picture, 0)


class DatasetFolder(_Numbered):
    def __init__(self, root, loader=None, extensions=None, transform=None, target_transform=None, is_valid_file=None,
                 allow_empty=False):  # fmt: skip
        super().__init__(root, transform, target_transform)
        self.loader = loader
        self.extensions = extensions

    def _picture(self):
        if self.loader is not None:
            return self.loader("a file")
        return super()._picture()

    @property
    def classes(self):
        return unknown("the folders that there are", "classes")

    @property
    def class_to_idx(self):
        return unknown("the folders that there are", "class_to_idx")

    @property
    def samples(self):
        return unknown("the files that there are", "samples")

    @property
    def imgs(self):
        return unknown("the files that there are", "imgs")

    @property
    def targets(self):
        return unknown("the folders of the files", "targets")


class ImageFolder(DatasetFolder):
    def __init__(self, root, transform=None, target_transform=None, loader=None, is_valid_file=None, allow_empty=False):
        super().__init__(root, loader, None, transform, target_transform)


class ImageNet(_Split):
    COUNTS = {"train": 1281167, "val": 50000}


class Food101(_Split):
    COUNTS = {"train": 75750, "test": 25250}


class Flowers102(_Split):
    COUNTS = {"train": 1020, "val": 1020, "test": 6149}


class GTSRB(_Split):
    COUNTS = {"train": 26640, "test": 12630}


class DTD(_Split):
    COUNTS = {"train": 1880, "val": 1880, "test": 1880}


class FGVCAircraft(_Split):
    COUNTS = {"train": 3334, "val": 3333, "test": 3333, "trainval": 6667}


class StanfordCars(_Split):
    COUNTS = {"train": 8144, "test": 8041}


class EuroSAT(_Numbered):
    SIZE = (64, 64)
    COUNTS = {"all": 27000}

    def __init__(self, root=None, transform=None, target_transform=None, download=False, loader=None):
        super().__init__(root, transform, target_transform)
        self._part = "all"


class OxfordIIITPet(VisionDataset):
    def __init__(self, root=None, split="trainval", target_types="category", transforms=None, transform=None,
                 target_transform=None, download=False):  # fmt: skip
        super().__init__(root, transform, target_transform, transforms)
        self.target_types = target_types

    def __getitem__(self, index):
        picture = self._picture()
        if self.target_types == "category":
            return self._transformed(picture, 0)
        if self.target_types == "segmentation":
            return self._transformed(picture, Image.Image("L", picture.size))
        return self._transformed(picture, unknown("what is known of a pet"))


class VOCSegmentation(VisionDataset):
    def __init__(self, root=None, year="2012", image_set="train", download=False, transform=None, target_transform=None,
                 transforms=None):  # fmt: skip
        super().__init__(root, transform, target_transform, transforms)

    def __getitem__(self, index):
        picture = self._picture()
        return self._transformed(picture, Image.Image("P", picture.size))


class Caltech101(_Numbered):
    def __init__(self, root=None, target_type="category", transform=None, target_transform=None, download=False):
        super().__init__(root, transform, target_transform)


class Caltech256(_Numbered):
    def __init__(self, root=None, transform=None, target_transform=None, download=False):
        super().__init__(root, transform, target_transform)
