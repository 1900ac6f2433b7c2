// SPDX-License-Identifier: Apache-2.0
// Requests of strangers, through the whole site: METHOD path?query, headers, an empty line, a body. Whatever comes, the answer has a
// status of the site's, headers without line ends and a body that is what its type says. A ~ in the query or body stands for
// markup, which may come out as text only.
#include "fuzz.h"

#include "fuzz/answer.h"
#include "fuzz/markup.h"
#include "page/html.h"
#include "site/remind.h"
#include "unit/site/ask.h"

#define CANARY "'\"><xcanary y=z>&"

static str cut(str *text, char at) {
    size_t n = 0;
    while (n < text->len && text->ptr[n] != at)
        n++;
    str part = str_slice(*text, 0, n);
    *text = str_slice(*text, n + 1, text->len);
    return part;
}

static method method_of(str name) {
    return str_is(name, STR("GET"))    ? METHOD_GET
           : str_is(name, STR("HEAD")) ? METHOD_HEAD
           : str_is(name, STR("POST")) ? METHOD_POST
                                       : METHOD_OTHER;
}

// As the socket side does: a path that cannot be decoded is none of the site's.
static str decode_path(str raw, arena *mem) {
    str path;
    bool is_path = raw.len > 0 && raw.ptr[0] == '/' && form_decode(raw, false, mem, &path, NULL) == RC_OK;
    return is_path ? path : STR("?");
}

static str put_canaries(str text, bool is_encoded, arena *mem) {
    buf out = buf_make(mem);
    html h = {&out};
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '~')
            buf_put_char(&out, text.ptr[i]);
        else if (is_encoded)
            html_url(&h, STR(CANARY));
        else
            buf_put(&out, STR(CANARY));
    return buf_str(&out);
}

static void read_header(str line, request *q) {
    const struct {
        str name;
        str *to;
    } all[] = {{STR("Host"), &q->host},
               {STR("Origin"), &q->origin},
               {STR("Referer"), &q->referer},
               {STR("Sec-Fetch-Site"), &q->sec_fetch_site},
               {STR("Content-Type"), &q->content_type},
               {STR("Accept"), &q->accept},
               {STR("Accept-Encoding"), &q->accept_encoding},
               {STR("If-None-Match"), &q->if_none_match},
               {STR("User-Agent"), &q->user_agent},
               {STR("Range"), &q->range},
               {STR("If-Range"), &q->if_range}};
    str name = cut(&line, ':');
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (str_is(name, all[i].name))
            *all[i].to = str_trim(line);
}

static request read_request(str text, arena *mem) {
    request q = {.mem = mem};
    str line = cut(&text, '\n');
    q.method = method_of(cut(&line, ' '));
    q.path = decode_path(cut(&line, '?'), mem);
    q.query = put_canaries(line, true, mem);
    for (str header = cut(&text, '\n'); header.len > 0; header = cut(&text, '\n'))
        read_header(header, &q);
    bool is_form = q.content_type.len == 0 || str_starts(q.content_type, STR("application/x-www-form"));
    q.body = put_canaries(text, is_form, mem);
    return q;
}

static void must_hold_no_canary(const response *r) {
    bool is_markup = str_starts(r->type, STR("text/html")) || str_starts(r->type, STR("application/xml"));
    FUZZ_MUST(!is_markup || ask_count(r, STR("<xcanary")) == 0);
}

// A day that reminders are asked for: without a desk its page is not reached.
static void check_date(const asker *k, str text) {
    remind_date d;
    if (remind_read_date(&k->s, k->today, text, &d))
        FUZZ_MUST(d.day > k->today && str_starts(text, d.kind) &&
                  jifen_find_name(site_law(&k->s, k->today), d.kind) >= 0);
}

// What is looked for is found.
static void check_markup(void) {
    static const str fine[] = {STR_INIT("<p class=\"a\" hidden>1 &lt; 2<br></p>"), STR_INIT("")};
    static const str broken[] = {STR_INIT("<p>"),
                                 STR_INIT("</p>"),
                                 STR_INIT("<p>1 < 2</p>"),
                                 STR_INIT("<xcanary></xcanary>"),
                                 STR_INIT("<p>a & b</p>"),
                                 STR_INIT("<p class=a></p>"),
                                 STR_INIT("<p><ul></p></ul>"),
                                 STR_INIT("<p class=\"<\"></p>"),
                                 STR_INIT("<p onclick=\"\"></p>"),
                                 STR_INIT("<P></P>"),
                                 STR_INIT("\xff"),
                                 STR_INIT("<p title=\"\"x=\"\"></p>")};
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        FUZZ_MUST(markup_is_html(fine[i]));
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
        FUZZ_MUST(!markup_is_html(broken[i]));
}

// Two years of days, for a person of whom much is open: seconds under sanitizers, which would be all that is done.
static bool is_long(const request *q) {
    enum { LONG_BODY = 40 };
    return str_is(q->path, STR("/calendar/score")) && q->body.len > LONG_BODY;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static asker k;
    if (k.s.engine == NULL) {
        check_markup();
        asker_open(&k);
    }
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    request q = read_request((str){(const char *)data, size}, &mem);
    check_date(&k, q.body);
    if (!is_long(&q)) {
        response r = ask_as(&k, q);
        answer_finish(&r);
        answer_must_be_sound(&r, &mem);
        must_hold_no_canary(&r);
    }
    arena_done(&mem);
    return 0;
}
