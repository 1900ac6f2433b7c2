// SPDX-License-Identifier: Apache-2.0
#include "page/article.h"

#include "base/day.h"
#include "base/num.h"
#include "base/utf8.h"

// ---- the head --------------------------------------------------------------------------------------------------------

// One line of the head.
typedef struct {
    str key, text;
    uint32_t line, column;  // of the text
    article *out;
    err *e;
} entry;

typedef struct {
    str key;
    rc (*read)(const entry *en);
    bool is_needed;
    int most;  // how often it may stand there
} head_key;

static rc refuse(const entry *en, str wanted, str found) {
    rc code = err_set(en->e, RC_INPUT, "{s}: expected {s}, found '{s}'", en->key, wanted, found);
    if (en->e != NULL)
        err_at(en->e, en->line, en->column + (uint32_t)(found.ptr - en->text.ptr));
    return code;
}

static rc read_number(const entry *en, str text, int64_t *out) {
    if (num_parse(text, 0, out) == NUM_OK && *out >= 1 && *out <= INT32_MAX)
        return RC_OK;
    return refuse(en, STR("a whole number from 1"), text);
}

static rc read_day(const entry *en, int64_t *out) {
    return day_parse(en->text, out) ? RC_OK : refuse(en, STR("a date like 2026-03-10"), en->text);
}

static rc read_id(const entry *en) {
    return read_number(en, en->text, &en->out->id);
}

static bool is_small(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static rc read_slug(const entry *en) {
    str s = en->text;
    bool is_fine = s.len > 0 && s.len <= LIMIT_NAME_BYTES && is_small(s.ptr[0]) && is_small(s.ptr[s.len - 1]);
    for (size_t i = 0; i < s.len; i++)
        is_fine = is_fine && (is_small(s.ptr[i]) || s.ptr[i] == '-');
    en->out->slug = s;
    return is_fine ? RC_OK : refuse(en, STR("small letters, digits and '-'"), s);
}

static rc read_title(const entry *en) {
    en->out->title = en->text;
    return RC_OK;
}

static rc read_channel(const entry *en) {
    en->out->channel = en->text;
    return RC_OK;
}

static rc read_author(const entry *en) {
    en->out->author = en->text;
    return RC_OK;
}

static rc read_published(const entry *en) {
    return read_day(en, &en->out->published);
}

static rc read_checked(const entry *en) {
    return read_day(en, &en->out->checked);
}

static rc read_again(const entry *en) {
    return read_day(en, &en->out->again);
}

static rc read_summary(const entry *en) {
    en->out->summary[en->out->n_summaries++] = en->text;
    return RC_OK;
}

// Cut the next word off *rest; false: none is left.
static bool next_word(str *rest, str *word) {
    *rest = str_trim(*rest);
    size_t len = 0;
    while (len < rest->len && rest->ptr[len] != ' ' && rest->ptr[len] != '\t')
        len++;
    *word = str_slice(*rest, 0, len);
    *rest = str_slice(*rest, len, rest->len);
    return len > 0;
}

static rc read_words(const entry *en, str *words, size_t *n) {
    str rest = en->text, word;
    while (next_word(&rest, &word)) {
        for (size_t i = 0; i < *n; i++)
            if (str_is(words[i], word))
                return refuse(en, STR("each once"), word);
        if (*n == ARTICLE_LIST)
            return refuse(en, STR("at most 16 words"), word);
        words[(*n)++] = word;
    }
    return RC_OK;
}

static rc read_sources(const entry *en) {
    return read_words(en, en->out->sources, &en->out->n_sources);
}

static rc read_tools(const entry *en) {
    return read_words(en, en->out->tools, &en->out->n_tools);
}

static rc read_related(const entry *en) {
    str words[ARTICLE_LIST];
    size_t n = 0;
    rc code = read_words(en, words, &n);
    for (size_t i = 0; i < n && code == RC_OK; i++)
        code = read_number(en, words[i], &en->out->related[en->out->n_related++]);
    return code;
}

static rc read_guide(const entry *en) {
    en->out->is_guide = str_is(en->text, STR("true"));
    return en->out->is_guide ? RC_OK : refuse(en, STR("true"), en->text);
}

static const head_key keys[] = {
    {STR_INIT("id"), read_id, true, 1},
    {STR_INIT("slug"), read_slug, true, 1},
    {STR_INIT("title"), read_title, true, 1},
    {STR_INIT("channel"), read_channel, true, 1},
    {STR_INIT("published"), read_published, true, 1},
    {STR_INIT("checked"), read_checked, true, 1},
    {STR_INIT("again"), read_again, true, 1},
    {STR_INIT("author"), read_author, true, 1},
    {STR_INIT("summary"), read_summary, true, ARTICLE_SUMMARIES},
    {STR_INIT("sources"), read_sources, true, 1},
    {STR_INIT("tools"), read_tools, true, 1},
    {STR_INIT("related"), read_related, false, 1},
    {STR_INIT("guide"), read_guide, false, 1},
};
enum { N_KEYS = sizeof keys / sizeof keys[0] };

static rc refuse_key(const entry *en) {
    str near = {0};
    size_t most = 2;
    for (size_t i = 0; i < N_KEYS && most > 0; i++) {
        size_t edits = str_distance(en->key, keys[i].key, most);
        if (edits > most)
            continue;
        near = keys[i].key;
        most = edits - (edits > 0);
    }
    rc code = near.len > 0
                  ? err_set(en->e, RC_INPUT, "expected a key of the head, found '{s}'; did you mean '{s}'?",
                            en->key, near)
                  : err_set(en->e, RC_INPUT, "expected a key of the head, found '{s}'", en->key);
    if (en->e != NULL)
        err_at(en->e, en->line, 1);
    return code;
}

static rc read_entry(const entry *en, int *seen) {
    for (size_t i = 0; i < N_KEYS; i++) {
        if (!str_is(en->key, keys[i].key))
            continue;
        if (en->text.len == 0)
            return refuse(en, STR("a text"), en->text);
        if (seen[i]++ == keys[i].most)
            return refuse(en, STR("it not so often"), en->text);
        return keys[i].read(en);
    }
    return refuse_key(en);
}

// `key: text`; false: no colon.
static bool split(str line, entry *en) {
    size_t at = str_find(line, ':');
    if (at == line.len)
        return false;
    en->key = str_trim(str_slice(line, 0, at));
    en->text = str_trim(str_slice(line, at + 1, line.len));
    en->column = (uint32_t)(en->text.ptr - line.ptr) + 1;
    return true;
}

static rc refuse_line(err *e, uint32_t line, str wanted, str found) {
    rc code = err_set(e, RC_INPUT, "expected {s}, found '{s}'", wanted, found);
    if (e != NULL)
        err_at(e, line, 1);
    return code;
}

// What no single line shows.
static rc check_head(const article *a, const int *seen, uint32_t line, err *e) {
    for (size_t i = 0; i < N_KEYS; i++)
        if (keys[i].is_needed && seen[i] == 0)
            return refuse_line(e, line, keys[i].key, STR("the end of the head"));
    if (a->published > a->checked)
        return refuse_line(e, line, STR("published not after checked"), STR("a later day"));
    if (a->checked >= a->again)
        return refuse_line(e, line, STR("checked before again"), STR("a later day"));
    for (size_t i = 0; i < a->n_related; i++)
        if (a->related[i] == a->id)
            return refuse_line(e, line, STR("other articles in related"), STR("itself"));
    return RC_OK;
}

static rc read_head(str *rest, article *out, uint32_t *line_no, err *e) {
    int seen[N_KEYS] = {0};
    str line;
    *line_no = 1;
    if (!str_next_line(rest, &line) || !str_is(line, STR("---")))
        return refuse_line(e, 1, STR("`---` in the first line"), STR("something else"));
    while (str_next_line(rest, &line)) {
        entry en = {.line = ++*line_no, .out = out, .e = e};
        if (str_is(line, STR("---")))
            return check_head(out, seen, *line_no, e);
        if (!split(line, &en))
            return refuse_line(e, *line_no, STR("`key: text` or `---`"), line);
        rc code = read_entry(&en, seen);
        if (code != RC_OK)
            return code;
    }
    return refuse_line(e, *line_no, STR("`---` behind the head"), STR("the end"));
}

// ---- the body ----------------------------------------------------------------------------------------------------------

article_pieces article_begin(const article *a) {
    return (article_pieces){a->body, 0, a->body_line, 1};
}

static bool has_pair(str s, size_t at, char c) {
    return at + 1 < s.len && s.ptr[at] == c && s.ptr[at + 1] == c;
}

// Move on to `to`, counting lines.
static void advance(article_pieces *p, size_t to) {
    for (; p->at < to; p->at++) {
        bool is_end = p->body.ptr[p->at] == '\n';
        p->line += is_end;
        p->column = is_end ? 1 : p->column + 1;
    }
}

static bool is_blank_to(str s, size_t at, int step) {
    while (at < s.len && s.ptr[at] != '\n') {
        if (s.ptr[at] != ' ' && s.ptr[at] != '\t' && s.ptr[at] != '\r')
            return false;
        if (at == 0 && step < 0)
            return true;
        at += (size_t)step;
    }
    return true;
}

bool article_next(article_pieces *p, article_piece *out) {
    str s = p->body;
    size_t from = p->at, to = from;
    if (from >= s.len)
        return false;
    *out = (article_piece){.line = p->line, .column = p->column, .is_reference = has_pair(s, from, '{')};
    if (!out->is_reference) {
        while (to < s.len && !has_pair(s, to, '{'))
            to++;
        out->text = str_slice(s, from, to);
        advance(p, to);
        return true;
    }
    to = from + 2;
    while (to < s.len && !has_pair(s, to, '}'))
        to++;
    size_t end = to + 2 < s.len ? to + 2 : s.len;
    out->text = str_trim(str_slice(s, from + 2, to));
    out->is_alone = (from == 0 || is_blank_to(s, from - 1, -1)) && is_blank_to(s, end, 1);
    advance(p, end);
    return true;
}

static rc refuse_piece(err *e, const article_piece *p, str wanted) {
    rc code = err_set(e, RC_INPUT, "expected {s}", wanted);
    if (e != NULL)
        err_at(e, p->line, p->column);
    return code;
}

// Each {{ has its }} in the same line, and neither stands alone.
static rc check_braces(const article *a, err *e) {
    article_pieces all = article_begin(a);
    article_piece p;
    while (article_next(&all, &p)) {
        bool is_closed = all.at >= 2 && has_pair(all.body, all.at - 2, '}');
        if (p.is_reference && !is_closed)
            return refuse_piece(e, &p, STR("`}}` behind the reference"));
        if (p.is_reference && p.text.len == 0)
            return refuse_piece(e, &p, STR("a reference between the braces"));
        for (size_t i = 0; i < p.text.len; i++) {
            if (p.is_reference && (p.text.ptr[i] == '\n' || p.text.ptr[i] == '{'))
                return refuse_piece(e, &p, STR("a reference within one line"));
            if (!p.is_reference && has_pair(p.text, i, '}'))
                return refuse_piece(e, &p, STR("`{{` in front of each `}}` of this text"));
        }
    }
    return RC_OK;
}

// ---- the door ------------------------------------------------------------------------------------------------------------

static bool has_control(str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] >= 0 && s.ptr[i] < ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\r' && s.ptr[i] != '\t') ||
            s.ptr[i] == 0x7F)
            return true;
    return false;
}

rc article_read(str text, article *out, err *e) {
    *out = (article){0};
    if (text.len > LIMIT_ARTICLE_BYTES)
        return err_set(e, RC_LIMIT, "expected at most {i} bytes, found {i}", (int64_t)LIMIT_ARTICLE_BYTES,
                       (int64_t)text.len);
    if (!utf8_is_valid(text, NULL) || has_control(text))
        return err_set(e, RC_INPUT, "expected plain UTF-8, found broken letters or control bytes");
    uint32_t line = 0;
    rc code = read_head(&text, out, &line, e);
    if (code != RC_OK)
        return code;
    out->body = text;
    out->body_line = line + 1;
    if (str_trim(text).len == 0)
        return refuse_line(e, out->body_line, STR("a body"), STR("nothing"));
    return check_braces(out, e);
}

void article_put_path(const article *a, buf *out) {
    buf_print(out, "/a/{i}-{s}", a->id, a->slug);
}
