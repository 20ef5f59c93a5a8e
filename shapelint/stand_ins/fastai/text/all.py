"""fastai.text.all: what a program gets that takes everything."""

from fastai.basics import *
