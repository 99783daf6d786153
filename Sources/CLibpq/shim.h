#ifndef SPICE_CLIBPQ_SHIM_H
#define SPICE_CLIBPQ_SHIM_H

#include <postgresql/libpq-fe.h>

#endif
