// Signals as bytes in a pipe, so that one thread can wait for keys, screens and signals in one poll.

#define _GNU_SOURCE
#include "CTerminalRescue.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int reading = -1;
static atomic_int writing = -1;
static unsigned deadlines[NSIG];
static unsigned char taken[NSIG];

int spice_wake_open(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
    atomic_store(&reading, ends[0]);
    atomic_store(&writing, ends[1]);
    return 0;
}

int spice_wake_wait(int tty, int timeout_ms) {
    struct pollfd both[2] = {
        {.fd = tty, .events = POLLIN}, {.fd = atomic_load(&reading), .events = POLLIN}};
    if (poll(both, 2, timeout_ms) <= 0) return 0;
    int result = 0;
    if (both[0].revents & POLLIN) result |= spice_wake_input;
    if (both[0].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= spice_wake_gone;
    if (both[1].revents & POLLIN) result |= spice_wake_byte;
    return result;
}

int spice_wake_read(void) {
    unsigned char byte;
    return read(atomic_load(&reading), &byte, 1) == 1 ? byte : -1;
}

void spice_wake_write(unsigned char byte) {
    int end = atomic_load(&writing);
    // A full pipe already wakes the reader.
    if (end >= 0 && write(end, &byte, 1) < 0) return;
}

void spice_wake_close(void) {
    int end = atomic_exchange(&writing, -1);
    if (end >= 0) close(end);
    end = atomic_exchange(&reading, -1);
    if (end >= 0) close(end);
}

static void on_signal(int signal) {
    int problem = errno;
    if (deadlines[signal] > 0) spice_rescue_deadline(deadlines[signal], 128 + signal);
    spice_wake_write((unsigned char)signal);
    errno = problem;
}

static int take(int signal) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK | SA_RESTART};
    sigemptyset(&action.sa_mask);
    return sigaction(signal, &action, NULL) == 0;
}

int spice_wake_on_signal(int signal, unsigned deadline) {
    struct sigaction before;
    if (signal <= 0 || signal >= NSIG || sigaction(signal, NULL, &before) != 0) return 0;
    // Not only the default: Swift's backtracer has a handler for QUIT, and would ask questions.
    if (before.sa_handler == SIG_IGN) return 0;
    deadlines[signal] = deadline;
    if (!take(signal)) return 0;
    taken[signal] = 1;
    return 1;
}

void spice_wake_forget_signals(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int signal = 1; signal < NSIG; signal++) {
        if (taken[signal]) sigaction(signal, &standard, NULL);
        taken[signal] = 0;
    }
}

void spice_stop_process(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    struct sigaction before;
    sigaction(SIGTSTP, &standard, &before);
    // Threads started from a pool have it blocked.
    sigset_t stop, mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
    // To this thread alone, so that it stops inside the call and not some moments later.
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
}
