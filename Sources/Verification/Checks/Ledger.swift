extension Check {
  /// SQLite's own checks, and the digests of every block and page.
  static let ledger = Check(
    workspace: "ledger", "the ledger is sound, and every block of it is as it was written"
  ) { places, _, findings in
    for problem in places.ledger.problems {
      findings.fault(
        places.ledger.path, found: problem, expected: "a sound ledger", advice: .ledger)
    }
  }

  /// The ledger remembers each run's manifest and outputs: they are the ones in `out/`.
  static let runs = Check(
    workspace: "runs", "the ledger's runs are those of out/, with the same manifests and files"
  ) { places, runs, findings in
    guard places.ledger.problems.isEmpty else {
      throw Unreadable(path: places.ledger.path, found: "a damaged ledger")
    }
    var known = Dictionary(places.ledger.runs.map { ($0.date, $0) }) { first, _ in first }
    for run in runs {
      guard let remembered = known.removeValue(forKey: run.date) else {
        findings.fault(
          run.folder, found: "a date of which the ledger knows no finished run",
          expected: "a folder for each finished run", advice: .unfinished)
        continue
      }
      try remembered.compare(with: run, &findings)
    }
    let first = runs.first?.date ?? ""
    for run in known.values.sorted(by: { $0.date < $1.date }) {
      if run.date < first {
        findings.notice("\(run.date) was run and is no longer in \(places.out)")
      } else {
        findings.fault(
          "\(places.out)/\(run.date)", found: "no such folder",
          expected: "the files of the run that the ledger remembers", advice: .restore)
      }
    }
  }
}

extension LedgerTestimony.Run {
  fileprivate func compare(with run: RunFiles, _ findings: inout Findings) throws {
    let manifest = try FileBytes(path: run.path("manifest.json"))
    findings.compareHash(
      run.place("manifest.json"), found: manifest.sha256, expected: manifestSHA256,
      by: "the ledger")
    for file in try run.manifest().outputs where outputs[file.path] != file.sha256 {
      findings.fault(
        run.place("manifest.json") + " \(file.path)", found: "sha256 \(file.sha256)",
        expected: outputs[file.path].map { "sha256 \($0), by the ledger" }
          ?? "no such file, by the ledger", advice: .restore)
    }
    let verdict = try run.proof().verdict
    findings.compare(
      run.place("proof.json") + " verdict", found: verdict,
      expected: isComplete ? "complete" : "incomplete")
  }
}
