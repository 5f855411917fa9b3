#include "bytescan.h"

#ifdef __SSE2__
#include <tmmintrin.h>

/* UTF-8 sixteen bytes at a time (J. Keiser, D. Lemire, "Validating UTF-8 in less than one
   instruction per byte", 2020): three look-ups, by the nibbles of each byte and the high nibble of
   the next, give the errors that two bytes in a row may be part of; an error is real if all three
   agree. */
enum {
  TOO_SHORT = 1,      /* a lead byte without the rest */
  TOO_LONG = 2,       /* the rest without a lead byte */
  OVERLONG_3 = 4,
  TOO_LARGE = 8,
  SURROGATE = 16,
  OVERLONG_2 = 32,
  TOO_LARGE_1000 = 64,
  OVERLONG_4 = 64,
  TWO_CONTINUED = -128, /* right only in characters of three and four bytes */
  ANY_LOW = TOO_SHORT | TOO_LONG | TWO_CONTINUED,
  LARGE = ANY_LOW | TOO_LARGE | TOO_LARGE_1000,
  CONTINUED = TOO_LONG | OVERLONG_2 | TWO_CONTINUED
};

#define SSSE3 __attribute__((target("ssse3")))

SSSE3 static inline __m128i high_nibbles(__m128i bytes) {
  return _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(0x0F));
}

/* Non-zero where the bytes, which follow the bytes of before, are wrong. */
SSSE3 static inline __m128i errors_of(__m128i bytes, __m128i before) {
  const __m128i first_high = _mm_setr_epi8(
      TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
      TWO_CONTINUED, TWO_CONTINUED, TWO_CONTINUED, TWO_CONTINUED,
      TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
      TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
  const __m128i first_low = _mm_setr_epi8(
      ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, ANY_LOW | OVERLONG_2, ANY_LOW, ANY_LOW,
      ANY_LOW | TOO_LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
      LARGE | SURROGATE, LARGE, LARGE);
  const __m128i second_high = _mm_setr_epi8(
      TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
      CONTINUED | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4, CONTINUED | OVERLONG_3 | TOO_LARGE,
      CONTINUED | SURROGATE | TOO_LARGE, CONTINUED | SURROGATE | TOO_LARGE,
      TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
  __m128i one = _mm_alignr_epi8(bytes, before, 15);
  __m128i two = _mm_alignr_epi8(bytes, before, 14);
  __m128i three = _mm_alignr_epi8(bytes, before, 13);
  __m128i low = _mm_and_si128(one, _mm_set1_epi8(0x0F));
  __m128i firsts = _mm_and_si128(
      _mm_shuffle_epi8(first_high, high_nibbles(one)), _mm_shuffle_epi8(first_low, low));
  __m128i pairs = _mm_and_si128(firsts, _mm_shuffle_epi8(second_high, high_nibbles(bytes)));
  __m128i third = _mm_subs_epu8(two, _mm_set1_epi8(0xE0 - 0x80));
  __m128i fourth = _mm_subs_epu8(three, _mm_set1_epi8((char)(0xF0 - 0x80)));
  __m128i wanted = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8((char)0x80));
  return _mm_xor_si128(wanted, pairs);
}

SSSE3 static int is_utf8_by_16(const uint8_t *p, size_t n) {
  __m128i before = _mm_setzero_si128(), errors = _mm_setzero_si128();
  size_t i = 0;
  for (; i + 64 <= n; i += 64) {
    const __m128i *block = (const __m128i *)(p + i);
    __m128i a = _mm_loadu_si128(block), b = _mm_loadu_si128(block + 1);
    __m128i c = _mm_loadu_si128(block + 2), d = _mm_loadu_si128(block + 3);
    __m128i all = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
    if (_mm_movemask_epi8(_mm_or_si128(all, before)) != 0) {
      errors = _mm_or_si128(errors, _mm_or_si128(errors_of(a, before), errors_of(b, a)));
      errors = _mm_or_si128(errors, _mm_or_si128(errors_of(c, b), errors_of(d, c)));
    }
    before = d;
  }
  for (; i + 16 <= n; i += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(p + i));
    errors = _mm_or_si128(errors, errors_of(bytes, before));
    before = bytes;
  }
  /* The rest with zeros behind it, which show whether the last character is complete. */
  uint8_t rest[16] = {0};
  memcpy(rest, p + i, n - i);
  __m128i last = _mm_loadu_si128((const __m128i *)rest);
  errors = _mm_or_si128(errors, errors_of(last, before));
  if (n - i > 12) errors = _mm_or_si128(errors, errors_of(_mm_setzero_si128(), last));
  return _mm_movemask_epi8(_mm_cmpeq_epi8(errors, _mm_setzero_si128())) == 0xFFFF;
}
#endif

int bytescan_is_utf8(const void *at, size_t n) {
#ifdef __SSE2__
  if (__builtin_cpu_supports("ssse3")) return is_utf8_by_16((const uint8_t *)at, n);
#endif
  return bytescan_first_bad_utf8(at, n) == n;
}

static size_t lone_carriage_returns(const uint8_t *p, size_t n, int follows) {
  size_t lone = 0;
  for (size_t i = 0; i < n; i++)
    lone += p[i] == '\r' && !((i + 1 < n || follows) && p[i + 1] == '\n');
  return lone;
}

#ifdef __SSE2__
/* At most 255 steps: each lane counts in a byte. */
static size_t sum_of_bytes(__m128i counts) {
  __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());
  return (size_t)_mm_cvtsi128_si64(sums) + (size_t)_mm_cvtsi128_si64(_mm_srli_si128(sums, 8));
}
#endif

bytescan_tally bytescan_count_lines(const void *at, size_t n, int follows) {
  const uint8_t *p = (const uint8_t *)at;
  bytescan_tally tally = {0, 0};
  size_t i = 0;
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8('"'), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
  while (i + 64 <= n) {
    size_t start = i, steps = (n - i) / 64 < 63 ? (n - i) / 64 : 63;
    __m128i quotes = _mm_setzero_si128(), lines = quotes, returns = quotes;
    for (size_t step = 0; step < steps; step++, i += 64)
      for (size_t part = 0; part < 64; part += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(p + i + part));
        quotes = _mm_sub_epi8(quotes, _mm_cmpeq_epi8(bytes, quote));
        lines = _mm_sub_epi8(lines, _mm_cmpeq_epi8(bytes, lf));
        returns = _mm_or_si128(returns, _mm_cmpeq_epi8(bytes, cr));
      }
    tally.quotes += sum_of_bytes(quotes);
    tally.lines += sum_of_bytes(lines);
    if (_mm_movemask_epi8(returns))
      tally.lines += lone_carriage_returns(p + start, i - start, i < n || follows);
  }
#endif
  if (i < n) tally.lines += lone_carriage_returns(p + i, n - i, follows);
  for (; i < n; i++) {
    tally.quotes += p[i] == '"';
    tally.lines += p[i] == '\n';
  }
  return tally;
}

size_t bytescan_row_end(const void *at, size_t n, int quoted, int inside) {
  const uint8_t *p = (const uint8_t *)at;
  for (size_t i = 0; i < n; i++) {
    if (quoted && p[i] == '"') inside = !inside;
    if (p[i] == '\n' && !(quoted && inside)) return i;
  }
  return n;
}
