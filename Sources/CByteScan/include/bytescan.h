#ifndef BACKHAUL_BYTESCAN_H
#define BACKHAUL_BYTESCAN_H

/* Looking at many bytes at once, for the row scanner; what stands here is inlined into Swift. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* One bit a byte, the first byte in the lowest bit. */
typedef struct {
  uint64_t delimiters;
  uint64_t breaks; /* LF and CR */
  uint64_t quotes;
  uint64_t high; /* not ASCII */
} bytescan_block;

#ifdef __SSE2__
static inline uint64_t bytescan_join(__m128i a, __m128i b, __m128i c, __m128i d) {
  return (uint64_t)(uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16
         | (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32
         | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

static inline bytescan_block bytescan_look(const void *at, uint8_t delimiter) {
  const __m128i *p = (const __m128i *)at;
  __m128i a = _mm_loadu_si128(p), b = _mm_loadu_si128(p + 1);
  __m128i c = _mm_loadu_si128(p + 2), d = _mm_loadu_si128(p + 3);
  __m128i cut = _mm_set1_epi8((char)delimiter), quote = _mm_set1_epi8('"');
  __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
#define BYTESCAN_SAME(key)                                                                  \
  bytescan_join(_mm_cmpeq_epi8(a, key), _mm_cmpeq_epi8(b, key), _mm_cmpeq_epi8(c, key),    \
                _mm_cmpeq_epi8(d, key))
  bytescan_block block;
  block.delimiters = BYTESCAN_SAME(cut);
  block.breaks = BYTESCAN_SAME(lf) | BYTESCAN_SAME(cr);
  block.quotes = BYTESCAN_SAME(quote);
  block.high = bytescan_join(a, b, c, d);
#undef BYTESCAN_SAME
  return block;
}
#else
static inline bytescan_block bytescan_look(const void *at, uint8_t delimiter) {
  const uint8_t *p = (const uint8_t *)at;
  bytescan_block block = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint64_t bit = (uint64_t)1 << i;
    if (p[i] == delimiter) block.delimiters |= bit;
    if (p[i] == '\n' || p[i] == '\r') block.breaks |= bit;
    if (p[i] == '"') block.quotes |= bit;
    if (p[i] >= 0x80) block.high |= bit;
  }
  return block;
}
#endif

/* The same for the last bytes of a buffer: never reads past them. */
static inline bytescan_block bytescan_look_at_end(const void *at, size_t count, uint8_t delimiter) {
  uint8_t tail[64] = {0};
  memcpy(tail, at, count < 64 ? count : 64);
  return bytescan_look(tail, delimiter);
}

/* Offset of the first LF or CR; n if there is none. */
static inline size_t bytescan_line_end(const void *at, size_t n) {
  const uint8_t *p = (const uint8_t *)at;
  for (size_t i = 0; i < n; i += 64) {
    size_t left = n - i;
    uint64_t breaks =
        left < 64 ? bytescan_look_at_end(p + i, left, 0).breaks : bytescan_look(p + i, 0).breaks;
    if (breaks) return i + (size_t)__builtin_ctzll(breaks);
  }
  return n;
}

/* Bit n is the parity of the bits 0...n: of quotes, it is set from an opening one up to its end. */
static inline uint64_t bytescan_parity(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

/* How many bytes the UTF-8 character at p has (n left); 0: not one. Overlong forms, surrogates and
   values above U+10FFFF are none. */
static inline size_t bytescan_utf8_length(const uint8_t *p, size_t n) {
  uint8_t a = p[0];
  if (a < 0x80) return 1;
  if (a >= 0xE0 && a < 0xF0) {
    if (n < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80) return 0;
    if (a == 0xE0 && p[1] < 0xA0) return 0;
    return a == 0xED && p[1] >= 0xA0 ? 0 : 3;
  }
  if (a < 0xE0) return a >= 0xC2 && n >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
  if (a > 0xF4 || n < 4 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || (p[3] & 0xC0) != 0x80)
    return 0;
  if (a == 0xF0 && p[1] < 0x90) return 0;
  return a == 0xF4 && p[1] >= 0x90 ? 0 : 4;
}

/* Offset of the first byte that begins no UTF-8 character; n if there is none. */
static inline size_t bytescan_first_bad_utf8(const void *at, size_t n) {
  const uint8_t *p = (const uint8_t *)at;
  size_t i = 0;
  while (i < n) {
#ifdef __SSE2__
    while (i + 16 <= n) {
      int high = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(p + i)));
      if (high) {
        i += (size_t)__builtin_ctz((unsigned)high);
        break;
      }
      i += 16;
    }
#endif
    while (i < n && p[i] < 0x80) i++;
    while (i < n && p[i] >= 0x80) {
      size_t length = bytescan_utf8_length(p + i, n - i);
      if (length == 0) return i;
      i += length;
    }
  }
  return n;
}

/* Whether all of it is UTF-8; several times faster than looking for the place where it is not. */
int bytescan_is_utf8(const void *at, size_t n);

/* What a stretch of a table holds, for cutting it into parts. */
typedef struct {
  size_t quotes;
  size_t lines; /* line ends: LF, CR LF or CR */
} bytescan_tally;

/* Counts n bytes; `follows` tells whether one more byte may be looked at behind them: the CR of a
   CR LF is not counted. */
bytescan_tally bytescan_count_lines(const void *at, size_t n, int follows);

/* Offset of the first LF with an even number of quotes before it (with `quoted`, else of the first
   LF at all); `inside` begins within quotes. n if there is none. */
size_t bytescan_row_end(const void *at, size_t n, int quoted, int inside);

static inline size_t bytescan_count(const void *at, size_t n, uint8_t byte) {
  const uint8_t *p = (const uint8_t *)at;
  size_t found = 0;
  for (size_t i = 0; i < n; i++) found += p[i] == byte;
  return found;
}

/* Copies a text that becomes a field of a CSV and tells what is in it: bit 0: a comma, a quote or a
   line end, so that it must be quoted; bit 1: a quote, which must be doubled. */
#ifdef __SSE2__
static inline unsigned bytescan_copy_16(uint8_t *to, const uint8_t *from) {
  __m128i v = _mm_loadu_si128((const __m128i *)from);
  __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
  __m128i rest = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(',')),
                              _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')),
                                           _mm_cmpeq_epi8(v, _mm_set1_epi8('\r'))));
  _mm_storeu_si128((__m128i *)to, v);
  unsigned quotes = (unsigned)_mm_movemask_epi8(quote);
  return (quotes ? 3u : 0u) | (_mm_movemask_epi8(rest) ? 1u : 0u);
}
#else
static inline unsigned bytescan_copy_16(uint8_t *to, const uint8_t *from) {
  unsigned found = 0;
  for (int i = 0; i < 16; i++) {
    uint8_t byte = to[i] = from[i];
    found |= byte == '"' ? 3u : byte == ',' || byte == '\n' || byte == '\r' ? 1u : 0u;
  }
  return found;
}
#endif

/* At the place of the copy 16 bytes more may be written than the text has. */
static inline unsigned bytescan_copy_field(void *to_bytes, const void *from_bytes, size_t n) {
  uint8_t *to = (uint8_t *)to_bytes;
  const uint8_t *from = (const uint8_t *)from_bytes;
  unsigned found = 0;
  if (n >= 16) {
    size_t i = 0;
    for (; i + 16 <= n; i += 16) found |= bytescan_copy_16(to + i, from + i);
    return i < n ? found | bytescan_copy_16(to + n - 16, from + n - 16) : found;
  }
  /* No byte behind a text may be read: it may be the last of its memory. */
  uint8_t tail[16] = {0};
  if (n >= 8) {
    memcpy(tail, from, 8);
    memcpy(tail + n - 8, from + n - 8, 8);
  } else if (n >= 4) {
    memcpy(tail, from, 4);
    memcpy(tail + n - 4, from + n - 4, 4);
  } else {
    for (size_t i = 0; i < n; i++) tail[i] = from[i];
  }
  return bytescan_copy_16(to, tail);
}

/* The same for a field that stands where it is to stand. */
static inline unsigned bytescan_look_at_field(const void *at, size_t n) {
  const uint8_t *from = (const uint8_t *)at;
  uint8_t unused[16];
  unsigned found = 0;
  size_t i = 0;
  for (; i + 16 <= n; i += 16) found |= bytescan_copy_16(unused, from + i);
  return i < n ? found | bytescan_copy_field(unused, from + i, n - i) : found;
}

/* How many bytes of an XML name of ASCII letters, digits, `_`, `-` and `.` stand here. */
static inline size_t bytescan_xml_name(const void *at, size_t n) {
  const uint8_t *p = (const uint8_t *)at;
  size_t i = 0;
  for (; i < n; i++) {
    uint8_t letter = p[i] | 0x20;
    if ((letter >= 'a' && letter <= 'z') || p[i] == '_') continue;
    if (i > 0 && ((p[i] >= '0' && p[i] <= '9') || p[i] == '-' || p[i] == '.')) continue;
    break;
  }
  return i;
}

/* Offset of the first byte that is not simply text of an XML element: `<`, `&`, `>` or a control
   character but LF and tab; n if there is none. */
static inline size_t bytescan_xml_text(const void *at, size_t n) {
  const uint8_t *p = (const uint8_t *)at;
  size_t i = 0;
#ifdef __SSE2__
  for (; i + 16 <= n; i += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
    __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('<')),
                                 _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('>')),
                                              _mm_cmpeq_epi8(v, _mm_set1_epi8('&'))));
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
    __m128i plain = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')),
                                 _mm_cmpeq_epi8(v, _mm_set1_epi8('\t')));
    int found = _mm_movemask_epi8(_mm_or_si128(marks, _mm_andnot_si128(plain, low)));
    if (found) return i + (size_t)__builtin_ctz((unsigned)found);
  }
#endif
  for (; i < n; i++) {
    uint8_t b = p[i];
    if (b == '<' || b == '>' || b == '&' || (b < 0x20 && b != '\n' && b != '\t')) return i;
  }
  return n;
}

/* Whether U+FFFE or U+FFFF is in it, which XML excludes (the bytes are UTF-8). */
static inline int bytescan_has_noncharacter(const void *at, size_t n) {
  const uint8_t *p = (const uint8_t *)at, *end = p + n;
  while (p < end && (p = (const uint8_t *)memchr(p, 0xEF, (size_t)(end - p)))) {
    if (end - p >= 3 && p[1] == 0xBF && p[2] >= 0xBE) return 1;
    p++;
  }
  return 0;
}

/* Length of a tag without attributes, `<name>`, `</name>` or `<name/>`, that stands here in whole;
   0 for anything else. */
static inline size_t bytescan_xml_plain_tag(const void *at, size_t n) {
  const uint8_t *p = (const uint8_t *)at;
  size_t i = 1;
  if (i < n && p[i] == '/') i++;
  size_t name = i < n ? bytescan_xml_name(p + i, n - i) : 0;
  if (name == 0 || name > 1000) return 0;
  i += name;
  if (p[1] != '/' && i < n && p[i] == '/') i++;
  return i < n && p[i] == '>' ? i + 1 : 0;
}

/* Rows in the order of a file lie anywhere in memory: asks for what is needed in a moment. */
static inline void bytescan_prefetch(const void *at) { __builtin_prefetch(at, 0, 3); }

#endif
