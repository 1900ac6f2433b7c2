// SPDX-License-Identifier: Apache-2.0
// jifen-server: the site. Reads its configuration, opens the laws, and lets one worker a thread answer until it is told to stop.
#define _POSIX_C_SOURCE 200809L
#include "main/embedded.h"
#include "main/key_file.h"
#include "main/laws.h"
#include "main/say.h"
#include "main/settings.h"
#include "site/assets.h"
#include "site/http.h"
#include "site/library.h"
#include "site/route.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DAY_S = 86400, SHANGHAI_S = 8 * 3600 };

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

// One write a line: lines of several workers do not mix.
static void log_line(str line) {
    ssize_t written = write(STDERR_FILENO, line.ptr, line.len);
    (void)written;  // a log that cannot be written must not stop an answer
}

static void *run_worker(void *worker) {
    http_run(worker);
    return NULL;
}

// ---- the site --------------------------------------------------------------------------------------------------------

static rc open_assets(arena *mem, site *s, err *e) {
    asset_file *files = ARENA_ARRAY(mem, asset_file, n_web_files + 1);
    if (files == NULL)
        return err_set(e, RC_MEMORY, "no memory for the static files");
    for (size_t i = 0; i < n_web_files; i++)
        files[i] = (asset_file){str_of_argument(web_files[i].name), {web_files[i].text, web_files[i].len}};
    s->n_assets = n_web_files;
    return assets_make(files, n_web_files, mem, &s->assets, e);
}

static rc open_library(arena *mem, site *s, err *e) {
    library_file *files = ARENA_ARRAY(mem, library_file, n_article_files + 1);
    library *shelf = NULL;
    if (files == NULL)
        return err_set(e, RC_MEMORY, "no memory for the articles");
    for (size_t i = 0; i < n_article_files; i++)
        files[i] = (library_file){str_of_argument(article_files[i].name),
                                  {article_files[i].text, article_files[i].len}};
    int64_t today = (now_us() / 1000000 + SHANGHAI_S) / DAY_S;
    rc code = library_make(files, n_article_files, s, today, mem, &shelf, e);
    s->shelf = shelf;
    return code;
}

static rc open_key(const settings *set, arena *mem, site *s, err *e) {
    if (set->data[0] == '\0')
        return RC_OK;
    token_key *key = ARENA_NEW(mem, token_key);
    s->key = key;
    return key == NULL ? err_set(e, RC_MEMORY, "no memory for the key") : key_file_open(set->data, key, e);
}

static rc open_site(const settings *set, arena *mem, site *s, err *e) {
    jifen *engine = NULL;
    rc code = laws_open(NULL, 0, false, mem, &engine);
    if (code != RC_OK)
        return err_set(e, code, "the law that is built in cannot be read");
    *s = (site){.engine = engine, .who = set->who};
    code = open_key(set, mem, s, e);
    if (code == RC_OK)
        code = open_assets(mem, s, e);
    return code == RC_OK ? open_library(mem, s, e) : code;
}

// ---- workers ---------------------------------------------------------------------------------------------------------

typedef struct {
    http_worker *workers[WORKERS_MOST];
    size_t n;
    int stop[2];  // a pipe: closing its writing end tells every worker to stop
} crew;

static rc open_crew(crew *c, const settings *set, const site *s, arena *mem, err *e) {
    c->n = set->n_workers;
    gate *gate = gate_make(&set->limits, mem);
    if (gate == NULL)
        return err_set(e, RC_MEMORY, "no memory to count connections");
    if (pipe(c->stop) != 0)
        return err_set(e, RC_MEMORY, "no pipe for stopping the workers");
    for (size_t i = 0; i < c->n; i++) {
        http_setup setup = {.s = s, .host = set->listen.host, .port = set->listen.port, .stop_fd = c->stop[0]};
        setup.admin_host = i == 0 ? set->admin.host : NULL;
        setup.admin_port = set->admin.port;
        setup.now_us = now_us;
        setup.gate = gate;
        setup.log = log_line;
        setup.all = c->workers;
        setup.n_all = c->n;
        rc code = http_open(&setup, mem, &c->workers[i], e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

// Signals are taken by this thread alone, the workers never see them.
static void run_crew(crew *c, const sigset_t *until) {
    pthread_t threads[WORKERS_MOST];
    size_t n = 0;
    while (n < c->n && pthread_create(&threads[n], NULL, run_worker, c->workers[n]) == 0)
        n++;
    int taken = 0;
    if (n == c->n)
        (void)sigwait(until, &taken);
    else
        say("a thread cannot be started");
    close(c->stop[1]);
    for (size_t i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
}

static void close_crew(crew *c) {
    for (size_t i = 0; i < c->n; i++)
        http_close(c->workers[i]);
}

static sigset_t block_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    (void)sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    return set;
}

static rc serve(const settings *set, arena *mem, err *e) {
    static crew c;
    site s;
    sigset_t until = block_signals();
    rc code = open_site(set, mem, &s, e);
    if (code == RC_OK)
        code = open_crew(&c, set, &s, mem, e);
    if (code == RC_OK) {
        say("http://{s}:{i}/  ({i} workers; health and figures on {s}:{i})",
            str_of_argument(set->listen.host), (int64_t)set->listen.port, (int64_t)set->n_workers,
            str_of_argument(set->admin.host), (int64_t)set->admin.port);
        run_crew(&c, &until);
    }
    close_crew(&c);
    return code;
}

// ---- what there is ---------------------------------------------------------------------------------------------------

// METHOD, path, title and kind, a row of the table a line, with tabs between them.
static rc show_routes(arena *mem) {
    buf out = buf_make(mem);
    for (size_t i = 0; i < n_routes; i++) {
        const route *r = &routes[i];
        str kind = r->is_form     ? STR("form")
                   : r->is_listed ? STR("listed")
                   : r->is_page   ? STR("page")
                                  : STR("data");
        buf_print(&out, "{s}\t{s}\t{s}\t{s}\n", r->method == METHOD_POST ? STR("POST") : STR("GET"), r->path,
                  r->title, kind);
    }
    if (out.failed)
        return RC_MEMORY;
    return write_out(buf_str(&out)) == ENDED_WELL ? RC_OK : RC_BUG;
}

int main(int argc, char **argv) {
    settings set;
    arena mem;
    err e;
    err_clear(&e);
    arena_init(&mem, arena_malloc(), 0);
    rc code = settings_read(argc, argv, &set, &e);
    if (code == RC_OK && set.is_routes)
        code = show_routes(&mem);
    else if (code == RC_OK && !set.is_help)
        code = serve(&set, &mem, &e);
    if (code != RC_OK)
        say("{s}", err_text(&e));
    arena_done(&mem);
    return (int)ending_of(code);
}
