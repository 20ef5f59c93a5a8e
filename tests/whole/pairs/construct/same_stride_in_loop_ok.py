import torch.nn as nn


class WaveEncoder(nn.Module):
    def __init__(self, n_classes=10, n_layers=4):
        super().__init__()
        blocks = []
        for i in range(n_layers):
            c_in = 1 if i == 0 else 16 * 2 ** (i - 1)
            c_out = 16 * 2 ** i
            stride = 1 if i % 2 == 0 else 4
            blocks.append(nn.Sequential(
                nn.Conv1d(c_in, c_out, kernel_size=9, stride=stride, padding='valid'),
                nn.BatchNorm1d(c_out),
                nn.ELU(),
            ))
        self.blocks = nn.Sequential(*blocks)
        self.pool = nn.AdaptiveAvgPool1d(1)
        self.fc = nn.Linear(c_out, n_classes)

    def forward(self, wave):
        z = self.pool(self.blocks(wave))
        return self.fc(z.squeeze(-1))
