"""timm: networks by name, with the parts that programs touch. Others give their classes, and are not known else."""

import torch
from shapelint.stand_in import known, size, unknown
from torch import nn

from timm._sizes import CEILED, DENSE, FLOORED, PATCHED, SHIFTED

PER_CLASSIFIER = {
    "resne": "fc", "wide_": "fc", "seres": "fc", "ecare": "fc", "regne": "head", "convn": "head", "swin_": "head",
}  # fmt: skip


class _Info:
    """`feature_info`: the channels of the levels that are given, and how much smaller these are."""

    def __init__(self, channels, reductions):
        self._channels = channels
        self._reductions = reductions

    def channels(self, idx=None):
        return list(self._channels) if idx is None else self._channels[idx]

    def reduction(self, idx=None):
        return list(self._reductions) if idx is None else self._reductions[idx]

    def __getitem__(self, index):
        return {"num_chs": self._channels[index], "reduction": self._reductions[index]}

    def __len__(self):
        return len(self._channels)


class _Pool(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten(1)

    def forward(self, x):
        return self.flatten(self.pool(x))


class _Head(nn.Module):
    """A pool and a classifier behind it."""

    def __init__(self, width, num_classes):
        super().__init__()
        self.global_pool = _Pool()
        self.flatten = nn.Flatten(1)
        self.fc = _classifier(width, num_classes)

    def forward(self, x):
        return self.fc(self.flatten(self.global_pool(x)))


def _classifier(width, num_classes):
    return nn.Identity() if known(num_classes) and num_classes == 0 else nn.Linear(width, num_classes)


def _levels(channels, in_chans, windows):
    """The levels of a network, each smaller than the one before."""
    layers = []
    for width, window in zip(channels, windows):
        layers.append(nn.Conv2d(in_chans, width, *window))
        in_chans = width
    return layers


class _Features(nn.Module):
    """What `features_only` makes: a list of the levels."""

    def __init__(self, channels, in_chans, windows, first, out_indices):
        super().__init__()
        chosen = list(range(len(channels))) if out_indices is None else [i % len(channels) for i in out_indices]
        self.levels = nn.ModuleList(_levels(channels, in_chans, windows))
        self.chosen = chosen
        self.feature_info = _Info([channels[i] for i in chosen], [first * 2**i for i in chosen])

    def forward(self, x):
        given = []
        for level in self.levels:
            x = level(x)
            given.append(x)
        return [given[i] for i in self.chosen]


class _Whole(nn.Module):
    """A network of which parts may be replaced: what it gives is known as long as they are of those that stand here."""

    parts = ("fc", "classifier", "head", "global_pool", "head_drop", "norm", "patch_embed", "num_classes", "training")
    _built = False
    _replaced = False

    def __setattr__(self, name, value):
        if self._built and name not in self.parts:
            name, value = "_replaced", True
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self._replaced = True


class _Network(_Whole):
    def __init__(self, name, channels, windows, num_features, width, num_classes, in_chans, pooled):
        super().__init__()
        self.num_classes = num_classes
        self.num_features = num_features
        self.head_hidden_size = width
        self.stages = nn.Sequential(*_levels(channels, in_chans, windows))
        if name in SHIFTED:
            self._before = _Last()
        elif channels[-1] != num_features:
            self._before = nn.Conv2d(channels[-1], num_features, 1)
        else:
            self._before = None
        self._name = PER_CLASSIFIER.get(name[:5], "classifier")
        self._pooled = pooled
        if self._name == "head":
            self.head = _Head(width, num_classes)
        else:
            self.global_pool = _Pool() if pooled else nn.Identity()
            self._behind = nn.Linear(num_features, width) if width != num_features else None
            if name in DENSE:
                self.head_drop = nn.Dropout(0.0)
            setattr(self, self._name, _classifier(width, num_classes))
        self._built = True

    def get_classifier(self):
        found = getattr(self, self._name)
        return found.fc if isinstance(found, _Head) else found

    def reset_classifier(self, num_classes, global_pool=None):
        self.num_classes = num_classes
        made = _classifier(self.head_hidden_size, num_classes)
        if self._name == "head":
            self.head.fc = made
        else:
            setattr(self, self._name, made)

    def forward_features(self, x):
        if self._replaced:
            return unknown("a network of which a part was replaced")
        x = self.stages(x)
        return x if self._before is None else self._before(x)

    def forward_head(self, x, pre_logits=False):
        if self._name == "head" and not pre_logits:
            return self.head(x) if self._pooled else x
        x = x.mean((2, 3)) if self._name == "head" else self.global_pool(x)
        if self._name != "head" and self._behind is not None:
            x = self._behind(x) if self._pooled else unknown("what stands behind a pool that is left out")
        return x if pre_logits else getattr(self, self._name)(x)

    def forward(self, x):
        return self.forward_head(self.forward_features(x))


class _Last(nn.Module):
    """The channels put last."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1)


class _Patches(nn.Module):
    def __init__(self, in_chans, width, patch, image):
        super().__init__()
        self.proj = nn.Conv2d(in_chans, width, patch, patch)
        self.num_patches = (image // patch) ** 2
        self._image = image

    def forward(self, x):
        assert x.shape[2] == self._image and x.shape[3] == self._image
        return self.proj(x).flatten(2).transpose(1, 2)


class _Vision(_Whole):
    """A transformer of patches."""

    def __init__(self, width, patch, image, num_classes, in_chans, pooled):
        super().__init__()
        self.num_classes = num_classes
        self.num_features = self.embed_dim = self.head_hidden_size = width
        self.patch_embed = _Patches(in_chans, width, patch, image)
        self.norm = nn.LayerNorm(width)
        self.head = _classifier(width, num_classes)
        self._pooled = pooled
        self._built = True

    def get_classifier(self):
        return self.head

    def reset_classifier(self, num_classes, global_pool=None):
        self.num_classes = num_classes
        self.head = _classifier(self.num_features, num_classes)

    def forward_features(self, x):
        if self._replaced:
            return unknown("a network of which a part was replaced")
        x = self.patch_embed(x)
        return torch.empty((x.shape[0], x.shape[1] + 1, x.shape[2]))

    def forward_head(self, x, pre_logits=False):
        x = x[:, 0] if self._pooled else x
        return x if pre_logits else self.head(x)

    def forward(self, x):
        return self.forward_head(self.forward_features(x))


class _Swin(_Network):
    """Shifted windows: what it gives has its channels last."""

    def forward_head(self, x, pre_logits=False):
        x = x.mean((1, 2))
        return x if pre_logits else self.head.fc(x)


class _Other(nn.Module):
    """A network that is not known: what it gives has a number for each class."""

    def __init__(self, num_classes):
        super().__init__()
        self.num_classes = num_classes

    @property
    def num_features(self):
        return size("features")

    def forward(self, x):
        if not known(x) or not known(self.num_classes) or self.num_classes == 0:
            return unknown("what a network gives that is not known")
        return torch.empty((x.shape[0], self.num_classes))


def _bare(name):
    """A name without its tag and what says how it was trained."""
    name = name.split("/")[-1].split(".")[0].removeprefix("tf_")
    return name.removesuffix("_ns").removesuffix("_in21k").removesuffix("_in22k")


def create_model(model_name, pretrained=False, pretrained_cfg=None, pretrained_cfg_overlay=None, checkpoint_path=None,
                 cache_dir=None, scriptable=None, exportable=None, no_jit=None, num_classes=1000, in_chans=3,
                 features_only=False, out_indices=None, img_size=None, global_pool="avg", **kwargs):  # fmt: skip
    name = _bare(model_name) if known(model_name) else ""
    pooled = global_pool != ""
    if num_classes is None:
        num_classes = 1000
    if in_chans is None:
        in_chans = 3
    if kwargs.get("output_stride", 32) != 32:
        return unknown("a network whose strides are changed")
    if name in CEILED or name in DENSE:
        channels, num_features, width = (
            CEILED[name] if name in CEILED else (DENSE[name], DENSE[name][-1], DENSE[name][-1])
        )
        windows = [(3, 2, 1)] * 5 if name in CEILED else [(3, 2, 1), (3, 2, 1), (2, 2), (2, 2), (2, 2)]
        first = 2
    elif name in FLOORED or name in SHIFTED:
        channels = FLOORED[name] if name in FLOORED else tuple([SHIFTED[name] * 2**i for i in range(4)])
        num_features = width = channels[-1]
        windows = [(4, 4), (2, 2), (2, 2), (2, 2)]
        first = 4
    elif name in PATCHED and not features_only:
        width, patch, image = PATCHED[name]
        return _Vision(width, patch, image if img_size is None else img_size, num_classes, in_chans, pooled)
    else:
        return unknown("the levels of a network that is not known") if features_only else _Other(num_classes)
    if features_only:
        if name in SHIFTED:
            return unknown("the levels of a network with its channels last")
        return _Features(channels, in_chans, windows, first, out_indices)
    if name in SHIFTED:
        return _Swin(name, channels, windows, num_features, width, num_classes, in_chans, pooled)
    return _Network(name, channels, windows, num_features, width, num_classes, in_chans, pooled)


def list_models(*args, **kwargs):
    return unknown("the names of networks")
