"""A function that does not come back."""


def relu(x):
    while True:
        pass
