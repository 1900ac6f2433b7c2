// SPDX-License-Identifier: Apache-2.0
// The API's description against the API: the same paths, the same facts, and what is really taken and given fits it.
#include "test.h"

#include "prop/shanghai.h"
#include "site/route.h"
#include "unit/site/schema.h"

enum { NAMES_MOST = 128, TODAY = 20522 };

typedef struct {
    site s;
    arena mem;
    json_reader document;
} world;

static response ask(world *w, request q) {
    response r;
    q.mem = &w->mem;
    q.today = TODAY;
    site_answer(&w->s, &q, &r);
    return r;
}

static json_reader reader_of(world *w, str text) {
    return json_read_open(text, 1, &w->mem);
}

static bool fits(world *w, const char *schema, str text) {
    char block[96];
    buf path = buf_over(block, sizeof block);
    buf_print(&path, "components/schemas/{s}", str_of_c(schema));
    json_reader found;
    return CHECK(schema_find(w->document, buf_str(&path), &found)) &&
           schema_fits(w->document, found, reader_of(w, text));
}

static bool has_name(const str *names, size_t n, str name) {
    for (size_t i = 0; i < n; i++)
        if (str_is(names[i], name))
            return true;
    return false;
}

static size_t names_of(world *w, str path, str *names) {
    json_reader object;
    if (!CHECK(schema_find(w->document, path, &object)))
        return 0;
    size_t n = schema_names(object, names, NAMES_MOST);
    CHECK(n <= NAMES_MOST);
    return n;
}

// Every row of the API is a path, and no path is something else.
static void check_paths(world *w) {
    str names[NAMES_MOST];
    size_t n = names_of(w, STR("paths"), names), n_rows = 0;
    for (size_t i = 0; i < n_routes; i++) {
        bool is_api = str_starts(routes[i].path, STR("/api/"));
        CHECK_INT(routes[i].is_api, is_api);
        CHECK(!is_api || has_name(names, n, routes[i].path));
        n_rows += is_api;
    }
    CHECK_INT(n, n_rows);
}

static void check_facts(world *w) {
    str names[NAMES_MOST];
    const jifen_law *l = site_law(&w->s, TODAY);
    size_t n = names_of(w, STR("components/schemas/Facts/properties"), names);
    CHECK_INT(n, jifen_n_facts(l) + 2);  // and the id and the day
    for (size_t i = 0; i < jifen_n_facts(l); i++)
        CHECK(has_name(names, n, jifen_fact_at(l, i)->type.name));
    n = names_of(w, STR("components/schemas/Record/properties"), names);
    CHECK_INT(n, jifen_n_fields(l));
    for (size_t i = 0; i < jifen_n_fields(l); i++)
        CHECK(has_name(names, n, jifen_field_at(l, i)->name));
}

// What is asked can be given.
static void check_questions(world *w) {
    str names[NAMES_MOST];
    size_t n = names_of(w, STR("components/schemas/Facts/properties"), names), n_asked = 0;
    response r = ask(w, (request){.method = METHOD_GET, .path = STR("/api/v1/questions")});
    CHECK(fits(w, "Questions", buf_str(&r.body)));
    json_reader at = reader_of(w, buf_str(&r.body)), name;
    json_value v;
    err e;
    bool more;
    err_clear(&e);
    CHECK_INT(json_read_value(&at, &v, &e), RC_OK);
    for (; json_read_item(&at, &more, &e) == RC_OK && more; n_asked++) {
        CHECK(schema_find(at, STR("name"), &name));
        CHECK_INT(json_read_value(&name, &v, &e), RC_OK);
        CHECK(has_name(names, n, v.text));
        CHECK_INT(json_read_skip(&at, &e), RC_OK);
    }
    CHECK(n_asked > 0);
}

// ---- what is taken ---------------------------------------------------------------------------------------------------

// What the schema refuses the server refuses, and what it takes the server takes, but for facts that cannot hold together.
static const struct {
    str facts;
    bool is_taken;
} people[] = {
    {STR_INIT("{}"), true},
    {STR_INIT("{\"id\": 7, \"on\": \"2026-03-10\", \"age\": 36}"), true},
    {STR_INIT("{\"id\": \"x\", \"age\": [36, 48], \"education\": [\"master\", \"bachelor\"]}"), true},
    {STR_INIT("{\"id\": null, \"age\": null, \"retired\": null, \"changes\": null, \"insurance\": null}"), true},
    {STR_INIT("{\"changes\": [\"employer\", \"spouse\"], \"insured_now\": true}"), true},
    {STR_INIT("{\"changes\": [], \"permit_renewed_on\": \"none\", \"invest_share\": 33.25}"), true},
    {STR_INIT("{\"insurance\": [{\"month\": \"2025-07\", \"base\": 12434}, {\"month\": \"2025-08\", "
              "\"status\": \"missing\"}]}"),
     true},
    {STR_INIT("{\"insurance\": [{\"month\": \"2025-07\", \"base\": 1, \"back_paid_on\": null}]}"), true},
    {STR_INIT("{\"insurance\": []}"), true},
    {STR_INIT("{\"agee\": 36}"), false},
    {STR_INIT("{\"age\": \"36\"}"), false},
    {STR_INIT("{\"age\": 36.5}"), false},
    {STR_INIT("{\"age\": 17}"), false},
    {STR_INIT("{\"age\": 101}"), false},
    {STR_INIT("{\"age\": [36]}"), false},
    {STR_INIT("{\"age\": [36, 40, 48]}"), false},
    {STR_INIT("{\"age\": true}"), false},
    {STR_INIT("{\"education\": \"phd\"}"), false},
    {STR_INIT("{\"education\": []}"), false},
    {STR_INIT("{\"retired\": [true, false]}"), false},
    {STR_INIT("{\"changes\": \"employer\"}"), false},
    {STR_INIT("{\"changes\": [\"weather\"]}"), false},
    {STR_INIT("{\"permit_expiry\": \"none\"}"), false},
    {STR_INIT("{\"permit_expiry\": \"2026-02-30\"}"), false},
    {STR_INIT("{\"insurance\": [{\"base\": 12434}]}"), false},
    {STR_INIT("{\"insurance\": [{\"month\": \"2025-13\", \"base\": 12434}]}"), false},
    {STR_INIT("{\"insurance\": [{\"month\": \"2025-07\", \"base\": 12434, \"wage\": 1}]}"), false},
    {STR_INIT("{\"insurance\": [{\"month\": \"2025-07\", \"base\": 1, \"status\": null}]}"), false},
    {STR_INIT("{\"id\": true}"), false},
    {STR_INIT("{\"on\": 20260310}"), false},
    {STR_INIT("[]"), false},
};

static void check_people(world *w) {
    CHECK_TABLE(people, i) {
        response r = ask(w, (request){.method = METHOD_POST,
                                      .path = STR("/api/v1/assess"),
                                      .body = people[i].facts,
                                      .content_type = STR("application/json")});
        CHECK_INT(r.status, people[i].is_taken ? 200 : 422);
        CHECK_INT(fits(w, "Facts", people[i].facts), people[i].is_taken);
        CHECK(fits(w, people[i].is_taken ? "Answer" : "Problem", buf_str(&r.body)));
        CHECK(!fits(w, people[i].is_taken ? "Problem" : "Answer", buf_str(&r.body)));
    }
}

// ---- many people -----------------------------------------------------------------------------------------------------

static str answer_of_all(response *r) {
    piece p = r->more.next == NULL ? PIECE_LAST : PIECE_MORE;
    while (p == PIECE_MORE)
        p = r->more.next(r->more.ctx, &r->body);
    CHECK_INT(p, PIECE_LAST);
    if (r->more.done != NULL)
        r->more.done(r->more.ctx);
    return buf_str(&r->body);
}

// The same people, a line each, blanks and a broken row between.
static void check_rows(world *w) {
    buf body = buf_make(&w->mem);
    size_t n = sizeof people / sizeof people[0], n_lines = 0;
    for (size_t i = 0; i < n; i++)
        buf_print(&body, "{s}\n\n", people[i].facts);
    BUF_LIT(&body, "{\"id\": 1, \"age\": \n");
    response r = ask(w, (request){.method = METHOD_POST,
                                  .path = STR("/api/v1/batch"),
                                  .body = buf_str(&body),
                                  .content_type = STR("application/x-ndjson")});
    CHECK_INT(r.status, 200);
    CHECK(r.more.next != NULL);
    str rest = answer_of_all(&r), line;
    for (; str_next_line(&rest, &line); n_lines++) {
        check_row = (int)n_lines;
        CHECK(fits(w, "Row", line));
        CHECK_INT(fits(w, "Answer", line), n_lines < n && people[n_lines].is_taken);
    }
    check_row = -1;
    CHECK_INT(n_lines, n + 1);
}

// ---- everything else -------------------------------------------------------------------------------------------------

static void check_rest(world *w) {
    response r = ask(w, (request){.method = METHOD_GET, .path = STR("/api/v1/policies")});
    CHECK(fits(w, "Policies", buf_str(&r.body)));
    static const struct {
        str path;
        method method;
        str query, body, type;
        int status;
    } wrong[] = {
        {STR_INIT("/api/v1/nothing"), METHOD_GET, STR_INIT(""), STR_INIT(""), STR_INIT(""), 404},
        {STR_INIT("/api/v1/policies"), METHOD_POST, STR_INIT(""), STR_INIT(""), STR_INIT(""), 405},
        {STR_INIT("/api/v1/policies"), METHOD_GET, STR_INIT("a=1"), STR_INIT(""), STR_INIT(""), 400},
        {STR_INIT("/api/v1/policies"), METHOD_GET, STR_INIT("%zz"), STR_INIT(""), STR_INIT(""), 400},
        {STR_INIT("/api/v1/assess"), METHOD_POST, STR_INIT("on=2026-03-32"), STR_INIT("{}"), STR_INIT(""), 422},
        {STR_INIT("/api/v1/batch"), METHOD_POST, STR_INIT(""), STR_INIT(""), STR_INIT(""), 422},
        {STR_INIT("/api/v1/batch"), METHOD_POST, STR_INIT(""), STR_INIT("a,a\n"), STR_INIT("text/csv"), 422},
        {STR_INIT("/api/v1/assess"), METHOD_POST, STR_INIT(""), STR_INIT("{}"), STR_INIT("text/csv"), 415},
    };
    CHECK_TABLE(wrong, i) {
        r = ask(w, (request){.method = wrong[i].method,
                             .path = wrong[i].path,
                             .query = wrong[i].query,
                             .body = wrong[i].body,
                             .content_type = wrong[i].type});
        CHECK_INT(r.status, wrong[i].status);
        CHECK_STR(r.type, STR("application/problem+json"));
        CHECK(fits(w, "Problem", buf_str(&r.body)));
    }
}

int main(void) {
    arena laws;
    world w = {.s = {0}};
    arena_init(&laws, arena_malloc(), 0);
    arena_init(&w.mem, arena_malloc(), 0);
    w.s.engine = shanghai_engine(&laws);
    response r = ask(&w, (request){.method = METHOD_GET, .path = STR("/api/v1/openapi.json")});
    CHECK_INT(r.status, 200);
    w.document = reader_of(&w, buf_str(&r.body));
    check_paths(&w);
    check_facts(&w);
    check_questions(&w);
    check_people(&w);
    check_rows(&w);
    check_rest(&w);
    arena_done(&w.mem);
    arena_done(&laws);
    CHECK_MAIN();
}
