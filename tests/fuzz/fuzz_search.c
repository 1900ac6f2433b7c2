// SPDX-License-Identifier: Apache-2.0
// The index and the query on any bytes: the first line is searched for in the rest. Hits are in order, marks lie in their snippet,
// and a text is found by any of its own words.
#include "fuzz.h"

#include "base/limits.h"
#include "page/search.h"
#include "page/search_terms.h"

static void check_terms(str text, bool is_query) {
    terms t = terms_begin(text, is_query);
    term of;
    while (terms_next(&t, &of)) {
        FUZZ_MUST(of.from < of.to && of.to <= text.len);
        FUZZ_MUST(t.at >= of.to || t.has_pending);
    }
}

static void check_hit(const search_hit *h) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < h->n_marks; i++) {
        FUZZ_MUST(h->marks[i].from >= at && h->marks[i].from < h->marks[i].to &&
                  h->marks[i].to <= h->snippet.len);
        at = h->marks[i].to;
    }
}

static void check_result(const search_result *r) {
    FUZZ_MUST(r->n_hits <= SEARCH_HITS && r->n_nearest <= SEARCH_NEAREST &&
              (r->n_hits == 0 || r->n_nearest == 0));
    for (size_t i = 0; i < r->n_hits; i++) {
        FUZZ_MUST(r->hits[i].score > 0 && (i == 0 || r->hits[i].score <= r->hits[i - 1].score));
        check_hit(&r->hits[i]);
    }
}

// The first term of the text finds the text.
static void find_itself(const search *s, str text, arena *mem) {
    terms t = terms_begin(text, false);
    term of;
    search_result r;
    if (!terms_next(&t, &of) || of.to - of.from > LIMIT_QUERY_BYTES)
        return;
    FUZZ_MUST(search_find(s, str_slice(text, of.from, of.to), mem, &r, NULL) == RC_OK);
    FUZZ_MUST(r.n_hits > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str rest = {(const char *)data, size}, query = {0}, title = {0};
    (void)str_next_line(&rest, &query);
    (void)str_next_line(&rest, &title);
    check_terms(query, true);
    check_terms(rest, false);
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    const search_document docs[] = {{.title = title, .text = rest}, {.title = STR("别的"), .summary = title}};
    search *s = NULL;
    search_result r;
    FUZZ_MUST(search_make(docs, 2, &mem, &s, NULL) == RC_OK);
    if (search_find(s, query, &mem, &r, NULL) == RC_OK)
        check_result(&r);
    find_itself(s, rest, &mem);
    arena_done(&mem);
    return 0;
}
