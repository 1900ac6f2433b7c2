// SPDX-License-Identifier: Apache-2.0
#include "ask.h"

#include "test.h"

#include "main/embedded.h"
#include "prop/shanghai.h"
#include "site/assets.h"
#include "site/library.h"
#include "site/token.h"

static void open_shelf(asker *k) {
    library_file *files = ARENA_ARRAY(&k->mem, library_file, n_article_files);
    for (size_t i = 0; i < n_article_files; i++)
        files[i] =
            (library_file){str_of_c(article_files[i].name), {article_files[i].text, article_files[i].len}};
    library *shelf = NULL;
    err e;
    err_clear(&e);
    CHECK_INT(library_make(files, n_article_files, &k->s, k->today, &k->mem, &shelf, &e), RC_OK);
    k->s.shelf = shelf;
}

void asker_open(asker *k) {
    arena_init(&k->mem, arena_malloc(), 0);
    arena_init(&k->own, arena_malloc(), 0);
    asset_file *files = ARENA_ARRAY(&k->mem, asset_file, n_web_files + 1);
    for (size_t i = 0; i < n_web_files; i++)
        files[i] = (asset_file){str_of_c(web_files[i].name), {web_files[i].text, web_files[i].len}};
    err e;
    err_clear(&e);
    k->s = (site){.engine = shanghai_engine(&k->mem), .n_assets = n_web_files};
    CHECK_INT(assets_make(files, n_web_files, &k->mem, &k->s.assets, &e), RC_OK);
    static const token_key key = {{1}};
    k->s.key = &key;
    k->today = jifen_info(jifen_law_at(k->s.engine, 0))->checked;
    k->user_agent = (str){0};
    open_shelf(k);
}

void asker_close(asker *k) {
    arena_done(&k->own);
    arena_done(&k->mem);
}

response ask_as(asker *k, request q) {
    response r;
    arena_reset(&k->own);
    q.today = k->today;
    q.now_s = (k->today * 24 - 8) * 3600;  // midnight in Shanghai
    if (q.host.len == 0)
        q.host = STR("127.0.0.1:8080");
    q.mem = &k->own;
    site_answer(&k->s, &q, &r);
    return r;
}

static response ask(asker *k, request q) {
    q.user_agent = k->user_agent;
    return ask_as(k, q);
}

response ask_get(asker *k, str path) {
    return ask(k, (request){.method = METHOD_GET, .path = path});
}

response ask_post(asker *k, str path, str body) {
    return ask(k, (request){.method = METHOD_POST, .path = path, .body = body});
}

size_t ask_count(const response *r, str what) {
    str text = buf_str(&r->body);
    size_t n = 0;
    for (size_t at = 0; at + what.len <= text.len; at++)
        n += str_starts(str_slice(text, at, text.len), what);
    return n;
}

bool ask_has(const response *r, str what) {
    return ask_count(r, what) > 0;
}
