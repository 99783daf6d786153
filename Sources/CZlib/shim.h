#ifndef SPICE_CZLIB_SHIM_H
#define SPICE_CZLIB_SHIM_H

#include <zlib.h>

#endif
