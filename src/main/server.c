// SPDX-License-Identifier: Apache-2.0
// jifen-server: the site. Reads its configuration, opens the laws, and lets one worker a thread answer until it is told to stop.
#define _POSIX_C_SOURCE 200809L
#include "main/account.h"
#include "main/admin.h"
#include "main/confine.h"
#include "main/embedded.h"
#include "main/helper.h"
#include "main/input.h"
#include "main/key_file.h"
#include "main/laws.h"
#include "main/say.h"
#include "main/sender.h"
#include "main/service.h"
#include "main/settings.h"
#include "site/assets.h"
#include "site/http.h"
#include "site/library.h"
#include "site/questions.h"
#include "site/route.h"
#include "site/token.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAY_S = 86400, SHANGHAI_S = 8 * 3600 };

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t today_in_shanghai(void) {
    return (now_us() / 1000000 + SHANGHAI_S) / DAY_S;
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
    rc code = library_make(files, n_article_files, s, today_in_shanghai(), mem, &shelf, e);
    s->shelf = shelf;
    return code;
}

static rc open_key(const settings *set, arena *mem, site *s, err *e) {
    if (set->data[0] == '\0')
        return RC_OK;
    token_key *key = ARENA_NEW(mem, token_key);
    s->key = key;
    return key == NULL ? err_set(e, RC_MEMORY, "no memory for the key")
                       : key_file_open(set->data, "calendar.key",
                                       "calendars have to be subscribed to again: remove it, and one is made",
                                       key->bytes, e);
}

// Asked only where calls are taken.
static rc open_questions(const settings *set, arena *mem, site *s, err *e) {
    input in;
    questions *list = NULL;
    str text = questions_usual();
    if (set->db[0] == '\0')
        return RC_OK;
    rc code = set->questions[0] == '\0' ? RC_OK : input_open(set->questions, false, mem, &in, e);
    if (code != RC_OK)
        return code;
    if (set->questions[0] != '\0') {
        code = input_read_all(&in, LIMIT_SOURCE_BYTES, mem, &text, e);
        input_close(&in);
    }
    if (code == RC_OK)
        code = questions_read(text, mem, &list, e);
    s->questions = list;
    return code;
}

static rc open_site(const settings *set, arena *mem, site *s, err *e) {
    jifen *engine = NULL;
    rc code = laws_open(NULL, 0, false, mem, &engine);
    if (code != RC_OK)
        return err_set(e, code, "the law that is built in cannot be read");
    *s = (site){.engine = engine,
                .who = set->who,
                .takes_calls = set->db[0] != '\0',
                .takes_reminders = set->has_reminders};
    code = open_key(set, mem, s, e);
    if (code == RC_OK)
        code = open_assets(mem, s, e);
    if (code == RC_OK)
        code = open_questions(set, mem, s, e);
    return code == RC_OK ? open_library(mem, s, e) : code;
}

// ---- workers ---------------------------------------------------------------------------------------------------------

typedef struct {
    http_worker *workers[WORKERS_MOST + 1];  // the last one the desk's, if there is one
    size_t n;
    int stop[2];  // a pipe: closing its writing end tells every worker to stop
} crew;

static http_setup setup_of(crew *c, const settings *set, const site *s, gate *gate, bool is_desk) {
    const address *at = is_desk ? &set->desk_listen : &set->listen;
    return (http_setup){.s = s,
                        .host = at->host,
                        .port = at->port,
                        .is_desk = is_desk,
                        .stop_fd = c->stop[0],
                        .admin_port = set->admin.port,
                        .now_us = now_us,
                        .gate = gate,
                        .log = log_line,
                        .all = c->workers,
                        .n_all = c->n};
}

// The first one has the listener for health and figures; the desk, where passwords take their time, keeps nobody waiting outside.
static rc open_worker(crew *c, size_t i, http_setup *setup, const settings *set, service *calls, arena *mem,
                      err *e) {
    setup->admin_host = i == 0 ? set->admin.host : NULL;
    rc code = service_desk(calls, mem, &setup->desk, e);
    return code == RC_OK ? http_open(setup, mem, &c->workers[i], e) : code;
}

static rc make_pipe(int ends[2], err *e) {
    bool is_fine = pipe(ends) == 0;
    for (int i = 0; i < 2 && is_fine; i++)  // not the sender's: its end would keep the pipe open
        is_fine = fcntl(ends[i], F_SETFD, FD_CLOEXEC) == 0;
    return is_fine ? RC_OK : err_set(e, RC_MEMORY, "no pipe for stopping the workers");
}

static rc open_crew(crew *c, const settings *set, const site *s, service *calls, arena *mem, err *e) {
    c->n = set->n_workers + (calls != NULL);
    gate *gate = gate_make(&set->limits, mem);
    if (gate == NULL)
        return err_set(e, RC_MEMORY, "no memory to count connections");
    rc code = make_pipe(c->stop, e);
    for (size_t i = 0; i < c->n && code == RC_OK; i++) {
        http_setup setup = setup_of(c, set, s, gate, i == set->n_workers);
        code = open_worker(c, i, &setup, set, calls, mem, e);
    }
    return code;
}

static void wait_for_end(const sigset_t *until, helper *sender) {
    int taken = SIGCHLD;
    while (taken == SIGCHLD && sigwait(until, &taken) == 0)
        if (taken == SIGCHLD)
            helper_look(sender);
}

// Signals are taken by this thread alone, the workers never see them.
static void run_crew(crew *c, const sigset_t *until, helper *sender) {
    pthread_t threads[WORKERS_MOST + 1];
    size_t n = 0;
    while (n < c->n && pthread_create(&threads[n], NULL, run_worker, c->workers[n]) == 0)
        n++;
    if (n == c->n)
        wait_for_end(until, sender);
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
    sigaddset(&set, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    (void)sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    (void)sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);  // a file that may not grow: EFBIG
    return set;
}

static rc serve(const settings *set, arena *mem, err *e) {
    static crew c;
    site s;
    service *calls = NULL;
    helper sender = {.set = set};
    sigset_t until = block_signals();
    rc code = open_site(set, mem, &s, e);
    if (code == RC_OK)
        code = service_open(set, s.engine, today_in_shanghai(), mem, &calls, e);
    if (code == RC_OK)
        code = open_crew(&c, set, &s, calls, mem, e);
    if (code == RC_OK && calls != NULL)
        code = helper_start(&sender, e);
    if (code == RC_OK) {
        say("http://{s}:{i}/  ({i} workers; health and figures on {s}:{i})",
            str_of_argument(set->listen.host), (int64_t)set->listen.port, (int64_t)set->n_workers,
            str_of_argument(set->admin.host), (int64_t)set->admin.port);
        if (calls != NULL)
            say("the desk: http://{s}:{i}/desk", str_of_argument(set->desk_listen.host),
                (int64_t)set->desk_listen.port);
        run_crew(&c, &until, &sender);
    }
    helper_stop(&sender);
    close_crew(&c);
    service_close(calls);
    return code;
}

// ---- the sender ------------------------------------------------------------------------------------------------------

static volatile int is_sender_over;

static void on_end(int signal) {
    (void)signal;
    is_sender_over = 1;
}

static int64_t now_ms(void) {
    return now_us() / 1000;
}

// Ends with the site that started it.
static rc send_messages(const settings *set, arena *mem, err *e) {
    service *calls = NULL;
    desk *d = NULL;
    account of;
    (void)sigaction(SIGTERM, &(struct sigaction){.sa_handler = on_end}, NULL);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    rc code = set->prints_sends ? RC_OK : account_read(set->data, set->has_reminders, mem, &of, e);
    if (code == RC_OK)
        code = service_alone(set, today_in_shanghai(), false, mem, &calls, e);
    if (code == RC_OK)
        code = service_desk(calls, mem, &d, e);
    if (code == RC_OK)
        code = sender_run(d, set->prints_sends ? NULL : &of, set->checkpoints, now_ms, &is_sender_over, e);
    service_close(calls);
    return code;
}

// ---- what there is ---------------------------------------------------------------------------------------------------

// METHOD, path, title and kind, a row of the table a line, with tabs between them.
static rc show_routes(arena *mem) {
    buf out = buf_make(mem);
    for (size_t i = 0; i < n_routes; i++) {
        const route *r = &routes[i];
        str kind = r->is_desk     ? STR("desk")
                   : r->is_form   ? STR("form")
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

// Words behind `admin`, up to the first setting; 0: it is not asked for.
static int count_words(int argc, char **argv) {
    int n = 0;
    while (argc > 1 && strcmp(argv[1], "admin") == 0 && 1 + n < argc && strncmp(argv[1 + n], "--", 2) != 0)
        n++;
    return n;
}

// Whatever is written, keys or not, is for the server's own user.
static rc run(int argc, char **argv, arena *mem, err *e) {
    settings set;
    (void)umask(S_IRWXG | S_IRWXO);
    int n = count_words(argc, argv);
    rc code = settings_read(argc - n, argv + n, &set, e);
    if (code == RC_OK && !set.is_help)
        code = confine(e);
    if (code != RC_OK || set.is_help)
        return code;
    if (n > 0)
        return admin_run(argv + 2, (size_t)n - 1, &set, now_ms(), today_in_shanghai(), mem, e);
    if (set.is_routes)
        return show_routes(mem);
    return set.is_sender ? send_messages(&set, mem, e) : serve(&set, mem, e);
}

int main(int argc, char **argv) {
    arena mem;
    err e;
    err_clear(&e);
    arena_init(&mem, arena_malloc(), 0);
    rc code = run(argc, argv, &mem, &e);
    if (code != RC_OK)
        say("{s}", err_text(&e));
    arena_done(&mem);
    return (int)ending_of(code);
}
