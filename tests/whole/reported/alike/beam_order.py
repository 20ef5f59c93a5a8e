import torch
import torch.nn as nn
import torch.nn.functional as F

model = nn.Linear(32, 60)
features = torch.randn(4, 32)
batch, beam = features.size(0), 3
copies = features.repeat(beam, 1)
logp = F.log_softmax(model(copies), dim=-1).view(beam, batch, 60).transpose(0, 1)
pairs = features.unsqueeze(1).repeat(1, beam, 1).view(batch * beam, -1)
again = model(pairs).view(batch, beam, 60)
out = (logp + again.log_softmax(-1)).detach()
