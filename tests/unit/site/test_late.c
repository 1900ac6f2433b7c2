// SPDX-License-Identifier: Apache-2.0
// Every page that says when its rules were checked warns from the day after they were to be checked again, and not before.
#include "ask.h"
#include "test.h"

#include "site/library.h"

static asker k;

static const struct {
    str path, body;  // with a body it is posted
} pages[] = {
    {STR_INIT("/"), {0}},
    {STR_INIT("/rules"), {0}},
    {STR_INIT("/rules/total"), {0}},
    {STR_INIT("/score/result"), STR_INIT("birth_date=1990-05-01")},
    {STR_INIT("/renew/list"), STR_INIT("birth_date=1990-05-01")},
    {STR_INIT("/why/result"), STR_INIT("birth_date=1990-05-01")},
};

static response ask(size_t i) {
    return pages[i].body.len > 0 ? ask_post(&k, pages[i].path, pages[i].body) : ask_get(&k, pages[i].path);
}

static void check_page(size_t i, int64_t again) {
    for (int64_t day = again - 1; day <= again + 1; day++) {
        k.today = day;
        response r = ask(i);
        bool is_late = day > again;
        CHECK_INT(r.status, 200);
        CHECK(ask_has(&r, STR("class=\"checked")));
        CHECK_INT(ask_has(&r, STR("class=\"checked late\"")), is_late);
        CHECK_INT(ask_has(&r, STR("还没有再核对")), is_late);
    }
}

static void check_article(const article *a) {
    for (int64_t day = a->again - 1; day <= a->again + 1; day++) {
        k.today = day;
        response r = ask_get(&k, library_path(a, &k.mem));
        CHECK_INT(r.status, 200);
        CHECK_INT(ask_has(&r, STR("class=\"checked late\"")), day > a->again);
    }
}

// Which day is chosen does not matter: late is what has not been checked by now.
static void check_other_day(int64_t again) {
    k.today = again;
    response r = ask_post(&k, STR("/score/result"), STR("birth_date=1990-05-01&on:=2027-12-1"));
    CHECK(ask_has(&r, STR("不是今天")));
    CHECK(!ask_has(&r, STR("class=\"checked late\"")));
    k.today = again + 1;
    r = ask_post(&k, STR("/score/result"), STR("birth_date=1990-05-01&on:=2025-12-1"));
    CHECK(ask_has(&r, STR("class=\"checked late\"")));
}

int main(void) {
    asker_open(&k);
    int64_t again = jifen_info(jifen_law_at(k.s.engine, 0))->again;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        check_page(i, again);
    for (size_t i = 0; i < k.s.shelf->n; i++)
        if (!library_is_own(&k.s.shelf->articles[i]))
            check_article(&k.s.shelf->articles[i]);
    CHECK(k.s.shelf->n > 0);
    check_other_day(again);
    asker_close(&k);
    CHECK_MAIN();
}
