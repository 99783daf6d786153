#ifndef SPICE_SPAWN_SHIM_H
#define SPICE_SPAWN_SHIM_H

/* What glibc (2.34 and later) shows to C with extensions alone, and Swift's own module of it is made without. */

#include <spawn.h>

extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int pipe2(int ends[2], int flags);

/* The new process leads a session. */
static inline short spice_spawn_session_flag(void) {
#ifdef POSIX_SPAWN_SETSID
    return POSIX_SPAWN_SETSID;
#else
    return 0x80;
#endif
}

#endif
