import CLibCrypto
import Returns

/// SHA-256 as 64 hex digits.
func sha256Hex(of bytes: Text) throws(InputError) -> String {
  var digest = [UInt8](repeating: 0, count: 32)
  var length: UInt32 = 0
  guard EVP_Digest(bytes.bytes.baseAddress, bytes.count, &digest, &length, EVP_sha256(), nil) == 1,
    length == 32
  else {
    throw InputError(
      .cannotOpen,
      "SHA-256 is not to be had from libcrypto; expected OpenSSL 3. Repair the installation.")
  }
  return digest.map(hex).joined()
}
