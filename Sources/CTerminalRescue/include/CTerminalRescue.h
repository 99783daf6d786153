// Giving the terminal back, whatever happens to the program. Plain C, because this runs inside signal
// handlers: no allocation, no locks, only calls that POSIX allows there.
//
// Order: divert stderr, arm, start drawing … end drawing, disarm, return stderr. A fatal signal in
// between writes the reset bytes, puts the saved modes back, copies out what stderr held and lets
// the signal kill the process, so its exit status stays true. Not covered: SIGKILL, and a stack
// overflow on a thread without an alternate stack.

#ifndef SPICE_TERMINAL_RESCUE_H
#define SPICE_TERMINAL_RESCUE_H

#include <stddef.h>

// Remembers the modes of the terminal `tty` and the bytes that reset it (at most 512), and takes the
// fatal signals (also from Swift's backtracer, which would ask questions on the terminal). Gives the
// calling thread an alternate signal stack. Returns 0, or an errno.
int spice_rescue_arm(int tty, const char *reset, size_t length);

// Puts the modes back, throws away input that nobody has read, and gives the fatal signals to whoever
// had them before. The reset bytes are not written: a screen that was closed properly needs none.
void spice_rescue_disarm(void);

// Gives the calling thread a signal stack of its own, so that even a stack overflow on it is
// survived long enough. Once a thread; the memory lives as long as the process.
void spice_rescue_use_signal_stack(void);

// From now on stderr goes to memory. Returns 0, or an errno (then nothing has changed).
int spice_rescue_divert_stderr(void);

// stderr goes where it went before, and what was kept is written there.
void spice_rescue_return_stderr(void);

// Restores the terminal and ends the process with this code unless it has ended in `seconds` by
// itself. May be called in a signal handler. 0 seconds calls it off.
void spice_rescue_deadline(unsigned seconds, int code);

// Opens the pipe that wakes the terminal's thread. Returns 0, or an errno.
int spice_wake_open(void);

enum { spice_wake_input = 1, spice_wake_byte = 2, spice_wake_gone = 4 };

// Waits until the terminal can be read, a byte is in the pipe or the terminal is gone; what of it is
// the case, 0 after an interruption. Without end unless `timeout_ms` is 0 or more.
int spice_wake_wait(int tty, int timeout_ms);

// The next byte of the pipe, -1 when there is none.
int spice_wake_read(void);

// Writes one byte into the pipe. May be called in a signal handler.
void spice_wake_write(unsigned char byte);

void spice_wake_close(void);

// Sends a signal as the byte of its number into the pipe, unless it is ignored: by inheritance, or
// because somebody else waits for it. With a `deadline` in seconds the process ends by then,
// terminal restored, code 128 + signal. Returns 1 if the signal is taken.
int spice_wake_on_signal(int signal, unsigned deadline);

// Gives the taken signals back to their default.
void spice_wake_forget_signals(void);

// Stops the process as ctrl-Z does and returns when it is continued.
void spice_stop_process(void);

#endif
