import json

import torch
import torch.nn as nn
import torchvision.models as models
from PIL import Image
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms


class CaptionData(Dataset):
    def __init__(self, path, transform):
        with open(path) as f:
            self.pairs = json.load(f)
        words = sorted({w for p in self.pairs for w in p["caption"].split()})
        self.word2idx = {"<pad>": 0, "<start>": 1, "<end>": 2}
        for w in words:
            self.word2idx[w] = len(self.word2idx)
        self.transform = transform

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, i):
        image = self.transform(Image.open(self.pairs[i]["image"]).convert("RGB"))
        tokens = [self.word2idx[w] for w in self.pairs[i]["caption"].split()]
        caption = torch.tensor([1] + tokens + [2])
        return image, caption


def collate(batch):
    images, captions = zip(*batch)
    return torch.stack(images), pad_sequence(captions, batch_first=True)


class EncoderCNN(nn.Module):
    def __init__(self, embed_size):
        super(EncoderCNN, self).__init__()
        resnet = models.resnet18(weights=None)
        self.resnet = nn.Sequential(*list(resnet.children())[:-1])
        self.embed = nn.Linear(resnet.fc.in_features, embed_size)

    def forward(self, images):
        features = self.resnet(images)
        features = features.view(features.size(0), -1)
        return self.embed(features)


class DecoderRNN(nn.Module):
    def __init__(self, embed_size, hidden_size, vocab_size, num_layers=1):
        super(DecoderRNN, self).__init__()
        self.embed = nn.Embedding(vocab_size, embed_size)
        self.lstm = nn.LSTM(embed_size, hidden_size, num_layers, batch_first=True)
        self.linear = nn.Linear(hidden_size, vocab_size)

    def forward(self, features, captions):
        embeddings = self.embed(captions[:, :-1])
        inputs = torch.cat((features.unsqueeze(1), embeddings), dim=1)
        hiddens, _ = self.lstm(inputs)
        return self.linear(hiddens)


transform = transforms.Compose([transforms.Resize(256), transforms.RandomCrop(224), transforms.ToTensor()])
dataset = CaptionData("data/captions.json", transform)
loader = DataLoader(dataset, batch_size=4, shuffle=True, collate_fn=collate)
vocab_size = len(dataset.word2idx)
encoder = EncoderCNN(256)
decoder = DecoderRNN(256, 512, vocab_size)
criterion = nn.CrossEntropyLoss(ignore_index=0)
params = list(decoder.parameters()) + list(encoder.embed.parameters())
optimizer = torch.optim.Adam(params, lr=0.001)

for step, (images, captions) in enumerate(loader):
    features = encoder(images)
    outputs = decoder(features, captions)
    loss = criterion(outputs.view(-1, vocab_size), captions.view(-1))
    decoder.zero_grad()
    encoder.zero_grad()
    loss.backward()
    optimizer.step()
    print(step, loss.item())
