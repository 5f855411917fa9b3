"""What a benchmark needs before it can start: Python packages, data, a workspace with an inbox."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(HERE)
BUILD = os.path.join(REPOSITORY, "build", "bench")
FILES = ["orders.csv", "cases.csv", "manifest.csv", "settlement.csv"]
PACKAGES = ["duckdb", "polars", "pyarrow", "numpy"]


def stop(message):
    sys.exit(f"Benchmarks/{os.path.basename(sys.argv[0])}: {message}")


def peers_folder():
    """The generator, the peers and their job are not part of this repository."""
    default = os.path.join(os.path.dirname(REPOSITORY), "shared", "bench")
    folder = os.path.abspath(os.environ.get("BENCH", default))
    if not os.path.isfile(os.path.join(folder, "gen.py")):
        stop(f"no gen.py in {folder}; set BENCH to the folder of gen.py, peer_duckdb.py and "
             "peer_polars.py")
    return folder


def python(peers):
    """A Python with the peers' packages: $PY, or one made below build/."""
    if "PY" in os.environ:
        return os.environ["PY"]
    folder = os.path.join(BUILD, "venv")
    program = os.path.join(folder, "bin", "python")
    if not os.path.exists(program):
        print(f"Installing {', '.join(PACKAGES)} into {folder}", file=sys.stderr)
        if subprocess.run([sys.executable, "-m", "venv", folder]).returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            stop("python3 cannot make a virtual environment; on Debian install python3-venv, or "
                 "set PY to a Python that has " + ", ".join(PACKAGES))
    wanted = PACKAGES + [peer for peer in peers if peer not in PACKAGES]
    probe = "; ".join("import " + name for name in wanted)
    if subprocess.run([program, "-c", probe], stderr=subprocess.DEVNULL).returncode != 0:
        subprocess.run([program, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return program


def data(orders, seed, py, peers_from, given=None):
    """The folder of the four files, generated where it is not there yet."""
    folder = given or os.path.join(BUILD, f"data-{orders}-{seed}")
    if all(os.path.isfile(os.path.join(folder, name)) for name in FILES):
        return folder
    if given:
        stop(f"DATA is {given}, which lacks one of {', '.join(FILES)}; leave DATA out to generate")
    print(f"Generating {orders:,} orders in {folder}", file=sys.stderr)
    unfinished = folder + ".unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    generator = os.path.join(peers_from, "gen.py")
    os.makedirs(BUILD, exist_ok=True)
    subprocess.run([py, generator, unfinished, str(orders), "--seed", str(seed)], check=True)
    os.rename(unfinished, folder)
    return folder


def size_mb(folder):
    return sum(os.path.getsize(os.path.join(folder, name)) for name in FILES) / 1e6


def warm(folder):
    """Reads every file once, so that all runs find them in the page cache."""
    for name in FILES:
        with open(os.path.join(folder, name), "rb", buffering=0) as file:
            while file.read(1 << 22):
                pass


def workspace(target, source, extra_policy=""):
    """A fresh copy of the benchmark's workspace with the data in its inbox: hard links where the
    file system allows, as the program refuses symbolic ones."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "workspace"), target,
                    ignore=shutil.ignore_patterns("inbox", "out", "archive", "ledger.sqlite*"))
    inbox = os.path.join(target, "inbox")
    os.makedirs(inbox)
    for name in FILES:
        path = os.path.join(source, name)
        try:
            os.link(path, os.path.join(inbox, name))
        except OSError:
            shutil.copyfile(path, os.path.join(inbox, name))
    if extra_policy:
        with open(os.path.join(target, "policy", "policy.yaml"), "a") as file:
            file.write(extra_policy)
    return target
