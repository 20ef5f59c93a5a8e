import torch
import torch.nn as nn
import torch.nn.functional as F


class Shuffle(nn.Module):
    """Channel shuffle, and space to depth as a view with a permute."""

    def __init__(self, groups=4):
        super().__init__()
        self.groups = groups
        self.conv = nn.Conv2d(16, 16, 1, groups=groups)

    def forward(self, x):
        x = self.conv(x)
        b, c, h, w = x.shape
        x = x.view(b, self.groups, c // self.groups, h, w).transpose(1, 2).reshape(b, c, h, w)
        x = x.view(b, c, h // 2, 2, w // 2, 2).permute(0, 3, 5, 1, 2, 4)
        return x.reshape(b, 4 * c, h // 2, w // 2)


class FrameEncoder(nn.Module):
    """Frames are samples for the convolution, steps for the LSTM."""

    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.lstm = nn.LSTM(8, 16, batch_first=True)
        self.fc = nn.Linear(16, 5)

    def forward(self, clips):
        b, t, c, h, w = clips.shape
        x = self.cnn(clips.view(b * t, c, h, w)).view(b, t, -1)
        _, (h_n, _) = self.lstm(x)
        return self.fc(h_n.view(b, -1))


class SeqFirst(nn.Module):
    """(steps, samples, features) from the start, as the default wants it."""

    def __init__(self, d=16):
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(50, 1, d))
        layer = nn.TransformerEncoderLayer(d, 2, 32, 0.0)
        self.encoder = nn.TransformerEncoder(layer, 1)

    def forward(self, src):
        src = src + self.positions[: src.size(0)]
        return self.encoder(src).mean(dim=0)


class RBF(nn.Module):
    """Distances spread over centres: a column against a row, on purpose."""

    def __init__(self, n=32):
        super().__init__()
        self.register_buffer("centres", torch.linspace(0, 5, n))

    def forward(self, d):
        return torch.exp(-((d.unsqueeze(-1) - self.centres) ** 2))


class Distill(nn.Module):
    """Soft targets of a teacher: the target of cross entropy are probabilities, its input is not."""

    def forward(self, student, teacher):
        soft = F.softmax(teacher / 2, dim=1)
        return F.cross_entropy(student / 2, soft) + F.kl_div(F.log_softmax(student, 1), soft, reduction="batchmean")


class CosineRegression(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 1)

    def forward(self, x, y):
        pred = self.fc(x).squeeze(1)
        return F.mse_loss(pred, y)


def pad_to(img, size):
    """(top, bottom) and (left, right) in one go; rows come last in F.pad."""
    dh, dw = size[0] - img.shape[-2], size[1] - img.shape[-1]
    return F.pad(img, (dw // 2, dw - dw // 2, dh // 2, dh - dh // 2))


def pad_right(x, multiple=8):
    """Pads only where something is missing."""
    rest = x.shape[-1] % multiple
    if rest:
        x = F.pad(x, (0, multiple - rest))
    return x


class Decoder(nn.Module):
    """Ends a little smaller than the input, and the loss is taken of the middle."""

    def __init__(self):
        super().__init__()
        self.up = nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1)
        self.out = nn.Conv2d(8, 1, 1)

    def forward(self, x):
        return self.out(self.up(x))


class Pooling(nn.Module):
    """Shares the weights out over the steps, which are axis 1."""

    def __init__(self, d=16):
        super().__init__()
        self.score = nn.Linear(d, 1)

    def forward(self, x):
        w = torch.softmax(self.score(x), dim=1)
        return (w * x).sum(dim=1)


class Branches(nn.Module):
    """Softmax over the branches that are mixed."""

    def __init__(self, c=8):
        super().__init__()
        self.a, self.b = nn.Conv2d(c, c, 3, padding=1), nn.Conv2d(c, c, 3, padding=2, dilation=2)
        self.fc = nn.Linear(c, 2 * c)

    def forward(self, x):
        parts = torch.stack([self.a(x), self.b(x)], dim=1)
        s = parts.sum(dim=1).mean(dim=(2, 3))
        w = self.fc(s).view(-1, 2, x.size(1)).softmax(dim=1)
        return (parts * w[..., None, None]).sum(dim=1)


Shuffle()(torch.randn(2, 16, 8, 12))
FrameEncoder()(torch.randn(2, 5, 3, 16, 16))
SeqFirst()(torch.randn(20, 4, 16))
RBF()(torch.rand(32))
Distill()(torch.randn(4, 10), torch.randn(4, 10))
CosineRegression()(torch.randn(16, 8), torch.randn(16))
pad_to(torch.rand(1, 3, 20, 30), (32, 48))
pad_right(torch.randn(2, 20))
target = torch.rand(1, 1, 16, 16)
F.mse_loss(Decoder()(torch.randn(1, 8, 8, 8)), target[:, :, :15, :15])
Pooling()(torch.randn(2, 9, 16))
Branches()(torch.randn(2, 8, 10, 10))
