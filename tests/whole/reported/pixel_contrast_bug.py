import torch
import torch.nn as nn
import torch.nn.functional as F


class PixelContrast(nn.Module):
    """Pixels of one class are drawn together, others pushed apart."""

    def __init__(self, temperature=0.1):
        super().__init__()
        self.temperature = temperature

    def forward(self, feats_, labels_):
        # feats_: (B, C, H, W), labels_: (B, H, W)
        labels_ = labels_.view(labels_.shape[0], -1, 1)
        labels = labels_.view(-1, 1)
        feats_ = feats_.permute(0, 2, 3, 1)
        feats_ = feats_.reshape(feats_.shape[0], -1, feats_.shape[3])
        feats_ = F.normalize(feats_, dim=-1)
        contrast_feature = torch.cat(torch.unbind(feats_, dim=1), dim=0)
        mask = torch.eq(labels, labels.t()).float()
        logits = contrast_feature @ contrast_feature.t() / self.temperature
        logits = logits - logits.max(dim=1, keepdim=True)[0].detach()
        off = 1 - torch.eye(mask.size(0))
        mask = mask * off
        log_prob = logits - torch.log((logits.exp() * off).sum(1, keepdim=True))
        return -((mask * log_prob).sum(1) / mask.sum(1).clamp(min=1)).mean()  # warning: [moved-by-view]


class Segmenter(nn.Module):
    def __init__(self, classes=4, dim=16):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, dim, 3, 2, 1), nn.ReLU(), nn.Conv2d(dim, dim, 3, 1, 1))
        self.head = nn.Conv2d(dim, classes, 1)

    def forward(self, x):
        feats = self.body(x)
        return self.head(F.relu(feats)), feats


torch.manual_seed(0)
net, contrast = Segmenter(), PixelContrast()
image, label = torch.rand(3, 3, 16, 16), torch.randint(0, 4, (3, 8, 8))
scores, feats = net(image)
loss = F.cross_entropy(scores, label) + 0.1 * contrast(feats, label)
loss.backward()
out = loss.detach()
