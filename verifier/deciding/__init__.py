"""One statement without a file: it is read, tried at points, proved or refuted."""
