/// How numbers of this folder leave it: as whole numbers of a fixed unit, so that outputs have the
/// same bytes whatever printed them.
public enum Decimals {
  /// A value in units of 10^−`places`, half away from zero; 0 for what is no number.
  public static func scaled(_ value: Double, places: Int) -> Int64 {
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let scaled = (value * factor).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, scaled.magnitude < 9e18 else { return 0 }
    return Int64(scaled)
  }

  /// `successes` of `trials` in units of 10^−`places`, half up, without a binary fraction on the
  /// way; 0 without trials.
  public static func ratio(_ numerator: Int128, _ denominator: Int128, places: Int) -> Int64 {
    guard denominator > 0 else { return 0 }
    var factor: Int128 = 1
    for _ in 0..<places { factor *= 10 }
    let scaled = numerator.magnitude * factor.magnitude
    let rounded = (scaled * 2 + denominator.magnitude) / (denominator.magnitude * 2)
    let value = Int64(clamping: rounded)
    return numerator < 0 ? -value : value
  }
}
