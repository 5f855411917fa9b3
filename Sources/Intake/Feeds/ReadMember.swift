import Returns

/// Reads one member of an input file: recognises what it is and turns its rows into records and
/// rejects.
///
/// A pure function of its arguments: the same bytes and context give the same reading. What several
/// threads share is `MemberReader`; this is all of its steps, one after the other.
/// - Parameters:
///   - path: the file's path relative to the inbox; what a file is never depends on it.
///   - fileNumber: goes into the head of every record.
///   - run: the run that receives the records.
///   - shopHint: the index of the shop in whose inbox folder the file lies.
/// - Returns: a reading; a member that cannot be read at all has the status `refused` and no
///   records.
public func readMember(
  _ member: InputMember, path: String, fileNumber: Int, run: Int, shopHint: Int?,
  context: IntakeContext
) -> MemberReading {
  let reader = MemberReader(
    member, fileNumber: fileNumber, run: run, shopHint: shopHint, context: context)
  reader.open()
  for stretch in 0..<reader.stretchCount { reader.look(at: stretch) }
  reader.cut()
  for part in 0..<reader.partCount { reader.read(part: part) }
  return reader.finish()
}
