// engine/series.h - the same person day by day: how the total and the verdict move while time goes by.
//
// Pure, like jifen.h, whose answers it is made of. Every str is a view into the laws or into the arena given.
#ifndef ENGINE_SERIES_H
#define ENGINE_SERIES_H

#include "engine/jifen.h"

// Points that are others than the day before. Points one of the two days does not have are 0 there.
typedef struct {
    str name, label;
    int64_t least_before, most_before, least, most;
} series_points;

// A reason that is no longer what it was: TRI_YES it holds, TRI_OPEN it may hold, TRI_NO it does not.
typedef struct {
    str code, label;
    bool decides;
    tri before, after;
} series_reason;

// A day on which something changes against the day before.
typedef struct {
    int64_t day;
    bool law_changes;  // another version of the law from this day on
    bool verdict_changes;
    bool target_changes;  // of the goal
    const series_points *points;
    size_t n_points;
    const series_reason *reasons;
    size_t n_reasons;
} series_change;

typedef enum {
    SERIES_ANSWERED,
    SERIES_REFUSED,  // the facts cannot hold together on these days, as when an age leaves what the law takes
    SERIES_NOT_HELD  // no version of the law is held
} series_state;

// Days in a row with the same total, goal, verdict and version of the law.
typedef struct {
    int64_t from, to;  // days, both included
    series_state state;
    str why;              // SERIES_REFUSED: the message of the first day
    int64_t least, most;  // the total, which the first goal measures
    tri reaches;          // that goal
    int64_t target;
    str verdict, headline;
    bool is_open;                  // the facts do not decide the verdict
    const series_change *changes;  // [n_changes] by day: on `from` where it follows an answered segment, and inside
    size_t n_changes;
} series_segment;

typedef struct {
    const jifen_law *law;  // of the first day
    int64_t from, to;
    bool has_total;  // the law has a goal; without one totals are 0
    str total_name, total_label, goal_name, goal_label;
    bool continues;         // records were supposed to go on
    const size_t *unmoved;  // [n_unmoved] facts of `law` that stand as given though time would move them
    size_t n_unmoved;
    const series_segment *segments;  // [n_segments], one after the other from `from` to `to`
    size_t n_segments;
} series;

typedef struct {
    int64_t to;  // the last day; the first is p->on
    bool continues;  // months from that of `on` repeat the last record that counts, where the law says records go on
} series_wishes;

// Assess the person on every day from p->on to wishes.to.
//
//   l        the version of the law the person is described under; p->on must lie in it
//   j        where the versions of later days are found. The person is carried over by the names of facts, options
//            and fields; what a version does not know, or takes other values for, counts as not given there.
//
// On the first day the person stands as given. On later days a fact that follows from a given day (an age from a day of
// birth) is worked out anew, even where it was given beside it. All else stays as given: month records are not made up
// unless wished, summaries of months and an age without a day of birth do not move. `unmoved` lists what does not move
// though the law would have it so.
//
// Errors:  RC_INPUT as jifen_assess on the first day, or when `to` is before it; RC_LIMIT above LIMIT_SERIES_DAYS days.
// Example: born 1982-03-11, 43 years old on 2026-03-10: a new segment begins on 2026-03-11, its change names the points
//          for age with 30 before and 29 after.
rc series_make(const jifen *j, const jifen_law *l, const person *p, series_wishes wishes, arena *mem,
               series *out, err *e) NODISCARD;

#endif
