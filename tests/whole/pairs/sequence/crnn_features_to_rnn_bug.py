import torch
import torch.nn as nn


class CRNN(nn.Module):
    """Reads one line of text, height 32."""

    def __init__(self, img_height=32, n_classes=37, hidden=48):
        super(CRNN, self).__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 16, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d(2, 2),
            nn.Conv2d(16, 32, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d(2, 2),
            nn.Conv2d(32, 32, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d((2, 1)),
        )
        self.rnn = nn.GRU(32 * (img_height // 16), hidden, bidirectional=True)
        self.fc = nn.Linear(2 * hidden, n_classes)

    def forward(self, x):
        conv = self.cnn(x)
        b, c, h, w = conv.size()
        conv = conv.view(b, c * h, w)
        conv = conv.permute(2, 0, 1)
        rnn, _ = self.rnn(conv)  # error: [feature-mismatch]
        return self.fc(rnn)


model = CRNN()
lines = torch.rand(4, 1, 32, 100)
ctc = nn.CTCLoss()
log_probs = model(lines).log_softmax(2)
loss = ctc(log_probs, torch.randint(1, 37, (4, 8)), torch.full((4,), log_probs.size(0)), torch.full((4,), 8))
