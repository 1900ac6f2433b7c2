// tests/bench/bench.h - measure a piece of work: 31 runs on the same input, the median with the least and the most.
// Floating point is at home here and nowhere else.
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BENCH_RUNS = 31 };

typedef struct {
    double median, least, most;  // seconds for one item
} bench_time;

static inline double bench_now(void) {
    struct timespec now;
    (void)timespec_get(&now, TIME_UTC);  // only fails for an unknown base
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static inline int bench_order(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Run work(ctx) BENCH_RUNS times, after one run that does not count. Each run does n_items of the same thing; work
// answers false when its result is not the expected one, which ends the program.
static inline bench_time bench_run(bool (*work)(void *ctx), void *ctx, double n_items) {
    double seconds[BENCH_RUNS];
    for (int i = -1; i < BENCH_RUNS; i++) {
        double start = bench_now();
        if (!work(ctx)) {
            fprintf(stderr, "bench: a result is wrong\n");
            exit(1);
        }
        if (i >= 0)
            seconds[i] = (bench_now() - start) / n_items;
    }
    qsort(seconds, BENCH_RUNS, sizeof seconds[0], bench_order);
    return (bench_time){seconds[BENCH_RUNS / 2], seconds[0], seconds[BENCH_RUNS - 1]};
}

// One line of the report, in the unit that reads best. `limit` is what was promised, in seconds; 0: nothing was.
static inline void bench_print(const char *what, bench_time t, double limit) {
    double unit = t.median < 1e-6 ? 1e-9 : t.median < 1e-3 ? 1e-6 : 1e-3;
    const char *name = t.median < 1e-6 ? "ns" : t.median < 1e-3 ? "us" : "ms";
    printf("%-44s %9.2f %s  (%.2f .. %.2f)", what, t.median / unit, name, t.least / unit, t.most / unit);
    if (limit > 0)
        printf("  promised %.2f: %s", limit / unit, t.median <= limit ? "kept" : "NOT KEPT");
    printf("\n");
}

#endif
