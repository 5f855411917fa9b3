#!/bin/sh
# fuzz.sh SECONDS [READER...]: fuzzes each reader that long, beginning with Tests/Fuzz, with
# AddressSanitizer and its leak check off (texts live as long as the process, on purpose). What is
# found lies in build/fuzz/READER; an input that crashes is kept as build/fuzz/crash-*.
set -eu
seconds=$1
shift
cd "$(dirname "$0")/.."
FUZZ=1 swift build --scratch-path .build/fuzz --product FuzzReaders --sanitize fuzzer --sanitize address
for reader in ${@:-csv xml file workbook profile policy}; do
  mkdir -p "build/fuzz/$reader"
  READER=$reader ASAN_OPTIONS=detect_leaks=0 .build/fuzz/debug/FuzzReaders -max_total_time="$seconds" \
    -max_len=20000 -timeout=20 -rss_limit_mb=4000 -artifact_prefix="build/fuzz/crash-$reader-" \
    -print_final_stats=1 "build/fuzz/$reader" "Tests/Fuzz/$reader"
done
