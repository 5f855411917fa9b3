#!/usr/bin/env python3
"""What share of a run pages and workbook take, how large they are, and how long their lists.

Runs `backhaul run --dry-run --verbose` on the benchmark's data (README.md): the log, on standard
error, says what pages and workbook took. Ends with 1 where they take a tenth of the run or more,
a page has 5 MB or more, or a list more than 500 rows.
"""
import argparse
import os
import re
import sys
from statistics import median

sys.dont_write_bytecode = True
from measuring import Contender
import preparing
from preparing import BUILD, REPOSITORY, stop
import run

MOST_SHARE = 0.1
MOST_BYTES = 5_000_000
MOST_ROWS = 500
PAGES = ["finance.html", "logistics.html", "service.html", "management.html"]
WORKBOOK = "backhaul.xlsx"
LOGGED = re.compile(r"pages and workbook: ([0-9.]+) s, ([0-9.]+) s CPU")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Environment: BENCH, PY and DATA as for run.py.")
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--program", help="default .build/release/backhaul")
    parser.add_argument("--figures", action="store_true",
                        help="count figures for analysis too, as policies do by default: the "
                        "management page then has all its sections")
    chosen = parser.parse_args()
    program = chosen.program or os.path.join(REPOSITORY, ".build", "release", "backhaul")
    if not os.access(program, os.X_OK):
        parser.error(f"no program {program}: `make build`, or name one with --program")
    chosen.program = os.path.abspath(program)
    return chosen


def contender(chosen, data, out):
    workspace = preparing.workspace(os.path.join(BUILD, "work", "reports"), data)
    if chosen.figures:
        policy = os.path.join(workspace, "policy", "policy.yaml")
        with open(policy) as file:
            text = file.read()
        with open(policy, "w") as file:
            file.write(text.replace("figures: no", "figures: yes"))
    command = [chosen.program, "run", workspace, "--as-of", run.AS_OF, "--verbose",
               "--dry-run", "--out", out]
    command += ["--threads", str(chosen.threads)] if chosen.threads else []
    return Contender("reports", command, lambda: run.fresh(out), os.path.join(out, run.LAST),
                     run.GOOD, chosen.threads)


def logged():
    """Wall and CPU seconds of pages and workbook, as the last run's log has them."""
    with open(os.path.join(BUILD, "run.json.log"), errors="replace") as file:
        found = LOGGED.search(file.read())
    if not found:
        stop("the program's log does not say what pages and workbook took: is it of this state?")
    return float(found.group(1)), float(found.group(2))


def longest_list(path):
    """Rows of the page's longest table, heads of groups and totals aside."""
    with open(path, encoding="utf-8") as file:
        tables = file.read().split("<table ")[1:]
    return max((table.count('<th scope="row"') - table.count("<tfoot") for table in tables),
               default=0)


def main():
    chosen = arguments()
    py = sys.executable
    given = os.environ.get("DATA")
    if not given:
        py = preparing.python([])
    data = preparing.data(chosen.orders, chosen.seed, py,
                          "" if given else preparing.peers_folder(), given)
    preparing.warm(data)
    out = os.path.join(BUILD, "out", "reports")
    timed, walls, cpus = contender(chosen, data, out), [], []
    for _ in range(chosen.runs):
        timed.run()
        wall, cpu = logged()
        walls.append(wall / timed.runs[-1]["wall"])
        cpus.append(cpu / timed.runs[-1]["cpu"])
    print("| medians | run | pages and workbook | share |\n|---|---|---|---|")
    for name, figure, shares in [("wall s", "wall", walls), ("CPU s", "cpu", cpus)]:
        whole = timed.median(figure)
        print(f"| {name} | {whole:.2f} | {whole * median(shares):.2f} | "
              f"{median(shares):.1%} |")
    print("\n| file | bytes | rows of the longest list |\n|---|---|---|")
    good = max(median(walls), median(cpus)) < MOST_SHARE
    for name in PAGES + [WORKBOOK]:
        path = os.path.join(out, name)
        size = os.path.getsize(path)
        rows = longest_list(path) if name != WORKBOOK else ""
        print(f"| {name} | {size:,} | {rows} |")
        if name != WORKBOOK:
            good = good and size < MOST_BYTES and rows <= MOST_ROWS
    print("\n" + ("within" if good else "NOT within")
          + f" {MOST_SHARE:.0%} of the run, {MOST_BYTES / 1e6:.0f} MB a page, {MOST_ROWS} rows")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
