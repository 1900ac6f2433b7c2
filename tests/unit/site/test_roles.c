// SPDX-License-Identifier: Apache-2.0
// Who may do what at the desk: every row of its table, asked as each role and as nobody, for requests of one's own, of another's and of
// nobody's; held against tests/golden/roles.txt, which --update writes anew. And forms that come from elsewhere, each in every way.
// Runs at the root of the project.
#include "ask.h"
#include "desk/audit.h"
#include "desk/bench.h"
#include "desk/limit.h"
#include "desk/session.h"
#include "site/route.h"

#include <string.h>

static asker k;

static const role all_roles[] = {ROLE_CONSULTANT, ROLE_SUPERVISOR, ROLE_ADMIN, ROLE_AUDITOR};
enum { N_ROLES = sizeof all_roles / sizeof all_roles[0], TEXT_BYTES = 1 << 14 };
static const char *const names[N_ROLES] = {"carl", "sara", "adam", "audi"};
static str secrets[N_ROLES], cookies[N_ROLES];

static void sign_in(size_t who) {
    cookies[who] = bench_sign_in(names[who], secrets[who]);
}

static str word_of(str cookie) {
    const staff *who = bench_who(cookie);
    return who == NULL ? (str){0} : secret_hex(who->word, &bench_mem);
}

static str text(const char *format, str a, str b) {
    buf out = buf_make(&bench_mem);
    buf_print(&out, format, a, b);
    return buf_str(&out);
}

static str path_of(const route *r, str rest) {
    size_t n = r->path.len;
    return r->path.ptr[n - 1] == '*' ? text("{s}{s}", str_slice(r->path, 0, n - 1), rest) : r->path;
}

static request begin(const route *r, str rest, str cookie) {
    return (request){.method = r->method,
                     .path = path_of(r, rest),
                     .mem = &bench_mem,
                     .today = k.today,
                     .now_s = bench_now_ms / 1000,
                     .desk = &bench_desk,
                     .is_desk = true,
                     .address = STR("10.2.2.2"),
                     .host = STR("desk.example"),
                     .cookies = cookie.len > 0 ? text("a=b; __Host-s={s}{s}", cookie, (str){0}) : (str){0}};
}

static response ask_with(const route *r, str rest, str cookie, str word, str more) {
    request q = begin(r, rest, cookie);
    response a;
    q.sec_fetch_site = STR("same-origin");
    q.body = r->method == METHOD_POST ? text("word={s}{s}", word, more) : (str){0};
    site_answer(&k.s, &q, &a);
    return a;
}

static response ask_row(const route *r, str rest, str cookie) {
    return ask_with(r, rest, cookie, r->method == METHOD_POST ? word_of(cookie) : (str){0}, (str){0});
}

static bool is_of_lead(const route *r) {
    return str_starts(r->path, STR("/desk/lead/")) || str_starts(r->path, STR("/desk/facts/"));
}

// ---- the matrix --------------------------------------------------------------------------------------------------------

static str what_came(const response *a) {
    bool is_sign_in = a->status == 303 && str_is(a->location, STR("/desk/login"));
    return is_sign_in                             ? STR("sign in")
           : a->status == 404                     ? STR("no")
           : a->status == 200 || a->status == 303 ? STR("yes")
                                                  : STR("?");
}

// A row of the audit for each that was refused, and none for others.
static str by_role(const route *r, str rest, size_t who) {
    int64_t n_before = bench_count_told("denied");
    bool is_leaving = str_is(r->path, STR("/desk/logout"));
    response a = ask_row(r, rest, cookies[who]);
    if (r->roles != 0 && a.status == 200)
        CHECK(ask_has(&a, STR("action=\"/desk/logout\"")));
    str came = is_leaving && a.is_over && a.set_cookie.len > 0 ? STR("yes") : what_came(&a);
    CHECK_INT(bench_count_told("denied") - n_before, str_is(came, STR("no")) && r->roles != 0);
    if (is_leaving) {
        CHECK(bench_who(cookies[who]) == NULL);
        sign_in(who);
    }
    return came;
}

static void put_line(const route *r, const char *whose, const str rests[N_ROLES], buf *out) {
    response a = ask_row(r, rests[0], (str){0});
    buf_print(out, "{s}\t{s}\t{s}\tnobody: {s}", r->method == METHOD_POST ? STR("POST") : STR("GET"), r->path,
              str_of_c(whose), what_came(&a));
    for (size_t i = 0; i < N_ROLES; i++)
        buf_print(out, "\t{s}: {s}", role_name(all_roles[i]), by_role(r, rests[i], i));
    BUF_LIT(out, "\n");
}

static void own(str ref, str id) {
    deed did = {.what = HAPPENS_ASSIGN, .owner = id, .actor = id};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, 1, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

static void put_matrix(buf *out) {
    str owns[N_ROLES], others[N_ROLES], nobodys[N_ROLES], none[N_ROLES] = {{0}};
    str other = bench_lead(1), nobodys_one = bench_lead(2);
    own(other, STR("somebody else's"));
    for (size_t i = 0; i < N_ROLES; i++) {
        owns[i] = bench_lead(10 + (int)i);
        own(owns[i], bench_who(cookies[i])->id);
        others[i] = other;
        nobodys[i] = nobodys_one;
        none[i] = STR("x");
    }
    for (size_t i = 0; i < n_routes; i++) {
        if (routes[i].is_desk && is_of_lead(&routes[i])) {
            put_line(&routes[i], "own", owns, out);
            put_line(&routes[i], "another's", others, out);
            put_line(&routes[i], "nobody's", nobodys, out);
        } else if (routes[i].is_desk)
            put_line(&routes[i], "-", none, out);
    }
}

static const char document[] = "tests/golden/roles.txt";
static bool is_update;

static void check_matrix(void) {
    static char room[TEXT_BYTES];
    buf out = buf_make(&bench_mem);
    put_matrix(&out);
    if (is_update) {
        FILE *to = fopen(document, "wb");
        if (CHECK(to != NULL)) {
            CHECK_INT(fwrite(out.ptr, 1, out.len, to), out.len);
            CHECK_INT(fclose(to), 0);
        }
    }
    FILE *from = fopen(document, "rb");
    if (!CHECK(from != NULL))
        return;
    size_t n = fread(room, 1, sizeof room, from);
    fclose(from);
    CHECK_STR(((str){room, n}), buf_str(&out));
}

// ---- forms from elsewhere ------------------------------------------------------------------------------------------------

static const struct {
    str site, origin, referer;
    bool is_refused;
} comings[] = {
    {STR_INIT("same-origin"), STR_INIT(""), STR_INIT(""), false},
    {STR_INIT("same-origin"), STR_INIT("null"), STR_INIT(""), false},
    {STR_INIT("cross-site"), STR_INIT(""), STR_INIT(""), true},
    {STR_INIT("cross-site"), STR_INIT("https://desk.example"), STR_INIT(""), true},
    {STR_INIT("same-site"), STR_INIT(""), STR_INIT(""), true},
    {STR_INIT(""), STR_INIT("https://desk.example"), STR_INIT(""), false},
    {STR_INIT(""), STR_INIT(""), STR_INIT("https://desk.example/desk"), false},
    {STR_INIT(""), STR_INIT("https://evil.example"), STR_INIT("https://desk.example/desk"), true},
    {STR_INIT(""), STR_INIT("https://desk.example.evil.example"), STR_INIT(""), true},
    {STR_INIT(""), STR_INIT(""), STR_INIT("https://evil.example/desk.example"), true},
    {STR_INIT(""), STR_INIT("null"), STR_INIT(""), true},
    {STR_INIT(""), STR_INIT(""), STR_INIT(""), true},
};

static size_t first_role(const route *r) {
    size_t i = 0;
    while (i + 1 < N_ROLES && (r->roles & all_roles[i]) == 0)
        i++;
    return i;
}

static void check_foreign(const route *r, str ref) {
    size_t who = first_role(r);
    CHECK_TABLE(comings, i) {
        request q = begin(r, ref, cookies[who]);
        response a;
        q.sec_fetch_site = comings[i].site;
        q.origin = comings[i].origin;
        q.referer = comings[i].referer;
        q.body = text("word={s}{s}", word_of(cookies[who]), (str){0});
        site_answer(&k.s, &q, &a);
        CHECK_INT(a.status == 403, comings[i].is_refused);
        if (a.is_over)
            sign_in(who);
    }
}

// The newest row says in which role, by which request and from where.
static void check_told(role by) {
    audit_rows list;
    CHECK_OK(audit_list(&bench_desk, 0, 1, &bench_mem, &list, &bench_err));
    if (!CHECK_INT(list.n, 1))
        return;
    str address = limit_who(&bench_desk, SUBJECT_ADDRESS, STR("10.2.2.2"), &bench_mem);
    CHECK_STR(list.all[0].by.role, role_name(by));
    CHECK_STR(list.all[0].by.address, address);
    CHECK_INT(list.all[0].by.request.len, 8);
    CHECK_INT(list.all[0].at_ms, bench_now_ms);
}

static void check_words(const route *r, str ref) {
    size_t who = first_role(r), other = (who + 1) % N_ROLES;
    str right = word_of(cookies[who]);
    str wrong[] = {word_of(cookies[other]), (str){0}, STR("00"), str_slice(right, 0, right.len - 2),
                   text("{s}{s}", right, STR("00"))};
    for (size_t i = 0; r->roles != 0 && i < sizeof wrong / sizeof wrong[0]; i++) {
        int64_t n_before = bench_count_told("denied");
        CHECK_INT(ask_with(r, ref, cookies[who], wrong[i], (str){0}).status, 403);
        CHECK_INT(bench_count_told("denied") - n_before, 1);
        check_told(all_roles[who]);
    }
    // the word without the session is nothing
    if (r->roles != 0)
        CHECK_STR(ask_with(r, ref, (str){0}, right, (str){0}).location, STR("/desk/login"));
}

static void check_forms(void) {
    str ref = bench_lead(30);
    for (size_t i = 0; i < n_routes; i++) {
        if (!routes[i].is_desk || routes[i].method != METHOD_POST)
            continue;
        check_row = (int)i;
        check_foreign(&routes[i], ref);
        check_words(&routes[i], ref);
    }
    check_row = -1;
}

// ---- a fresh proof -------------------------------------------------------------------------------------------------------

static bool asks_proof(const response *a) {
    return a->status == 200 && ask_has(a, STR("name=\"proof\""));
}

static void check_fresh(void) {
    for (size_t i = 0; i < N_ROLES; i++)
        sign_in(i);
    bench_now_ms += SESSION_FRESH_MS + 1000;
    for (size_t i = 0; i < n_routes; i++) {
        const route *r = &routes[i];
        size_t who = first_role(r);
        CHECK(!r->is_fresh ||
              (r->is_desk && r->method == METHOD_POST && r->roles != 0));  // its form is sent again
        if (!r->is_desk || r->roles == 0 || is_of_lead(r) || str_is(r->path, STR("/desk/logout")))
            continue;
        check_row = (int)i;
        response a = ask_row(r, STR("x"), cookies[who]);
        CHECK_INT(asks_proof(&a), r->is_fresh);
    }
    check_row = -1;
}

static const route *row_of(const char *path) {
    for (size_t i = 0; i < n_routes; i++)
        if (str_is(routes[i].path, str_of_c(path)) && routes[i].method == METHOD_POST)
            return &routes[i];
    CHECK(!"there is such a row");
    return &routes[0];
}

static str cookie_given(const response *a) {
    str rest = str_slice(a->set_cookie, 9, a->set_cookie.len);
    return str_slice(rest, 0, str_find(rest, ';'));
}

// The form goes on when it was proven, as it was, under another cookie.
static void check_proof(void) {
    const route *add = row_of("/desk/team/invite");
    str word = word_of(cookies[2]), wish = STR("&name=nora&role=consultant"), old = cookies[2];
    response a = ask_with(add, (str){0}, old, word, wish);
    CHECK(asks_proof(&a) && ask_has(&a, STR("name=\"name\" value=\"nora\"")));
    a = ask_with(add, (str){0}, old, word, text("{s}{s}", wish, STR("&proof=123456")));
    CHECK(asks_proof(&a) && ask_has(&a, STR("class=\"errors\"")) && !ask_has(&a, STR("123456")));
    bench_now_ms += 30000;
    str proof = text("&proof={s}{s}", bench_totp(secrets[2], bench_now_ms), (str){0});
    a = ask_with(add, (str){0}, old, word, text("{s}{s}", wish, proof));
    CHECK(a.status == 200 && ask_has(&a, STR("/desk/join/")));
    CHECK(str_starts(a.set_cookie, STR("__Host-s=")));
    CHECK(bench_who(old) == NULL);
    cookies[2] = cookie_given(&a);
    a = ask_with(add, (str){0}, cookies[2], word, STR("&name=olaf&role=auditor"));
    CHECK(ask_has(&a, STR("/desk/join/")));
}

// What is done with the proof is done by the session that goes on.
static void check_proven(void) {
    const route *end = row_of("/desk/me/end");
    sign_in(0);
    str first = cookies[0];
    sign_in(0);
    bench_now_ms += SESSION_FRESH_MS + 30000;
    str proof = text("&session=others&proof={s}{s}", bench_totp(secrets[0], bench_now_ms), (str){0});
    response a = ask_with(end, (str){0}, cookies[0], word_of(cookies[0]), proof);
    CHECK_STR(a.location, STR("/desk/me"));
    CHECK(bench_who(first) == NULL && bench_who(cookies[0]) == NULL);
    cookies[0] = cookie_given(&a);
    CHECK(bench_who(cookies[0]) != NULL);
}

// Who signs in where somebody is signed in already ends that session.
static void check_again(void) {
    const route *in = row_of("/desk/login");
    str old = cookies[1];
    bench_now_ms += 30000;
    str fields = text("&name=carl&password={s}&code={s}", str_of_c(bench_password),
                      bench_totp(secrets[0], bench_now_ms));
    CHECK(bench_who(old) != NULL);
    response a = ask_with(in, (str){0}, old, (str){0}, text("{s}{s}", fields, STR("0")));
    CHECK(a.status == 200 && a.set_cookie.len == 0 && bench_who(old) != NULL);
    a = ask_with(in, (str){0}, old, (str){0}, fields);
    CHECK(a.status == 303 && str_starts(a.set_cookie, STR("__Host-s=")));
    CHECK(bench_who(old) == NULL);
}

static void all(void) {
    for (size_t i = 0; i < N_ROLES; i++) {
        secrets[i] = bench_join(names[i], role_name(all_roles[i]).ptr);
        sign_in(i);
    }
    check_matrix();
    check_forms();
    check_fresh();
    check_proof();
    check_proven();
    check_again();
}

int main(int argc, char **argv) {
    is_update = argc == 2 && strcmp(argv[1], "--update") == 0;
    asker_open(&k);
    bench_run("roles", all);
    asker_close(&k);
    CHECK_MAIN();
}
