"""absl: flags have their defaults, and the application is called."""

from absl import app, flags
