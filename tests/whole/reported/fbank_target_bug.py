import torch
import torch.nn as nn


class FbankDataset(torch.utils.data.Dataset):
    def __init__(self, lengths, melbins=128, target_length=256):
        self.lengths, self.melbins, self.target_length = lengths, melbins, target_length

    def __len__(self):
        return len(self.lengths)

    def __getitem__(self, index):
        fbank = torch.ones(self.lengths[index], self.melbins)
        n_frames = fbank.shape[0]
        p = self.target_length - n_frames
        # cut and pad
        if p > 0:
            m = torch.nn.ZeroPad2d((0, p, 0, 0))  # warning: [pad-order]
            fbank = m(fbank[None])[0]
        elif p < 0:
            fbank = fbank[0 : self.target_length, :]
        return (fbank + 4.26) / (4.56 * 2)


class PatchNet(nn.Module):
    def __init__(self, dim=32, classes=10):
        super().__init__()
        self.patch = nn.Conv2d(1, dim, 16, stride=10)
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        # x: (batch, time, mel)
        x = self.patch(x.unsqueeze(1).transpose(2, 3))
        self.map = x
        return self.head(x.mean((2, 3)))


loader = torch.utils.data.DataLoader(FbankDataset([200, 200, 200, 200]), batch_size=2)
net = PatchNet()
for clips in loader:
    net(clips)
out = net.map
