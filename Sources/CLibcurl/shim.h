#ifndef SPICE_CLIBCURL_SHIM_H
#define SPICE_CLIBCURL_SHIM_H

#include <curl/curl.h>

#endif
