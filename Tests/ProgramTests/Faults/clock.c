// A clock that is set wrong, for any dynamically linked program, by LD_PRELOAD: what the C library says of the time of day
// is CLOCK_WRONG_BY seconds later (earlier when negative). Time that only runs, as timers use it, is as it is. Whoever waits
// until a time of day waits for the moment that the wrong clock calls so.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long offset;

__attribute__((constructor)) static void configure(void) {
    const char *text = getenv("CLOCK_WRONG_BY");
    offset = text ? atol(text) : 0;
}

// Not by the C library: it would come back here.
static int real(clockid_t clock, struct timespec *time) {
    return (int)syscall(SYS_clock_gettime, clock, time);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = real(clock, time);
    if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += offset;
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}

int timespec_get(struct timespec *time, int base) {
    return base == TIME_UTC && !clock_gettime(CLOCK_REALTIME, time) ? base : 0;
}

// A condition may also wait by the clock that only runs; no machine has been running for thirty years.
static struct timespec moment(const struct timespec *until) {
    struct timespec right = *until;
    if (right.tv_sec > 1000000000) right.tv_sec -= offset;
    return right;
}

int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
    static int (*next)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!next) next = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    struct timespec right = moment(until);
    return next(condition, mutex, &right);
}

// The C library's own, which librdkafka waits with, does not pass through the one above.
int cnd_timedwait(void *condition, void *mutex, const struct timespec *until) {
    static int (*next)(void *, void *, const struct timespec *);
    if (!next) next = dlsym(RTLD_NEXT, "cnd_timedwait");
    struct timespec right = moment(until);
    return next(condition, mutex, &right);
}
