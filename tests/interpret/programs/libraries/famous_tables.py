# symbolic
"""Tables, pictures and texts that keras and seaborn fetch."""

import keras
import seaborn as sns
import tensorflow as tf
import torch
from keras.datasets import mnist
from tensorflow.keras.datasets import fashion_mnist
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.utils import to_categorical
from torch import nn

(x_train, y_train), (x_test, y_test) = mnist.load_data()
reveal_shape(x_train)  # (60000, 28, 28)
reveal_shape(torch.from_numpy(y_test))  # (10000,)
reveal_shape(fashion_mnist.load_data()[1][0] / 255.0)  # (10000, 28, 28)
(pictures, classes), _ = tf.keras.datasets.cifar10.load_data()
reveal_shape(pictures)  # (50000, 32, 32, 3)
reveal_shape(classes)  # (50000, 1)
reveal_shape(to_categorical(classes, 10))  # (50000, 10)
(texts, liked), _ = keras.datasets.imdb.load_data(num_words=5000)
reveal_shape(pad_sequences(texts[:1000], maxlen=100))  # (1000, 100)
reveal_shape(liked)  # (25000,)
reveal_shape(keras.datasets.boston_housing.load_data()[0][0])  # (404, 13)

iris = sns.load_dataset("iris")
reveal_shape(iris.shape)  # (150, 5)
given = torch.tensor(iris.drop("species", axis=1).values, dtype=torch.float32)
reveal_shape(given)  # (150, 4)
reveal_shape(sns.load_dataset("titanic")[["age", "fare"]].values)  # (891, 2)
nn.Linear(5, 3)(given)  # error: [feature-mismatch]
