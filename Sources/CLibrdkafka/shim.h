#ifndef SPICE_CLIBRDKAFKA_SHIM_H
#define SPICE_CLIBRDKAFKA_SHIM_H

#include <librdkafka/rdkafka.h>

#endif
