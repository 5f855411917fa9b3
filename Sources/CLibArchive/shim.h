#include <archive.h>
#include <archive_entry.h>
/* zlib, on which libarchive stands: its gzip reader checks neither checksum nor length, zlib's own does. */
#include <zlib.h>
