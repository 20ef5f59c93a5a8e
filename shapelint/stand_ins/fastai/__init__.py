"""fastai: a learner calls its model with the batches of its loaders, and its loss with what comes out."""
