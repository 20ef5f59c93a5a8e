import torch
import torch.nn as nn


class EncoderCNN(nn.Module):
    def __init__(self, encoded_size=7, hidden_size=64, features=128):
        super().__init__()
        self.resnet = nn.Sequential(
            nn.Conv2d(3, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, features, 3, stride=2, padding=1), nn.ReLU(),
            nn.AdaptiveAvgPool2d(encoded_size),
        )
        self.avgpool = nn.AvgPool2d(encoded_size)
        self.affine_a = nn.Linear(features, hidden_size)
        self.affine_b = nn.Linear(features, hidden_size)

    def forward(self, images):
        encoded_image = self.resnet(images)  # (batch_size, 128, 7, 7)
        batch_size = encoded_image.shape[0]
        features = encoded_image.shape[1]
        num_pixels = encoded_image.shape[2] * encoded_image.shape[3]
        global_features = self.avgpool(encoded_image).view(batch_size, -1)
        enc_image = encoded_image.permute(0, 2, 3, 1)
        enc_image = enc_image.reshape(batch_size, num_pixels, features)  # (batch_size, 49, 128)
        global_image = torch.relu(self.affine_b(global_features))
        spatial_image = torch.relu(self.affine_a(enc_image))
        return spatial_image, global_image, enc_image


class AttentiveDecoder(nn.Module):
    def __init__(self, vocab_size=50, hidden_size=64, embed=32):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed)
        self.lstm = nn.LSTMCell(embed + hidden_size, hidden_size)
        self.w_v = nn.Linear(hidden_size, 49)
        self.w_g = nn.Linear(hidden_size, 49)
        self.w_h = nn.Linear(49, 1)
        self.fc = nn.Linear(hidden_size, vocab_size)

    def forward(self, spatial, global_image, captions):
        h = c = torch.zeros(captions.size(0), 64)
        logits = []
        for t in range(captions.size(1)):
            step = torch.cat([self.embedding(captions[:, t]), global_image], dim=1)
            h, c = self.lstm(step, (h, c))
            content = self.w_h(torch.tanh(self.w_v(spatial) + self.w_g(h).unsqueeze(1))).squeeze(2)
            alpha = torch.softmax(content, dim=1)
            context = (spatial * alpha.unsqueeze(2)).sum(dim=1)
            logits.append(self.fc(context + h))
        return torch.stack(logits, dim=1)


torch.manual_seed(0)
encoder, decoder = EncoderCNN(), AttentiveDecoder()
spatial, whole, _ = encoder(torch.randn(4, 3, 56, 56))
out = decoder(spatial, whole, torch.randint(0, 50, (4, 9))).detach()
