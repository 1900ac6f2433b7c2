// desk/figures.h - what whoever runs the site keeps an eye on: how much of the budget for SMS is used, who waits, who waits too long.
#ifndef DESK_FIGURES_H
#define DESK_FIGURES_H

#include "desk/desk.h"

typedef struct {
    int64_t sent_hour,
        sent_day;    // SMS in the last hour and day; d->sends_an_hour and d->sends_a_day are the most
    rows messages;   // those still known: a state, and how many
    int64_t n_shut;  // groups of neighbouring numbers that get no SMS at the moment
    int64_t n_open, n_unowned, n_late;  // requests: not over; of these with nobody; of these not called in time
} figures;

rc figures_read(desk *d, int64_t now_ms, arena *mem, figures *out, err *e) NODISCARD;

#endif
