/*
 * Bun opens, closes and syncs its own files without libc (node:fs; libSQL, inside the same process, does use it). The kernel
 * hands such calls over as a signal (seccomp), and they go the way of the others; what was written to the file in between
 * is read back from it. Only calls that `syscall` makes, as layer.c does itself, pass. A process with a journal therefore
 * must not start others: they would inherit the filter, but not its handler.
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <ucontext.h>

#if defined(__x86_64__)
#define ARGUMENT(context, number) ((context)->uc_mcontext.gregs[(int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10}[number]])
#define RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
#elif defined(__aarch64__)
#define ARGUMENT(context, number) ((context)->uc_mcontext.regs[number])
#define RESULT(context) ((context)->uc_mcontext.regs[0])
#endif
/* Bytes of libc's `syscall`, at most. */
#define CALLER_SIZE 64

/* By descriptor: 1 where it is written to without libc. */
static char direct[MAX_FILES];
static int catching;

static int open_at(int directory, const char *path, int flags, mode_t mode);
static int sync_file(int file, long call);
static void keep(uint32_t type, uint32_t handle, int64_t at, const void *data, size_t length);

static void on_direct_call(int number, siginfo_t *info, void *data) {
  ucontext_t *context = data;
  int before = errno;
  (void)number;
  int file = ARGUMENT(context, 0), call = info->si_syscall;
  long result;
  if (call == SYS_openat) {
    int flags = ARGUMENT(context, 2);
    result = open_at(file, (const char *)ARGUMENT(context, 1), flags, ARGUMENT(context, 3));
    if (result >= 0 && result < MAX_FILES) direct[result] = (flags & O_ACCMODE) != O_RDONLY;
  } else result = call == SYS_close ? close(file) : sync_file(file, call);
  RESULT(context) = result < 0 ? -errno : result;
  errno = before;
}

/* Bun has a handler of its own for this signal, which lets such calls fail. */
EXPORT int sigaction(int signal, const struct sigaction *restrict action, struct sigaction *restrict before) {
  int (*next)(int, const struct sigaction *, struct sigaction *) = dlsym(RTLD_NEXT, "sigaction");
  return signal == SIGSYS && catching && action ? 0 : next(signal, action, before);
}

static void catch_direct_calls(void *caller) {
  uint32_t low = (uint32_t)(uintptr_t)caller, high = (uint32_t)((uintptr_t)caller >> 32);
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_close, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fsync, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fdatasync, 0, 5),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, high, 0, 4),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, low, 0, 2),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, low + CALLER_SIZE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  struct sigaction action = {.sa_sigaction = on_direct_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
  syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  sigaction(SIGSYS, &action, NULL);
  catching = 1;
  syscall(SYS_prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

/* What was written without us, as one write of all that is there now. */
static void keep_whole(int file, uint32_t handle) {
  static char data[65536];
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  int again = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  ssize_t length = again < 0 ? -1 : syscall(SYS_pread64, again, data, sizeof data, 0L);
  if (again >= 0) syscall(SYS_close, again);
  if (length < 0) return;
  keep(2 /* WRITE */, handle, 0, data, length);
  keep(3 /* TRUNCATE */, handle, length, NULL, 0);
}
