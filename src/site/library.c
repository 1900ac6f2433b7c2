// SPDX-License-Identifier: Apache-2.0
#include "site/library.h"

#include "site/route.h"
#include "site/tool.h"

enum { TOOLS_MOST = 8, DOCUMENTS_MORE = 512 };  // names of the law and tools, beside the articles

// ---- reading ---------------------------------------------------------------------------------------------------------

static rc read_articles(const library_file *files, size_t n, article *out, err *e) {
    for (size_t i = 0; i < n; i++) {
        err inner;
        err_clear(&inner);
        rc code = article_read(files[i].text, &out[i], &inner);
        if (code != RC_OK)
            return err_set(e, code, "{s}:{i}: {s}", files[i].name, (int64_t)inner.line, err_text(&inner));
    }
    return RC_OK;
}

// Later checked first, then the higher number; the order of two different articles is never a tie.
static bool comes_after(const article *a, const article *b) {
    return a->checked < b->checked || (a->checked == b->checked && a->id < b->id);
}

const article *library_next_checked(const library *l, const article *before) {
    const article *best = NULL;
    for (size_t i = 0; i < l->n; i++) {
        const article *a = &l->articles[i];
        bool is_left = !library_is_own(a) && (before == NULL || comes_after(a, before));
        if (is_left && (best == NULL || comes_after(best, a)))
            best = a;
    }
    return best;
}

const article *library_by_slug(const library *l, str slug) {
    for (size_t i = 0; i < l->n; i++)
        if (str_is(l->articles[i].slug, slug))
            return &l->articles[i];
    return NULL;
}

const article *library_by_id(const library *l, int64_t id) {
    for (size_t i = 0; i < l->n; i++)
        if (l->articles[i].id == id)
            return &l->articles[i];
    return NULL;
}

bool library_is_own(const article *a) {
    return str_is(a->channel, STR("本站"));
}

// The route that ends in /SLUG.
static const route *own_route(const article *a) {
    for (size_t i = 0; i < n_routes; i++) {
        str path = routes[i].path;
        size_t n = a->slug.len;
        if (path.len > n && path.ptr[path.len - n - 1] == '/' &&
            str_is(str_slice(path, path.len - n, path.len), a->slug))
            return &routes[i];
    }
    return NULL;
}

str library_path(const article *a, arena *mem) {
    const route *own = library_is_own(a) ? own_route(a) : NULL;
    if (own != NULL)
        return own->path;
    buf path = buf_make(mem);
    article_put_path(a, &path);
    return buf_str(&path);
}

// ---- quoting ---------------------------------------------------------------------------------------------------------

static size_t find_tools(const jifen_law *l, article_tool *out) {
    size_t n = 0;
    for (size_t i = 0; i < n_tool_places && n < TOOLS_MOST; i++) {
        const jifen_tool *t = jifen_find_tool(l, tool_places[i].shows);
        if (t != NULL)
            out[n++] = (article_tool){t->name, t->title, tool_places[i].path};
    }
    return n;
}

rc library_expand(const site *s, const article *a, int64_t on, arena *mem, buf *out, err *e) {
    article_tool tools[TOOLS_MOST];
    article_world world = {.law = site_law(s, on), .on = on, .tools = tools};
    world.n_tools = find_tools(world.law, tools);
    world.articles = s->shelf->articles;
    world.n_articles = s->shelf->n;
    return article_expand(a, &world, mem, out, e);
}

// ---- the index -------------------------------------------------------------------------------------------------------

typedef struct {
    search_document *list;
    size_t n, most;
    arena *mem;
} documents;

static void add(documents *d, search_document one) {
    if (d->n < d->most)
        d->list[d->n++] = one;
}

static rc add_article(documents *d, const site *s, const article *a, int64_t on, err *e) {
    buf markdown = buf_make(d->mem), plain = buf_make(d->mem);
    rc code = library_expand(s, a, on, d->mem, &markdown, e);
    if (code != RC_OK)
        return code;
    article_put_plain(buf_str(&markdown), &plain);
    add(d, (search_document){a->title, a->summary[0], buf_str(&plain), library_path(a, d->mem), STR("文章")});
    return RC_OK;
}

static void add_tools(documents *d, const jifen_law *l) {
    for (size_t i = 0; i < n_tool_places; i++) {
        const jifen_tool *t = jifen_find_tool(l, tool_places[i].shows);
        if (t != NULL)
            add(d, (search_document){t->title, t->lead, (str){0}, tool_places[i].path, STR("工具")});
    }
}

static void add_rules(documents *d, const jifen_law *l) {
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        jifen_name n = jifen_name_at(l, i);
        buf path = buf_make(d->mem);
        html h = {&path};
        HTML_LIT(&h, "/rules/");
        html_url(&h, n.name);
        add(d, (search_document){n.label, (str){0}, (str){0}, buf_str(&path), STR("规则")});
    }
}

static rc make_index(library *l, const site *s, int64_t on, arena *mem, err *e) {
    documents d = {.most = l->n + DOCUMENTS_MORE, .mem = mem};
    d.list = ARENA_ARRAY(mem, search_document, d.most);
    if (d.list == NULL)
        return err_set(e, RC_MEMORY, "no memory for the index");
    add_tools(&d, site_law(s, on));
    for (size_t i = 0; i < l->n; i++) {
        rc code = add_article(&d, s, &l->articles[i], on, e);
        if (code != RC_OK)
            return code;
    }
    add_rules(&d, site_law(s, on));
    search *index = NULL;
    rc code = search_make(d.list, d.n, mem, &index, e);
    l->index = index;
    return code;
}

rc library_make(const library_file *files, size_t n, const site *s, int64_t on, arena *mem, library **out,
                err *e) {
    library *l = ARENA_NEW(mem, library);
    article *articles = ARENA_ARRAY(mem, article, n + 1);
    if (l == NULL || articles == NULL)
        return err_set(e, RC_MEMORY, "no memory for the articles");
    rc code = read_articles(files, n, articles, e);
    if (code != RC_OK)
        return code;
    *l = (library){.articles = articles, .n = n};
    *out = l;
    site with = *s;
    with.shelf = l;
    return make_index(l, &with, on, mem, e);
}
