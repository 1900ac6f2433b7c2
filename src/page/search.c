// SPDX-License-Identifier: Apache-2.0
#include "page/search.h"

#include "page/search_terms.h"

#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"

// That a document has a term, and how much that says: a title says more than a text.
typedef struct {
    uint64_t key;
    uint32_t document, weight;
} posting;

struct search {
    const search_document *documents;  // [n], borrowed
    uint32_t n;
    posting *postings;  // [n_postings] by key, then document; each pair once
    size_t n_postings;
};

enum { WEIGHT_TITLE = 9, WEIGHT_SUMMARY = 3, WEIGHT_TEXT = 1, WEIGHT_MOST = 24 };

// ---- making the index --------------------------------------------------------------------------------------------------

static size_t count_terms(str text) {
    terms t = terms_begin(text, false);
    term of;
    size_t n = 0;
    while (terms_next(&t, &of))
        n++;
    return n;
}

static void add_terms(search *s, uint32_t document, str text, uint32_t weight) {
    terms t = terms_begin(text, false);
    term of;
    while (terms_next(&t, &of))
        s->postings[s->n_postings++] = (posting){of.key, document, weight};
}

static bool is_before(const posting *a, const posting *b) {
    return a->key != b->key ? a->key < b->key : a->document < b->document;
}

// Merge the sorted runs [from, mid) and [mid, to) into out.
static void merge(const posting *in, posting *out, size_t from, size_t mid, size_t to) {
    size_t a = from, b = mid;
    for (size_t i = from; i < to; i++)
        out[i] = b >= to || (a < mid && !is_before(&in[b], &in[a])) ? in[a++] : in[b++];
}

// The sorted list: `list` or `other`.
static posting *sort(posting *list, posting *other, size_t n) {
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t from = 0; from < n; from += 2 * run) {
            size_t mid = from + run < n ? from + run : n;
            size_t to = from + 2 * run < n ? from + 2 * run : n;
            merge(list, other, from, mid, to);
        }
        posting *sorted = other;
        other = list;
        list = sorted;
    }
    return list;
}

// Each term once a document, with all its weight.
static void unite(search *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n_postings; i++) {
        const posting *p = &s->postings[i];
        if (n > 0 && s->postings[n - 1].key == p->key && s->postings[n - 1].document == p->document)
            s->postings[n - 1].weight += p->weight;
        else
            s->postings[n++] = *p;
    }
    s->n_postings = n;
}

rc search_make(const search_document *docs, size_t n, arena *mem, search **out, err *e) {
    size_t n_terms = 0;
    for (size_t i = 0; i < n; i++)
        n_terms += count_terms(docs[i].title) + count_terms(docs[i].summary) + count_terms(docs[i].text);
    search *s = ARENA_NEW(mem, search);
    posting *list = ARENA_ARRAY(mem, posting, n_terms + 1), *other = ARENA_ARRAY(mem, posting, n_terms + 1);
    if (s == NULL || list == NULL || other == NULL || n > UINT32_MAX)
        return err_set(e, RC_MEMORY, "no memory for the index");
    *s = (search){.documents = docs, .n = (uint32_t)n, .postings = list};
    for (uint32_t i = 0; i < s->n; i++) {
        add_terms(s, i, docs[i].title, WEIGHT_TITLE);
        add_terms(s, i, docs[i].summary, WEIGHT_SUMMARY);
        add_terms(s, i, docs[i].text, WEIGHT_TEXT);
    }
    s->postings = sort(list, other, s->n_postings);
    unite(s);
    *out = s;
    return RC_OK;
}

// ---- the query ---------------------------------------------------------------------------------------------------------

// A pair that is nowhere is mostly the end of a word and the beginning of the next: it counts little.
enum { ABSENT = 3 };
enum { QUERY_TERMS = LIMIT_QUERY_BYTES };  // a pair and a letter for every three bytes, a word for every two

typedef struct {
    uint64_t key;
    int64_t rarity;
    const posting *at;  // [n]
    size_t n;
} wanted;

typedef struct {
    wanted terms[QUERY_TERMS];
    size_t n;
    int64_t rarity;  // of all together
} query;

static size_t first_of(const search *s, uint64_t key) {
    size_t from = 0, to = s->n_postings;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (s->postings[mid].key < key)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

static int64_t rarity_of(const search *s, size_t n_documents) {
    uint64_t share = 16 * ((uint64_t)s->n + 1) / (n_documents + 1);
    int64_t bits = 1;
    for (; share > 1; share /= 2)
        bits++;
    return bits;
}

static void want(const search *s, query *q, uint64_t key) {
    for (size_t i = 0; i < q->n; i++)
        if (q->terms[i].key == key)
            return;
    if (q->n == QUERY_TERMS)
        return;
    wanted *w = &q->terms[q->n++];
    size_t from = first_of(s, key), to = from;
    while (to < s->n_postings && s->postings[to].key == key)
        to++;
    *w = (wanted){key, to > from ? rarity_of(s, to - from) : ABSENT, s->postings + from, to - from};
    q->rarity += w->rarity;
}

static bool is_in_pair(const term *all, size_t n, const term *single) {
    for (size_t i = 0; i < n; i++)
        if (!all[i].is_single && all[i].from <= single->from && single->to <= all[i].to)
            return true;
    return false;
}

// A letter that is part of a pair is not looked for by itself.
static void want_all(const search *s, query *q, str text, bool is_query) {
    term all[QUERY_TERMS];
    size_t n = 0;
    terms t = terms_begin(text, is_query);
    while (n < QUERY_TERMS && terms_next(&t, &all[n]))
        n++;
    for (size_t i = 0; i < n; i++)
        if (!all[i].is_single || !is_in_pair(all, n, &all[i]))
            want(s, q, all[i].key);
}

// ---- hits --------------------------------------------------------------------------------------------------------------

static bool contains(str text, str part) {
    for (size_t at = 0; part.len > 0 && at + part.len <= text.len; at++)
        if (str_is(str_slice(text, at, at + part.len), part))
            return true;
    return false;
}

static uint32_t weight_in(const wanted *w, uint32_t document) {
    size_t from = 0, to = w->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (w->at[mid].document < document)
            from = mid + 1;
        else
            to = mid;
    }
    return from < w->n && w->at[from].document == document ? w->at[from].weight : 0;
}

// 0: no hit. A document is one when it has at least two fifths of what was asked for, rare terms counting more.
static int64_t score_of(const search *s, const query *q, uint32_t document, str text) {
    int64_t score = 0, covered = 0;
    for (size_t i = 0; i < q->n; i++) {
        int64_t weight = weight_in(&q->terms[i], document);
        if (weight == 0)
            continue;
        score += q->terms[i].rarity * (4 + num_min(weight, WEIGHT_MOST));
        covered += q->terms[i].rarity;
    }
    if (covered * 5 < q->rarity * 2 || covered == 0)
        return 0;
    score = score * covered / q->rarity;
    return contains(s->documents[document].title, text) ? 2 * score : score;
}

// Keep the list sorted, the earlier document first among equals.
static void keep(search_result *out, const search_document *of, int64_t score) {
    size_t at = out->n_hits;
    while (at > 0 && out->hits[at - 1].score < score)
        at--;
    if (at == SEARCH_HITS)
        return;
    if (out->n_hits < SEARCH_HITS)
        out->n_hits++;
    for (size_t i = out->n_hits - 1; i > at; i--)
        out->hits[i] = out->hits[i - 1];
    out->hits[at] = (search_hit){.document = of, .score = score};
}

// ---- snippets ----------------------------------------------------------------------------------------------------------

enum { SNIPPET_BYTES = 240, SNIPPET_BEFORE = 45, SPANS = 128 };

typedef struct {
    size_t from, to;
} span;

static bool is_wanted(const query *q, uint64_t key) {
    for (size_t i = 0; i < q->n; i++)
        if (q->terms[i].key == key)
            return true;
    return false;
}

// Where the text has what was asked for, in order; overlapping places are one.
static size_t find_spans(const query *q, str text, span *out) {
    terms t = terms_begin(text, false);
    term of;
    size_t n = 0;
    while (terms_next(&t, &of)) {
        if (!is_wanted(q, of.key))
            continue;
        if (n > 0 && of.from <= out[n - 1].to)
            out[n - 1].to = of.to > out[n - 1].to ? of.to : out[n - 1].to;
        else if (n < SPANS)
            out[n++] = (span){of.from, of.to};
    }
    return n;
}

// The span with which the richest part of SNIPPET_BYTES begins.
static size_t best_start(const span *spans, size_t n) {
    size_t best = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        size_t found = 0;
        for (size_t k = i; k < n && spans[k].to <= spans[i].from + SNIPPET_BYTES - SNIPPET_BEFORE; k++)
            found += spans[k].to - spans[k].from;
        if (found > most) {
            most = found;
            best = i;
        }
    }
    return best;
}

// Not before the line `to` is in, and at the start of a letter.
static size_t snippet_start(str text, size_t to) {
    size_t from = to;
    while (from > 0 && text.ptr[from - 1] != '\n' && to - from < SNIPPET_BEFORE)
        from--;
    while (from < to && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++;
    return from;
}

static void cut_snippet(str text, const span *spans, size_t n, search_hit *out) {
    size_t first = best_start(spans, n);
    size_t from = n > 0 ? snippet_start(text, spans[first].from) : 0;
    str rest = str_slice(text, from, text.len);
    size_t len = utf8_cut(rest, SNIPPET_BYTES);
    out->snippet = str_slice(rest, 0, len);
    out->is_cut_before = from > 0 && text.ptr[from - 1] != '\n';
    out->is_cut_after = len < rest.len;
    out->n_marks = 0;
    for (size_t i = first; i < n && out->n_marks < SEARCH_MARKS && spans[i].to <= from + len; i++) {
        out->marks[out->n_marks].from = (uint32_t)(spans[i].from - from);
        out->marks[out->n_marks++].to = (uint32_t)(spans[i].to - from);
    }
}

// From the summary where it has something that was asked for, else from the text.
static void add_snippet(const query *q, search_hit *hit) {
    span spans[SPANS];
    const search_document *of = hit->document;
    size_t n = find_spans(q, of->summary, spans);
    if (n > 0) {
        cut_snippet(of->summary, spans, n, hit);
        return;
    }
    n = find_spans(q, of->text, spans);
    cut_snippet(n > 0 || of->summary.len == 0 ? of->text : of->summary, spans, n, hit);
}

// ---- titles alike --------------------------------------------------------------------------------------------------------

static bool has_letter(str text, uint32_t wanted) {
    for (size_t at = 0; at < text.len;) {
        uint32_t code = 0;
        at += utf8_next(text, at, &code);
        if (terms_fold(code) == wanted)
            return true;
    }
    return false;
}

// Letters of the query that the title has, a thousandth of its length breaking ties: the shorter title first.
static int64_t likeness(str text, str title) {
    int64_t n = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code = 0;
        at += utf8_next(text, at, &code);
        code = terms_fold(code);
        n += code != 0 && has_letter(title, code);
    }
    return n == 0 ? 0 : n * 1000 - num_min((int64_t)title.len, 999);
}

static void find_nearest(const search *s, str text, search_result *out) {
    int64_t likes[SEARCH_NEAREST] = {0};
    for (uint32_t d = 0; d < s->n; d++) {
        int64_t like = likeness(text, s->documents[d].title);
        size_t at = out->n_nearest;
        while (at > 0 && likes[at - 1] < like)
            at--;
        if (like == 0 || at == SEARCH_NEAREST)
            continue;
        if (out->n_nearest < SEARCH_NEAREST)
            out->n_nearest++;
        for (size_t i = out->n_nearest - 1; i > at; i--) {
            likes[i] = likes[i - 1];
            out->nearest[i] = out->nearest[i - 1];
        }
        likes[at] = like;
        out->nearest[at] = &s->documents[d];
    }
}

// ---- the door ----------------------------------------------------------------------------------------------------------

rc search_find(const search *s, str text, arena *mem, search_result *out, err *e) {
    *out = (search_result){0};
    text = str_trim(text);
    if (text.len > LIMIT_QUERY_BYTES)
        return err_set(e, RC_LIMIT, "expected at most {i} bytes to search for, found {i}",
                       (int64_t)LIMIT_QUERY_BYTES, (int64_t)text.len);
    query *q = ARENA_NEW(mem, query);
    if (q == NULL)
        return err_set(e, RC_MEMORY, "no memory to search");
    want_all(s, q, text, true);
    if (q->n == 0)
        want_all(s, q, text, false);
    if (q->n == 0)
        return err_set(e, RC_INPUT, "expected a letter or digit to search for, found '{s}'", text);
    for (uint32_t d = 0; d < s->n; d++) {
        int64_t score = score_of(s, q, d, text);
        if (score > 0)
            keep(out, &s->documents[d], score);
    }
    for (size_t i = 0; i < out->n_hits; i++)
        add_snippet(q, &out->hits[i]);
    if (out->n_hits == 0)
        find_nearest(s, text, out);
    return RC_OK;
}
