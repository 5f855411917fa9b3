#include <archive.h>
#include <archive_entry.h>
/* zlib, on which libarchive stands: libarchive's gzip reader verifies neither checksum nor length,
   zlib's own does. */
#include <zlib.h>
