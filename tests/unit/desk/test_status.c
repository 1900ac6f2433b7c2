// SPDX-License-Identifier: Apache-2.0
// A request under 100,000 random events, at random times, shared out among a team that comes and goes: what must never be is looked for
// after each.
#include "desk/dispatch.h"
#include "desk/district.h"
#include "desk/status.h"
#include "test.h"

static const workdays plain_weeks = {.held_from = 1, .held_to = 400000};
static const int64_t hour_ms = 3600000, monday_ten_ms = INT64_C(1795399200000);
static hours h;
static uint64_t seed = 20261130;

static int64_t below(int64_t most) {
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
    return (int64_t)(seed >> 33) % most;
}

// ---- one after another -------------------------------------------------------------------------------------------------

static void test_a_life(void) {
    lead_status r = status_begin(&h, monday_ten_ms);
    CHECK_INT(r.due_ms, monday_ten_ms + 24 * hour_ms);
    CHECK(!status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 299999).needs_owner);
    CHECK(status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 300000).needs_owner);
    CHECK(status_step(&r, HAPPENS_PAUSE, monday_ten_ms + hour_ms, &h, monday_ten_ms).is_refused);
    CHECK(!status_step(&r, HAPPENS_ASSIGN, 0, &h, monday_ten_ms + hour_ms).is_refused);
    CHECK(!status_step(&r, HAPPENS_PAUSE, monday_ten_ms + 72 * hour_ms, &h, monday_ten_ms + 2 * hour_ms).is_refused);
    CHECK_INT(r.left_ms, 7 * hour_ms);
    CHECK(!status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 48 * hour_ms).misses);  // no clock runs
    (void)status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 72 * hour_ms);
    CHECK_INT(r.state, LEAD_OWNED);
    CHECK_INT(r.due_ms, monday_ten_ms + 79 * hour_ms);  // Thursday ten o'clock, and the seven hours that were left
    CHECK(!status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 77 * hour_ms).warns);
    CHECK(status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 77 * hour_ms + 1).warns);
    CHECK(!status_step(&r, HAPPENS_TICK, 0, &h, monday_ten_ms + 77 * hour_ms + 2).warns);
    CHECK(!status_step(&r, HAPPENS_TICK, 0, &h, r.due_ms).misses);
    aftermath late = status_step(&r, HAPPENS_TICK, 0, &h, r.due_ms + 1);
    CHECK(late.misses && late.needs_owner);
    CHECK(!status_step(&r, HAPPENS_TICK, 0, &h, r.due_ms + 2).misses);
    CHECK(!status_step(&r, HAPPENS_CLOSE, 0, &h, r.due_ms + 3).is_refused);
    CHECK_INT(r.answered_ms, r.due_ms + 3);
    for (happening w = 0; w < N_HAPPENINGS; w++)
        CHECK(status_step(&r, w, INT64_MAX, &h, r.due_ms + 4).is_refused);
}

// ---- by chance ---------------------------------------------------------------------------------------------------------

typedef struct {
    lead_status now;
    int n_warned, n_missed, n_kept, n_broken;
    int64_t at_ms;
    str district, owner;  // empty: they did not say; nobody
} life;

// Who is here, the least busy first.
enum { TEAM_MOST = 5 };
static colleague team[TEAM_MOST];
static size_t n_team;
static int n_given[2];  // to who looks after the district, and to others

static void check_life(const life *l, const lead_status *before, happening what, aftermath a) {
    const lead_status *r = &l->now;
    CHECK(!a.is_refused || status_is_same(r, before));
    CHECK(l->n_warned <= 1 && l->n_missed <= 1);  // each once
    CHECK_INT(l->n_missed, r->is_missed);
    CHECK_INT(l->n_kept + l->n_broken, r->is_missed || r->answered_ms > 0);
    CHECK(!a.is_kept || (l->at_ms <= before->due_ms && !before->is_missed));
    CHECK(what != HAPPENS_REVIEW || status_is_same(r, before));
    CHECK(status_is_open(before) || a.is_refused);  // nothing wakes the dead
    CHECK((r->state == LEAD_PAUSED) == (r->state == LEAD_PAUSED && r->again_ms > 0));
    CHECK(r->state == LEAD_PAUSED || !status_is_open(r) || r->left_ms == 0);
    CHECK(r->state != LEAD_CLOSED || r->answered_ms > 0);
    CHECK(before->answered_ms == 0 || r->answered_ms == before->answered_ms);
    CHECK(!a.misses || (l->at_ms > before->due_ms || before->state == LEAD_PAUSED));
    CHECK(!a.misses || before->answered_ms == 0);
    // a due moment moves only when a pause ends, and then never towards us
    CHECK(r->due_ms == before->due_ms || (before->state == LEAD_PAUSED && r->due_ms >= l->at_ms));
    CHECK(hours_are(&h, r->due_ms - 1) || hours_are(&h, r->due_ms));
    // waiting too long is said at every tick, until somebody takes it
    bool is_late =
        what == HAPPENS_TICK && r->state == LEAD_WAITING && hours_between(&h, r->free_ms, l->at_ms) >= 300000;
    CHECK(!is_late || a.needs_owner);
}

// A paused request keeps its working time, however long it is.
static void check_pause(const lead_status *before, const lead_status *r, int64_t at_ms) {
    if (before->state == LEAD_PAUSED && r->state == LEAD_OWNED && !before->is_missed)
        CHECK_INT(hours_between(&h, at_ms, r->due_ms), before->left_ms);
}

// ---- shared out --------------------------------------------------------------------------------------------------------

static str random_district(void) {
    return below(4) == 0 ? (str){0} : districts[below((int64_t)n_districts)].code;
}

static void change_team(arena *mem) {
    static const char ids[] = "abcde";
    arena_reset(mem);
    size_t from = (size_t)below(TEAM_MOST);
    n_team = (size_t)below(TEAM_MOST + 1);
    for (size_t i = 0; i < n_team; i++) {
        str codes[3] = {random_district(), random_district(), random_district()};
        team[i] = (colleague){.id = {&ids[(from + i) % TEAM_MOST], 1},
                              .n = (i > 0 ? team[i - 1].n : 0) + below(3),
                              .areas = areas_of(codes, (size_t)below(4), mem)};
    }
}

// To another than who has it, of whom nobody fits better, and nobody who fits as well has less to do.
static void check_pick(const life *l, const colleague *to) {
    for (size_t i = 0; i < n_team; i++) {
        bool is_other = !str_is(team[i].id, l->owner);
        CHECK(to != NULL || !is_other);
        if (to == NULL || !is_other)
            continue;
        bool fits = areas_have(team[i].areas, l->district), to_fits = areas_have(to->areas, l->district);
        CHECK(to_fits || !fits);
        CHECK(to_fits != fits || to->n <= team[i].n);
    }
    CHECK(to == NULL || !str_is(to->id, l->owner));
}

// Whatever its district, and whoever looks after it: with anybody there it is somebody's at once.
static void give(life *l) {
    const colleague *to = dispatch_pick(team, n_team, l->district, l->owner);
    check_pick(l, to);
    if (to == NULL)
        return;
    CHECK(!status_step(&l->now, HAPPENS_ASSIGN, 0, &h, l->at_ms).is_refused);
    CHECK(l->now.state != LEAD_WAITING);
    l->owner = to->id;
    n_given[!areas_have(to->areas, l->district)]++;
}

static void live(life *l) {
    happening what = below(3) == 0 ? HAPPENS_TICK : (happening)below(N_HAPPENINGS);
    bool is_end = what == HAPPENS_CLOSE || what == HAPPENS_CANCEL || what == HAPPENS_MERGE;
    if (is_end && below(8) != 0)
        what = HAPPENS_TICK;
    l->at_ms += below(4) == 0 ? below(20 * hour_ms) : below(hour_ms);
    lead_status before = l->now;
    aftermath a = status_step(&l->now, what, below(5) == 0 ? 0 : l->at_ms + below(60 * hour_ms), &h, l->at_ms);
    l->n_warned += a.warns;
    l->n_missed += a.misses;
    l->n_kept += a.is_kept;
    l->n_broken += a.is_broken;
    check_life(l, &before, what, a);
    if (!a.is_refused)
        check_pause(&before, &l->now, l->at_ms);
    if (what == HAPPENS_ASSIGN && !a.is_refused)  // by hand it can be given to anybody
        l->owner = n_team > 0 ? team[below((int64_t)n_team)].id : STR("x");
    if (a.needs_owner)
        give(l);
}

static void test_random_lives(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    life l = {.at_ms = monday_ten_ms};
    for (int i = 0; i < 100000; i++) {
        if (below(20) == 0)
            change_team(&mem);
        if (i == 0 || !status_is_open(&l.now)) {
            l = (life){.at_ms = monday_ten_ms + below(400 * 24 * hour_ms), .district = random_district()};
            l.now = status_begin(&h, l.at_ms);
        }
        live(&l);
    }
    CHECK(n_given[0] > 300 && n_given[1] > 300);  // both ways were gone
    arena_done(&mem);
}

int main(void) {
    h = hours_usual(&plain_weeks);
    test_a_life();
    test_random_lives();
    CHECK_MAIN();
}
