"""Ours against PyTorch, in turn: see benchmark-networks, which starts this.

With --pytorch it is PyTorch's side, and does what NetworkBenchmark does on ours: print the count of
parameters, then for each line of standard input, forward or fit, the seconds that one took.
"""

import os
import platform
import statistics
import subprocess
import sys
import time

import torch
from torch import nn
from torch.nn import functional

FRAMES = 16
EMOTIONS = 7
PASSES = {
    "vgg16": ["forward"],
    "vgg-lstm": ["forward", "fit"],
    "resnet-lstm flatten": ["forward", "fit"],
    "resnet-lstm 4x4": ["forward", "fit"],
    "c3d": ["forward", "fit"],
}
WARM_UP = 2
JAVA = [
    "java", "-Xmx1g", "-Dorg.bytedeco.javacpp.maxbytes=0", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
    "-Dorg.eclipse.deeplearning4j.helpers.disable=false", "org.sparkaffect.network.NetworkBenchmark",
]  # fmt: skip


class LastState(nn.Module):
    """An LSTM of 128 over one clip's frames. Its second bias stays 0, since ours has but one."""

    def __init__(self, features):
        super().__init__()
        self.lstm = nn.LSTM(features, 128)
        nn.init.zeros_(self.lstm.bias_hh_l0).requires_grad_(False)

    def forward(self, frames):
        steps = frames.reshape(FRAMES, 1, -1)
        return self.lstm(steps)[0][-1]


def vgg16():
    layers = []
    channels = 3
    for group in [64] * 2, [128] * 2, [256] * 3, [512] * 3, [512] * 3:
        for width in group:
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU(inplace=True)]
            channels = width
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(512 * 7 * 7, 4096), nn.ReLU(inplace=True))


def vgg_lstm():
    return nn.Sequential(vgg16(), LastState(4096), nn.Dropout(0.7), nn.Linear(128, EMOTIONS))


def convolution(before, channels, padding=0):
    return nn.Sequential(nn.Conv2d(before, channels, 3, padding=padding), nn.PReLU(channels))


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.within = nn.Sequential(
            convolution(channels, channels, 1), convolution(channels, channels, 1)
        )

    def forward(self, images):
        return images + self.within(images)


class ResNetLstm(nn.Module):
    def __init__(self, pooling):
        super().__init__()
        pool = nn.MaxPool2d(2)
        self.low = nn.Sequential(convolution(3, 32), convolution(32, 64), pool)
        self.middle = nn.Sequential(
            Block(64), convolution(64, 128), pool, Block(128), Block(128), convolution(128, 256), pool
        )
        self.high = nn.Sequential(
            *(Block(256) for _ in range(5)), convolution(256, 512), pool,
            *(Block(512) for _ in range(3)), nn.Flatten(), nn.Linear(512 * 5 * 4, 512),
        )  # fmt: skip
        if pooling == "flatten":
            self.pools = nn.Identity(), nn.Identity()
            cells = 54 * 46, 12 * 10
        else:  # 4x4: the smallest windows that cover 54x46 and 12x10 in equal strides
            self.pools = nn.AvgPool2d((15, 13), (13, 11)), nn.AvgPool2d((3, 4), (3, 2))
            cells = 16, 16
        self.lstms = nn.ModuleList(
            [LastState(64 * cells[0]), LastState(256 * cells[1]), LastState(512)]
        )
        self.emotion = nn.Linear(128, EMOTIONS)

    def forward(self, images):
        low = self.low(images)
        middle = self.middle(low)
        levels = self.pools[0](low), self.pools[1](middle), self.high(middle)
        return self.emotion(sum(lstm(level) for lstm, level in zip(self.lstms, levels)))


def c3d():
    layers = []
    channels = 3
    for group, depth in ([64], 1), ([128], 2), ([256] * 2, 2), ([512] * 2, 2), ([512] * 2, 2):
        for width in group:
            layers += [nn.Conv3d(channels, width, 3, padding=1), nn.ReLU(inplace=True)]
            channels = width
        layers.append(nn.MaxPool3d((depth, 2, 2)))
    layers.insert(-1, nn.ZeroPad2d((0, 1, 0, 1)))  # of the volume's last two axes, before pool5
    layers.append(nn.Flatten())
    for inputs in 512 * 4 * 4, 4096:
        layers += [nn.Linear(inputs, 4096), nn.ReLU(inplace=True), nn.Dropout(0.5)]
    return nn.Sequential(*layers, nn.Linear(4096, EMOTIONS))


def pytorch(name):
    torch.manual_seed(1)
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    network, shape = {
        "vgg16": (vgg16, (FRAMES, 3, 224, 224)),
        "vgg-lstm": (vgg_lstm, (FRAMES, 3, 224, 224)),
        "resnet-lstm flatten": (lambda: ResNetLstm("flatten"), (FRAMES, 3, 112, 96)),
        "resnet-lstm 4x4": (lambda: ResNetLstm("4x4"), (FRAMES, 3, 112, 96)),
        "c3d": (c3d, (1, 3, FRAMES, 112, 112)),
    }[name]
    network = network()
    parameters = [weights for weights in network.parameters() if weights.requires_grad]
    training = torch.optim.SGD(parameters, lr=1e-6, momentum=0.9)
    clip = torch.randn(shape)
    label = torch.tensor([3])

    print(sum(weights.numel() for weights in parameters), flush=True)
    for line in sys.stdin:
        begin = time.perf_counter()
        if line.strip() == "fit":
            network.train()
            training.zero_grad()
            functional.cross_entropy(network(clip), label).backward()
            training.step()
        else:
            network.eval()
            with torch.no_grad():
                network(clip)
        print(time.perf_counter() - begin, flush=True)


class Side:
    """A process that holds one network and runs it when told."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.parameters = int(self.answer())

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"benchmark-networks: {' '.join(self.process.args)} ended")
        return line

    def seconds(self, what):
        print(what, file=self.process.stdin, flush=True)
        return float(self.answer())

    def forget_peak(self):
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as clear:
            clear.write("5")

    def peak_gb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e9

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def cell(seconds):
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f})"


def compare(name, rounds):
    """The lines of the table for one network. Each side rests while the other works."""
    sides = [Side(JAVA + name.split()), Side([sys.executable, __file__, "--pytorch", name])]
    ours, theirs = sides
    if ours.parameters != theirs.parameters:
        sys.exit(f"{name}: {ours.parameters} parameters of ours, {theirs.parameters} of PyTorch's")
    for what in PASSES[name]:
        for side in sides:
            side.forget_peak()
        seconds = [[side.seconds(what) for side in sides] for _ in range(WARM_UP + rounds)]
        mine, yours = zip(*seconds[WARM_UP:])
        ratio = statistics.median(mine) / statistics.median(yours)
        print(
            f"| {name}, {what} | {ours.parameters:,} | {cell(mine)} | {cell(yours)} | {ratio:.2f}"
            f" | {ours.peak_gb():.1f} | {theirs.peak_gb():.1f} |",
            flush=True,
        )
    for side in sides:
        side.end()


def machine():
    with open("/proc/cpuinfo") as cpuinfo:
        model = next(line.split(":")[1].strip() for line in cpuinfo if line.startswith("model name"))
    java = subprocess.run(["java", "-version"], stderr=subprocess.PIPE, text=True, check=True)
    return (
        f"{model}, {os.cpu_count()} cores, {os.environ['OMP_NUM_THREADS']} threads;"
        f" {java.stderr.splitlines()[0]}; PyTorch {torch.__version__},"
        f" Python {platform.python_version()}; load {os.getloadavg()[0]:.1f} before"
    )


def main(names):
    unknown = [name for name in names if name not in PASSES]
    if unknown:
        sys.exit(f"benchmark-networks: {unknown[0]} is none of {', '.join(PASSES)}")
    rounds = int(os.environ["ROUNDS"])
    print(f"{machine()}; {rounds} rounds\n")
    print("| network, pass | parameters | ours, s | PyTorch, s | ratio | ours, GB | PyTorch, GB |")
    print("|---|---|---|---|---|---|---|")
    for name in names or PASSES:
        compare(name, rounds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pytorch"]:
        pytorch(sys.argv[2])
    else:
        main(sys.argv[1:])
