/*
 * A client of the CAPIO wire for the conformance tests. It is written from the description of the
 * wire alone and shares nothing with the Java client, so that client and server cannot share a
 * misunderstanding. It prints "ok" and ends with status 0 if a server answers as it should, else
 * it says what differs.
 *
 * usage: wire WORKFLOW CAPIO_DIRECTORY
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 256, REQUESTS = 512, WORD = 8, WORDS = 512, LINE = 262144, LINES = 10, RECORD = 280 };

struct queue {
  char *ring;
  int64_t *first;
  int64_t *last;
  sem_t *mutex; /* none for data */
  sem_t *filled;
  sem_t *free_;
  int64_t slot;
  int64_t bytes;
};

struct client {
  long tid;
  struct queue responses;
  struct queue to_server;
  struct queue from_server;
};

struct record { /* what a program finds in the buffer of getdents64 */
  uint64_t inode;
  int64_t next;
  uint16_t length;
  uint8_t type;
  char name[255];
};

static const char *workflow;
static const char *directory;
static struct queue requests;
static int checks;

static void fail(const char *format, ...) {
  va_list values;
  va_start(values, format);
  fprintf(stderr, "wire: ");
  vfprintf(stderr, format, values);
  fprintf(stderr, "\n");
  va_end(values);
  exit(1);
}

static void check(const char *what, int64_t expected, int64_t found) {
  checks++;
  if (expected != found) {
    fail("%s: expected %lld, found %lld", what, (long long) expected, (long long) found);
  }
}

static void *object(const char *name, int64_t size, int *made) {
  int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  *made = fd >= 0;
  if (fd < 0) {
    fd = shm_open(name, O_RDWR, 0600);
  }
  if (fd < 0 || (*made && ftruncate(fd, size) != 0)) {
    fail("%s: %s", name, strerror(errno));
  }
  void *memory = mmap(NULL, (size_t) size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) {
    fail("%s cannot be mapped: %s", name, strerror(errno));
  }
  close(fd);
  return memory;
}

static sem_t *semaphore(const char *role, const char *base, unsigned value) {
  char name[256];
  snprintf(name, sizeof name, "%s_%s_%s", workflow, role, base);
  sem_t *made = sem_open(name, O_CREAT | O_RDWR, 0600, value);
  if (made == SEM_FAILED) {
    fail("%s: %s", name, strerror(errno));
  }
  return made;
}

static struct queue attach(const char *base, int64_t slot, int64_t slots, int locked) {
  struct queue queue = {.slot = slot, .bytes = slot * slots};
  char name[256];
  int made;
  queue.mutex = locked ? semaphore("mutex", base, 1) : NULL;
  queue.filled = semaphore("sem_num_elems", base, 0);
  queue.free_ = semaphore("sem_num_empty", base, (unsigned) slots);
  snprintf(name, sizeof name, "%s_first_elem_%s", workflow, base);
  queue.first = object(name, 8, &made);
  snprintf(name, sizeof name, "%s_last_elem_%s", workflow, base);
  queue.last = object(name, 8, &made);
  snprintf(name, sizeof name, "%s_%s", workflow, base);
  queue.ring = object(name, queue.bytes, &made);
  return queue;
}

static void wait_for(sem_t *semaphore, const char *what) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 20;
  while (sem_timedwait(semaphore, &until) != 0) {
    if (errno != EINTR) {
      fail("nothing came: %s", what);
    }
  }
}

static void put(struct queue *queue, const void *bytes, size_t length) {
  wait_for(queue->free_, "a free slot");
  if (queue->mutex) {
    wait_for(queue->mutex, "the mutex");
  }
  memcpy(queue->ring + *queue->last, bytes, length);
  *queue->last = (*queue->last + queue->slot) % queue->bytes;
  sem_post(queue->filled);
  if (queue->mutex) {
    sem_post(queue->mutex);
  }
}

static void take(struct queue *queue, void *bytes, size_t length, const char *what) {
  wait_for(queue->filled, what);
  if (queue->mutex) {
    wait_for(queue->mutex, "the mutex");
  }
  memcpy(bytes, queue->ring + *queue->first, length);
  *queue->first = (*queue->first + queue->slot) % queue->bytes;
  sem_post(queue->free_);
  if (queue->mutex) {
    sem_post(queue->mutex);
  }
}

static void send_request(const char *format, ...) {
  char slot[REQUEST];
  va_list values;
  memset(slot, 'x', sizeof slot); /* what follows the NUL has no meaning */
  va_start(values, format);
  vsnprintf(slot, sizeof slot, format, values);
  va_end(values);
  put(&requests, slot, sizeof slot);
}

static int64_t word(struct client *client, const char *what) {
  int64_t value;
  take(&client->responses, &value, sizeof value, what);
  return value;
}

static void no_word(struct client *client, const char *what) {
  struct timespec moment = {0, 200000000};
  nanosleep(&moment, NULL);
  int value;
  sem_getvalue(client->responses.filled, &value);
  check(what, 0, value);
}

static struct client client(long tid) {
  struct client made = {.tid = tid};
  char base[64];
  snprintf(base, sizeof base, "response_buffer_%ld", tid);
  made.responses = attach(base, WORD, WORDS, 1);
  snprintf(base, sizeof base, "capio_write_tid_%ld", tid);
  made.to_server = attach(base, LINE, LINES, 0);
  snprintf(base, sizeof base, "capio_read_tid_%ld", tid);
  made.from_server = attach(base, LINE, LINES, 0);
  return made;
}

static void write_bytes(struct client *client, int fd, const char *bytes, int64_t length) {
  for (int64_t at = 0; at < length; at += LINE) {
    put(&client->to_server, bytes + at, (size_t) (length - at < LINE ? length - at : LINE));
  }
  send_request("%04d %ld %d %ld", 22, client->tid, fd, (long) length);
}

/* Reads at the server's own offset, which the caller knows; returns how many bytes came. */
static int64_t read_bytes(struct client *client, int fd, int64_t offset, char *bytes, int64_t count) {
  send_request("%04d %ld %d %ld", 14, client->tid, fd, (long) count);
  int64_t length = word(client, "the reply to READ") - offset;
  for (int64_t at = 0; at < length; at += LINE) {
    take(&client->from_server, bytes + at, (size_t) (length - at < LINE ? length - at : LINE), "data");
  }
  return length;
}

static void files(struct client *one) {
  char text[64] = {0};
  send_request("%04d %ld %d %s/a", 3, one->tid, 5, directory);
  check("CREATE", 0, word(one, "CREATE"));
  send_request("%04d %ld %d %s/a", 4, one->tid, 6, directory);
  check("CREATE_EXCLUSIVE of what is there", 1, word(one, "CREATE_EXCLUSIVE"));
  write_bytes(one, 5, "hello, world", 12);
  send_request("%04d %ld %d %zu", 16, one->tid, 5, (size_t) 7);
  check("SEEK echoes the offset", 7, word(one, "SEEK"));
  check("READ gives what there is", 5, read_bytes(one, 5, 7, text, LINE));
  check("and these are the bytes", 0, memcmp(text, "world", 5));
  check("READ at the end of one's own file", 0, read_bytes(one, 5, 12, text, LINE));
  send_request("%04d %ld %s/a", 20, one->tid, directory);
  check("STAT: size", 12, word(one, "STAT"));
  check("STAT: is no directory", 0, word(one, "STAT"));
  send_request("%04d %ld %d", 7, one->tid, 5);
  check("FSTAT: size", 12, word(one, "FSTAT"));
  check("FSTAT: is no directory", 0, word(one, "FSTAT"));
  send_request("%04d %ld %d", 18, one->tid, 5);
  check("SEEK_END: size", 12, word(one, "SEEK_END"));
  check("SEEK_END: second word", 0, word(one, "SEEK_END"));
  send_request("%04d %ld %s/a", 0, one->tid, directory);
  check("ACCESS", 0, word(one, "ACCESS"));
  send_request("%04d %ld %s/nothing", 0, one->tid, directory);
  check("ACCESS of nothing", -1, word(one, "ACCESS"));
}

/* In a session of its own, which never exits: a native server remembers such a descriptor, and ends
   when that session is cloned. */
static void unknown_descriptor(struct client *one) {
  struct client other = client(one->tid + 3);
  send_request("%04d %ld %ld %s %d", 10, other.tid, (long) getpid(), "stranger", 0);
  send_request("%04d %ld %d", 7, other.tid, 77);
  check("FSTAT of an unknown descriptor", -1, word(&other, "FSTAT"));
  check("FSTAT of an unknown descriptor, second word", -1, word(&other, "FSTAT"));
}

static void holes(struct client *one) {
  int64_t data[] = {0, 5, 20, 20, 20, 29};
  int64_t asked[] = {0, 5, 12, 15, 20, 29};
  send_request("%04d %ld %d %s/holes", 3, one->tid, 9, directory);
  check("CREATE", 0, word(one, "CREATE"));
  write_bytes(one, 9, "0123456789", 10);
  send_request("%04d %ld %d %zu", 16, one->tid, 9, (size_t) 20);
  check("SEEK past the end", 20, word(one, "SEEK"));
  write_bytes(one, 9, "0123456789", 10);
  for (int i = 0; i < 6; i++) {
    send_request("%04d %ld %d %zu", 17, one->tid, 9, (size_t) asked[i]);
    check("SEEK_DATA", data[i], word(one, "SEEK_DATA"));
  }
  send_request("%04d %ld %d %zu", 19, one->tid, 9, (size_t) 5);
  check("SEEK_HOLE", 10, word(one, "SEEK_HOLE"));
  send_request("%04d %ld %d %zu", 17, one->tid, 9, (size_t) 31);
  check("SEEK_DATA after the last", -1, word(one, "SEEK_DATA"));
  send_request("%04d %ld %d", 2, one->tid, 9);
}

static void large(struct client *one) {
  enum { LENGTH = 3 * LINE + 17 };
  char *written = malloc(LENGTH);
  char *read = malloc(LENGTH);
  for (int i = 0; i < LENGTH; i++) {
    written[i] = (char) (i * 31 + i / 1000);
  }
  send_request("%04d %ld %d %s/large", 3, one->tid, 10, directory);
  check("CREATE", 0, word(one, "CREATE"));
  write_bytes(one, 10, written, LENGTH);
  send_request("%04d %ld %d %zu", 16, one->tid, 10, (size_t) 0);
  check("SEEK", 0, word(one, "SEEK"));
  check("READ over several lines", LENGTH, read_bytes(one, 10, 0, read, LENGTH));
  check("all bytes", 0, memcmp(written, read, LENGTH));
  send_request("%04d %ld %d", 2, one->tid, 10);
  free(written);
  free(read);
}

static void shared_offset(struct client *one) {
  char text[16];
  send_request("%04d %ld %d %zu", 16, one->tid, 5, (size_t) 0);
  check("SEEK", 0, word(one, "SEEK"));
  send_request("%04d %ld %d %d", 5, one->tid, 5, 8);
  check("READ through the first descriptor", 4, read_bytes(one, 5, 0, text, 4));
  check("READ goes on through the second", 4, read_bytes(one, 8, 4, text, 4));
  check("with the bytes that follow", 0, memcmp(text, "o, w", 4));
  send_request("%04d %ld %d", 2, one->tid, 8);
}

static void entries(struct client *one) {
  static const char *names[] = {".", "..", "x", "y"};
  char records[4 * RECORD];
  send_request("%04d %ld %s/d", 12, one->tid, directory);
  check("MKDIR", 0, word(one, "MKDIR"));
  send_request("%04d %ld %s/d", 12, one->tid, directory);
  check("MKDIR of what is there", 1, word(one, "MKDIR"));
  for (int i = 0; i < 2; i++) {
    send_request("%04d %ld %d %s/d/%s", 3, one->tid, 11, directory, names[2 + i]);
    check("CREATE in it", 0, word(one, "CREATE"));
    send_request("%04d %ld %d", 2, one->tid, 11);
  }
  send_request("%04d %ld %s/d", 20, one->tid, directory);
  check("STAT of a directory: 280 bytes an entry", 4 * RECORD, word(one, "STAT"));
  check("STAT of a directory: is one", 1, word(one, "STAT"));
  send_request("%04d %ld %d %s/d", 13, one->tid, 12, directory);
  check("OPEN of a directory", 0, word(one, "OPEN"));
  send_request("%04d %ld %d %ld", 9, one->tid, 12, (long) (3 * RECORD + 100));
  check("GETDENTS64 gives whole records", 3 * RECORD, word(one, "GETDENTS64"));
  take(&one->from_server, records, 3 * RECORD, "records");
  send_request("%04d %ld %d %ld", 8, one->tid, 12, (long) RECORD);
  check("GETDENTS goes on", 4 * RECORD, word(one, "GETDENTS"));
  take(&one->from_server, records + 3 * RECORD, RECORD, "a record");
  for (int i = 0; i < 4; i++) {
    const struct record *record = (const struct record *) (records + i * RECORD);
    check("d_reclen", RECORD, record->length);
    check("d_off", (i + 1) * RECORD, record->next);
    check(names[i], 0, strcmp(record->name, names[i]));
  }
  send_request("%04d %ld %d %ld", 9, one->tid, 12, (long) RECORD);
  check("GETDENTS64 at the end", 4 * RECORD, word(one, "GETDENTS64"));
  send_request("%04d %ld %d", 2, one->tid, 12);
}

static void names(struct client *one) {
  send_request("%04d %s/d/x %s/d/z %ld", 15, directory, directory, one->tid);
  check("RENAME", 0, word(one, "RENAME"));
  send_request("%04d %s/d/x %s/d/q %ld", 15, directory, directory, one->tid);
  check("RENAME of nothing", 1, word(one, "RENAME"));
  send_request("%04d %ld %s/d/z", 0, one->tid, directory);
  check("ACCESS of the new name", 0, word(one, "ACCESS"));
  send_request("%04d %ld %s/d/z", 21, one->tid, directory);
  check("UNLINK", 0, word(one, "UNLINK"));
  send_request("%04d %ld %s/d/z", 21, one->tid, directory);
  check("UNLINK of nothing", -1, word(one, "UNLINK"));
  send_request("%04d %ld %s/d/y", 21, one->tid, directory);
  check("UNLINK", 0, word(one, "UNLINK"));
  send_request("%04d %s/d %ld", 23, directory, one->tid);
  int64_t removed = word(one, "RMDIR"); /* 1 from the native server, 0 is the better value */
  check("RMDIR", 1, removed == 0 || removed == 1);
  send_request("%04d %ld %s/d", 0, one->tid, directory);
  check("ACCESS of the removed directory", -1, word(one, "ACCESS"));
}

static void clones(struct client *one) {
  char text[16];
  struct client child = client(one->tid + 1);
  send_request("%04d %ld %d %zu", 16, one->tid, 5, (size_t) 7);
  check("SEEK", 7, word(one, "SEEK"));
  send_request("%04d %ld %ld %s %d", 10, child.tid, (long) getpid(), "conformance", 1);
  no_word(&child, "a waited handshake is answered only after CLONE");
  send_request("%04d  %ld %ld", 1, one->tid, child.tid); /* with two blanks */
  check("waited handshake", 1, word(&child, "the waited handshake"));
  check("READ of the child, at the parent's offset", 5, read_bytes(&child, 5, 7, text, 16));
  check("READ of the parent, whose offset is its own", 5, read_bytes(one, 5, 7, text, 16));
  struct client early = client(one->tid + 2);
  send_request("%04d  %ld %ld", 1, one->tid, early.tid);
  send_request("%04d %ld %ld %s %d", 10, early.tid, (long) getpid(), "conformance", 1);
  check("waited handshake after CLONE", 1, word(&early, "the waited handshake"));
  send_request("%04d %ld", 6, child.tid);
  send_request("%04d %ld", 6, early.tid);
}

static void await_removal(long tid) {
  char name[256];
  snprintf(name, sizeof name, "/dev/shm/%s_response_buffer_%ld", workflow, tid);
  for (int i = 0; i < 1000 && access(name, F_OK) == 0; i++) {
    struct timespec moment = {0, 10000000};
    nanosleep(&moment, NULL);
  }
  check("the queues are removed after EXIT_GROUP", -1, access(name, F_OK));
}

/* An open waits for the file, a read for its commit, and the size of a file is known at once. */
static void waits(struct client *one) {
  char text[16];
  struct client other = client(syscall(SYS_gettid));
  send_request("%04d %ld %ld %s %d", 10, other.tid, (long) getpid(), "other", 0);
  send_request("%04d %ld %d %s/later", 13, other.tid, 3, directory);
  no_word(&other, "OPEN of nothing waits");
  send_request("%04d %ld %d %s/later", 3, one->tid, 13, directory);
  check("CREATE", 0, word(one, "CREATE"));
  check("OPEN, when it has been created", 0, word(&other, "OPEN"));
  write_bytes(one, 13, "later", 5);
  send_request("%04d %ld %d %ld", 14, other.tid, 3, (long) 16);
  no_word(&other, "READ of an update file waits");
  send_request("%04d %ld", 6, one->tid);
  check("READ after the end of the producer", 5, word(&other, "READ"));
  take(&other.from_server, text, 5, "data");
  check("the bytes", 0, memcmp(text, "later", 5));
  check("end of file", 0, read_bytes(&other, 3, 5, text, 16));
  send_request("%04d %ld", 6, other.tid);
  await_removal(one->tid);
  await_removal(other.tid);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fail("usage: wire WORKFLOW CAPIO_DIRECTORY");
  }
  workflow = arguments[1];
  directory = arguments[2];
  requests = attach("request_buffer", REQUEST, REQUESTS, 1);
  /* above every real thread id, while the second client uses one */
  struct client one = client(4194304 + getpid() * 8L);
  send_request("%04d %ld %ld %s %d", 10, one.tid, (long) getpid(), "conformance", 0);
  files(&one);
  unknown_descriptor(&one);
  holes(&one);
  large(&one);
  shared_offset(&one);
  /* Never exits: a native server ends when it does not find again what an exiting session has made. */
  struct client mover = client(one.tid + 4);
  send_request("%04d %ld %ld %s %d", 10, mover.tid, (long) getpid(), "mover", 0);
  entries(&mover);
  names(&mover);
  clones(&one);
  waits(&one);
  printf("ok %d\n", checks);
  return 0;
}
