// SPDX-License-Identifier: Apache-2.0
#include "main/options.h"

#include "base/day.h"
#include "base/num.h"
#include "main/say.h"

#include <assert.h>
#include <string.h>

enum { THREADS_MOST = 64, LABEL_COLUMNS = 20 };

typedef struct {
    const char *name;
    const char *operand;  // NULL: takes no value
    const char *about, *about_english;
} option_row;

static const option_row rows[] = {
    [OPTION_ON] = {"--on", "DATE", "为哪一天算；不写就是今天（上海）",
                   "the day asked for; today in Shanghai if left out"},
    [OPTION_FORMAT] = {"--format", "text|json", "结果的样子；不写就是 text",
                       "how the answer is written; text if left out"},
    [OPTION_LANG] = {"--lang", "zh|en", "说明用的语言；规定的原文不翻译",
                     "language of the report; the law's words stay"},
    [OPTION_TRACE] = {"--trace", NULL, "附上每一步怎么算（只用于 json）",
                      "with every step of the evaluation (json only)"},
    [OPTION_FROM] = {"--from", "csv|ndjson", "输入的格式；不写就看文件名的结尾，标准输入是 csv",
                     "format of the input; by the file's ending, csv on standard input"},
    [OPTION_TO] = {"--to", "csv|ndjson", "输出的格式；不写就和输入一样",
                   "format of the output; as the input if left out"},
    [OPTION_THREADS] = {"-j", "THREADS", "同时用几个线程；不写就是 1，结果的次序不变",
                        "threads; 1 if left out, the order stays the same"},
    [OPTION_LAW] = {"--law", "FILE|DIR", "用这里的规定，不用自带的；可以写几次",
                    "use these laws instead of those built in; may be repeated"},
    [OPTION_WRITE] = {"--write", NULL, "直接改写文件", "write the result into the file"},
    [OPTION_HELP] = {"--help", NULL, "显示这段说明", "show this"},
};
static_assert(sizeof rows / sizeof rows[0] == N_OPTIONS, "every option needs a row");

// The option an argument names; its value behind a '=' too. N_OPTIONS: none of this verb.
static option_id find_option(const verb_help *v, const char *argument, const char **out_value) {
    const char *equals = strncmp(argument, "--", 2) == 0 ? strchr(argument, '=') : NULL;
    str name = equals == NULL ? str_of_argument(argument) : (str){argument, (size_t)(equals - argument)};
    *out_value = equals == NULL ? NULL : equals + 1;
    if (strcmp(argument, "-h") == 0)
        return OPTION_HELP;
    for (option_id id = 0; id < N_OPTIONS; id++)
        if ((v->allowed >> id & 1) != 0 && str_is(name, str_of_argument(rows[id].name)))
            return id;
    // -j4
    bool is_short = (v->allowed >> OPTION_THREADS & 1) != 0 && strncmp(argument, "-j", 2) == 0;
    if (is_short)
        *out_value = argument + 2;
    return is_short ? OPTION_THREADS : N_OPTIONS;
}

static rc add_operand(const verb_help *v, const char *argument, options *out, err *e) {
    if (out->n_operands == v->most_operands)
        return err_set(e, RC_INPUT, "expected {s}, found '{s}' too",
                       v->most_operands == 0 ? STR("no name") : str_of_argument(v->operands),
                       str_of_argument(argument));
    out->operands[out->n_operands++] = argument;
    return RC_OK;
}

static rc add_option(option_id id, const char *value, options *out, err *e) {
    str name = str_of_argument(rows[id].name);
    if (id == OPTION_LAW) {
        if (out->n_laws == OPERANDS_MOST)
            return err_set(e, RC_LIMIT, "expected '{s}' at most {i} times", name, (int64_t)OPERANDS_MOST);
        out->laws[out->n_laws++] = value;
        return RC_OK;
    }
    if (out->value[id] != NULL)
        return err_set(e, RC_INPUT, "expected '{s}' once, found it twice", name);
    out->value[id] = value;
    return RC_OK;
}

// argv[*at] begins with '-'. Takes its value too, which may be the next argument.
static rc take_option(const verb_help *v, int argc, char **argv, int *at, options *out, err *e) {
    const char *value;
    option_id id = find_option(v, argv[*at], &value);
    if (id == N_OPTIONS)
        return err_set(e, RC_INPUT, "unknown option '{s}'", str_of_argument(argv[*at]));
    str name = str_of_argument(rows[id].name);
    if (rows[id].operand == NULL && value != NULL)
        return err_set(e, RC_INPUT, "option '{s}' takes no value", name);
    if (rows[id].operand != NULL && value == NULL) {
        if (*at + 1 == argc)
            return err_set(e, RC_INPUT, "option '{s}' needs {s} behind it", name,
                           str_of_argument(rows[id].operand));
        value = argv[++*at];
    }
    return add_option(id, value == NULL ? "" : value, out, e);
}

rc options_parse(const verb_help *v, int argc, char **argv, options *out, err *e) {
    *out = (options){0};
    bool has_ended = false;  // behind "--" everything is an operand
    for (int at = 0; at < argc; at++) {
        const char *argument = argv[at];
        bool is_end = !has_ended && strcmp(argument, "--") == 0;
        bool is_option = !has_ended && argument[0] == '-' && argument[1] != '\0';
        has_ended |= is_end;
        rc code = RC_OK;
        if (is_option && !is_end)
            code = take_option(v, argc, argv, &at, out, e);
        else if (!is_end)
            code = add_operand(v, argument, out, e);
        if (code != RC_OK)
            return code;
    }
    if (out->n_operands < v->least_operands && out->value[OPTION_HELP] == NULL)
        return err_set(e, RC_INPUT, "expected {s}, found nothing", str_of_argument(v->operands));
    return RC_OK;
}

// "  --on DATE           ", and the text behind it.
static void print_option(const option_row *row, buf *out) {
    size_t from = out->len;
    buf_print(out, "  {s}", str_of_argument(row->name));
    if (row->operand != NULL)
        buf_print(out, " {s}", str_of_argument(row->operand));
    while (out->len - from < LABEL_COLUMNS + 2)
        buf_put_char(out, ' ');
    buf_print(out, "{s}\n", str_of_argument(row->about));
    for (size_t i = 0; i < LABEL_COLUMNS + 2; i++)
        buf_put_char(out, ' ');
    buf_print(out, "{s}\n", str_of_argument(row->about_english));
}

void options_print_help(const verb_help *v, buf *out) {
    buf_print(out, "{s}\n{s}\n\n", str_of_argument(v->about), str_of_argument(v->about_english));
    buf_print(out, "用法 usage: jifen {s} {s}\n\n", str_of_argument(v->name), str_of_argument(v->operands));
    for (option_id id = 0; id < N_OPTIONS; id++)
        if ((v->allowed >> id & 1) != 0)
            print_option(&rows[id], out);
    if (v->detail[0] != '\0')
        buf_print(out, "\n{s}\n{s}\n", str_of_argument(v->detail), str_of_argument(v->detail_english));
    buf_print(out, "\n例 example:\n{s}\n", str_of_argument(v->example));
}

rc options_day(const options *o, bool *is_given, int64_t *out, err *e) {
    const char *text = o->value[OPTION_ON];
    int64_t day = 0;
    *is_given = false;
    if (text != NULL && !day_parse(str_of_argument(text), &day))
        return err_set(e, RC_INPUT, "option '--on': expected a date YYYY-MM-DD, found '{s}'",
                       str_of_argument(text));
    *is_given = text != NULL;
    *out = day;
    return RC_OK;
}

rc options_choice(const options *o, option_id id, const char *const *names, int none, int *out, err *e) {
    const char *text = o->value[id];
    *out = none;
    if (text == NULL)
        return RC_OK;
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = i;
            return RC_OK;
        }
    return err_set(e, RC_INPUT, "option '{s}': expected {s}, found '{s}'", str_of_argument(rows[id].name),
                   str_of_argument(rows[id].operand), str_of_argument(text));
}

rc options_threads(const options *o, size_t *out, err *e) {
    const char *text = o->value[OPTION_THREADS];
    int64_t n = 1;
    bool is_number = text == NULL || num_parse(str_of_argument(text), 0, &n) == NUM_OK;
    if (!is_number || n < 1 || n > THREADS_MOST)
        return err_set(e, RC_INPUT, "option '-j': expected 1..{i} threads, found '{s}'",
                       (int64_t)THREADS_MOST, str_of_argument(text));
    *out = (size_t)n;
    return RC_OK;
}
