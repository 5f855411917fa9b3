import CLibCrypto
import Returns

/// SHA-256 as 64 hex digits.
/// - Parameter passed: called with each stretch that is hashed.
func sha256Hex(
  of bytes: Text, passed: (UnsafeRawBufferPointer) -> Void = { _ in }
) throws(InputError) -> String {
  let context = EVP_MD_CTX_new()
  defer { EVP_MD_CTX_free(context) }
  var isGood = EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
  var offset = 0
  while isGood, offset < bytes.count {
    let end = min(offset + 1 << 20, bytes.count)
    let stretch = UnsafeRawBufferPointer(rebasing: bytes.bytes[offset..<end])
    isGood = EVP_DigestUpdate(context, stretch.baseAddress, stretch.count) == 1
    passed(stretch)
    offset = end
  }
  var digest = [UInt8](repeating: 0, count: 32)
  var length: UInt32 = 0
  guard isGood, EVP_DigestFinal_ex(context, &digest, &length) == 1, length == 32 else {
    throw InputError(
      .cannotOpen,
      "SHA-256 is not to be had from libcrypto; expected OpenSSL 3. Repair the installation.")
  }
  return digest.map(hex).joined()
}
