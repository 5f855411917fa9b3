"""Contenders run in turn, and the tables of what they took."""
import json
import os
import subprocess
import sys
from statistics import median

from preparing import BUILD, HERE, stop

FIGURES = [("wall", "wall s", "{:.2f}"), ("cpu", "CPU s", "{:.2f}"),
           ("peak_mb", "peak MB", "{:,.0f}")]


class Contender:
    """A name, the command, what to do before each run (not timed), which exit codes are good, and
    the file that a run which came to its end leaves."""

    def __init__(self, name, command, before, proof, good=(0,), cores=0):
        self.name, self.command, self.before, self.proof = name, command, before, proof
        self.good, self.cores = good, cores
        self.runs = []

    def run(self):
        self.before()
        os.sync()  # nobody pays for writing back what another wrote
        result = os.path.join(BUILD, "run.json")
        launcher = [sys.executable, "-I", "-S", os.path.join(HERE, "measured.py"), result]
        subprocess.run(launcher + [str(self.cores)] + self.command, check=True)
        with open(result) as file:
            figures = json.load(file)
        if figures["code"] not in self.good or not os.path.exists(self.proof):
            with open(result + ".log", errors="replace") as file:
                stop(f"{self.name} ended with {figures['code']}:\n{file.read()[-2000:]}")
        self.runs.append(figures)

    def median(self, figure):
        return median(run[figure] for run in self.runs)


def in_turn(contenders, runs):
    """A B C, A B C, ...: what else the machine does meets all of them alike."""
    for number in range(runs):
        for contender in contenders:
            contender.run()
            wall = contender.runs[-1]["wall"]
            print(f"run {number + 1} of {runs}: {contender.name} {wall:.2f} s", file=sys.stderr)


def figures_table(contenders):
    lines = ["| | " + " | ".join(title for _, title, _ in FIGURES) + " |", "|---|---|---|---|"]
    for contender in contenders:
        cells = []
        for figure, _, form in FIGURES:
            values = [run[figure] for run in contender.runs]
            spread = f"{form.format(min(values))} to {form.format(max(values))}"
            cells.append(f"{form.format(contender.median(figure))} ({spread})")
        lines.append(f"| {contender.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def ratio_table(pairs):
    """Pairs of contenders: the medians of the first divided by those of the second."""
    lines = ["| ratio of medians | wall | CPU | peak memory |", "|---|---|---|---|"]
    for first, second in pairs:
        cells = [f"{first.median(figure) / second.median(figure):.2f}" for figure, _, _ in FIGURES]
        lines.append(f"| {first.name} ÷ {second.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
