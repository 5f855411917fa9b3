import Returns

/// Cells to numbers: the regular form first, then every form. `RegularForms.none` where the cell is
/// not a value.
extension DirectLane {
  @inline(__always)
  func amount(_ cell: UnsafeRawBufferPointer, _ decimals: Int) -> Int64 {
    if decimals == 2, let start = cell.baseAddress {
      let number = RegularForms.hundredths(start, cell.count)
      if number != RegularForms.none { return number }
    }
    return uncommonAmount(Text(cell), decimals)
  }

  @inline(never)
  func uncommonAmount(_ cell: Text, _ decimals: Int) -> Int64 {
    (try? Amounts.minorUnits(cell, decimals: decimals)) ?? RegularForms.none
  }

  @inline(__always)
  func count(_ cell: UnsafeRawBufferPointer) -> Int64 {
    let number = RegularForms.count(cell.baseAddress!, cell.count)
    return number != RegularForms.none ? number : uncommonCount(Text(cell))
  }

  @inline(never)
  func uncommonCount(_ cell: Text) -> Int64 {
    (try? Words.count(cell)) ?? RegularForms.none
  }

  @inline(__always)
  func seconds(_ cell: UnsafeRawBufferPointer) -> Int64 {
    let number = times.regularSeconds(
      cell.baseAddress!, cell.count, zoneNumber: TimeReader.workspaceNumber)
    return number != RegularForms.none ? number : uncommonTime(Text(cell))
  }

  @inline(never)
  func uncommonTime(_ cell: Text) -> Int64 {
    let shop = (decoder.shops.shops[plan.shop].zone, plan.shop)
    return (try? decoder.evaluator.isoSeconds(cell, shop: shop)) ?? RegularForms.none
  }

  @inline(never)
  func flag(_ cell: UnsafeRawBufferPointer) -> Int64 {
    (try? Words.flag(Text(cell))) ?? RegularForms.none
  }

  @inline(__always)
  func word(_ cell: UnsafeRawBufferPointer, _ slot: DirectSlot) -> Int64 {
    let head = DirectBytes.head(cell)
    guard let words = slot.words else { return RegularForms.none }
    for index in 0..<slot.wordCount where words[index].head == head {
      if cell.count <= 7 || words[index].text == Text(cell) { return words[index].number }
    }
    return RegularForms.none
  }
}
