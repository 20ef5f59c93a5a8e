"""Tables: of sklearn and of pandas."""

import numpy as np
import pandas as pd
import torch
from sklearn.datasets import load_digits, load_iris, make_moons, make_regression
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, StandardScaler

x, y = load_iris(return_X_y=True)
reveal_shape(x)  # (150, 4)
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=0)
reveal_shape(x_train)  # (120, 4)
reveal_shape(y_test)  # (30,)
parts = train_test_split(torch.zeros(101, 3), [0] * 101)
reveal_shape(parts[1])  # (26, 3)
reveal_shape(len(parts[2]))  # 75
reveal_shape(StandardScaler().fit_transform(x_train))  # (120, 4)
digits = load_digits()
reveal_shape(digits.data)  # (1797, 64)
reveal_shape(digits["images"])  # (1797, 8, 8)
reveal_shape(make_moons(n_samples=200)[0])  # (200, 2)
reveal_shape(make_regression(n_samples=50, n_features=6)[1])  # (50,)
reveal_shape(PCA(n_components=3).fit_transform(x))  # (150, 3)
reveal_shape(LabelEncoder().fit_transform(["a", "b", "a"]))  # (3,)

frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0], "y": [0, 1]})
reveal_shape(frame.shape)  # (2, 3)
reveal_shape(frame[["a", "b"]].values)  # (2, 2)
reveal_shape(frame["y"].to_numpy())  # (2,)
reveal_shape(frame.drop("y", axis=1).values)  # (2, 2)
reveal_shape(frame.drop(columns=["y", "a"]).to_numpy())  # (2, 1)
reveal_shape(frame.iloc[:, :-1].values)  # (2, 2)
reveal_shape(frame.iloc[:, 0].values)  # (2,)
reveal_shape(list(frame.columns))  # ['a', 'b', 'y']
reveal_shape(torch.tensor(frame[["a", "b"]].values, dtype=torch.float32))  # (2, 2)
reveal_shape(pd.DataFrame(np.zeros((5, 3))).shape)  # (5, 3)
reveal_shape(np.array(frame))  # (2, 3)
