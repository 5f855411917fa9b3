import Returns

extension LedgerWriter {
  struct Seal {
    let key: UnsafeRawBufferPointer
    let digest: UInt64
  }

  /// What is derived anew takes the place of what lay there, whatever had become of it. A change to
  /// a row that was not as sealed leaves the seal: an edit by hand does not become right by it.
  func keepSeal(of table: String, old: Seal?, new: Seal?) throws {
    switch (old, new) {
    case (nil, let new?):
      let insert = try statement(
        """
        INSERT INTO seal (source, name, digest) VALUES (?, ?, ?)
        ON CONFLICT (source, name) DO UPDATE SET digest = excluded.digest
        """)
      insert.add(table)
      insert.add(Text(new.key))
      insert.add(bits: new.digest)
      try insert.run()
    case (let old?, let new?):
      let update = try statement(
        "UPDATE seal SET name = ?, digest = ? WHERE source = ? AND name = ? AND digest = ?")
      update.add(Text(new.key))
      update.add(bits: new.digest)
      update.add(table)
      update.add(Text(old.key))
      update.add(bits: old.digest)
      try update.run()
    case (let old?, nil):
      let delete = try statement("DELETE FROM seal WHERE source = ? AND name = ?")
      delete.add(table)
      delete.add(Text(old.key))
      try delete.run()
    case (nil, nil): break
    }
  }
}
