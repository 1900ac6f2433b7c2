// SPDX-License-Identifier: Apache-2.0
// Time passes over requests: nobody waits without an owner for more than five minutes of work, a missed call goes to another, once.
#include "desk/bench.h"
#include "desk/dispatch.h"

static const int64_t minute_ms = 60000, hour_ms = 3600000;

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static void run(void) {
    CHECK_OK(dispatch_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
}

static int64_t count_events(str ref, const char *kind) {
    value takes[] = {value_str(find(ref)->id)};
    rows r;
    int64_t n = 0;
    CHECK_OK(store_run(bench_desk.db, EVENTS_OF, takes, 1, &bench_mem, &r, &bench_err));
    for (size_t i = 0; i < r.n; i++)
        n += str_is(rows_at(&r, i, 1)->s, str_of_c(kind));
    return n;
}

static void test_two(void) {
    str refs[4];
    for (int i = 0; i < 4; i++)
        refs[i] = bench_lead(i + 1);
    bench_spoil(LEAD_NAMES_AFTER, LEAD_NAMES_SET, find(refs[1])->id);  // which keeps none of the others waiting
    bench_now_ms += 5 * minute_ms;
    run();
    CHECK_INT(find(refs[0])->status.state, LEAD_WAITING);  // there is nobody
    (void)bench_join("anna", "consultant");
    (void)bench_join("bert", "consultant");
    run();
    int64_t n_first = 0;
    for (int i = 0; i < 4; i++) {
        CHECK_INT(find(refs[i])->status.state, LEAD_OWNED);
        n_first += str_is(find(refs[i])->owner, find(refs[0])->owner);
    }
    CHECK_INT(n_first, 2);  // two each
    str owner = find(refs[0])->owner;
    bench_now_ms += 23 * hour_ms;  // an hour and some minutes before it is due
    run();
    run();
    CHECK_INT(count_events(refs[0], "warned"), 1);
    CHECK_STR(find(refs[0])->owner, owner);
    bench_now_ms += 2 * hour_ms;
    run();
    run();
    CHECK_INT(count_events(refs[0], "missed"), 1);
    CHECK_INT(count_events(refs[0], "assigned"), 2);
    CHECK(!str_is(find(refs[0])->owner, owner));
}

static void act(str ref, happening what, int64_t until_ms) {
    deed did = {.what = what, .until_ms = until_ms, .outcome = STR("done"), .note = STR("等材料")};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, find(ref)->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

// Four of the staff, and a clock that goes on: each new one goes to who has least; what is missed leaves who missed it for who has least
// then, once; what is paused, called or closed is not missed.
static void test_four(void) {
    (void)bench_join("carl", "consultant");
    (void)bench_join("dora", "consultant");
    str refs[6];
    for (int i = 0; i < 6; i++) {
        refs[i] = bench_lead(i + 11);
        bench_now_ms += 5 * minute_ms;
        run();
    }
    const colleague *all = NULL;
    size_t n = 0;
    CHECK_OK(dispatch_colleagues(&bench_desk, &bench_mem, &all, &n, &bench_err));
    CHECK_INT(n, 4);
    for (size_t i = 0; i < n; i++)
        CHECK(all[i].n == 2 || all[i].n == 3);  // ten among four
    for (size_t i = 1; i < n; i++)
        CHECK(all[i - 1].n <= all[i].n);
    act(refs[0], HAPPENS_PAUSE, bench_now_ms + 72 * hour_ms);
    act(refs[1], HAPPENS_CALL, bench_now_ms + 72 * hour_ms);
    act(refs[2], HAPPENS_CLOSE, 0);
    str owner = find(refs[3])->owner;
    bench_now_ms += 25 * hour_ms;
    run();
    CHECK(!str_is(find(refs[3])->owner, owner));
    str second = find(refs[3])->owner;
    bench_now_ms += 72 * hour_ms;
    run();
    CHECK_STR(find(refs[3])->owner, second);
    for (int i = 3; i < 6; i++) {
        CHECK_INT(count_events(refs[i], "missed"), 1);
        CHECK_INT(count_events(refs[i], "assigned"), 2);
    }
    for (int i = 0; i < 3; i++)
        CHECK_INT(count_events(refs[i], "missed"), 0);
}

// ---- districts ---------------------------------------------------------------------------------------------------------

static str lead_in(int who, const char *district) {
    code_for proof = bench_proof(who);
    code_sent sent;
    taken t;
    wish w = {.proof = proof, .name = STR("王女士"), .slot = STR("any"), .district = str_of_c(district)};
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    CHECK_OK(lead_take(&bench_desk, &w, bench_take_code(), bench_now_ms, &bench_mem, &t, &bench_err));
    CHECK_INT(t.check, CODE_RIGHT);
    return t.ref;
}

static void look_after(str id, const char *areas) {
    value takes[] = {value_str(id), value_str(STR("nobody")), value_str(str_of_c(areas))};
    rows done;
    CHECK_OK(store_run(bench_desk.db, STAFF_SET_AREAS, takes, 3, &bench_mem, &done, &bench_err));
    CHECK_INT(done.n, 1);
}

static int64_t count_of(str id) {
    const colleague *all = NULL;
    size_t n = 0;
    CHECK_OK(dispatch_colleagues(&bench_desk, &bench_mem, &all, &n, &bench_err));
    for (size_t i = 0; i < n; i++)
        if (str_is(all[i].id, id))
            return all[i].n;
    return -1;
}

// Five minutes later it is somebody's.
static str owner_of_next(int who, const char *district) {
    str ref = lead_in(who, district);
    bench_now_ms += 5 * minute_ms;
    run();
    CHECK_INT(find(ref)->status.state, LEAD_OWNED);
    CHECK_STR(find(ref)->district, str_of_c(district));
    return find(ref)->owner;
}

static str ids[4];

static void find_ids(void) {
    const colleague *all = NULL;
    size_t n = 0;
    CHECK_OK(dispatch_colleagues(&bench_desk, &bench_mem, &all, &n, &bench_err));
    CHECK_INT(n, 4);
    for (size_t i = 0; i < n && i < 4; i++)
        ids[i] = all[i].id;
}

// Two of four look after one district, one after another, one after none that is asked for.
static void test_districts(void) {
    bench_now_ms = INT64_C(1795399200000) + 14 * 24 * hour_ms;  // a Monday, ten o'clock
    run();
    find_ids();
    look_after(ids[0], "310104");
    look_after(ids[1], "310104 310115");
    look_after(ids[2], "310151");
    look_after(ids[3], "310151");
    int64_t before[2] = {count_of(ids[0]), count_of(ids[1])};
    for (int i = 0; i < 4; i++) {  // whoever has less of the two, however little the others have
        bool is_first = count_of(ids[0]) < count_of(ids[1]), is_even = count_of(ids[0]) == count_of(ids[1]);
        str owner = owner_of_next(31 + i, "310104");
        CHECK(str_is(owner, ids[0]) || str_is(owner, ids[1]));
        CHECK(is_even || str_is(owner, ids[is_first ? 0 : 1]));
    }
    CHECK_INT(count_of(ids[0]) + count_of(ids[1]), before[0] + before[1] + 4);
    CHECK_STR(owner_of_next(41, "310115"), ids[1]);
    CHECK_STR(owner_of_next(42, "310115"), ids[1]);
}

// Nobody is there for it, or they did not say: whoever is least busy of all.
static void test_elsewhere(void) {
    const colleague *all = NULL;
    size_t n = 0;
    CHECK_OK(dispatch_colleagues(&bench_desk, &bench_mem, &all, &n, &bench_err));
    str least = all[0].id;
    CHECK_STR(owner_of_next(51, "310120"), least);
    CHECK_OK(dispatch_colleagues(&bench_desk, &bench_mem, &all, &n, &bench_err));
    least = all[0].id;
    CHECK_STR(owner_of_next(52, ""), least);
    look_after(ids[0], "");  // all of the city, and so also there
    for (int i = 0; i < 3; i++)
        CHECK_STR(owner_of_next(53 + i, "310120"), ids[0]);
}

// Who was late loses it to who looks after the district too, and else to anybody.
static void test_late(void) {
    look_after(ids[0], "310104");
    str ref = lead_in(61, "310104"), only = lead_in(62, "310115");
    bench_now_ms += 5 * minute_ms;
    run();
    str owner = find(ref)->owner;
    CHECK(str_is(owner, ids[0]) || str_is(owner, ids[1]));
    CHECK_STR(find(only)->owner, ids[1]);
    bench_now_ms += 25 * hour_ms;
    run();
    CHECK_STR(find(ref)->owner, ids[str_is(owner, ids[0]) ? 1 : 0]);
    CHECK(!str_is(find(only)->owner, ids[1]));
    CHECK_INT(find(only)->status.state, LEAD_OWNED);
}

// By hand it goes to whoever is meant.
static void test_by_hand(void) {
    str ref = lead_in(71, "310104");
    deed did = {.what = HAPPENS_ASSIGN, .owner = ids[2], .actor = ids[2]};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, 1, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
    bench_now_ms += 5 * minute_ms;
    run();
    CHECK_STR(find(ref)->owner, ids[2]);
}

// Whose consultant is here no more, or has other work now, goes to somebody else, also when it was called once already.
static void test_gone(void) {
    str fresh = lead_in(81, "310104"), tried = lead_in(82, "310104");
    for (int i = 0; i < 2; i++) {
        deed did = {.what = HAPPENS_ASSIGN, .owner = ids[2], .actor = ids[2]};
        deed_result result;
        CHECK_OK(lead_do(&bench_desk, i == 0 ? fresh : tried, 1, &did, bench_now_ms, &bench_mem, &result,
                         &bench_err));
        CHECK_INT(result, DEED_DONE);
    }
    act(tried, HAPPENS_CALL, 0);
    run();
    CHECK_STR(find(tried)->owner, ids[2]);
    value takes[] = {value_str(ids[2]), value_str(STR("nobody"))};
    rows done;
    CHECK_OK(store_run(bench_desk.db, STAFF_TURN_OFF, takes, 2, &bench_mem, &done, &bench_err));
    CHECK_INT(done.n, 1);
    run();
    CHECK(!str_is(find(fresh)->owner, ids[2]) && find(fresh)->status.state == LEAD_OWNED);
    CHECK(!str_is(find(tried)->owner, ids[2]) && find(tried)->status.state == LEAD_OWNED);
    lead_list left;
    CHECK_OK(lead_left(&bench_desk, 10, &bench_mem, &left, &bench_err));
    CHECK_INT(left.n, 0);
}

// However many are open.
static void test_many(void) {
    enum { MANY = 230 };
    str refs[MANY];
    for (int i = 0; i < MANY; i++)
        refs[i] = bench_lead(1000 + i);
    bench_now_ms += 5 * minute_ms;
    run();
    for (int i = 0; i < MANY; i++)
        CHECK_INT(find(refs[i])->status.state, LEAD_OWNED);
}

static void all(void) {
    test_two();
    test_four();
    test_districts();
    test_elsewhere();
    test_late();
    test_by_hand();
    test_gone();
    test_many();
}

int main(void) {
    bench_run("dispatch", all);
    CHECK_MAIN();
}
