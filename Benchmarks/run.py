#!/usr/bin/env python3
"""Times `backhaul run --dry-run` and peers that do the same job on the same files, in turn.

Before anything is timed, agree.py holds Backhaul's results against queries over the files.
README.md beside this file says what is compared and how.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from measuring import Contender, figures_table, in_turn, ratio_table
import preparing
from preparing import BUILD, HERE, REPOSITORY, stop

AS_OF = "2025-12-31"
# Exceptions of severity error are open: the data are full of them.
GOOD = (0, 1)
# Written after all other files of a run.
LAST = "manifest.json"
PEERS = ["duckdb", "polars", "pandas"]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Environment: BENCH the folder of gen.py and the peers (default ../shared/bench "
        "beside the repository), PY a Python with the peers' packages, DATA a folder with the "
        "four files.")
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="duckdb,polars", help="of " + ", ".join(PEERS))
    parser.add_argument("--threads", type=int, default=0,
                        help="threads of Backhaul; all are pinned to as many cores")
    parser.add_argument("--program", help="default .build/release/backhaul")
    parser.add_argument("--full", action="store_true",
                        help="also the full run: with the ledger, on a fresh workspace each time")
    parser.add_argument("--scaling", action="store_true",
                        help="Backhaul alone: 1 and 2 threads, these orders and five times as many")
    parser.add_argument("--no-agreement", action="store_true", help="time without agreeing first")
    chosen = parser.parse_args()
    chosen.peers = [peer for peer in chosen.peers.split(",") if peer]
    for peer in chosen.peers:
        if peer not in PEERS:
            parser.error(f"--peers {peer}: expected some of {', '.join(PEERS)}")
    if chosen.orders < 1 or chosen.runs < 1 or chosen.threads < 0:
        parser.error("--orders, --runs and --threads: at least 1")
    program = chosen.program or os.path.join(REPOSITORY, ".build", "release", "backhaul")
    if not os.access(program, os.X_OK):
        parser.error(f"no program {program}: `make build`, or name one with --program")
    chosen.program = os.path.abspath(program)
    return chosen


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def dry_run(chosen, data, name="backhaul dry run", threads=0):
    """The rehearsal: leaves ledger and inbox as they are, so one workspace serves all runs."""
    label = name.replace(" ", "-")
    workspace = preparing.workspace(os.path.join(BUILD, "work", label), data)
    out = os.path.join(BUILD, "out", label)
    command = [chosen.program, "run", workspace, "--as-of", AS_OF, "--quiet",
               "--dry-run", "--out", out] + (["--threads", str(threads)] if threads else [])
    return Contender(name, command, lambda: fresh(out), os.path.join(out, LAST), GOOD, threads)


def full_run(chosen, data, name="backhaul full run", threads=0):
    workspace = os.path.join(BUILD, "work", name.replace(" ", "-"))
    command = [chosen.program, "run", workspace, "--as-of", AS_OF, "--quiet"]
    command += ["--threads", str(threads)] if threads else []
    proof = os.path.join(workspace, "out", AS_OF, LAST)
    return Contender(name, command, lambda: preparing.workspace(workspace, data), proof, GOOD,
                     threads)


def peer(name, data, py, folder, threads):
    out = os.path.join(BUILD, "out", name)
    command = [py, os.path.join(folder, f"peer_{name}.py"), data, out]
    if threads and name == "duckdb":  # it does not look at the cores it may use; the others do
        command.append(str(threads))
    proof = os.path.join(out, "summary.json")
    return Contender(name, command, lambda: fresh(out), proof, cores=threads)


def agree(chosen, data, py):
    """One untimed dry run that lists every fee line, held against queries over the same files."""
    workspace = preparing.workspace(
        os.path.join(BUILD, "work", "agreement"), data, "fee_lines: all\n")
    out = fresh(os.path.join(BUILD, "out", "agreement"))
    run = subprocess.run([chosen.program, "run", workspace, "--as-of", AS_OF, "--quiet",
                          "--dry-run", "--out", out])
    if run.returncode not in GOOD or not os.path.exists(os.path.join(out, LAST)):
        stop(f"the run of the agreement ended with {run.returncode}")
    print("## Agreement\n\n```", flush=True)
    agreed = subprocess.run([py, os.path.join(HERE, "agree.py"), data, out]).returncode == 0
    print("```\n", flush=True)
    if not agreed:
        stop("the results differ: nothing is timed. --no-agreement times all the same")


def verify_peers(chosen, py, folder):
    """The peers' own check that their results are the same."""
    script = os.path.join(folder, "verify.py")
    outs = [os.path.join(BUILD, "out", peer) for peer in chosen.peers]
    if len(outs) > 1 and os.path.exists(script):
        if subprocess.run([py, script, *outs], stdout=sys.stderr).returncode != 0:
            stop("the peers do not agree with one another")


def versions(chosen, py):
    words = [subprocess.run([chosen.program, "--version"], capture_output=True, text=True).stdout]
    probe = "import platform; print('python', platform.python_version())"
    for name in chosen.peers:
        probe += f"; import {name}; print('{name}', {name}.__version__)"
    words.append(subprocess.run([py, "-c", probe], capture_output=True, text=True).stdout)
    return ", ".join(["backhaul " + words[0].strip()] + words[1].split("\n")[:-1])


def machine():
    name = "unknown processor"
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{len(os.sched_getaffinity(0))} cores of {name}"


def load():
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def report(title, contenders, pairs, before):
    print(f"{title}\n{machine()}; load average {before} before, {load()} after\n")
    print(figures_table(contenders) + "\n")
    if pairs:
        print(ratio_table(pairs) + "\n")
    with open(os.path.join(BUILD, "results.json"), "w") as file:
        json.dump({contender.name: contender.runs for contender in contenders}, file, indent=1)


def compare(chosen, data, py, folder):
    contenders = [dry_run(chosen, data, threads=chosen.threads)]
    if chosen.full:
        contenders.append(full_run(chosen, data, threads=chosen.threads))
    ours = list(contenders)
    contenders += [peer(name, data, py, folder, chosen.threads) for name in chosen.peers]
    before = load()
    preparing.warm(data)
    in_turn(contenders, chosen.runs)
    verify_peers(chosen, py, folder)
    cores = "1 core" if chosen.threads == 1 else f"{chosen.threads} cores"
    pinned = f", pinned to {cores}" if chosen.threads else ""
    size = f"{chosen.orders:,} orders, seed {chosen.seed}"
    if "DATA" in os.environ:
        size = "Data of " + os.path.basename(os.path.abspath(data))
    title = (f"## {size}: {preparing.size_mb(data):,.0f} MB, {chosen.runs} runs in turn{pinned}\n\n"
             f"Medians (least to most). {versions(chosen, py)}.")
    report(title, contenders,
           [(our, other) for our in ours for other in contenders if other not in ours], before)


def scale(chosen, data, py, folder):
    """Threads against one, and five times the orders against one."""
    larger = preparing.data(5 * chosen.orders, chosen.seed, py, folder)
    kind, word = (full_run, "full") if chosen.full else (dry_run, "dry")
    grid = {}
    for size, source in (("1x", data), ("5x", larger)):
        preparing.warm(source)
        for threads in (1, 2):
            grid[size, threads] = kind(chosen, source, f"{word} {size} {threads}t", threads)
    before = load()
    in_turn(list(grid.values()), chosen.runs)
    title = (f"## Scaling: 1x is {preparing.size_mb(data):,.0f} MB, 5x is "
             f"{preparing.size_mb(larger):,.0f} MB; {chosen.runs} runs in turn, each pinned to as "
             "many cores as threads\n\nMedians (least to most).")
    pairs = [(grid["1x", 2], grid["1x", 1]), (grid["5x", 2], grid["5x", 1]),
             (grid["5x", 1], grid["1x", 1]), (grid["5x", 2], grid["1x", 2])]
    report(title, list(grid.values()), pairs, before)


def main():
    chosen = arguments()
    folder = preparing.peers_folder()
    py = preparing.python(chosen.peers)
    data = preparing.data(chosen.orders, chosen.seed, py, folder, os.environ.get("DATA"))
    os.makedirs(os.path.join(BUILD, "out"), exist_ok=True)
    if not chosen.no_agreement:
        agree(chosen, data, py)
    (scale if chosen.scaling else compare)(chosen, data, py, folder)


if __name__ == "__main__":
    main()
