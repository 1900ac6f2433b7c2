// SPDX-License-Identifier: Apache-2.0
#include "site/metrics.h"

#include <assert.h>

static const struct {
    int64_t most_us;
    str seconds;
} buckets[METRICS_BUCKETS] = {
    {100, STR_INIT("0.0001")}, {500, STR_INIT("0.0005")},     {1000, STR_INIT("0.001")},
    {5000, STR_INIT("0.005")}, {20000, STR_INIT("0.02")},     {100000, STR_INIT("0.1")},
    {1000000, STR_INIT("1")},  {INT64_MAX, STR_INIT("+Inf")},
};

static void add_to(_Atomic uint64_t *to, uint64_t n) {
    atomic_fetch_add_explicit(to, n, memory_order_relaxed);
}

static uint64_t value_of(const _Atomic uint64_t *from) {
    return atomic_load_explicit(from, memory_order_relaxed);
}

void metrics_count(metrics *m, const route *r, int status, int64_t took_us) {
    size_t row = r == NULL ? METRICS_ROUTES - 1 : (size_t)(r - routes);
    assert(n_routes < METRICS_ROUTES);
    add_to(&m->answers[row][status / 100], 1);
    add_to(&m->sum_us, (uint64_t)took_us);
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        if (took_us <= buckets[i].most_us)
            add_to(&m->within[i], 1);
}

void metrics_enter(metrics *m) {
    add_to(&m->entered, 1);
}

void metrics_leave(metrics *m) {
    add_to(&m->left, 1);
}

void metrics_turn(metrics *m, turned why) {
    add_to(&m->turned[why], 1);
}

void metrics_add(metrics *sum, const metrics *m) {
    for (size_t i = 0; i < METRICS_ROUTES; i++)
        for (size_t k = 0; k < METRICS_CLASSES; k++)
            add_to(&sum->answers[i][k], value_of(&m->answers[i][k]));
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        add_to(&sum->within[i], value_of(&m->within[i]));
    add_to(&sum->sum_us, value_of(&m->sum_us));
    add_to(&sum->entered, value_of(&m->entered));
    add_to(&sum->left, value_of(&m->left));
    for (size_t i = 0; i < N_TURNED; i++)
        add_to(&sum->turned[i], value_of(&m->turned[i]));
}

static void print_row(const metrics *m, size_t row, str path, buf *out) {
    for (size_t k = 1; k < METRICS_CLASSES; k++)
        if (value_of(&m->answers[row][k]) > 0)
            buf_print(out, "jifen_http_requests_total{{route=\"{s}\",status=\"{i}xx\"} {i}\n", path,
                      (int64_t)k, (int64_t)value_of(&m->answers[row][k]));
}

static void print_connections(const metrics *m, buf *out) {
    static const str names[N_TURNED] = {
        [TURNED_FULL] = STR_INIT("total"), [TURNED_EACH] = STR_INIT("address"), [TURNED_SLOW] = STR_INIT("slow")};
    BUF_LIT(out, "# HELP jifen_http_connections Connections that are open.\n"
                 "# TYPE jifen_http_connections gauge\n");
    buf_print(out, "jifen_http_connections {i}\n", (int64_t)(value_of(&m->entered) - value_of(&m->left)));
    BUF_LIT(
        out,
        "# HELP jifen_http_turned_away_total Connections closed: too many in all, too many from one address, "
        "too slow a request.\n"
        "# TYPE jifen_http_turned_away_total counter\n");
    for (size_t i = 0; i < N_TURNED; i++)
        buf_print(out, "jifen_http_turned_away_total{{why=\"{s}\"} {i}\n", names[i],
                  (int64_t)value_of(&m->turned[i]));
}

void metrics_print(const metrics *m, buf *out) {
    BUF_LIT(out, "# HELP jifen_http_requests_total Requests answered, by route and status class.\n"
                 "# TYPE jifen_http_requests_total counter\n");
    for (size_t i = 0; i < n_routes; i++)
        print_row(m, i, routes[i].path, out);
    print_row(m, METRICS_ROUTES - 1, STR("none"), out);
    BUF_LIT(out, "# HELP jifen_http_request_seconds Time to make an answer.\n"
                 "# TYPE jifen_http_request_seconds histogram\n");
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        buf_print(out, "jifen_http_request_seconds_bucket{{le=\"{s}\"} {i}\n", buckets[i].seconds,
                  (int64_t)value_of(&m->within[i]));
    BUF_LIT(out, "jifen_http_request_seconds_sum ");
    buf_put_decimal(out, (int64_t)value_of(&m->sum_us), 6);
    buf_print(out, "\njifen_http_request_seconds_count {i}\n",
              (int64_t)value_of(&m->within[METRICS_BUCKETS - 1]));
    print_connections(m, out);
}

// ---- calls -------------------------------------------------------------------------------------------------------------

static void print_budget(str window, int64_t used, int64_t most, buf *out) {
    buf_print(out, "jifen_sms_used{{window=\"{s}\"} {i}\njifen_sms_most{{window=\"{s}\"} {i}\n", window, used,
              window, most);
}

static void print_requests(str which, int64_t n, buf *out) {
    buf_print(out, "jifen_calls{{which=\"{s}\"} {i}\n", which, n);
}

void metrics_print_desk(const desk *d, const figures *f, buf *out) {
    BUF_LIT(out,
            "# HELP jifen_sms_used SMS of the last hour and day. jifen_sms_most: how many there may be.\n"
            "# TYPE jifen_sms_used gauge\n# TYPE jifen_sms_most gauge\n");
    print_budget(STR("hour"), f->sent_hour, d->sends_an_hour, out);
    print_budget(STR("day"), f->sent_day, d->sends_a_day, out);
    BUF_LIT(out,
            "# HELP jifen_sms_shut Groups of neighbouring numbers that get no SMS at the moment.\n# TYPE "
            "jifen_sms_shut gauge\n");
    buf_print(out, "jifen_sms_shut {i}\n", f->n_shut);
    BUF_LIT(out, "# HELP jifen_sms Messages still known, by what came of them.\n# TYPE jifen_sms gauge\n");
    for (size_t i = 0; i < f->messages.n; i++)
        buf_print(out, "jifen_sms{{state=\"{s}\"} {i}\n", rows_at(&f->messages, i, 0)->s,
                  rows_at(&f->messages, i, 1)->i);
    BUF_LIT(out,
            "# HELP jifen_calls Requests for calls: not over, of these with nobody, of these not called in "
            "time.\n# TYPE jifen_calls gauge\n");
    print_requests(STR("open"), f->n_open, out);
    print_requests(STR("unowned"), f->n_unowned, out);
    print_requests(STR("late"), f->n_late, out);
}
