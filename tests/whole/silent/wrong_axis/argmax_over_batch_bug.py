import torch
import torch.nn as nn

model = nn.Sequential(nn.Flatten(), nn.Linear(64, 10))


def predict(model, images):
    model.eval()
    with torch.no_grad():
        logits = model(images)
        labels = logits.argmax(dim=0)  # warning: [wrong-axis]
    return labels


images = torch.rand(10, 1, 8, 8)
targets = torch.randint(0, 10, (10,))
accuracy = (predict(model, images) == targets).float().mean()


# What torch says of it.
def claim():
    one_hot = torch.eye(10)[torch.tensor([3, 3, 3, 3, 3, 3, 3, 3, 3, 3])]
    right = bool((predict(nn.Identity(), one_hot) == 3).all())
    return not right
