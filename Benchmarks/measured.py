#!/usr/bin/env python3
"""Runs one command and writes what it took: measured.py RESULT CORES COMMAND...

A process starts with the peak memory of the one that started it (Linux copies the high-water mark
over exec), so the benchmark never starts a program itself: this small launcher does, run with
`python3 -I -S`. Its own 9 MB or so are the least that can be measured. CORES pins the command to
so many cores; 0 leaves it free. The command's own output goes to RESULT.log.
"""
import json
import os
import sys
import time

result, cores, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
if cores:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
           (os.POSIX_SPAWN_OPEN, 1, result + ".log", flags, 0o644),
           (os.POSIX_SPAWN_DUP2, 1, 2)]
start = time.perf_counter_ns()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter_ns() - start
with open(result, "w") as file:
    json.dump({"code": os.waitstatus_to_exitcode(status), "wall": wall / 1e9,
               "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024}, file)
