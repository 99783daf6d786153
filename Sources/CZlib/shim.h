#ifndef SPICE_CZLIB_SHIM_H
#define SPICE_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro. 15 window bits, +16: a gzip header is demanded.
static inline int spice_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

// Bare deflate data, as zip archives hold it.
static inline int spice_inflate_init_raw(z_stream *stream) {
    return inflateInit2(stream, -15);
}

// For tests: packs with a gzip header.
static inline int spice_deflate_init(z_stream *stream) {
    return deflateInit2(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
