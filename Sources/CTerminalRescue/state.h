// What the files of this target share.

#ifndef SPICE_TERMINAL_RESCUE_STATE_H
#define SPICE_TERMINAL_RESCUE_STATE_H

// Restores the terminal once, however many threads or signals ask; later callers wait for the first.
void spice_rescue_restore_now(void);

// The same for stderr: points it back and copies out what was kept.
void spice_rescue_release_stderr(void);

// Writes all bytes; gives up on an error that is no interruption.
void spice_rescue_write_all(int fd, const char *bytes, unsigned long length);

#endif
