// SPDX-License-Identifier: Apache-2.0
// docs/routes.md is the table of routes as a document. With --update it is written anew. Runs at the root of the project.
#include "test.h"

#include "desk/staff.h"
#include "site/media.h"

#include <string.h>

enum { DOCUMENT_BYTES = 1 << 16 };

static const char document[] = "docs/routes.md";

static void put_bytes(size_t n, buf *out) {
    if (n == 0)
        buf_put_char(out, '-');
    else if (n >= 1 << 20)
        buf_print(out, "{i} MB", (int64_t)(n >> 20));
    else
        buf_print(out, "{i} KB", (int64_t)(n >> 10));
}

static str keeper(keep k) {
    switch (k) {
    case KEEP_PUBLIC: return STR("anybody, 5 minutes");
    case KEEP_FOREVER: return STR("anybody, a year");
    case KEEP_OWN: return STR("the visitor's browser");
    case KEEP_ASKED: return STR("who asks, until it changes");
    case KEEP_NOTHING: break;
    }
    return STR("nobody");
}

static void put_row(const route *r, buf *out) {
    buf_print(out, "| {s} | `{s}` | {s} | ", r->method == METHOD_POST ? STR("POST") : STR("GET"), r->path,
              r->title);
    put_bytes(r->most_bytes, out);
    buf_print(out, " | {s} |\n", keeper(r->keep));
}

static void put_media(unsigned all, buf *out) {
    if (all == 0)
        buf_put_char(out, '-');
    else
        media_print(all, out);
}

static void put_api_row(const route *r, buf *out) {
    buf_print(out, "| `{s}` | ", r->path);
    if (r->query.len > 0)
        buf_print(out, "`{s}`", r->query);
    else
        buf_put_char(out, '-');
    BUF_LIT(out, " | ");
    put_media(r->takes, out);
    BUF_LIT(out, " | ");
    put_media(r->gives, out);
    BUF_LIT(out, " |\n");
}

static void put_rows(buf *out) {
    BUF_LIT(out,
            "| method | path | title | body at most | who may keep the answer |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < n_routes; i++)
        if (!routes[i].is_desk)
            put_row(&routes[i], out);
}

static const role all_roles[] = {ROLE_CONSULTANT, ROLE_SUPERVISOR, ROLE_ADMIN, ROLE_AUDITOR};
enum { N_ROLES = sizeof all_roles / sizeof all_roles[0] };

static str may(const route *r, role who) {
    return r->roles == 0         ? STR("anybody")
           : !(r->roles & who)   ? STR("-")
           : (r->own & who) != 0 ? STR("own")
                                 : STR("yes");
}

static void put_desk_rows(buf *out) {
    BUF_LIT(out, "| method | path | title |");
    for (size_t i = 0; i < N_ROLES; i++)
        buf_print(out, " {s} |", role_name(all_roles[i]));
    BUF_LIT(out, " proof |\n|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < n_routes; i++) {
        const route *r = &routes[i];
        if (!r->is_desk)
            continue;
        buf_print(out, "| {s} | `{s}` | {s} |", r->method == METHOD_POST ? STR("POST") : STR("GET"), r->path,
                  r->title);
        for (size_t k = 0; k < N_ROLES; k++)
            buf_print(out, " {s} |", may(r, all_roles[k]));
        buf_print(out, " {s} |\n", r->is_fresh ? STR("fresh") : STR("-"));
    }
}

static void put_document(buf *out) {
    BUF_LIT(out,
            "# What the site answers\n\n"
            "Made from the table in `src/site/route.c`; `./dev golden --update` writes it anew. GET answers "
            "HEAD too, and a path\n"
            "that ends in `*` any path that goes on from there. Another method is answered with 405, another "
            "path with 404.\n\n");
    put_rows(out);
    BUF_LIT(out, "\n## For staff\n\n"
                 "On `--desk-listen` alone; a body has at most 64 KB, and nobody may keep an answer. `own`: "
                 "only a request that "
                 "is\ntheirs or nobody's. `fresh`: only after a proof of who it is that is no older than 5 "
                 "minutes.\n\n");
    put_desk_rows(out);
    BUF_LIT(out, "\n## For programs\n\n"
                 "Every refusal is `application/problem+json`. `/api/v1/openapi.json` describes the rest.\n\n"
                 "| path | query | takes | gives |\n|---|---|---|---|\n");
    for (size_t i = 0; i < n_routes; i++)
        if (routes[i].is_api)
            put_api_row(&routes[i], out);
}

static void write_document(str text) {
    FILE *to = fopen(document, "wb");
    if (!CHECK(to != NULL))
        return;
    CHECK_INT(fwrite(text.ptr, 1, text.len, to), text.len);
    CHECK_INT(fclose(to), 0);
}

static str read_document(char *room) {
    FILE *from = fopen(document, "rb");
    if (!CHECK(from != NULL))
        return STR("");
    size_t n = fread(room, 1, DOCUMENT_BYTES, from);
    fclose(from);
    return (str){room, n};
}

int main(int argc, char **argv) {
    static char room[DOCUMENT_BYTES], made[DOCUMENT_BYTES];
    buf out = buf_over(made, sizeof made);
    put_document(&out);
    CHECK(!out.failed);
    if (argc == 2 && strcmp(argv[1], "--update") == 0)
        write_document(buf_str(&out));
    CHECK_STR(read_document(room), buf_str(&out));
    CHECK_MAIN();
}
