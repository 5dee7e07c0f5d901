"""Networks from the formulas: a stack of layers, LeNet-5, its training, checkpoints, ONNX files and information."""
