# symbolic: what processes of their own reveal does not come back
"""Work that is given to processes is done; accelerate gathers what several of them hold."""

import torch
import torch.multiprocessing as mp
from accelerate import Accelerator
from torch import nn


def work(rank, width):
    reveal_shape(nn.Linear(width, 3)(torch.zeros(2, width)))  # (2, 3)


def main():
    mp.spawn(work, args=(8,), nprocs=2)
    process = mp.Process(target=work, args=(0, 8))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
    accelerator = Accelerator()
    predictions, labels = accelerator.gather_for_metrics((torch.zeros(4, 3), torch.zeros(4)))
    reveal_shape(predictions)  # (gathered, 3)
    reveal_shape(labels.dim())  # 1
    with accelerator.main_process_first():
        reveal_shape(torch.zeros(2, 5))  # (2, 5)
