"""Modules of PyTorch as networks: every operator that they call is judged, also those between their layers."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'mathcnn[torch]'")
pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")

from torch import nn  # noqa: E402  after the packages that it needs

from mathcnn import inspect, models  # noqa: E402  after the packages that it needs


class Residual(nn.Module):
    """A block of ResNet, with activations in place."""

    def __init__(self, c=6):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(c, c, 3, padding=1, bias=False), nn.BatchNorm2d(c)
        self.conv2, self.bn2 = nn.Conv2d(c, c, 3, padding=1, bias=False), nn.BatchNorm2d(c)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x))))) + x)


def mobile(c=6, grown=4):
    """A block of MobileNetV2."""
    return nn.Sequential(
        nn.Conv2d(c, c * grown, 1, bias=False), nn.BatchNorm2d(c * grown), nn.ReLU6(inplace=True),
        nn.Conv2d(c * grown, c * grown, 3, 2, 1, groups=c * grown, bias=False), nn.BatchNorm2d(c * grown), nn.ReLU6(),
        nn.Conv2d(c * grown, c, 1, bias=False), nn.BatchNorm2d(c),
    )  # fmt: skip


class UNet(nn.Module):
    """Down, up by a transposed convolution and by resizing, with a connection across."""

    def __init__(self):
        super().__init__()
        self.down, self.deep = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 8, 3, padding=1)
        self.up, self.joined = nn.ConvTranspose2d(8, 4, 2, 2), nn.Conv2d(8, 6, 3, padding=1)
        self.out = nn.Conv2d(6, 2, 1)

    def forward(self, x):
        a = nn.functional.relu(self.down(x))
        b = nn.functional.leaky_relu(self.deep(nn.functional.max_pool2d(a, 2)), 0.1)
        y = nn.functional.silu(self.joined(torch.cat([a, self.up(b)], 1)))
        y = nn.functional.interpolate(y, scale_factor=2, mode="bilinear", align_corners=False)
        return torch.sigmoid(self.out(y)).mean((2, 3))


def made(kind):
    torch.manual_seed(0)
    net = {"residual": Residual, "mobile": mobile, "unet": UNet}[kind]().eval()
    for one in net.modules():
        if isinstance(one, nn.BatchNorm2d):
            one.running_mean.normal_()
            one.running_var.uniform_(0.5, 2)
    shape = (2, 3, 12, 8) if kind == "unet" else (2, 6, 9, 7)
    return net, torch.randn(shape)


def report_of(net, x):
    (found,) = models.verify(net, inputs=(x,))
    return found


@pytest.mark.parametrize("kind", ["residual", "mobile", "unet"])
def test_right_modules_hold(kind):
    net, x = made(kind)
    before = net(x)
    report = report_of(net, x)
    assert {row.verdict for row in report.rows} <= {"holds", "holds normwise"}, [
        (row.node.name, row.says, row.shown) for row in report.rows
    ]
    assert report.share == 1 and report.rows[-1].total < 1e-5
    assert torch.equal(net(x), before)  # the module is as it was


def test_the_table_of_a_module():
    net, x = made("unet")
    rows = {layer.name: layer for layer in inspect(net, x).layers}
    # 8 input channels, 4 output channels, 2 x 2; 6 x 4 positions of the input, 2 images
    assert rows["up"].parameters == 8 * 4 * 4 + 4 and rows["up"].multiply_adds == 2 * 6 * 4 * 8 * 4 * 4
    assert rows["joined"].parameters == 6 * 8 * 9 + 6 and rows["joined"].shape == (2, 6, 12, 8)
    assert rows["deep"].sees() == "8 x 8 every 2, from -3"
    net, x = made("residual")
    network = inspect(net, x)
    assert network.parameters == sum(p.numel() for p in net.parameters()) + 4 * 6  # statistics are read, too
    assert "add" in [layer.name for layer in network.layers]


def test_exported_programs_are_taken():
    net, x = made("mobile")
    program = torch.export.export(net, (x,))
    report = report_of(program, x)
    assert {row.verdict for row in report.rows} == {"holds"} and report.share == 1
    assert len(inspect(program, x).layers) == len(report.rows)


def test_other_objects_are_refused():
    with pytest.raises(TypeError, match="model is int; it must be the name of an ONNX file"):
        inspect(3, np.zeros(3))
