// SPDX-License-Identifier: Apache-2.0
// Day by day, and each day by the plain evaluation: two brief answers are kept, that of the day and that of the day
// before, and what differs between them is a change.
#include "engine/series.h"

#include "base/num.h"
#include "engine/carry.h"
#include "engine/work.h"

typedef struct {
    const jifen *j;
    const jifen_law *first_law;
    const person *first;  // as given
    person later, now;    // the person after the first day: under first_law, and under the version of the day
    const jifen_law *law;  // of `now`
    arena *mem;            // of the series
    arena own;             // lives as long as the making
    arena day_mem[2];      // of the two answers, in turn
    jifen_answer answers[2];
    series_segment *segments;
    series_change *changes;
    size_t n_changes;
    series *out;
    bool no_memory;
} maker;

static void *array(maker *m, size_t n, size_t item_bytes) {
    void *p = arena_alloc(m->mem, n + 1, item_bytes);
    m->no_memory |= p == NULL;
    return p;
}

// ---- the person on later days

// Something is known of a fact it looks at.
static bool follows_from_given(const person *p, uint64_t facts) {
    for (uint32_t f = 0; f < LIMIT_FACTS; f++)
        if ((facts >> f & 1) && p->given[f] == GIVEN_SET)
            return true;
    return false;
}

// What was given beside a day it follows from was true on the first day only; what time would move, and nothing given
// moves, stands.
static void let_time_go(maker *m, const needs *n, size_t *unmoved) {
    const law *l = m->first_law->law;
    for (uint32_t f = 0; f < l->n_facts; f++) {
        if (l->facts[f].from == 0 || m->first->given[f] != GIVEN_SET)
            continue;
        need of = needs_of_node(n, l->facts[f].from);
        if (!l->facts[f].from_records && follows_from_given(m->first, of.facts & ~((uint64_t)1 << f)))
            m->later.given[f] = GIVEN_NOT;
        else if (of.on)
            unmoved[m->out->n_unmoved++] = f;
    }
    m->out->unmoved = unmoved;
}

static rc go_on(maker *m, int64_t to, err *e) {
    const law *l = m->first_law->law;
    work *k = arena_take(&m->own, 1, sizeof *k);
    jifen_answer unused;
    if (l->continues == 0 || l->records_fact < 0 || m->first->given[l->records_fact] != GIVEN_SET)
        return RC_OK;
    if (k == NULL)
        return err_set(e, RC_MEMORY, "no memory for the answers");
    rc code = work_begin(k, m->first_law, m->first, (jifen_wishes){.brief = true}, &m->own, &unused, e);
    if (code != RC_OK)
        return code;
    m->out->continues = work_go_on(k, to, &m->later);
    m->no_memory |= k->no_memory;
    return RC_OK;
}

static rc look_ahead(maker *m, series_wishes wishes, err *e) {
    size_t *unmoved = array(m, m->first_law->law->n_facts, sizeof *unmoved);
    if (unmoved == NULL)
        return err_set(e, RC_MEMORY, "no memory for the answers");
    m->later = *m->first;
    let_time_go(m, m->first_law->needs, unmoved);
    return wishes.continues ? go_on(m, wishes.to, e) : RC_OK;
}

// Where the versions of two laws overlap, the one the person is described under goes on.
static const jifen_law *law_of_day(const maker *m, int64_t day) {
    const jifen_law_info *info = &m->first_law->info;
    bool goes_on = day == m->first->on || (info->from <= day && day <= info->to);
    return goes_on ? m->first_law : jifen_find_law(m->j, info->id, day);
}

// m->now for the day; false when no version is held.
static bool meet_day(maker *m, int64_t day) {
    const jifen_law *l = law_of_day(m, day);
    if (l == NULL)
        return false;
    if (day == m->first->on)
        m->now = *m->first;
    else if (l == m->first_law)
        m->now = m->later;
    else if (l != m->law)
        m->no_memory |= !carry_person(m->first_law, l, &m->later, &m->own, &m->now);
    m->law = l;
    m->now.on = day;
    return true;
}

// ---- what changed

static const jifen_points *find_points(const jifen_answer *a, str name) {
    for (size_t i = 0; i < a->n_points; i++)
        if (str_is(a->points[i].name, name))
            return &a->points[i];
    return NULL;
}

static size_t add_points(series_points *list, size_t n, const jifen_points *was, const jifen_points *is) {
    const jifen_points *any = is != NULL ? is : was;
    series_points p = {.name = any->name, .label = any->label};
    if (was != NULL)
        p.least_before = was->least, p.most_before = was->most;
    if (is != NULL)
        p.least = is->least, p.most = is->most;
    if (p.least == p.least_before && p.most == p.most_before)
        return n;
    list[n] = p;
    return n + 1;
}

static void compare_points(maker *m, const jifen_answer *was, const jifen_answer *is, series_change *c) {
    series_points *list = array(m, was->n_points + is->n_points, sizeof *list);
    if (list == NULL)
        return;
    for (size_t i = 0; i < is->n_points; i++)
        c->n_points = add_points(list, c->n_points, find_points(was, is->points[i].name), &is->points[i]);
    for (size_t i = 0; i < was->n_points; i++)
        if (find_points(is, was->points[i].name) == NULL)
            c->n_points = add_points(list, c->n_points, &was->points[i], NULL);
    c->points = list;
}

static const jifen_reason *find_reason(const jifen_reason *list, size_t n, str code) {
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].code, code))
            return &list[i];
    return NULL;
}

static tri holds(const jifen_answer *a, str code) {
    if (find_reason(a->reasons, a->n_reasons, code) != NULL)
        return TRI_YES;
    return find_reason(a->possible, a->n_possible, code) != NULL ? TRI_OPEN : TRI_NO;
}

typedef struct {
    const jifen_answer *was, *is;
    series_reason *list;
    size_t n;
} reason_changes;

static void add_reasons(reason_changes *r, const jifen_reason *reasons, size_t n, bool is_gone) {
    for (size_t i = 0; i < n; i++) {
        tri before = holds(r->was, reasons[i].code), after = holds(r->is, reasons[i].code);
        if (before == after || (is_gone && after != TRI_NO))
            continue;
        r->list[r->n++] = (series_reason){reasons[i].code, reasons[i].label, reasons[i].decides, before, after};
    }
}

static void compare_reasons(maker *m, const jifen_answer *was, const jifen_answer *is, series_change *c) {
    size_t most = was->n_reasons + was->n_possible + is->n_reasons + is->n_possible;
    reason_changes r = {was, is, array(m, most, sizeof *r.list), 0};
    if (r.list == NULL)
        return;
    add_reasons(&r, is->reasons, is->n_reasons, false);
    add_reasons(&r, is->possible, is->n_possible, false);
    add_reasons(&r, was->reasons, was->n_reasons, true);
    add_reasons(&r, was->possible, was->n_possible, true);
    c->reasons = r.list;
    c->n_reasons = r.n;
}

static bool is_same_range(const jifen_points *a, const jifen_points *b) {
    return str_is(a->name, b->name) && a->least == b->least && a->most == b->most;
}

static bool is_same_verdict(const jifen_answer *a, const jifen_answer *b) {
    return str_is(a->verdict, b->verdict) && str_is(a->headline, b->headline);
}

static bool is_same_target(const jifen_answer *a, const jifen_answer *b) {
    if (a->n_goals == 0 || b->n_goals == 0)
        return a->n_goals == b->n_goals;
    return a->goals[0].target == b->goals[0].target && a->goals[0].holds == b->goals[0].holds;
}

// Quick, for the many days on which nothing happens.
static bool is_same_answer(const jifen_answer *a, const jifen_answer *b) {
    if (a->law != b->law || !is_same_verdict(a, b) || !is_same_target(a, b) || a->n_points != b->n_points ||
        a->n_reasons != b->n_reasons || a->n_possible != b->n_possible)
        return false;
    for (size_t i = 0; i < a->n_points; i++)
        if (!is_same_range(&a->points[i], &b->points[i]))
            return false;
    for (size_t i = 0; i < a->n_reasons; i++)
        if (!str_is(a->reasons[i].code, b->reasons[i].code))
            return false;
    for (size_t i = 0; i < a->n_possible; i++)
        if (!str_is(a->possible[i].code, b->possible[i].code))
            return false;
    return true;
}

// The change of the day, NULL when nothing changed.
static series_change *compare(maker *m, const jifen_answer *was, const jifen_answer *is) {
    if (is_same_answer(was, is))
        return NULL;
    series_change *c = &m->changes[m->n_changes++];
    c->day = is->on;
    c->law_changes = was->law != is->law;
    c->verdict_changes = !is_same_verdict(was, is);
    c->target_changes = is->n_goals > 0 && was->n_goals > 0 && is->goals[0].target != was->goals[0].target;
    compare_points(m, was, is, c);
    compare_reasons(m, was, is, c);
    return c;
}

// ---- segments

static series_segment segment_of(const jifen_answer *a) {
    series_segment s = {.from = a->on, .to = a->on, .verdict = a->verdict, .headline = a->headline};
    s.is_open = a->is_open;
    if (a->n_goals > 0) {
        s.least = a->points[a->goals[0].points].least;
        s.most = a->points[a->goals[0].points].most;
        s.reaches = a->goals[0].holds;
        s.target = a->goals[0].target;
    }
    return s;
}

static bool is_same_segment(const series_segment *a, const series_segment *b) {
    return a->state == b->state && a->least == b->least && a->most == b->most && a->reaches == b->reaches &&
           a->target == b->target && str_is(a->verdict, b->verdict) && str_is(a->headline, b->headline);
}

static void put_segment(maker *m, series_segment s, bool law_changes, series_change *c) {
    size_t n = m->out->n_segments;
    if (n > 0 && !law_changes && is_same_segment(&m->segments[n - 1], &s))
        m->segments[n - 1].to = s.to;
    else
        m->segments[m->out->n_segments++] = s;
    series_segment *last = &m->segments[m->out->n_segments - 1];
    if (c == NULL)
        return;
    if (last->n_changes++ == 0)
        last->changes = c;
}

static void put_unanswered(maker *m, int64_t day, series_state state, const err *e) {
    size_t n = m->out->n_segments;
    bool goes_on = n > 0 && m->segments[n - 1].state == state;
    series_segment s = {.from = day, .to = day, .state = state};
    if (state == SERIES_REFUSED && !goes_on) {
        s.why = arena_copy(m->mem, err_text(e));
        m->no_memory |= s.why.ptr == NULL;
    }
    put_segment(m, s, false, NULL);
}

// ---- the days

static void name_total(series *out, const jifen_answer *a) {
    if (a->n_goals == 0)
        return;
    const jifen_points *total = &a->points[a->goals[0].points];
    out->has_total = true;
    out->total_name = total->name;
    out->total_label = total->label;
    out->goal_name = a->goals[0].name;
    out->goal_label = a->goals[0].label;
}

// One day; *was is the answer of the day before, NULL when there is none.
static rc put_day(maker *m, int64_t day, const jifen_answer **was, err *e) {
    int turn = (int)(day & 1);
    jifen_answer *is = &m->answers[turn];
    const jifen_answer *before = *was;
    err why;
    err_clear(&why);
    *was = NULL;
    if (!meet_day(m, day)) {
        put_unanswered(m, day, SERIES_NOT_HELD, NULL);
        return RC_OK;
    }
    arena_reset(&m->day_mem[turn]);
    rc code = jifen_assess(m->law, &m->now, (jifen_wishes){.brief = true}, &m->day_mem[turn], is, &why);
    if (code == RC_INPUT && day > m->first->on) {
        put_unanswered(m, day, SERIES_REFUSED, &why);
        return RC_OK;
    }
    if (code != RC_OK) {
        if (e != NULL)
            *e = why;
        return code;
    }
    if (day == m->first->on)
        name_total(m->out, is);
    series_change *c = before != NULL ? compare(m, before, is) : NULL;
    put_segment(m, segment_of(is), c != NULL && c->law_changes, c);
    *was = is;
    return RC_OK;
}

static rc put_days(maker *m, err *e) {
    const jifen_answer *was = NULL;
    size_t n_days = (size_t)(m->out->to - m->out->from) + 1;
    m->segments = array(m, n_days, sizeof *m->segments);
    m->changes = array(m, n_days, sizeof *m->changes);
    for (int64_t day = m->out->from; day <= m->out->to && !m->no_memory; day++) {
        rc code = put_day(m, day, &was, e);
        if (code != RC_OK)
            return code;
    }
    m->out->segments = m->segments;
    return m->no_memory ? err_set(e, RC_MEMORY, "no memory for the answers") : RC_OK;
}

static rc check_days(int64_t from, int64_t to, err *e) {
    int64_t n = 0;
    if (to < from)
        return err_set(e, RC_INPUT, "expected a last day not before the first, {d}, found an earlier one",
                       from);
    if (ckd_sub(&n, to, from) || n >= LIMIT_SERIES_DAYS)
        return err_set(e, RC_LIMIT, "expected at most {i} days, found more", (int64_t)LIMIT_SERIES_DAYS);
    return RC_OK;
}

rc series_make(const jifen *j, const jifen_law *l, const person *p, series_wishes wishes, arena *mem,
               series *out, err *e) {
    rc code = check_days(p->on, wishes.to, e);
    maker *m = ARENA_NEW(mem, maker);
    if (code != RC_OK)
        return code;
    if (m == NULL)
        return err_set(e, RC_MEMORY, "no memory for the answers");
    series made = {.law = l, .from = p->on, .to = wishes.to};
    m->j = j, m->first_law = l, m->first = p, m->mem = mem, m->out = &made;
    arena_init(&m->own, mem->source, mem->limit_bytes);
    arena_init(&m->day_mem[0], mem->source, mem->limit_bytes);
    arena_init(&m->day_mem[1], mem->source, mem->limit_bytes);
    code = look_ahead(m, wishes, e);
    if (code == RC_OK)
        code = put_days(m, e);
    if (code == RC_OK)
        *out = made;
    arena_done(&m->day_mem[1]);
    arena_done(&m->day_mem[0]);
    arena_done(&m->own);
    return code;
}
