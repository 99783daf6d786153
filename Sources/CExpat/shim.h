#ifndef SPICE_CEXPAT_SHIM_H
#define SPICE_CEXPAT_SHIM_H

#include <expat.h>

#endif
