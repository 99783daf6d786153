// Keeping stderr while the screen is up: the text of a trap would vanish with the screen.

#define _GNU_SOURCE
#include "CTerminalRescue.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

static atomic_int original = -1;
static int kept = -1;

int spice_rescue_divert_stderr(void) {
    if (atomic_load(&original) >= 0) return EBUSY;
    int memory = memfd_create("stderr", MFD_CLOEXEC);
    if (memory < 0) return errno;
    int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (copy < 0 || dup2(memory, STDERR_FILENO) < 0) {
        int problem = errno;
        close(memory);
        if (copy >= 0) close(copy);
        return problem;
    }
    kept = memory;
    atomic_store(&original, copy);
    return 0;
}

void spice_rescue_release_stderr(void) {
    int copy = atomic_exchange(&original, -1);
    if (copy < 0) return;
    dup2(copy, STDERR_FILENO);
    char buffer[4096];
    off_t place = 0;
    for (;;) {
        ssize_t count = pread(kept, buffer, sizeof buffer, place);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        spice_rescue_write_all(STDERR_FILENO, buffer, (unsigned long)count);
        place += count;
    }
    close(kept);
    close(copy);
}

void spice_rescue_return_stderr(void) { spice_rescue_release_stderr(); }
