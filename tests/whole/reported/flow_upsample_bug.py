import torch
import torch.nn as nn
import torch.nn.functional as F


class FlowNet(nn.Module):
    """Optical flow at a quarter of the resolution."""

    def __init__(self, dim=16):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(6, dim, 7, stride=2, padding=3), nn.ReLU(),
            nn.Conv2d(dim, dim, 5, stride=2, padding=2), nn.ReLU(),
        )
        self.flow = nn.Conv2d(dim, 2, 3, padding=1)

    def forward(self, first, second):
        return self.flow(self.features(torch.cat([first, second], dim=1)))


class FlowEstimator:
    def __init__(self, net, multiple=32):
        self.net = net.eval()
        self.multiple = multiple

    @torch.no_grad()
    def __call__(self, first, second):
        h, w = first.shape[-2:]
        new_h = max(h // self.multiple, 1) * self.multiple
        new_w = max(w // self.multiple, 1) * self.multiple
        a = F.interpolate(first, size=(new_h, new_w), mode="bilinear", align_corners=False)
        b = F.interpolate(second, size=(new_h, new_w), mode="bilinear", align_corners=False)
        flow = self.net(a, b)
        flow = F.interpolate(flow, size=(w, h), mode="bilinear", align_corners=False)  # warning: [pad-order]
        scale = torch.tensor([w / new_w, h / new_h]).view(1, 2, 1, 1)
        return flow * scale * 4


torch.manual_seed(0)
estimate = FlowEstimator(FlowNet())
out = estimate(torch.rand(1, 3, 100, 150), torch.rand(1, 3, 100, 150))
magnitude = out.norm(dim=1).mean()
