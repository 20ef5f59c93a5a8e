import torch


def topk(output, target, k=3):
    best = output.topk(k, dim=1)[1]
    return (best == target.view(-1, 1)).any(dim=1).float().mean()


def correct(output, target):
    pred = output.argmax(dim=1, keepdim=True)
    return pred.eq(target.view_as(pred)).sum().item() / len(target)


def same_class(target):
    return (target[:, None] == target[None]).float()


scores, labels = torch.randn(32, 10), torch.randint(0, 10, (32,))
out = topk(scores, labels) + correct(scores, labels) + same_class(labels).mean()
