#!/usr/bin/python3
"""Counts the instructions of the hot path and holds them to the committed budget (budget.txt).

usage: budget.py BACKHAUL [--update] [--budget FILE] [--counts FILE]

Valgrind's callgrind counts, so the figures are the same on a busy machine and on an idle one. Two
days are run, one of 300 and one of 2,000 orders, on one thread; what is counted is the difference,
so that neither start-up nor what is made once shows. A stage may take up to 5 % more than its
budget. --counts keeps what was counted in a file, and takes it from there where the file exists.
Exit code 1: a stage takes more; 2: it could not be counted.
"""
import gzip, json, os, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOLERANCE = 5
# A stage and what its outermost function is called in the program's symbols.
STAGES = {
    "read": r"6Intake11PartedTableC4read",
    "place": r"10EveningRun12PlaceRecordsC3run",
    "judge": r"10EveningRun10JudgeBenchC5judgeyAA10JudgedPartVSiKF$",
    "issue": r"10EveningRun17IssueInstructionsV3run",
    "publish": r"7Reports8PrintingC6finish",
}


def stop(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def workspace(folder, files):
    shutil.copytree(HERE / "workspace", folder)
    (folder / "inbox").mkdir()
    for file in files:
        data = file.read_bytes()
        if file.suffix == ".gz":
            data = gzip.decompress(data)
        (folder / "inbox" / file.name.removesuffix(".gz")).write_bytes(data)


def count(program, folder, scratch):
    """Instructions of every stage, the functions they call included."""
    profile = scratch / "callgrind.out"
    profile.unlink(missing_ok=True)
    environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", LC_ALL="C", TZ="UTC")
    ran = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", str(program), "run",
         str(folder), "--as-of", "2025-12-31", "--dry-run", "--threads", "1", "--quiet", "--out",
         str(scratch / "out")],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if ran.returncode != 1 or not profile.exists():
        stop(f"backhaul under valgrind ended with {ran.returncode}:\n{ran.stderr[-2000:]}")
    listing = subprocess.run(
        ["callgrind_annotate", "--inclusive=yes", "--threshold=100", str(profile)],
        capture_output=True, text=True, check=True).stdout
    counts = {}
    for line in listing.splitlines():
        row = re.match(r"\s*([\d,]+) .*?:(\$s\S+)", line)
        if not row:
            continue
        for stage, symbol in STAGES.items():
            if stage not in counts and re.search(symbol, row.group(2)):
                counts[stage] = int(row.group(1).replace(",", ""))
    missing = set(STAGES) - set(counts)
    if missing:
        stop(f"no function found for {', '.join(sorted(missing))}: was it renamed? See STAGES in {__file__}")
    return counts


def option(name):
    return pathlib.Path(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else None


def instructions(program):
    """What an order takes of every stage."""
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        # Valgrind cannot read the debug information of Swift programs.
        stripped = scratch / "backhaul"
        subprocess.run(["strip", "-g", "-o", stripped, program], check=True)
        # Without its resources' folder beside it the program runs as well; its libraries are found
        # through the path it was linked with.
        workspace(scratch / "small", sorted((HERE / "small").glob("*.csv")))
        workspace(scratch / "large", sorted((HERE / "budget").glob("*.csv.gz")))
        small = count(stripped, scratch / "small", scratch)
        large = count(stripped, scratch / "large", scratch)
    return {stage: (large[stage] - small[stage]) // 1700 for stage in STAGES}


def main():
    if not sys.argv[1:] or shutil.which("valgrind") is None:
        stop(__doc__)
    kept = option("--counts")
    if kept and kept.exists():
        used = json.loads(kept.read_text())
    else:
        used = instructions(sys.argv[1])
        if kept:
            kept.write_text(json.dumps(used))
    budget_file = option("--budget") or HERE / "budget.txt"
    if "--update" in sys.argv:
        rows = [f"{stage} {number}\n" for stage, number in used.items()]
        budget_file.write_text("# instructions an order, by stage: budget.py\n" + "".join(rows))
    budget = dict(
        (row.split()[0], int(row.split()[1]))
        for row in budget_file.read_text().splitlines() if not row.startswith("#"))
    over = False
    for stage in STAGES:
        share = used[stage] * 100 / budget[stage]
        note = ""
        if used[stage] * 100 > budget[stage] * (100 + TOLERANCE):
            over, note = True, "  OVER the budget"
        elif share < 90:
            note = "  far below: lower the budget with --update"
        print(f"{stage:8} {used[stage]:8} instructions an order, {share:6.1f} % of the budget{note}")
    sys.exit(1 if over else 0)


main()
