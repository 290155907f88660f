// Debian's libxml2 is built with ICU, whose headers collide with the ICU inside Foundation. Without this switch the headers leave
// out two fields at the end of xmlCharEncodingHandler, which nobody here touches.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
