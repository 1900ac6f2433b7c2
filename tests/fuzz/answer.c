// SPDX-License-Identifier: Apache-2.0
#include "fuzz/answer.h"

#include "fuzz/fuzz.h"
#include "fuzz/markup.h"
#include "site/headers.h"
#include "wire/csv.h"
#include "wire/json_read.h"

void answer_finish(response *r) {
    piece p = PIECE_MORE;
    if (r->more.next == NULL)
        return;
    while (p == PIECE_MORE)
        p = r->more.next(r->more.ctx, &r->body);
    FUZZ_MUST(p == PIECE_LAST && !r->body.failed);
    r->more.done(r->more.ctx);
}

// ---- what is in it ---------------------------------------------------------------------------------------------------

void answer_must_be_json(str text, arena *mem) {
    json_reader j = json_read_open(text, 1, mem);
    FUZZ_MUST(json_read_skip(&j, NULL) == RC_OK && json_read_end(&j, NULL) == RC_OK);
}

static void must_be_ndjson(str text, arena *mem) {
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && text.ptr[n] != '\n')
            n++;
        FUZZ_MUST(n < text.len && text.ptr[0] == '{');
        answer_must_be_json(str_slice(text, 0, n), mem);
        text = str_slice(text, n + 1, text.len);
    }
}

// As many cells in every row as in the header.
static void must_be_csv(str text, arena *mem) {
    csv_reader *c = csv_open(mem);
    csv_row row;
    size_t n_cells = 0;
    while (csv_next(c, &text, &row)) {
        n_cells = n_cells == 0 ? row.n_cells : n_cells;
        FUZZ_MUST(row.problem == CSV_FINE && row.n_cells == n_cells);
    }
    FUZZ_MUST(n_cells > 0 && !csv_last(c, &row));
}

// RFC 9457: the title of its kind, the status that was sent; what else there is has its own type.
static void must_be_problem(const response *r, arena *mem) {
    json_reader j = json_read_open(buf_str(&r->body), 1, mem);
    json_value v, key;
    bool more, has_title = false, has_status = false;
    FUZZ_MUST(r->status >= 400 && json_read_value(&j, &v, NULL) == RC_OK && v.kind == JSON_OBJECT);
    while (json_read_key(&j, &more, &key, NULL) == RC_OK && more) {
        FUZZ_MUST(json_read_value(&j, &v, NULL) == RC_OK);
        bool is_title = str_is(key.text, STR("title")), is_status = str_is(key.text, STR("status"));
        bool is_text = is_title || str_is(key.text, STR("detail")) || str_is(key.text, STR("field"));
        FUZZ_MUST(is_text || is_status || str_is(key.text, STR("line")));
        FUZZ_MUST(v.kind == (is_text ? JSON_STRING : JSON_NUMBER) && v.text.len > 0);
        FUZZ_MUST(!is_status || (size_t)(v.text.ptr[0] - '0') == (size_t)r->status / 100);
        has_title |= is_title;
        has_status |= is_status;
    }
    FUZZ_MUST(has_title && has_status && json_read_end(&j, NULL) == RC_OK);
}

// No line is longer than 75 bytes, and each ends in CRLF.
static void must_be_calendar(str text) {
    size_t len = 0;
    FUZZ_MUST(str_starts(text, STR("BEGIN:VCALENDAR\r\n")));
    for (size_t i = 0; i < text.len; i++) {
        bool is_end = text.ptr[i] == '\n';
        FUZZ_MUST(!is_end || (i > 0 && text.ptr[i - 1] == '\r'));
        len = is_end ? 0 : len + 1;
        FUZZ_MUST(len <= 76);
    }
    FUZZ_MUST(len == 0);
}

static void must_be_its_type(const response *r, arena *mem) {
    str body = buf_str(&r->body);
    if (str_starts(r->type, STR("text/html")))
        FUZZ_MUST(markup_is_html(body));
    else if (str_starts(r->type, STR("application/problem+json")))
        must_be_problem(r, mem);
    else if (str_starts(r->type, STR("application/json")))
        answer_must_be_json(body, mem);
    else if (str_starts(r->type, STR("application/x-ndjson")))
        must_be_ndjson(body, mem);
    else if (str_starts(r->type, STR("text/csv")))
        must_be_csv(body, mem);
    else if (str_starts(r->type, STR("text/calendar")))
        must_be_calendar(body);
    else if (str_starts(r->type, STR("application/xml")) || str_starts(r->type, STR("application/rss")) ||
             str_starts(r->type, STR("application/atom")))
        FUZZ_MUST(markup_is_xml(body));
}

// ---- around it -------------------------------------------------------------------------------------------------------

static bool is_status(int status) {
    static const int all[] = {200, 204, 206, 301, 304, 400, 403, 404, 405, 406, 413, 415, 416, 422};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i] == status)
            return true;
    return false;
}

// Lines of a name, a value and CR LF, all of ASCII.
static void must_be_headers(str block) {
    FUZZ_MUST(block.len > 2 && str_is(str_slice(block, block.len - 2, block.len), STR("\r\n")));
    bool is_name = true;
    for (size_t i = 0; i < block.len; i++) {
        char c = block.ptr[i];
        bool is_end = c == '\r' && block.ptr[i + 1] == '\n';
        FUZZ_MUST(is_end ? !is_name : c >= ' ' && c < 0x7F && (!is_name || c != ' '));
        i += is_end;
        is_name = is_end || (is_name && c != ':');
    }
}

void answer_must_be_sound(const response *r, arena *mem) {
    FUZZ_MUST(is_status(r->status) && !r->body.failed);
    FUZZ_MUST((r->status != 304 && r->status != 204) || r->body.len == 0);
    FUZZ_MUST((r->status == 405) == (r->allow.len > 0));
    buf block = buf_make(mem);
    headers_put(r, &block);
    must_be_headers(buf_str(&block));
    if (r->status != 304 && r->encoding.len == 0)
        must_be_its_type(r, mem);
}
