/*
 * Between a program and libc: a disk that loses power, is full or fails, and a clock that jumps. Loaded with LD_PRELOAD.
 *
 * FAULTY_CONTROL  a file as long as `struct control`, mapped here and by the test (index.ts), which turns the knobs.
 * FAULTY_JOURNAL  if set, what is done to files in the watched directory is appended to it, data included, so that the
 *                 test can build what a disk would hold after a power cut (journal.ts, image.ts).
 *
 * One lock holds journal and file in the same order. Calls go on by `syscall`, which nothing here intercepts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define MAX_FILES 65536

/* The layout is repeated in control.ts. */
struct control {
  volatile int64_t clock_shift;  /* nanoseconds added to the wall clock */
  volatile int64_t room;         /* bytes by which files may still grow; negative: any number */
  volatile int32_t disk_full;    /* 1: every write fails with ENOSPC */
  volatile int32_t fail_sync;    /* 1: every fsync fails with EIO, and what it should have kept is lost */
  volatile int32_t skip_sync;    /* 1: fsync does nothing and says that it did */
  volatile int32_t unused;
  volatile int64_t cut_after;    /* operations after which the process is killed; 0: never */
  volatile int64_t operations;   /* counted up: operations, those of them that are fsyncs, those that were refused */
  volatile int64_t syncs;
  volatile int64_t refused;
  char directory[960];           /* only files in here; empty: none */
};

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, SYNCED, SYNC_FAILED, UNLINK, RENAME, MAKE_DIRECTORY, LINK };
struct record { uint32_t type, handle; int64_t at; int64_t length; };

#include "direct.h"

static struct control *control;
static int journal = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* By descriptor: the number of its opening, 0 where it is not watched; and the file that it was opened for. */
static uint32_t handles[MAX_FILES];
static ino_t inodes[MAX_FILES];
static int64_t last_handle, last_sync;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTY_CONTROL"), *log = getenv("FAULTY_JOURNAL");
  int file = path ? syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *map = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (map == MAP_FAILED) return;
  if (log) journal = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  control = map;
  if (journal >= 0) catch_direct_calls(dlsym(RTLD_NEXT, "syscall"));
}

/* Not every way to close a descriptor passes here: what is another file by now is not the one that was opened. */
static uint32_t handle_of(int file) {
  struct stat now;
  if (!control || file < 0 || file >= MAX_FILES || !handles[file]) return 0;
  if (syscall(SYS_fstat, file, &now) || now.st_ino != inodes[file]) handles[file] = 0;
  return handles[file];
}

static int watched(const char *path) {
  size_t length = control ? strlen(control->directory) : 0;
  return length > 0 && !strncmp(path, control->directory, length) && (path[length] == '/' || !path[length]);
}

/* `path` as it is from the root on; a symbolic link in it is not followed. */
static int absolute(int directory, const char *path, char *into) {
  char from[64];
  if (path[0] == '/') return snprintf(into, PATH_MAX, "%s", path) < PATH_MAX;
  if (directory == AT_FDCWD) strcpy(from, "/proc/self/cwd");
  else snprintf(from, sizeof from, "/proc/self/fd/%d", directory);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, from, into, PATH_MAX - 2);
  if (length < 0) return 0;
  return snprintf(into + length, PATH_MAX - length, "/%s", path) < PATH_MAX - length;
}

static void keep(uint32_t type, uint32_t handle, int64_t at, const void *data, size_t length) {
  if (journal < 0) return;
  struct record head = {type, handle, at, (int64_t)length};
  struct iovec parts[2] = {{&head, sizeof head}, {(void *)data, length}};
  syscall(SYS_writev, journal, parts, 2);
}

/* Before each operation, with the lock held: the moment at which the power may go. */
static void count(void) {
  control->operations++;
  if (control->cut_after > 0 && --control->cut_after == 0)
    for (;;) syscall(SYS_kill, getpid(), SIGKILL);
}

static int refuse(int error) {
  __atomic_add_fetch(&control->refused, 1, __ATOMIC_RELAXED);
  errno = error;
  return -1;
}

/* How many of the bytes still go in, for an ending after them at `end`. */
static size_t fitting(int file, int64_t end, size_t length) {
  struct stat now;
  if (control->disk_full) return 0;
  if (control->room < 0 || syscall(SYS_fstat, file, &now) || end <= now.st_size) return length;
  int64_t growth = end - now.st_size, granted = growth < control->room ? growth : control->room;
  control->room -= granted;
  int64_t left = (int64_t)length - (growth - granted);
  return left > 0 ? (size_t)left : 0;
}

/* ---- files ---- */

static int opened(int file) {
  char link[64], path[PATH_MAX];
  if (!control || file < 0 || file >= MAX_FILES) return file;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  handles[file] = watched(path) ? ++last_handle : 0;
  struct stat now;
  direct[file] = 0;
  inodes[file] = handles[file] && !syscall(SYS_fstat, file, &now) ? now.st_ino : 0;
  if (handles[file]) keep(OPEN, handles[file], 0, path, strlen(path));
  return file;
}

static int open_at(int directory, const char *path, int flags, mode_t mode) {
  char full[PATH_MAX];
  if (!control || !absolute(directory, path, full) || !watched(full))
    return syscall(SYS_openat, directory, path, flags, mode);
  pthread_mutex_lock(&lock);
  int file = -1;
  if (flags & (O_CREAT | O_TRUNC)) count();
  if ((flags & O_CREAT) && control->disk_full && syscall(SYS_faccessat, directory, path, F_OK)) refuse(ENOSPC);
  else file = opened(syscall(SYS_openat, directory, path, flags, mode));
  if (file >= 0 && (flags & O_TRUNC)) keep(TRUNCATE, handle_of(file), 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return file;
}

#define OPENER(name, directory, ...)                                                   \
  EXPORT int name(__VA_ARGS__, int flags, ...) {                                       \
    va_list rest;                                                                      \
    va_start(rest, flags);                                                             \
    mode_t mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                                      \
    return open_at(directory, path, flags, mode);                                      \
  }
OPENER(open, AT_FDCWD, const char *path)
OPENER(open64, AT_FDCWD, const char *path)
OPENER(openat, directory, int directory, const char *path)
OPENER(openat64, directory, int directory, const char *path)

EXPORT int close(int file) {
  if (handle_of(file)) handles[file] = 0;
  return syscall(SYS_close, file);
}

static int control_file(int file, int command, void *argument) {
  int result = syscall(SYS_fcntl, file, command, argument);
  if (!control || (command != F_DUPFD && command != F_DUPFD_CLOEXEC)) return result;
  pthread_mutex_lock(&lock);
  opened(result);
  pthread_mutex_unlock(&lock);
  return result;
}
#define FCNTL(name)                              \
  EXPORT int name(int file, int command, ...) {  \
    va_list rest;                                \
    va_start(rest, command);                     \
    void *argument = va_arg(rest, void *);       \
    va_end(rest);                                \
    return control_file(file, command, argument); \
  }
FCNTL(fcntl)
FCNTL(fcntl64)

static ssize_t write_at(int file, const void *data, size_t length, int64_t at, int moves) {
  pthread_mutex_lock(&lock);
  count();
  struct stat now;
  if (moves && (syscall(SYS_fcntl, file, F_GETFL) & O_APPEND)) at = syscall(SYS_fstat, file, &now) ? 0 : now.st_size;
  else if (moves) at = syscall(SYS_lseek, file, 0, SEEK_CUR);
  size_t fits = fitting(file, at + (int64_t)length, length);
  int refused = length > 0 && fits == 0;
  if (!refused) keep(WRITE, handle_of(file), at, data, fits);
  ssize_t done = refused ? refuse(ENOSPC)
                 : moves ? syscall(SYS_write, file, data, fits)
                         : syscall(SYS_pwrite64, file, data, fits, at);
  pthread_mutex_unlock(&lock);
  return done;
}

static ssize_t write_parts(int file, const struct iovec *parts, int number, int64_t at, int moves) {
  ssize_t sum = 0;
  for (int part = 0; part < number; part++) {
    ssize_t done = write_at(file, parts[part].iov_base, parts[part].iov_len, at + sum, moves);
    if (done < 0) return sum > 0 ? sum : done;
    sum += done;
    if ((size_t)done < parts[part].iov_len) break;
  }
  return sum;
}

EXPORT ssize_t write(int file, const void *data, size_t length) {
  return handle_of(file) ? write_at(file, data, length, 0, 1) : syscall(SYS_write, file, data, length);
}
EXPORT ssize_t pwrite64(int file, const void *data, size_t length, off_t at) {
  return handle_of(file) ? write_at(file, data, length, at, 0) : syscall(SYS_pwrite64, file, data, length, at);
}
EXPORT ssize_t pwrite(int, const void *, size_t, off_t) __attribute__((alias("pwrite64")));
EXPORT ssize_t writev(int file, const struct iovec *parts, int number) {
  return handle_of(file) ? write_parts(file, parts, number, 0, 1) : syscall(SYS_writev, file, parts, number);
}
EXPORT ssize_t pwritev64(int file, const struct iovec *parts, int number, off_t at) {
  return handle_of(file) ? write_parts(file, parts, number, at, 0) : syscall(SYS_pwritev, file, parts, number, at, 0);
}
EXPORT ssize_t pwritev(int, const struct iovec *, int, off_t) __attribute__((alias("pwritev64")));

EXPORT int ftruncate64(int file, off_t length) {
  if (!handle_of(file)) return syscall(SYS_ftruncate, file, length);
  pthread_mutex_lock(&lock);
  count();
  int refused = fitting(file, length, 1) == 0;
  if (!refused) keep(TRUNCATE, handle_of(file), length, NULL, 0);
  int done = refused ? refuse(ENOSPC) : syscall(SYS_ftruncate, file, length);
  pthread_mutex_unlock(&lock);
  return done;
}
EXPORT int ftruncate(int, off_t) __attribute__((alias("ftruncate64")));

static int sync_file(int file, long call) {
  uint32_t handle = handle_of(file);
  if (!handle) return syscall(call, file);
  pthread_mutex_lock(&lock);
  count();
  control->syncs++;
  int fails = control->fail_sync, skips = control->skip_sync;
  int64_t number = ++last_sync;
  if (direct[file]) keep_whole(file, handle);
  if (fails) keep(SYNC_FAILED, handle, 0, NULL, 0);
  else if (!skips) keep(SYNC, handle, number, NULL, 0);
  pthread_mutex_unlock(&lock);
  if (fails) return refuse(EIO);
  if (skips) return 0;
  int done = syscall(call, file);
  pthread_mutex_lock(&lock);
  if (done == 0) keep(SYNCED, handle, number, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}
EXPORT int fsync(int file) { return sync_file(file, SYS_fsync); }
EXPORT int fdatasync(int file) { return sync_file(file, SYS_fdatasync); }

/* ---- names ---- */

static int change_name(uint32_t type, int from, const char *path, int to, const char *target, long number) {
  char names[2 * PATH_MAX], second[PATH_MAX] = "";
  int known = control && absolute(from, path, names) && watched(names) && (!target || absolute(to, target, second));
  if (known) {
    pthread_mutex_lock(&lock);
    count();
  }
  int done = type == UNLINK           ? syscall(SYS_unlinkat, from, path, number)
             : type == MAKE_DIRECTORY ? syscall(SYS_mkdirat, from, path, number)
             : type == LINK           ? syscall(SYS_linkat, from, path, to, target, number)
                                      : syscall(SYS_renameat2, from, path, to, target, number);
  if (!known) return done;
  size_t length = strlen(names);
  if (target) memcpy(names + length + 1, second, strlen(second) + 1);
  if (done == 0) keep(type, 0, number, names, target ? length + 1 + strlen(second) : length);
  pthread_mutex_unlock(&lock);
  return done;
}
EXPORT int unlink(const char *path) { return change_name(UNLINK, AT_FDCWD, path, 0, NULL, 0); }
EXPORT int unlinkat(int from, const char *path, int flags) { return change_name(UNLINK, from, path, 0, NULL, flags); }
EXPORT int rmdir(const char *path) { return change_name(UNLINK, AT_FDCWD, path, 0, NULL, AT_REMOVEDIR); }
EXPORT int mkdir(const char *path, mode_t mode) { return change_name(MAKE_DIRECTORY, AT_FDCWD, path, 0, NULL, mode); }
EXPORT int mkdirat(int from, const char *path, mode_t mode) { return change_name(MAKE_DIRECTORY, from, path, 0, NULL, mode); }
EXPORT int rename(const char *path, const char *target) { return change_name(RENAME, AT_FDCWD, path, AT_FDCWD, target, 0); }
EXPORT int renameat(int from, const char *path, int to, const char *target) { return change_name(RENAME, from, path, to, target, 0); }
EXPORT int renameat2(int from, const char *path, int to, const char *target, unsigned flags) { return change_name(RENAME, from, path, to, target, flags); }
EXPORT int link(const char *path, const char *target) { return change_name(LINK, AT_FDCWD, path, AT_FDCWD, target, 0); }
EXPORT int linkat(int from, const char *path, int to, const char *target, int flags) { return change_name(LINK, from, path, to, target, flags); }

#include "clock.h"
