"""Whole networks: what their layers are, whether a target computes each of them, and where two of them part.

inspect.py     a table of layers: shapes, costs, receptive fields, and what ports badly
verifying.py   each node judged by itself, on the target's own inputs of that node; errors added up
targets.py     runs of targets with intermediate results exposed, in worker processes
graph.py       an ONNX file as a graph; torch_graph.py: a module of PyTorch as one
layers.py, pointwise.py, layout.py, integers.py, quantized.py, fused.py: the rule of each operator, as calls of formulas
"""
