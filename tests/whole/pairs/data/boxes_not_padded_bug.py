import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import Dataset, DataLoader

ANNOTATIONS = [
    {"file": "a.jpg", "boxes": [[10, 10, 50, 60], [0, 5, 20, 30]], "labels": [1, 2]},
    {
        "file": "b.jpg",
        "boxes": [[1, 2, 30, 40], [5, 5, 9, 9], [7, 7, 10, 12], [0, 0, 3, 3], [2, 2, 6, 6]],
        "labels": [1, 1, 3, 2, 1],
    },
    {"file": "c.jpg", "boxes": [[4, 4, 8, 8]], "labels": [2]},
    {"file": "d.jpg", "boxes": [[4, 4, 8, 8], [3, 2, 7, 9], [1, 1, 5, 5]], "labels": [2, 2, 3]},
]


class BoxDataset(Dataset):
    def __init__(self, annotations):
        self.annotations = annotations

    def __len__(self):
        return len(self.annotations)

    def __getitem__(self, index):
        item = self.annotations[index]
        image = torch.rand(3, 64, 64)
        return {
            "image": image,
            "bbox": torch.tensor(item["boxes"], dtype=torch.float32),
            "label": torch.tensor(item["labels"]),
        }


def padding_collate_fn(data_batch):
    images = torch.stack([item["image"] for item in data_batch])
    boxes = pad_sequence([item["bbox"] for item in data_batch], batch_first=True, padding_value=0)
    labels = pad_sequence([item["label"] for item in data_batch], batch_first=True, padding_value=5)
    return {"image": images, "bbox": boxes, "label": labels}


class Matcher(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, dim, 3, stride=2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.box = nn.Linear(4, dim)

    def forward(self, image, boxes):
        return (self.box(boxes) * self.backbone(image)[:, None]).sum(-1)


dataset = BoxDataset(ANNOTATIONS)
loader = DataLoader(dataset, batch_size=2, shuffle=False)
model = Matcher()
for batch in loader:  # error: [join-mismatch]
    scores = model(batch["image"], batch["bbox"])
    print(scores.shape)
