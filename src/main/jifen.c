// SPDX-License-Identifier: Apache-2.0
// jifen - the command line: one person, many people, an interview, and the laws themselves.
#define _POSIX_C_SOURCE 200809L
#include "base/limits.h"
#include "main/ask.h"
#include "main/batch_run.h"
#include "main/input.h"
#include "main/laws.h"
#include "main/options.h"
#include "main/policy.h"
#include "main/say.h"
#include "main/serve.h"
#include "page/report.h"
#include "wire/answer_json.h"
#include "wire/facts_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

// What every verb works with.
typedef struct {
    options options;
    arena *mem;
    jifen *engine;  // NULL for verbs that need no law
    int64_t on;
    bool on_is_given, english;
} session;

typedef struct {
    verb_help help;
    bool needs_laws, operands_are_laws;
    ending (*run)(session *s);
    ending (*pass_on)(char **argv);  // instead of run: what follows the verb is another program's affair
} verb;

static const char *const languages[] = {"zh", "en", NULL};
static const char *const answer_forms[] = {"text", "json", NULL};
static const char *const batch_forms[] = {[BATCH_CSV] = "csv", [BATCH_NDJSON] = "ndjson", NULL};

// ---- where we run ----------------------------------------------------------------------------------------------

// Shanghai is eight hours ahead of UTC all year.
static int64_t today_in_shanghai(void) {
    return ((int64_t)time(NULL) + 8 * 3600) / 86400;
}

static bool wants_colour(void) {
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool is_dumb = terminal == NULL || strcmp(terminal, "dumb") == 0;
    return isatty(STDOUT_FILENO) && !is_dumb && (no_colour == NULL || no_colour[0] == '\0');
}

// Columns of the terminal; 0 when there is none.
static int terminal_width(void) {
    struct winsize size;
    bool is_known = isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    return is_known ? size.ws_col : 0;
}

static ending refuse_usage(const char *verb_name, const err *e) {
    say("{s}", err_text(e));
    say("see: jifen {s} --help（用法）", str_of_argument(verb_name));
    return ENDED_INPUT;
}

// People who wait for an answer while the program waits for them.
static void say_if_terminal(const char *file) {
    if (strcmp(file, "-") == 0 && isatty(STDIN_FILENO))
        say("reading from the terminal, up to Ctrl-D（从终端读入，按 Ctrl-D 结束）");
}

// ---- assess ------------------------------------------------------------------------------------------------------

static rc read_person(const session *s, const char *file, facts *who, err *e) {
    input in;
    str text;
    rc code = input_open(file, false, s->mem, &in, e);
    if (code != RC_OK)
        return code;
    code = input_read_all(&in, LIMIT_SOURCE_BYTES, s->mem, &text, e);
    input_close(&in);
    if (code != RC_OK)
        return code;
    facts_frame frame = {.engine = s->engine, .on = s->on, .on_is_given = s->on_is_given};
    return facts_json_read(&frame, text, 1, s->mem, who, e);
}

static ending print_answer(const session *s, const facts *who, const jifen_answer *a, bool as_json) {
    buf out = buf_make(s->mem);
    if (as_json) {
        json_writer w = json_write_open(&out, true);
        answer_json_write(&w, who, a);
        buf_put_char(&out, '\n');
    } else {
        report_options o = {s->english, wants_colour(), true, terminal_width()};
        report_print(a, &who->who, o, &out);
    }
    if (!out.failed)
        return write_out(buf_str(&out));
    say("no memory for the answer");
    return ENDED_INTERNAL;
}

static ending run_assess(session *s) {
    const options *o = &s->options;
    const char *file = o->n_operands == 0 ? "-" : o->operands[0];
    err e;
    err_clear(&e);
    int form;
    rc code = options_choice(o, OPTION_FORMAT, answer_forms, 0, &form, &e);
    if (code != RC_OK)
        return refuse_usage("assess", &e);
    say_if_terminal(file);
    facts who;
    jifen_answer answer;
    jifen_wishes wishes = {.bare = form == 1, .trace = form == 1 && o->value[OPTION_TRACE] != NULL};
    code = read_person(s, file, &who, &e);
    if (code == RC_OK)
        code = jifen_assess(who.law, &who.who, wishes, s->mem, &answer, &e);
    if (code == RC_OK)
        return print_answer(s, &who, &answer, form == 1);
    say_error(file, &e);
    return ending_of(code);
}

// ---- batch -------------------------------------------------------------------------------------------------------

// Whatever the case of its letters.
static bool ends_in(str s, str end) {
    bool same = s.len > end.len;
    for (size_t i = 0; i < end.len && same; i++) {
        char c = s.ptr[s.len - end.len + i];
        same = (c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) == end.ptr[i];
    }
    return same;
}

// By the file's ending; -1: none that is known.
static int form_of_file(const char *file) {
    static const struct {
        str ending;
        batch_form form;
    } endings[] = {
        {{".csv", 4}, BATCH_CSV},
        {{".ndjson", 7}, BATCH_NDJSON},
        {{".jsonl", 6}, BATCH_NDJSON},
    };
    if (strcmp(file, "-") == 0)
        return BATCH_CSV;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_in(str_of_argument(file), endings[i].ending))
            return (int)endings[i].form;
    return -1;
}

static rc choose_forms(const options *o, const char *file, batch_options *out, err *e) {
    int from, to;
    rc code = options_choice(o, OPTION_FROM, batch_forms, form_of_file(file), &from, e);
    if (code != RC_OK)
        return code;
    if (from < 0)
        return err_set(e, RC_INPUT,
                       "expected --from csv or --from ndjson, for the name '{s}' does not say which",
                       str_of_argument(file));
    code = options_choice(o, OPTION_TO, batch_forms, from, &to, e);
    out->from = (batch_form)from;
    out->to = (batch_form)to;
    return code;
}

static ending run_batch(session *s) {
    const options *o = &s->options;
    const char *file = o->n_operands == 0 ? "-" : o->operands[0];
    batch_options b = {.frame = {.engine = s->engine, .on = s->on, .on_is_given = s->on_is_given}};
    size_t n_threads;
    err e;
    err_clear(&e);
    rc code = choose_forms(o, file, &b, &e);
    if (code == RC_OK)
        code = options_threads(o, &n_threads, &e);
    if (code != RC_OK)
        return refuse_usage("batch", &e);
    say_if_terminal(file);
    return batch_run(&b, file, n_threads, s->mem);
}

// ---- ask, version, policy ------------------------------------------------------------------------------------------

static ending run_ask(session *s) {
    ask_options o = {.on = s->on,
                     .english = s->english,
                     .colour = wants_colour(),
                     .echo = !isatty(STDIN_FILENO),
                     .width = terminal_width()};
    return (ending)ask_run(s->engine, stdin, stdout, o);
}

static ending run_version(session *s) {
    buf out = buf_make(s->mem);
    buf_print(&out, "jifen {s}\n", STR(JIFEN_VERSION));
    for (size_t i = 0; i < jifen_n_laws(s->engine); i++) {
        const jifen_law_info *info = jifen_info(jifen_law_at(s->engine, i));
        buf_print(&out, "{s} {s}  {s}  {d}..{d}  核对 checked {d}\n", info->id, info->version, info->title,
                  info->from, info->to, info->checked);
    }
    return write_out(buf_str(&out));
}

static ending run_check(session *s) {
    return policy_check(&s->options, s->engine, s->mem);
}

static ending run_test(session *s) {
    return policy_test(&s->options, s->engine, s->mem);
}

static ending run_fmt(session *s) {
    return policy_fmt(&s->options, s->mem);
}

static ending run_show(session *s) {
    return policy_show(&s->options, s->engine, s->on, s->mem);
}

// ---- the verbs -----------------------------------------------------------------------------------------------------

#define ALLOW(option) (1U << OPTION_##option)

enum { ALLOW_ALWAYS = ALLOW(LAW) | ALLOW(HELP) };

static const verb verbs[] = {
    {
        .help =
            {
                .name = "assess",
                .operands = "[FILE|-]",
                .most_operands = 1,
                .allowed = ALLOW_ALWAYS | ALLOW(ON) | ALLOW(FORMAT) | ALLOW(LANG) | ALLOW(TRACE),
                .about = "一个人：写明情况（JSON），得到结果、原因、要做的事和依据。",
                .about_english =
                    "One person: facts as JSON in; the answer, its reasons, what to do and the sources out.",
                .detail = "FILE 是一个 JSON 对象，不写或写 - 就读标准输入。不知道的项目可以不写或写 null。\n"
                          "结束状态：0 有结果；2 输入或用法有误，标准输出上什么也没有；1 程序自己的错误。",
                .detail_english =
                    "FILE is one JSON object; standard input if left out or -. What is not known is left "
                    "out or null.\nExit status: 0 answered; 2 bad input or usage, with nothing on "
                    "standard output; 1 a failure of the program.",
                .example = "  jifen assess person.json\n"
                           "  jifen assess person.json --on 2026-03-10 --format json",
            },
        .needs_laws = true,
        .run = run_assess,
    },
    {
        .help =
            {
                .name = "batch",
                .operands = "[FILE|-]",
                .most_operands = 1,
                .allowed = ALLOW_ALWAYS | ALLOW(ON) | ALLOW(FROM) | ALLOW(TO) | ALLOW(THREADS),
                .about = "很多人：每行一个人（CSV 或 NDJSON），按原来的次序每人一行结果。",
                .about_english =
                    "Many people: one a row (CSV or NDJSON), one row of answers each, in the same order.",
                .detail =
                    "CSV 第一行是项目名，次序随意；格子里写值、36..48、a/b 或 ?（不知道），空着就是没写；\n"
                    "有几样的写 a|b，一样也没有写 none；按月的记录写 JSON。可以是 UTF-8 或 "
                    "GB18030（Excel）。空行略过。\n"
                    "读不懂的行写明原因（error），其余照算。\n"
                    "结束状态：0 都有结果；3 有的行有问题；2 输入不能用；1 程序自己的错误。",
                .detail_english =
                    "The first row of CSV names the facts, in any order; a cell holds a value, 36..48, a/b "
                    "or ? (not known), or nothing;\nseveral at once are a|b or none; monthly records are "
                    "JSON. UTF-8, or GB18030 (Excel). Empty lines are skipped.\nA row that cannot be read "
                    "says why (error), the rest goes on.\nExit status: 0 all answered; 3 some rows bad; "
                    "2 unusable input; 1 a failure of the program.",
                .example = "  jifen batch people.csv >answers.csv\n"
                           "  jifen batch people.ndjson --to csv --on 2026-03-10 -j 4 >answers.csv",
            },
        .needs_laws = true,
        .run = run_batch,
    },
    {
        .help =
            {
                .name = "ask",
                .operands = "",
                .allowed = ALLOW_ALWAYS | ALLOW(ON) | ALLOW(LANG),
                .about = "一问一答：在终端里一题一题地问，只问还会影响结果的；可以答不确定、退回和修改。",
                .about_english =
                    "An interview in the terminal: only questions that can still change the answer.",
                .detail = "",
                .detail_english = "",
                .example = "  jifen ask",
            },
        .needs_laws = true,
        .run = run_ask,
    },
    {
        .help =
            {
                .name = "policy check",
                .operands = "[FILE|DIR …]",
                .most_operands = OPERANDS_MOST,
                .allowed = ALLOW_ALWAYS,
                .about = "检查规定的文本：写得对不对，有没有缺口、重叠和没有出处的地方。",
                .about_english =
                    "Check packs: are they well written, without gaps, overlaps or rules without a source?",
                .detail = "不写文件就检查自带的。结束状态：0 没有问题；2 有问题，逐条写在标准错误上。",
                .detail_english =
                    "Without files: those built in. Exit status: 0 no problems; 2 problems, each on "
                    "standard error.",
                .example = "  jifen policy check packs",
            },
        .needs_laws = true,
        .operands_are_laws = true,
        .run = run_check,
    },
    {
        .help =
            {
                .name = "policy test",
                .operands = "[FILE|DIR …]",
                .most_operands = OPERANDS_MOST,
                .allowed = ALLOW_ALWAYS,
                .about = "演算规定里写明的例子，看结果是不是和写的一样。",
                .about_english = "Work the cases that stand in packs, and compare.",
                .detail = "不写文件就用自带的。结束状态：0 都一样；3 有不一样的；2 文本有问题。",
                .detail_english =
                    "Without files: those built in. Exit status: 0 all agree; 3 some do not; 2 bad packs.",
                .example = "  jifen policy test packs",
            },
        .needs_laws = true,
        .operands_are_laws = true,
        .run = run_test,
    },
    {
        .help =
            {
                .name = "policy fmt",
                .operands = "FILE",
                .least_operands = 1,
                .most_operands = 1,
                .allowed = ALLOW(WRITE) | ALLOW(HELP),
                .about = "把规定的文本排整齐，意思不变。",
                .about_english = "Lay out a pack; its meaning stays.",
                .detail = "",
                .detail_english = "",
                .example = "  jifen policy fmt law.md\n"
                           "  jifen policy fmt law.md --write",
            },
        .run = run_fmt,
    },
    {
        .help =
            {
                .name = "policy show",
                .operands = "NAME",
                .least_operands = 1,
                .most_operands = 1,
                .allowed = ALLOW_ALWAYS | ALLOW(ON),
                .about = "用中文写出一条规定：内容、适用的日期、出处、把握和争议。",
                .about_english =
                    "One rule in readable Chinese: what it says, when, its sources, how sure, disputes.",
                .detail = "NAME 是一项分数、原因、材料、日期或问题的名字，就是 jifen assess --format json "
                          "里写的那些。",
                .detail_english = "NAME names points, a reason, a paper, a date or a fact, as jifen assess "
                                  "--format json has them.",
                .example = "  jifen policy show total\n"
                           "  jifen policy show total --on 2026-03-10",
            },
        .needs_laws = true,
        .run = run_show,
    },
    {
        .help =
            {
                .name = "serve",
                .operands = "[SETTING VALUE ...]",
                .about = "打开网站：运行旁边的 jifen-server。",
                .about_english = "The web site: runs the jifen-server beside this program.",
            },
        .pass_on = serve_run,
    },
    {
        .help =
            {
                .name = "version",
                .operands = "",
                .allowed = ALLOW_ALWAYS,
                .about = "程序的版本，和所收录的规定。",
                .about_english = "The version of the program, and the laws it holds.",
                .detail = "",
                .detail_english = "",
                .example = "  jifen version",
            },
        .needs_laws = true,
        .run = run_version,
    },
};

enum { N_VERBS = sizeof verbs / sizeof verbs[0] };

static void print_overview(buf *out) {
    BUF_LIT(out, "明白积分：规定说了什么，对一个人意味着什么。\n"
                 "jifen: what the rules say, and what they mean for one person.\n\n");
    for (size_t i = 0; i < N_VERBS; i++) {
        const verb_help *h = &verbs[i].help;
        buf_print(out, "jifen {s} {s}\n    {s}\n    {s}\n", str_of_argument(h->name),
                  str_of_argument(h->operands), str_of_argument(h->about), str_of_argument(h->about_english));
    }
    BUF_LIT(out, "\njifen VERB --help\n");
}

// The verb in argv[1], or in argv[1] and argv[2]; how many arguments name it. NULL: none.
static const verb *find_verb(int argc, char **argv, int *out_n) {
    for (size_t i = 0; i < N_VERBS; i++) {
        const char *name = verbs[i].help.name;
        const char *blank = strchr(name, ' ');
        size_t first_len = blank == NULL ? strlen(name) : (size_t)(blank - name);
        bool is_first = argc > 1 && str_is(str_of_argument(argv[1]), (str){name, first_len});
        bool is_second = blank == NULL || (argc > 2 && strcmp(argv[2], blank + 1) == 0);
        *out_n = blank == NULL ? 1 : 2;
        if (is_first && is_second)
            return &verbs[i];
    }
    return NULL;
}

// ---- main ----------------------------------------------------------------------------------------------------------

static rc read_options(session *s, const verb *v, int argc, char **argv, err *e) {
    rc code = options_parse(&v->help, argc, argv, &s->options, e);
    if (code != RC_OK)
        return code;
    code = options_day(&s->options, &s->on_is_given, &s->on, e);
    if (code != RC_OK)
        return code;
    if (!s->on_is_given)
        s->on = today_in_shanghai();
    int language;
    code = options_choice(&s->options, OPTION_LANG, languages, 0, &language, e);
    s->english = code == RC_OK && language == 1;
    return code;
}

static rc open_laws(session *s, const verb *v) {
    const options *o = &s->options;
    const char *paths[2 * OPERANDS_MOST];
    size_t n = 0;
    for (size_t i = 0; i < o->n_laws; i++)
        paths[n++] = o->laws[i];
    for (size_t i = 0; v->operands_are_laws && i < o->n_operands; i++)
        paths[n++] = o->operands[i];
    return laws_open(paths, n, v->operands_are_laws, s->mem, &s->engine);
}

static ending run_verb(session *s, const verb *v, int argc, char **argv) {
    err e;
    err_clear(&e);
    rc code = read_options(s, v, argc, argv, &e);
    if (code != RC_OK)
        return refuse_usage(v->help.name, &e);
    if (s->options.value[OPTION_HELP] != NULL) {
        buf out = buf_make(s->mem);
        options_print_help(&v->help, &out);
        return write_out(buf_str(&out));
    }
    if (v->needs_laws)
        code = open_laws(s, v);
    return code == RC_OK ? v->run(s) : ending_of(code);
}

static ending run_none(session *s, int argc, char **argv) {
    const char *last = argc > 1 ? argv[argc - 1] : "";
    bool wants_help = strcmp(last, "--help") == 0 || strcmp(last, "-h") == 0 || strcmp(last, "help") == 0;
    buf out = buf_make(s->mem);
    print_overview(&out);
    if (wants_help)
        return write_out(buf_str(&out));
    if (argc > 1)
        say("no verb '{s}{s}{s}'", str_of_argument(argv[1]), argc > 2 ? STR(" ") : STR(""),
            argc > 2 ? str_of_argument(argv[2]) : STR(""));
    say_lines(buf_str(&out));
    return ENDED_INPUT;
}

int main(int argc, char **argv) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    session s = {.mem = &mem};
    int n_words = 1;
    const verb *v = find_verb(argc, argv, &n_words);
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        v = &verbs[N_VERBS - 1];
    ending end;
    if (v == NULL)
        end = run_none(&s, argc, argv);
    else if (v->pass_on != NULL)
        end = v->pass_on(argv + n_words);
    else
        end = run_verb(&s, v, argc - 1 - n_words, argv + 1 + n_words);
    arena_done(&mem);
    return (int)end;
}
