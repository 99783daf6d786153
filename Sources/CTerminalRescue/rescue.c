// The fatal signals: restore, then die of the same signal. See the header for the contract.

#define _GNU_SOURCE
#include "CTerminalRescue.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { idle, armed, restoring, restored };

static atomic_int state = idle;
static int terminal = -1;
static struct termios saved_modes;
static char reset_bytes[512];
static size_t reset_length;

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction earlier[fatal_count];

static volatile sig_atomic_t deadline_code;

void spice_rescue_write_all(int fd, const char *bytes, unsigned long length) {
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        length -= (unsigned long)written;
    }
}

static void restore_modes(void) {
    // In the background, changing the modes would stop us instead.
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGTTOU, &ignore, &before);
    // Reports still on their way (mouse, focus) must not reach the shell's prompt.
    tcflush(terminal, TCIFLUSH);
    tcsetattr(terminal, TCSANOW, &saved_modes);
    sigaction(SIGTTOU, &before, NULL);
}

void spice_rescue_restore_now(void) {
    int expected = armed;
    if (atomic_compare_exchange_strong(&state, &expected, restoring)) {
        spice_rescue_write_all(terminal, reset_bytes, reset_length);
        restore_modes();
        spice_rescue_release_stderr();
        atomic_store(&state, restored);
        return;
    }
    // Another thread is at it: dying now would cut it short. One second is plenty.
    struct timespec pause = {.tv_nsec = 1000000};
    for (int turn = 0; turn < 1000 && atomic_load(&state) == restoring; turn++) {
        nanosleep(&pause, NULL);
    }
}

static void on_fatal(int signal) {
    spice_rescue_restore_now();
    // The handler was reset when it was entered; the signal is blocked until we return.
    raise(signal);
}

static void on_deadline(int signal) {
    (void)signal;
    spice_rescue_restore_now();
    _exit(deadline_code);
}

void spice_rescue_use_signal_stack(void) {
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE)) return;
    size_t size = 64 * 1024;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    stack_t stack = {.ss_sp = memory, .ss_size = size};
    if (sigaltstack(&stack, NULL) != 0) munmap(memory, size);
}

int spice_rescue_arm(int tty, const char *reset, size_t length) {
    if (length > sizeof reset_bytes) return EMSGSIZE;
    if (atomic_load(&state) == armed || atomic_load(&state) == restoring) return EBUSY;
    if (tcgetattr(tty, &saved_modes) != 0) return errno;
    int copy = fcntl(tty, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return errno;
    if (terminal >= 0) close(terminal);
    terminal = copy;
    memcpy(reset_bytes, reset, length);
    reset_length = length;
    spice_rescue_use_signal_stack();
    atomic_store(&state, armed);
    for (int i = 0; i < fatal_count; i++) {
        struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK | SA_RESETHAND};
        sigemptyset(&action.sa_mask);
        sigaction(fatal[i], &action, &earlier[i]);
    }
    return 0;
}

void spice_rescue_disarm(void) {
    int expected = armed;
    if (!atomic_compare_exchange_strong(&state, &expected, restoring)) return;
    for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &earlier[i], NULL);
    restore_modes();
    atomic_store(&state, restored);
}

void spice_rescue_deadline(unsigned seconds, int code) {
    deadline_code = code;
    if (seconds > 0) {
        struct sigaction action = {.sa_handler = on_deadline, .sa_flags = SA_ONSTACK};
        sigemptyset(&action.sa_mask);
        sigaction(SIGALRM, &action, NULL);
    }
    alarm(seconds);
}
