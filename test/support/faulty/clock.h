/* The wall clock as `control` shifts it. It goes on by the next library: the kernel's page for it (vDSO) is much cheaper than a call. */
#include <sys/time.h>
#include <time.h>

#define BILLION 1000000000LL

static int (*next_clock_gettime)(clockid_t, struct timespec *);
static int (*next_timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);

static void find_next(void) {
  next_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  next_timedwait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
  if (!next_timedwait) next_timedwait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
}

static void shift(struct timespec *time, int64_t by) {
  int64_t all = time->tv_sec * BILLION + time->tv_nsec + by;
  time->tv_sec = all / BILLION;
  time->tv_nsec = all % BILLION;
}

EXPORT int clock_gettime(clockid_t clock, struct timespec *time) {
  if (!next_clock_gettime) find_next();
  int done = next_clock_gettime(clock, time);
  if (done == 0 && control && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    shift(time, control->clock_shift);
  return done;
}
EXPORT int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  *time = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
  return 0;
}
EXPORT time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
/* A wait until a time of the wall clock: the kernel's own has not jumped. Uptimes are far below a billion seconds. */
EXPORT int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                                  const struct timespec *restrict until) {
  struct timespec real = *until;
  if (!next_timedwait) find_next();
  if (control && real.tv_sec > BILLION) shift(&real, -control->clock_shift);
  return next_timedwait(condition, mutex, &real);
}
