#include <libxml/xmlversion.h>
/* encoding.h would pull in Debian's ICU headers, which clash with the toolchain's own. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
