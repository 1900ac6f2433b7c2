// SPDX-License-Identifier: Apache-2.0
#include "page/article.h"

#include "base/num.h"
#include "page/html.h"

// ---- Markdown --------------------------------------------------------------------------------------------------------

static bool is_sign(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Text that is no Markdown, whatever is in it: any ASCII sign may have a backslash in front.
static void put_escaped(str s, buf *out) {
    for (size_t i = 0; i < s.len; i++) {
        if (is_sign(s.ptr[i]))
            buf_put_char(out, '\\');
        buf_put_char(out, s.ptr[i]);
    }
}

static bool is_list(str s) {
    return str_starts(s, STR("- ")) && s.ptr[s.len - 1] == '\n';
}

static void put_list(str s, buf *out) {
    str line;
    while (str_next_line(&s, &line)) {
        BUF_LIT(out, "- ");
        put_escaped(str_slice(line, 2, line.len), out);
        if (s.len > 0)
            buf_put_char(out, '\n');
    }
}

// ---- one reference -----------------------------------------------------------------------------------------------------

typedef struct {
    const article_world *world;
    arena *mem;
    buf *out;
    err *e;
} expansion;

// The text behind a first word; false: another word is first.
static bool take_word(str s, str word, str *rest) {
    if (!str_starts(s, word) || s.len == word.len || (s.ptr[word.len] != ' ' && s.ptr[word.len] != '\t'))
        return false;
    *rest = str_trim(str_slice(s, word.len, s.len));
    return true;
}

static rc put_tool(expansion *x, str name) {
    str near = {0};
    size_t most = name.len / 3 + 1;
    for (size_t i = 0; i < x->world->n_tools; i++) {
        const article_tool *t = &x->world->tools[i];
        if (str_is(t->name, name)) {
            BUF_LIT(x->out, "“[");
            put_escaped(t->label, x->out);
            buf_print(x->out, "]({s})”", t->href);
            return RC_OK;
        }
        size_t edits = most > 0 ? str_distance(name, t->name, most) : 1;
        if (edits > most)
            continue;
        near = most > 0 ? t->name : near;
        most = most > 0 ? edits - (edits > 0) : 0;
    }
    if (near.len > 0)
        return err_set(x->e, RC_INPUT, "expected a tool, found '{s}'; did you mean '{s}'?", name, near);
    return err_set(x->e, RC_INPUT, "expected a tool, found '{s}'", name);
}

// “[label](/rules/NAME)”; a noun before the name is for the label only.
static rc put_rule(expansion *x, str object) {
    buf reference = buf_make(x->mem), label = buf_make(x->mem);
    buf_print(&reference, "label {s}", object);
    rc code = jifen_quote(x->world->law, x->world->on, buf_str(&reference), x->mem, &label, x->e);
    if (code != RC_OK)
        return code;
    size_t from = object.len;
    while (from > 0 && object.ptr[from - 1] != ' ' && object.ptr[from - 1] != '\t')
        from--;
    BUF_LIT(x->out, "“[");
    put_escaped(buf_str(&label), x->out);
    BUF_LIT(x->out, "](/rules/");
    html h = {x->out};
    html_url(&h, str_slice(object, from, object.len));
    BUF_LIT(x->out, ")”");
    return RC_OK;
}

static rc put_article(expansion *x, str id) {
    int64_t number = 0;
    bool is_number = num_parse(id, 0, &number) == NUM_OK;
    for (size_t i = 0; is_number && i < x->world->n_articles; i++) {
        const article *a = &x->world->articles[i];
        if (a->id != number)
            continue;
        BUF_LIT(x->out, "《[");
        put_escaped(a->title, x->out);
        BUF_LIT(x->out, "](");
        article_put_path(a, x->out);
        BUF_LIT(x->out, ")》");
        return RC_OK;
    }
    return err_set(x->e, RC_INPUT, "expected the id of an article, found '{s}'", id);
}

static rc put_quote(expansion *x, const article_piece *p) {
    buf text = buf_make(x->mem);
    rc code = jifen_quote(x->world->law, x->world->on, p->text, x->mem, &text, x->e);
    if (code != RC_OK)
        return code;
    if (text.failed)
        return err_set(x->e, RC_MEMORY, "no memory for an article");
    str s = buf_str(&text);
    if (!is_list(s))
        put_escaped(s, x->out);
    else if (p->is_alone)
        put_list(s, x->out);
    else
        return err_set(x->e, RC_INPUT, "expected a list on a line of its own, found '{s}' inside a line",
                       p->text);
    return RC_OK;
}

static rc put_reference(expansion *x, const article_piece *p) {
    str rest;
    rc code;
    if (take_word(p->text, STR("tool"), &rest))
        code = put_tool(x, rest);
    else if (take_word(p->text, STR("rule"), &rest))
        code = put_rule(x, rest);
    else if (take_word(p->text, STR("article"), &rest))
        code = put_article(x, rest);
    else
        code = put_quote(x, p);
    if (code != RC_OK && x->e != NULL)
        err_at(x->e, p->line, p->column);
    return code;
}

rc article_expand(const article *a, const article_world *world, arena *mem, buf *out, err *e) {
    expansion x = {world, mem, out, e};
    article_pieces all = article_begin(a);
    article_piece p;
    while (article_next(&all, &p)) {
        rc code = RC_OK;
        if (p.is_reference)
            code = put_reference(&x, &p);
        else
            buf_put(out, p.text);
        if (code != RC_OK)
            return code;
    }
    return out->failed ? err_set(e, RC_MEMORY, "no memory for an article") : RC_OK;
}

// ---- plain words ---------------------------------------------------------------------------------------------------------

// How many bytes of signs a line begins with: `## `, `- `, `> `, `1. `.
static size_t lead_of(str line) {
    size_t at = 0;
    while (at < line.len &&
           (line.ptr[at] == ' ' || line.ptr[at] == '\t' || line.ptr[at] == '#' || line.ptr[at] == '>'))
        at++;
    size_t digits = at;
    while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9')
        digits++;
    if (digits > at && digits + 1 < line.len && line.ptr[digits] == '.' && line.ptr[digits + 1] == ' ')
        return digits + 2;
    bool is_item = at + 1 < line.len && (line.ptr[at] == '-' || line.ptr[at] == '*' || line.ptr[at] == '+') &&
                   line.ptr[at + 1] == ' ';
    return is_item ? at + 2 : at;
}

// The end of `](...)` at `at`; `at` itself when it is something else.
static size_t skip_target(str line, size_t at) {
    if (at + 1 >= line.len || line.ptr[at] != ']' || line.ptr[at + 1] != '(')
        return at;
    size_t to = at + 2;
    while (to < line.len && line.ptr[to] != ')')
        to++;
    return to < line.len ? to + 1 : at;
}

static void put_plain_line(str line, buf *out) {
    for (size_t at = lead_of(line); at < line.len;) {
        char c = line.ptr[at];
        size_t behind = skip_target(line, at);
        if (c == '\\' && at + 1 < line.len && is_sign(line.ptr[at + 1])) {
            buf_put_char(out, line.ptr[at + 1]);
            at += 2;
        } else if (behind > at)
            at = behind;
        else {
            if (c != '*' && c != '`' && c != '[')
                buf_put_char(out, c);
            at++;
        }
    }
}

void article_put_plain(str markdown, buf *out) {
    str line;
    while (str_next_line(&markdown, &line)) {
        size_t before = out->len;
        put_plain_line(line, out);
        if (out->len > before)
            buf_put_char(out, '\n');
    }
}
