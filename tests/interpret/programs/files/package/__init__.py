from .blocks import Encoder
from .settings import WIDTH
