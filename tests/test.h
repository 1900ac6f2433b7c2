// tests/test.h - checks for plain test programs. A failed check prints file:line, both values and, in a table, the
// row; the program goes on, and ends with 1. The last line of main is CHECK_MAIN();
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/str.h"

// Of the whole program: what fails in a file beside the test's own counts as well.
__attribute__((weak)) int check_n_failed, check_n_done;
__attribute__((weak)) int check_row = -1;  // the table row under test; -1: none

#define CHECK(cond) check_true((cond), #cond, __FILE__, __LINE__)
#define CHECK_INT(got, want) check_int((int64_t)(got), (int64_t)(want), #got, __FILE__, __LINE__)
#define CHECK_STR(got, want) check_str((got), (want), #got, __FILE__, __LINE__)

// CHECK_TABLE(cases, i) { ... cases[i] ... } runs the block for each row and names the row of a failure.
#define CHECK_TABLE(table, i)                                                                                \
    for (size_t i = 0; (check_row = i < sizeof(table) / sizeof(table)[0] ? (int)i : -1) >= 0; i++)

#define CHECK_MAIN()                                                                                         \
    do {                                                                                                     \
        printf("%d checks, %d failed\n", check_n_done, check_n_failed);                                      \
        return check_n_failed > 0 || check_n_done == 0;                                                      \
    } while (0)

// Count a check, and begin the report of a failed one.
static inline bool check_note(bool ok, const char *what, const char *file, int line) {
    check_n_done++;
    if (ok)
        return true;
    check_n_failed++;
    printf("%s:%d: ", file, line);
    if (check_row >= 0)
        printf("row %d: ", check_row);
    printf("%s", what);
    return false;
}

static inline bool check_true(bool ok, const char *what, const char *file, int line) {
    if (!check_note(ok, what, file, line))
        printf(" does not hold\n");
    return ok;
}

static inline bool check_int(int64_t got, int64_t want, const char *what, const char *file, int line) {
    if (!check_note(got == want, what, file, line))
        printf(" is %" PRId64 ", not %" PRId64 "\n", got, want);
    return got == want;
}

static inline bool check_str(str got, str want, const char *what, const char *file, int line) {
    if (!check_note(str_is(got, want), what, file, line))
        printf(" is\n  \"%.*s\" (%zu bytes), not\n  \"%.*s\" (%zu bytes)\n", (int)got.len, got.ptr, got.len,
               (int)want.len, want.ptr, want.len);
    return str_is(got, want);
}

#endif
