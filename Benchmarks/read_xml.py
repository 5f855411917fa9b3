#!/usr/bin/env python3
"""Reads canonical XML, and counts the same files' elements with nothing but libxml2, in turn.

usage: read_xml.py [--orders N] [--rounds R]

Makes a day of N orders with `backhaul sample --format xml` below build/bench/xml, and times in one
process, R rounds each: a bare SAX2 count (startElementNs, the document in memory) and the whole
reading into records. A file may take twice the count; exit code 1 where one takes more.
"""
import argparse, pathlib, re, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIMIT = 2.0
# As the Makefile builds, or all of it would be built anew, here and there.
BUILD = ["swift", "build", "-c", "release", "--explicit-target-dependency-import-check", "error",
         "--static-swift-stdlib"]


def main():
    arguments = argparse.ArgumentParser(description="Times the reading of canonical XML.")
    arguments.add_argument("--orders", type=int, default=60_000)
    arguments.add_argument("--rounds", type=int, default=9)
    given = arguments.parse_args()
    release = ROOT / ".build/release"
    for product in ("backhaul", "ReadingBench"):
        subprocess.run(BUILD + ["--product", product], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
    folder = ROOT / "build/bench/xml"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([release / "backhaul", "sample", folder, "--orders", str(given.orders), "--days",
                    "1", "--seed", "1", "--format", "xml"], check=True, capture_output=True)
    files = sorted(f for f in folder.glob("inbox/**/*.xml") if f.stat().st_size > 2 << 20)
    result = subprocess.run([release / "ReadingBench", str(given.rounds), *files], check=True,
                            capture_output=True, text=True).stdout
    print(result, end="")
    ratios = [float(number) for number in re.findall(r"ratio ([\d.]+)", result)]
    sys.exit(1 if not ratios or max(ratios) > LIMIT else 0)


main()
