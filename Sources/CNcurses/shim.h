// ncursesw for Swift: what the header offers as macros, globals or pointers, as inline functions over
// integers. WINDOW and SCREEN never leave this file. Only for the thread that opened the screen.

#ifndef SPICE_CNCURSES_SHIM_H
#define SPICE_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Key codes of sequences that terminfo does not name.
enum {
    spice_key_paste_begin = 1001,
    spice_key_paste_end,
    spice_key_focus_in,
    spice_key_focus_out,
    spice_key_mouse,
    spice_key_status,
};

// Sets the locale for character types; 1 when it is a UTF-8 one. When the environment asks for
// UTF-8 but names a locale that is not installed, C.UTF-8 is taken.
static inline int spice_locale_utf8(int wanted) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    if (!wanted || setlocale(LC_CTYPE, "C.UTF-8") == NULL) return 0;
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// The columns the C library gives a character: 0, 1, 2, or -1 when it cannot be printed.
static inline int spice_char_width(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

// Looks a terminal up: 1 known, 0 not known (or too simple), -1 no terminfo at all.
static inline int spice_terminfo_load(const char *name, int fd) {
    int problem = 1;
    if (setupterm(name, fd, &problem) == OK) return 1;
    return problem == 1 ? 0 : problem;
}

// A capability of the loaded terminal, or NULL.
static inline const char *spice_terminfo_text(const char *capability) {
    const char *text = tigetstr(capability);
    return text == (char *)-1 ? NULL : text;
}

// Opens the screen on a terminal. 1 on success.
static inline int spice_curses_open(const char *name, int fd) {
    FILE *out = fdopen(dup(fd), "w");
    FILE *in = fdopen(dup(fd), "r");
    if (out == NULL || in == NULL) return 0;
    return newterm(name, out, in) != NULL;
}

// Modes for a full-screen program: keys at once, no echo, ctrl-C and ctrl-\ as signals, ctrl-Z,
// ctrl-S and ctrl-V as keys.
static inline void spice_curses_set_modes(int fd, int escape_delay_ms) {
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    set_escdelay(escape_delay_ms);
    struct termios modes;
    if (tcgetattr(fd, &modes) == 0) {
        modes.c_cc[VSUSP] = _POSIX_VDISABLE;
        modes.c_cc[VLNEXT] = _POSIX_VDISABLE;
        modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
        tcsetattr(fd, TCSANOW, &modes);
    }
    def_prog_mode();
    define_key("\033[200~", spice_key_paste_begin);
    define_key("\033[201~", spice_key_paste_end);
    define_key("\033[I", spice_key_focus_in);
    define_key("\033[O", spice_key_focus_out);
    define_key("\033[0n", spice_key_status);
}

// Whether reports of the mouse are told apart from keys.
static inline void spice_curses_take_mouse(int is_on) {
    define_key("\033[<", is_on ? spice_key_mouse : 0);
}

// Starts colours with the terminal's own background; how many colours there are, 0 for none.
static inline int spice_curses_start_colors(void) {
    if (!has_colors() || start_color() != OK) return 0;
    use_default_colors();
    return COLORS;
}

// A pair of palette numbers (-1: the terminal's own); 0 when there is none left.
static inline int spice_curses_pair(int foreground, int background) {
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

// Puts one character with its marks into a cell.
static inline void spice_curses_put(
    int y, int x, const unsigned int *scalars, int count, unsigned int attributes, int pair) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
    cchar_t cell;
    if (setcchar(&cell, text, (attr_t)attributes, 0, &pair) == OK) mvadd_wch(y, x, &cell);
}

static inline unsigned int spice_attribute_bold(void) { return A_BOLD; }
static inline unsigned int spice_attribute_dim(void) { return A_DIM; }
static inline unsigned int spice_attribute_underline(void) { return A_UNDERLINE; }
static inline unsigned int spice_attribute_reverse(void) { return A_REVERSE; }
static inline unsigned int spice_attribute_italic(void) { return A_ITALIC; }

static inline void spice_curses_show(int y, int x, int is_visible) {
    curs_set(is_visible ? 1 : 0);
    move(y, x);
    refresh();
}

// The next key without waiting: OK for a character, KEY_CODE_YES for a key code, ERR for none.
static inline int spice_curses_read(unsigned int *value) {
    wint_t next = 0;
    int kind = get_wch(&next);
    *value = (unsigned int)next;
    return kind;
}

static inline int spice_read_character(void) { return OK; }
static inline int spice_read_key_code(void) { return KEY_CODE_YES; }

static inline void spice_curses_resize(int height, int width) {
    resizeterm(height, width);
    clearok(stdscr, TRUE);
}

// Leaves the screen for a while, and comes back to it.
static inline void spice_curses_leave(void) {
    def_prog_mode();
    endwin();
}

static inline void spice_curses_return(void) {
    reset_prog_mode();
    clearok(stdscr, TRUE);
    refresh();
}

static inline void spice_curses_close(void) {
    erase();
    refresh();
    endwin();
}

static inline int spice_tty_size(int fd, int *height, int *width) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0) return 0;
    *height = size.ws_row;
    *width = size.ws_col;
    return size.ws_row > 0 && size.ws_col > 0;
}

// Bytes that wait to be read; -1 when the terminal is gone.
static inline int spice_tty_pending(int fd) {
    int count = 0;
    return ioctl(fd, FIONREAD, &count) == 0 ? count : -1;
}

// Version and patch date of the library in use: `ncurses 6.4.20221231`.
static inline const char *spice_curses_version(void) { return curses_version(); }

// How many colours the loaded terminal has; below 1: none.
static inline int spice_terminfo_colors(void) { return tigetnum("colors"); }

#endif
