// site/metrics.h - what a worker counts, and the sum of it as Prometheus text. Counters are written by one thread and read by
// another.
#ifndef SITE_METRICS_H
#define SITE_METRICS_H

#include "desk/figures.h"
#include "site/route.h"

#include <stdatomic.h>

enum { METRICS_ROUTES = 128, METRICS_CLASSES = 6, METRICS_BUCKETS = 8 };

typedef enum { TURNED_FULL, TURNED_EACH, TURNED_SLOW, N_TURNED } turned;  // why a connection was closed

typedef struct {
    _Atomic uint64_t entered, left;                             // connections
    _Atomic uint64_t turned[N_TURNED];                          // away
    _Atomic uint64_t answers[METRICS_ROUTES][METRICS_CLASSES];  // row of the table (the last: none) x status / 100
    _Atomic uint64_t within[METRICS_BUCKETS];                   // took at most so long; the last: any time
    _Atomic uint64_t sum_us;
} metrics;

void metrics_count(metrics *m, const route *r, int status, int64_t took_us);  // r NULL: no route
void metrics_enter(metrics *m);
void metrics_leave(metrics *m);
void metrics_turn(metrics *m, turned why);
void metrics_add(metrics *sum, const metrics *m);
void metrics_print(const metrics *m, buf *out);
void metrics_print_desk(const desk *d, const figures *f, buf *out);

#endif
