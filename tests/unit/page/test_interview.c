// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "base/day.h"
#include "page/interview.h"

#include <string.h>

// A law of another world: the facts are of every kind.
static const char village[] =
    "---\n"
    "law: village\n"
    "title: 云坡村图书馆\n"
    "part: 1\n"
    "in force: 2024-01-01..2029-12-31\n"
    "checked: 2026-01-01\n"
    "again: 2029-01-01\n"
    "unit: 分\n"
    "---\n"
    "```law\n"
    "source 村规 \"云坡村图书馆规则\" official high\n"
    "section reader \"您本人\"\n"
    "fact joined date \"办证日\"\n"
    "  ask \"您哪天办的证？\"\n"
    "fact books int 0..500 \"读完的书\"\n"
    "  ask \"您读完了几本书？\"\n"
    "fact season enum \"季节\"\n"
    "  ask \"您在哪个季节借书？\"\n"
    "  dry \"旱季\"\n"
    "  wet \"雨季\"\n"
    "section card \"借书证\"\n"
    "fact member bool \"是会员\"\n"
    "  ask \"您是会员吗？\"\n"
    "fact helps set \"帮过的忙\" presumed {}\n"
    "  ask \"您帮过哪些忙？\"\n"
    "  sweep \"扫院子\"\n"
    "  lend \"捐书\"\n"
    "fact renewed date or none \"换证日\" presumed none\n"
    "  ask \"您哪天换的证？\"\n"
    "fact owes money 0..1000 \"欠款\" presumed 0\n"
    "  ask \"您欠多少钱？\"\n"
    "must joined <= on \"办证日不能晚于今天\"\n"
    "must renewed <= on when renewed is given \"换证日不能晚于今天\"\n"
    "points years \"年头\" cite 村规 \"第 1 条\" = min(10, max(0, full years from joined to on))\n"
    "points read \"读书\" cite 村规 \"第 2 条\" = min(100, books)\n"
    "points weather \"季节\" cite 村规 \"第 3 条\" by season\n"
    "  dry -> 0\n"
    "  wet -> 20\n"
    "points card \"会员\" cite 村规 \"第 4 条\" by member\n"
    "  false -> 0\n"
    "  true  -> 5\n"
    "points help \"帮忙\" cite 村规 \"第 5 条\"\n"
    "  helps has sweep or helps has lend -> 10\n"
    "  not (helps has sweep or helps has lend) -> 0\n"
    "points fresh \"刚换证\" cite 村规 \"第 6 条\"\n"
    "  renewed is given -> 1\n"
    "  renewed is none  -> 0\n"
    "points all \"合计\" cite 村规 \"第 7 条\" sum of years, read, weather, card, help, fresh\n"
    "goal enough \"够借新书\" = points all >= 50\n"
    "check too_few \"书读得太少\" cite 村规 \"第 7 条\"\n"
    "  when points all < 50\n"
    "  meaning \"合计不到要求。\"\n  look \"看。\"\n"
    "  remedy \"再读几本。\"\n"
    "  recoverable\n"
    "check in_debt \"有欠款\" cite 村规 \"第 8 条\"\n"
    "  when owes > 0\n"
    "  meaning \"还有钱没还。\"\n  look \"看。\"\n"
    "  remedy \"还清就可以。\"\n"
    "  recoverable\n"
    "verdict\n"
    "  blocked \"还不能借新书\" : too_few, in_debt\n"
    "  fine \"可以借新书\" otherwise\n"
    "  unknown \"还差几个答案\" open\n"
    "```\n";

typedef struct {
    arena mem, answers;
    const jifen_law *law;
    interview v;
    size_t joined, books, season, member, helps, renewed, owes;
} desk;

static size_t fact(const desk *d, const char *name) {
    int idx = jifen_find_fact(d->law, (str){name, strlen(name)});
    CHECK(idx >= 0);
    return (size_t)idx;
}

static bool start(desk *d) {
    err e;
    err_clear(&e);
    return interview_start(&d->v, d->law, day_from_civil(2026, 3, 10), &d->answers, &e) == RC_OK;
}

static bool open_desk(desk *d) {
    arena_init(&d->mem, arena_malloc(), 0);
    arena_init(&d->answers, arena_malloc(), 0);
    jifen_file file = {STR("village.md"), {village, sizeof village - 1}, false};
    buf report = buf_make(&d->mem);
    jifen *j;
    err e;
    err_clear(&e);
    if (jifen_open(&file, 1, &d->mem, &j, &report, &e) != RC_OK) {
        str text = buf_str(&report);
        printf("%.*s\n", (int)text.len, text.ptr);
        return CHECK(false);
    }
    d->law = jifen_law_at(j, 0);
    d->joined = fact(d, "joined"), d->books = fact(d, "books"), d->season = fact(d, "season");
    d->member = fact(d, "member"), d->helps = fact(d, "helps"), d->renewed = fact(d, "renewed");
    d->owes = fact(d, "owes");
    return CHECK(start(d));
}

static reply say(desk *d, size_t of, const char *text) {
    err e;
    err_clear(&e);
    return interview_reply(&d->v, of, (str){text, strlen(text)}, &e);
}

static void check_answer(desk *d, size_t of, const char *want) {
    char room[200];
    buf out = buf_over(room, sizeof room);
    interview_print_answer(&d->v, of, false, &out);
    CHECK_STR(buf_str(&out), ((str){want, strlen(want)}));
}

// ---- tests

static void asks_in_order_and_stops(desk *d) {
    CHECK(start(d));
    CHECK_INT(interview_next(&d->v), d->joined);
    CHECK_INT(interview_n_left(&d->v), 4);
    CHECK(!interview_is_decided(&d->v));
    CHECK_INT(say(d, d->joined, "2020-3-10"), REPLY_TAKEN);
    CHECK_INT(interview_next(&d->v), d->books);
    CHECK_INT(say(d, d->books, "100"), REPLY_TAKEN);
    CHECK(interview_is_decided(&d->v));
    CHECK_INT(interview_next(&d->v), d->season);  // the exact points still hang on it
    CHECK_INT(say(d, d->season, "2"), REPLY_TAKEN);
    CHECK_INT(say(d, d->member, "是"), REPLY_TAKEN);
    CHECK_INT(interview_next(&d->v), -1);
    CHECK_INT(interview_n_left(&d->v), 0);
    CHECK_INT(interview_presumed(&d->v, 0), d->helps);
    CHECK_INT(interview_presumed(&d->v, 1), d->renewed);
    CHECK_INT(interview_presumed(&d->v, 2), d->owes);
    CHECK_INT(interview_presumed(&d->v, 3), -1);
}

static void goes_back(desk *d) {
    CHECK(start(d));
    err e;
    err_clear(&e);
    CHECK_INT(say(d, d->joined, "2020-3-10"), REPLY_TAKEN);
    CHECK_INT(say(d, d->books, "3"), REPLY_TAKEN);
    CHECK_INT(interview_back(&d->v, &e), REPLY_TAKEN);
    CHECK_INT(interview_next(&d->v), d->books);
    CHECK_INT(d->v.n_answers, 1);
    CHECK_INT(interview_back(&d->v, &e), REPLY_TAKEN);
    CHECK_INT(interview_next(&d->v), d->joined);
    CHECK_INT(d->v.n_answers, 0);
}

static void keeps_the_others_when_one_changes(desk *d) {
    CHECK(start(d));
    CHECK_INT(say(d, d->joined, "2020-3-10"), REPLY_TAKEN);
    CHECK_INT(say(d, d->books, "3"), REPLY_TAKEN);
    CHECK_INT(say(d, d->season, "1"), REPLY_TAKEN);
    CHECK_INT(say(d, d->books, "40"), REPLY_TAKEN);
    CHECK_INT(d->v.n_answers, 3);
    CHECK_INT(d->v.order[1], d->books);
    check_answer(d, d->books, "40");
    check_answer(d, d->season, "旱季");
    CHECK_INT(interview_next(&d->v), d->member);
}

static void does_not_ask_again_when_unsure(desk *d) {
    CHECK(start(d));
    CHECK_INT(say(d, d->joined, "？"), REPLY_TAKEN);
    CHECK_INT(interview_next(&d->v), d->books);
    CHECK_INT(interview_n_left(&d->v), 3);
    check_answer(d, d->joined, "不确定");
    CHECK_INT(say(d, d->joined, "2020-3-10"), REPLY_TAKEN);  // changed one's mind
    check_answer(d, d->joined, "2020-03-10");
    CHECK_INT(say(d, d->books, "10..20"), REPLY_TAKEN);  // still open, and yet answered
    CHECK_INT(interview_next(&d->v), d->season);
    CHECK_INT(say(d, d->owes, "不确定"), REPLY_TAKEN);
    CHECK(!interview_is_decided(&d->v));
    CHECK_INT(interview_presumed(&d->v, 2), -1);
}

static void refuses_what_cannot_be(desk *d) {
    CHECK(start(d));
    CHECK_INT(say(d, d->joined, "2026-3-11"), REPLY_CLASHES);
    CHECK_INT(d->v.n_answers, 0);
    CHECK_INT(d->v.p.given[d->joined], GIVEN_NOT);
    CHECK_INT(interview_next(&d->v), d->joined);  // and the answer is whole again
    CHECK_INT(say(d, d->joined, "2026-2-30"), REPLY_UNREADABLE);
    CHECK_INT(d->v.p.given[d->joined], GIVEN_NOT);
}

typedef struct {
    const char *fact, *text;
    reply how;
    const char *answer;
} reply_case;

static const reply_case replies[] = {
    {"books", "12", REPLY_TAKEN, "12"},
    {"books", " １２ ", REPLY_TAKEN, "12"},
    {"books", "0", REPLY_TAKEN, "0"},
    {"books", "3..5", REPLY_TAKEN, "3..5"},
    {"books", "?", REPLY_TAKEN, "不确定"},
    {"books", "501", REPLY_UNREADABLE, NULL},
    {"books", "many", REPLY_UNREADABLE, NULL},
    {"books", "", REPLY_UNREADABLE, NULL},
    {"books", "1.5", REPLY_UNREADABLE, NULL},
    {"season", "1", REPLY_TAKEN, "旱季"},
    {"season", "２", REPLY_TAKEN, "雨季"},
    {"season", "雨季", REPLY_TAKEN, "雨季"},
    {"season", "wet", REPLY_TAKEN, "雨季"},
    {"season", "0", REPLY_TAKEN, "不确定"},
    {"season", "3", REPLY_UNREADABLE, NULL},
    {"season", "1 2", REPLY_UNREADABLE, NULL},
    {"season", "99999999999999999999", REPLY_UNREADABLE, NULL},
    {"member", "1", REPLY_TAKEN, "是"},
    {"member", "2", REPLY_TAKEN, "否"},
    {"member", "是", REPLY_TAKEN, "是"},
    {"member", "3", REPLY_UNREADABLE, NULL},
    {"helps", "1", REPLY_TAKEN, "扫院子"},
    {"helps", "2，1", REPLY_TAKEN, NULL},
    {"helps", "1、2", REPLY_TAKEN, NULL},
    {"helps", "3", REPLY_TAKEN, "一样也没有"},
    {"helps", "没有", REPLY_TAKEN, "一样也没有"},
    {"helps", "1 3", REPLY_UNREADABLE, NULL},
    {"helps", "3 1", REPLY_UNREADABLE, NULL},
    {"helps", "4", REPLY_UNREADABLE, NULL},
    {"helps", "0", REPLY_TAKEN, "不确定"},
    {"renewed", "n", REPLY_TAKEN, "没有"},
    {"renewed", "2026年3月5日", REPLY_TAKEN, "2026-03-05"},
    {"renewed", "2026/3/5", REPLY_TAKEN, "2026-03-05"},
    {"renewed", "3月5日", REPLY_UNREADABLE, NULL},
    {"joined", "n", REPLY_UNREADABLE, NULL},
    {"owes", "12.5", REPLY_TAKEN, "12.50"},
    {"owes", "12.505", REPLY_UNREADABLE, NULL},
};

static void reads_replies(desk *d) {
    CHECK_TABLE(replies, i) {
        CHECK(start(d));
        size_t of = fact(d, replies[i].fact);
        CHECK_INT(say(d, of, replies[i].text), replies[i].how);
        if (replies[i].answer != NULL)
            check_answer(d, of, replies[i].answer);
        CHECK_INT(d->v.n_answers, replies[i].how == REPLY_TAKEN);
    }
}

static void says_what_was_wrong(desk *d) {
    static const struct {
        const char *fact, *text, *want;
    } cases[] = {
        {"books", "501", "没看懂“501”。请输入 0 到 500 的数，不带小数。"},
        {"owes", "x", "没看懂“x”。请输入 0 到 1000 的数，最多 2 位小数。"},
        {"season", "9", "没看懂“9”。请输入前面的编号，最大 2；不确定输入 0。"},
        {"helps", "9", "没看懂“9”。请输入前面的编号，最大 3；不确定输入 0。"},
        {"joined", "昨天", "没看懂“昨天”。请按年-月-日输入真有的一天，如 2026-3-10。"},
        {"joined", "2026-3-11", "这个答案和别的答案对不上：办证日不能晚于今天。"},
    };
    CHECK(start(d));
    CHECK_TABLE(cases, i) {
        str text = {cases[i].text, strlen(cases[i].text)};
        size_t of = fact(d, cases[i].fact);
        char room[400];
        buf out = buf_over(room, sizeof room);
        err e;
        err_clear(&e);
        reply r = interview_reply(&d->v, of, text, &e);
        interview_print_complaint(&d->v, of, r, text, &e, false, &out);
        CHECK_STR(buf_str(&out), ((str){cases[i].want, strlen(cases[i].want)}));
    }
}

int main(void) {
    static desk d;
    if (open_desk(&d)) {
        asks_in_order_and_stops(&d);
        goes_back(&d);
        keeps_the_others_when_one_changes(&d);
        does_not_ask_again_when_unsure(&d);
        refuses_what_cannot_be(&d);
        reads_replies(&d);
        says_what_was_wrong(&d);
    }
    arena_done(&d.answers);
    arena_done(&d.mem);
    CHECK_MAIN();
}
