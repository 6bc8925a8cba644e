/* Stands between a program and its C library, and sees each call that changes a file below one folder.
 *
 * Loaded by LD_PRELOAD and idle until faults_arm(). From then on it writes each such call to a trace, with what was
 * written (faults.py reads it), and breaks one of them: the one of this kind, on this path, met so
 * many times. Named thus, a point is the same in each run, whichever of sixteen threads comes to it when: by its number
 * in order of time it would not be.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#undef open
#undef openat
#undef pwrite
#undef ftruncate
#undef truncate

enum kind { OPEN, WRITE, FSYNC, SYNCFS, RENAME, UNLINK, RMDIR, MKDIR, TRUNCATE, UTIME, LINK, MODE };
enum fault { NONE, KILL, TEAR, FAIL, FULL, DEAD };
enum verdict { PASS, REFUSE, SHORTEN, SHORTEN_AND_DIE };

static struct {
    atomic_int armed;
    char root[PATH_MAX];
    size_t root_length;
    int trace;
    enum fault fault;
    int error; /* what FAIL returns */
    enum kind kind;
    char path[PATH_MAX];
    int occurrence;
    atomic_int met;
    atomic_int broken; /* FULL and DEAD last until faults_disarm() */
} state;

static pthread_mutex_t tracing = PTHREAD_MUTEX_INITIALIZER;

void faults_arm(const char *root, int trace, int fault, int error, int kind, const char *path, int occurrence) {
    snprintf(state.root, sizeof state.root, "%s/", root);
    snprintf(state.path, sizeof state.path, "%s", path);
    state.root_length = strlen(state.root);
    state.trace = trace;
    state.fault = fault;
    state.error = error;
    state.kind = kind;
    state.occurrence = occurrence;
    state.met = state.broken = 0;
    state.armed = 1;
}

void faults_disarm(void) { state.armed = state.broken = 0; }

int faults_met(void) { return state.met >= state.occurrence; }

/* --- which file it is about ---------------------------------------------------------------------------------- */

struct subject {
    char path[PATH_MAX]; /* below the root; empty for the root itself */
};

static int is_below(const char *path, struct subject *subject) {
    size_t length = state.root_length;
    if (strncmp(path, state.root, length) == 0) {
        snprintf(subject->path, sizeof subject->path, "%s", path + length);
        return 1;
    }
    subject->path[0] = 0;
    return strlen(path) == length - 1 && strncmp(path, state.root, length - 1) == 0;
}

static int by_descriptor(int descriptor, struct subject *subject) {
    char link[64], path[PATH_MAX];
    if (!state.armed || descriptor == state.trace) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path, subject);
}

static int by_name(int folder, const char *name, struct subject *subject) {
    char link[64], path[2 * PATH_MAX];
    if (!state.armed) return 0;
    if (name[0] == '/') return is_below(name, subject);
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    snprintf(path + length, sizeof path - length, "/%s", name);
    return is_below(path, subject);
}

/* --- breaking it, and telling of it --------------------------------------------------------------------------- */

static _Noreturn void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int takes_space(enum kind kind) {
    return kind == OPEN || kind == WRITE || kind == TRUNCATE || kind == MKDIR || kind == LINK;
}

static enum verdict refuse(int error) {
    errno = error;
    return REFUSE;
}

static enum verdict judge(enum kind kind, const struct subject *subject) {
    if (state.broken && state.fault == DEAD) return refuse(EIO);
    if (state.broken && takes_space(kind)) return refuse(ENOSPC);
    if (state.fault == NONE || kind != state.kind || strcmp(subject->path, state.path) != 0) return PASS;
    if (atomic_fetch_add(&state.met, 1) + 1 != state.occurrence) return PASS;
    switch (state.fault) {
    case KILL: die();
    case TEAR: return SHORTEN_AND_DIE;
    case FAIL: return refuse(state.error);
    case DEAD: state.broken = 1; return refuse(EIO);
    default: state.broken = 1; return kind == WRITE ? SHORTEN : takes_space(kind) ? refuse(ENOSPC) : PASS;
    }
}

struct record {
    long long kind, result, at, path_length, other_length, data_length;
};

static void trace(enum kind kind, long long result, const struct subject *subject, const char *other, long long at,
                  const void *data, size_t size) {
    int saved = errno;
    if (!state.armed || state.trace < 0) return;
    struct record record = {kind, result, at, strlen(subject->path), strlen(other), result < 0 ? 0 : size};
    struct iovec parts[] = {{&record, sizeof record},
                            {(void *)subject->path, record.path_length},
                            {(void *)other, record.other_length},
                            {(void *)data, record.data_length}};
    pthread_mutex_lock(&tracing);
    if (syscall(SYS_writev, state.trace, parts, 4) < 0) abort();
    pthread_mutex_unlock(&tracing);
    errno = saved;
}

#define REAL(name, ...)                                                                                                 \
    static __typeof__(name) *real;                                                                                      \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* A call that is done or refused, and has nothing to cut short. */
#define WHOLE(is_ours, kind, call, other, at)                                                                           \
    struct subject subject;                                                                                             \
    if (!(is_ours)) return call;                                                                                        \
    enum verdict verdict = judge(kind, &subject);                                                                       \
    if (verdict == SHORTEN_AND_DIE) die();                                                                              \
    if (verdict == REFUSE) return -1;                                                                                   \
    int result = call;                                                                                                  \
    trace(kind, result, &subject, other, at, NULL, 0);                                                                  \
    return result

/* --- opening -------------------------------------------------------------------------------------------------- */

#define CHANGES(flags) ((flags) & (O_CREAT | O_TRUNC))
#define MODE_OF(flags)                                                                                                  \
    mode_t mode = 0;                                                                                                    \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                                                                            \
        va_list rest;                                                                                                   \
        va_start(rest, flags);                                                                                          \
        mode = va_arg(rest, mode_t);                                                                                    \
        va_end(rest);                                                                                                   \
    }

#define DEFINE_OPEN(name)                                                                                               \
    int name(const char *path, int flags, ...) {                                                                        \
        MODE_OF(flags)                                                                                                  \
        REAL(name);                                                                                                     \
        WHOLE(CHANGES(flags) && by_name(AT_FDCWD, path, &subject), OPEN, real(path, flags, mode), "", flags);           \
    }

#define DEFINE_OPENAT(name)                                                                                             \
    int name(int folder, const char *path, int flags, ...) {                                                            \
        MODE_OF(flags)                                                                                                  \
        REAL(name);                                                                                                     \
        WHOLE(CHANGES(flags) && by_name(folder, path, &subject), OPEN, real(folder, path, flags, mode), "", flags);     \
    }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

/* --- writing -------------------------------------------------------------------------------------------------- */

/* The bytes of a call, of which a fault may let half through. */
#define WRITTEN(whole, half, offset, buffer, size)                                                                      \
    struct subject subject;                                                                                             \
    if (!by_descriptor(descriptor, &subject)) return whole;                                                             \
    long long at = offset;                                                                                              \
    enum verdict verdict = judge(WRITE, &subject);                                                                      \
    if (verdict == REFUSE) return -1;                                                                                   \
    ssize_t result = verdict == PASS ? whole : half;                                                                    \
    if (verdict == SHORTEN_AND_DIE) die();                                                                              \
    trace(WRITE, result, &subject, "", at, buffer, result < 0 ? 0 : result);                                            \
    return result

ssize_t write(int descriptor, const void *buffer, size_t size) {
    REAL(write);
    WRITTEN(real(descriptor, buffer, size), real(descriptor, buffer, size / 2), lseek(descriptor, 0, SEEK_CUR), buffer, size);
}

#define DEFINE_PWRITE(name, offset_type)                                                                                \
    ssize_t name(int descriptor, const void *buffer, size_t size, offset_type offset) {                                 \
        REAL(name);                                                                                                     \
        WRITTEN(real(descriptor, buffer, size, offset), real(descriptor, buffer, size / 2, offset), offset, buffer,     \
                size);                                                                                                  \
    }

DEFINE_PWRITE(pwrite, off_t)
DEFINE_PWRITE(pwrite64, off64_t)

#define DEFINE_TRUNCATE(name, size_type)                                                                                \
    int f##name(int descriptor, size_type size) {                                                                       \
        REAL(f##name);                                                                                                  \
        WHOLE(by_descriptor(descriptor, &subject), TRUNCATE, real(descriptor, size), "", size);                         \
    }                                                                                                                   \
    int name(const char *path, size_type size) {                                                                        \
        REAL(name);                                                                                                     \
        WHOLE(by_name(AT_FDCWD, path, &subject), TRUNCATE, real(path, size), "", size);                                 \
    }

DEFINE_TRUNCATE(truncate, off_t)
DEFINE_TRUNCATE(truncate64, off64_t)

/* Nothing of ours writes by these: if that changes, they must be counted too. */
#define DEFINE_UNCOUNTED(type, name, descriptor, parameters, arguments)                                                 \
    type name parameters {                                                                                              \
        struct subject subject;                                                                                         \
        REAL(name);                                                                                                     \
        if (by_descriptor(descriptor, &subject)) {                                                                      \
            fputs("faults.c: " #name " changes a file and is not counted\n", stderr);                                   \
            abort();                                                                                                    \
        }                                                                                                               \
        return real arguments;                                                                                          \
    }

DEFINE_UNCOUNTED(ssize_t, writev, to, (int to, const struct iovec *parts, int count), (to, parts, count))
DEFINE_UNCOUNTED(ssize_t, pwritev, to, (int to, const struct iovec *parts, int count, off_t at), (to, parts, count, at))
DEFINE_UNCOUNTED(ssize_t, sendfile, to, (int to, int from, off_t *at, size_t size), (to, from, at, size))
DEFINE_UNCOUNTED(ssize_t, copy_file_range, to, (int from, off64_t *at, int to, off64_t *there, size_t size, unsigned flags),
                 (from, at, to, there, size, flags))
DEFINE_UNCOUNTED(int, fallocate, to, (int to, int mode, off_t at, off_t size), (to, mode, at, size))
DEFINE_UNCOUNTED(int, posix_fallocate, to, (int to, off_t at, off_t size), (to, at, size))

/* --- waiting for the disk ------------------------------------------------------------------------------------- */

#define DEFINE_SYNC(name, kind)                                                                                         \
    int name(int descriptor) {                                                                                          \
        REAL(name);                                                                                                     \
        WHOLE(by_descriptor(descriptor, &subject), kind, real(descriptor), "", 0);                                      \
    }

DEFINE_SYNC(fsync, FSYNC)
DEFINE_SYNC(fdatasync, FSYNC)
DEFINE_SYNC(syncfs, SYNCFS)

/* --- names ---------------------------------------------------------------------------------------------------- */

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    struct subject target = {""};
    REAL(renameat2);
    by_name(to, new, &target);
    WHOLE(by_name(from, old, &subject), RENAME, real(from, old, to, new, flags), target.path, 0);
}

int renameat(int from, const char *old, int to, const char *new) { return renameat2(from, old, to, new, 0); }
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(linkat);
    WHOLE(by_name(to, new, &subject), LINK, real(from, old, to, new, flags), old, 0);
}

int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int symlinkat(const char *old, int to, const char *new) {
    REAL(symlinkat);
    WHOLE(by_name(to, new, &subject), LINK, real(old, to, new), old, 0);
}

int symlink(const char *old, const char *new) { return symlinkat(old, AT_FDCWD, new); }

int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    WHOLE(by_name(folder, path, &subject), flags & AT_REMOVEDIR ? RMDIR : UNLINK, real(folder, path, flags), "", 0);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(mkdirat);
    WHOLE(by_name(folder, path, &subject), MKDIR, real(folder, path, mode), "", 0);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* --- what is noted of a file ---------------------------------------------------------------------------------- */

static long long nanoseconds(const struct timespec *times) {
    return times ? times[1].tv_sec * 1000000000LL + times[1].tv_nsec : -1;
}

int futimens(int descriptor, const struct timespec times[2]) {
    REAL(futimens);
    WHOLE(by_descriptor(descriptor, &subject), UTIME, real(descriptor, times), "", nanoseconds(times));
}

int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
    REAL(utimensat);
    WHOLE(by_name(folder, path, &subject), UTIME, real(folder, path, times, flags), "", nanoseconds(times));
}

int fchmod(int descriptor, mode_t mode) {
    REAL(fchmod);
    WHOLE(by_descriptor(descriptor, &subject), MODE, real(descriptor, mode), "", mode);
}

int chmod(const char *path, mode_t mode) {
    REAL(chmod);
    WHOLE(by_name(AT_FDCWD, path, &subject), MODE, real(path, mode), "", mode);
}

int fchown(int descriptor, uid_t owner, gid_t group) {
    REAL(fchown);
    WHOLE(by_descriptor(descriptor, &subject), MODE, real(descriptor, owner, group), "", 0);
}
