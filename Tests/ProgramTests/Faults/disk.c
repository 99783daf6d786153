// A disk with a volatile cache, for any dynamically linked program, by LD_PRELOAD. A second folder
// plays the disk: it gets what was flushed, when it was flushed. When the power goes the process
// dies, and the second folder is what is left. Watched are regular files below one folder, through
// the C library's calls; memory maps are not (nothing that must last is written through them), a
// new folder is on the disk at once, and a flushed file has its name.
//
//   FAULT_DIR    the watched folder (absolute, no slash at the end); without it nothing is done
//   FAULT_DISK   the folder that plays the disk; without it only FAULT_FULL is heeded
//   FAULT_COUNT  a file that gets the numbers of operations and flushes, at every flush
//   FAULT_CRASH  n: the power goes at the n-th operation (write, truncate, flush, create, rename,
//                unlink)
//   FAULT_TORN   seed: some of the unflushed operations, in order, had reached the disk, and the
//                last one only in part
//   FAULT_LIE    n: flushes from the n-th on succeed and flush nothing
//   FAULT_FULL   a path: while there is a file of that name, writes fail with ENOSPC

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITE, TRUNCATE, CREATE, RENAME, UNLINK, OVERTAKEN };

// What was done and is not on the disk yet, oldest first.
struct operation {
    struct operation *next;
    enum kind kind;
    ino_t file;
    off_t offset;  // of a write; the new size of a truncate
    size_t count;
    char *bytes;
    char *name, *target;  // relative; of a rename both
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct operation *first, **last = &first;
static const char *folder, *disk, *count_path, *full_path;
static size_t folder_length;
static long operations, flushes, crash_at, lie_from;
static uint64_t seed;

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static void configure(void) {
    folder = getenv("FAULT_DIR");
    disk = getenv("FAULT_DISK");
    count_path = getenv("FAULT_COUNT");
    full_path = getenv("FAULT_FULL");
    folder_length = folder ? strlen(folder) : 0;
    crash_at = number("FAULT_CRASH");
    lie_from = number("FAULT_LIE");
    seed = (uint64_t)number("FAULT_TORN");
}

static uint64_t next_random(void) {
    seed += 0x9E3779B97F4A7C15u;
    uint64_t mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

// The name below the folder, or null for what is not watched.
static const char *below(const char *path) {
    pthread_once(&once, configure);
    if (!folder || !path || strncmp(path, folder, folder_length)) return NULL;
    if (path[folder_length] == 0) return "";
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

// The same for an open file; `path` has room for PATH_MAX.
static const char *below_open(int file, char *path, struct stat *info) {
    pthread_once(&once, configure);
    if (!folder) return NULL;
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    const char *name = below(path);
    return name && !fstat(file, info) ? name : NULL;
}

static void on_disk(char *path, const char *name) {
    snprintf(path, PATH_MAX, "%s/%s", disk, name);
}

static struct operation *remember(enum kind kind, ino_t file, const char *name) {
    struct operation *operation = calloc(1, sizeof *operation);
    operation->kind = kind;
    operation->file = file;
    operation->name = strdup(name);
    *last = operation;
    last = &operation->next;
    return operation;
}

static void store(const char *name, struct operation *operation, size_t count) {
    char path[PATH_MAX];
    on_disk(path, name);
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600);
    if (file < 0) return;
    if (operation->kind == WRITE)
        syscall(SYS_pwrite64, file, operation->bytes, count, operation->offset);
    else if (operation->kind == TRUNCATE)
        syscall(SYS_ftruncate, file, operation->offset);
    syscall(SYS_close, file);
}

// Brings one operation to the disk; of a write the first `count` bytes.
static void apply(struct operation *operation, const char *name, size_t count) {
    char path[PATH_MAX], other[PATH_MAX];
    on_disk(path, operation->kind == RENAME ? operation->name : name);
    switch (operation->kind) {
    case UNLINK:
        syscall(SYS_unlinkat, AT_FDCWD, path, 0);
        break;
    case RENAME:
        on_disk(other, operation->target);
        syscall(SYS_renameat, AT_FDCWD, path, AT_FDCWD, other);
        break;
    case OVERTAKEN:
        break;
    case CREATE:  // another file may have had the name, and its removal be still to come
        syscall(SYS_unlinkat, AT_FDCWD, path, 0);
        for (struct operation *each = first; each && each != operation; each = each->next)
            if (each->kind == UNLINK && !strcmp(each->name, name)) each->kind = OVERTAKEN;
        store(name, operation, 0);
        break;
    default:
        store(name, operation, count);
    }
}

// Takes out of the list what `file` has in it, and does it on the disk unless it is forgotten. A
// folder (`file` 0) has the names of the files in it.
static void settle(ino_t file, const char *name, int forgets) {
    struct operation **place = &first;
    size_t length = strlen(name);
    while (*place) {
        struct operation *operation = *place;
        int is_name = operation->kind == RENAME || operation->kind == UNLINK;
        const char *where = operation->kind == RENAME ? operation->target : operation->name;
        const char *slash = strrchr(where, '/');
        size_t parent = slash ? (size_t)(slash - where) : 0;
        int is_inside = parent == length && !strncmp(where, name, length);
        if (file ? operation->file != file : !(is_name && is_inside)) {
            place = &operation->next;
            continue;
        }
        if (!forgets)
            apply(operation, is_name ? where : operation->name, operation->count);
        *place = operation->next;
        free(operation->bytes);
        free(operation->name);
        free(operation->target);
        free(operation);
    }
    last = place;
}

static void lose_power(void) {
    if (seed) {
        size_t total = 0;
        for (struct operation *each = first; each; each = each->next) total++;
        size_t reached = total ? 1 + next_random() % total : 0;
        for (struct operation *each = first; reached; each = each->next, reached--) {
            size_t sectors = each->count / 512;
            int is_torn = reached == 1 && each->kind == WRITE;
            apply(each, each->name, is_torn ? next_random() % (sectors + 1) * 512 : each->count);
        }
    }
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

// Counts an operation that is about to be done; a write is in the list already, to be torn.
static void step(void) {
    if (++operations == crash_at) lose_power();
}

static int is_full(void) {
    return full_path && !syscall(SYS_faccessat, AT_FDCWD, full_path, F_OK);
}

static ssize_t put(int file, const void *bytes, size_t count, off_t offset, int is_placed) {
    struct stat info;
    char path[PATH_MAX];
    const char *name = below_open(file, path, &info);
    if (!name || !S_ISREG(info.st_mode))
        return is_placed ? syscall(SYS_pwrite64, file, bytes, count, offset)
                         : syscall(SYS_write, file, bytes, count);
    if (is_full()) {
        errno = ENOSPC;
        return -1;
    }
    pthread_mutex_lock(&mutex);
    if (!is_placed) {
        int appends = fcntl(file, F_GETFL) & O_APPEND;
        offset = appends ? info.st_size : (off_t)syscall(SYS_lseek, file, 0, SEEK_CUR);
    }
    if (disk) {
        struct operation *operation = remember(WRITE, info.st_ino, name);
        operation->offset = offset;
        operation->count = count;
        operation->bytes = malloc(count ? count : 1);
        memcpy(operation->bytes, bytes, count);
    }
    step();
    ssize_t result = is_placed ? syscall(SYS_pwrite64, file, bytes, count, offset)
                               : syscall(SYS_write, file, bytes, count);
    pthread_mutex_unlock(&mutex);
    return result;
}

ssize_t write(int file, const void *bytes, size_t count) { return put(file, bytes, count, 0, 0); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return put(file, bytes, count, offset, 1);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
    return put(file, bytes, count, offset, 1);
}

static void tell_counts(void) {
    if (!count_path) return;
    int file = (int)syscall(SYS_openat, AT_FDCWD, count_path, O_WRONLY | O_CREAT, 0600);
    char text[64];
    int length = snprintf(text, sizeof text, "%ld %ld\n", operations, flushes);
    syscall(SYS_write, file, text, length);
    syscall(SYS_close, file);
}

static int flush(int file, long call) {
    struct stat info;
    char path[PATH_MAX];
    const char *name = below_open(file, path, &info);
    if (!name || !disk) return (int)syscall(call, file);
    pthread_mutex_lock(&mutex);
    step();
    flushes++;
    // The real flush is left out: it is slow, and the process's death does not need it.
    if (!lie_from || flushes < lie_from)
        settle(S_ISDIR(info.st_mode) ? 0 : info.st_ino, name, 0);
    tell_counts();
    pthread_mutex_unlock(&mutex);
    return 0;
}

int fsync(int file) { return flush(file, SYS_fsync); }
int fdatasync(int file) { return flush(file, SYS_fdatasync); }

static int cut(int file, off_t size) {
    struct stat info;
    char path[PATH_MAX];
    const char *name = below_open(file, path, &info);
    if (!name || !disk) return (int)syscall(SYS_ftruncate, file, size);
    pthread_mutex_lock(&mutex);
    remember(TRUNCATE, info.st_ino, name)->offset = size;
    step();
    int result = (int)syscall(SYS_ftruncate, file, size);
    pthread_mutex_unlock(&mutex);
    return result;
}

int ftruncate(int file, off_t size) { return cut(file, size); }
int ftruncate64(int file, off_t size) { return cut(file, size); }

static int open_below(int at, const char *path, int flags, mode_t mode) {
    const char *name = below(path);
    struct stat info;
    int is_there = name && !stat(path, &info);
    if (!name || !disk || !(is_there ? flags & O_TRUNC : flags & O_CREAT))
        return (int)syscall(SYS_openat, at, path, flags, mode);
    pthread_mutex_lock(&mutex);
    step();
    int file = (int)syscall(SYS_openat, at, path, flags, mode);
    if (file >= 0 && !fstat(file, &info)) remember(is_there ? TRUNCATE : CREATE, info.st_ino, name);
    pthread_mutex_unlock(&mutex);
    return file;
}

#define OPEN(at)                                     \
    mode_t mode = 0;                                 \
    if (flags & (O_CREAT | __O_TMPFILE)) {           \
        va_list more;                                \
        va_start(more, flags);                       \
        mode = (mode_t)va_arg(more, int);            \
        va_end(more);                                \
    }                                                \
    return open_below(at, path, flags, mode);

int open(const char *path, int flags, ...) { OPEN(AT_FDCWD) }
int open64(const char *path, int flags, ...) { OPEN(AT_FDCWD) }
int openat(int at, const char *path, int flags, ...) { OPEN(at) }
int openat64(int at, const char *path, int flags, ...) { OPEN(at) }

int rename(const char *from, const char *to) {
    const char *name = below(from), *target = below(to);
    struct stat info;
    if (!name || !target || !disk || stat(from, &info))
        return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    pthread_mutex_lock(&mutex);
    step();
    int result = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (!result) remember(RENAME, info.st_ino, name)->target = strdup(target);
    pthread_mutex_unlock(&mutex);
    return result;
}

int unlink(const char *path) {
    const char *name = below(path);
    struct stat info;
    if (!name || !disk || stat(path, &info)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&mutex);
    step();
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!result) {
        settle(info.st_ino, name, 1);
        remember(UNLINK, 0, name);
    }
    pthread_mutex_unlock(&mutex);
    return result;
}

int mkdir(const char *path, mode_t mode) {
    const char *name = below(path);
    if (name && disk) {
        char copy[PATH_MAX];
        on_disk(copy, name);
        syscall(SYS_mkdirat, AT_FDCWD, copy, mode);
    }
    return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
