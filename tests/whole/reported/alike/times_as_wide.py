import torch
from torch import nn

widen = nn.ConvTranspose2d(1, 1, (3, 30), stride=(1, 15), padding=(1, 8), output_padding=(0, 1))  # 15 times as wide
near = nn.ConvTranspose1d(1, 1, 4, stride=3)  # about 3 times as long
ratio = nn.ConvTranspose1d(1, 1, 3, stride=2)  # the kernel is 3 times as long as a step
taller = nn.ConvTranspose2d(1, 1, (4, 3), stride=(2, 1), padding=(1, 1))  # twice as high, as wide as before

out = taller(widen(torch.rand(2, 1, 20, 12))).detach()
near(torch.rand(1, 1, 9)), ratio(torch.rand(1, 1, 9))
