// main/options.h - the command line: which verb, its options and operands, and the help, all from tables.
#ifndef MAIN_OPTIONS_H
#define MAIN_OPTIONS_H

#include "base/err.h"

enum { OPERANDS_MOST = 64 };

typedef enum {
    OPTION_ON,
    OPTION_FORMAT,
    OPTION_LANG,
    OPTION_TRACE,
    OPTION_FROM,
    OPTION_TO,
    OPTION_THREADS,
    OPTION_LAW,
    OPTION_WRITE,
    OPTION_HELP,
    N_OPTIONS
} option_id;

// The text of each option as it was given; NULL: not given. For one without a value, "".
typedef struct {
    const char *value[N_OPTIONS];
    const char *laws[OPERANDS_MOST];  // [n_laws] of --law, which may be repeated
    size_t n_laws;
    const char *operands[OPERANDS_MOST];  // [n_operands]
    size_t n_operands;
} options;

// One verb of the program: what it is called, what it takes, what it says about itself.
typedef struct {
    const char *name;      // "assess", or two words
    const char *operands;  // as the help writes them
    size_t least_operands, most_operands;
    unsigned allowed;                     // bit k: option k
    const char *about, *about_english;    // one line
    const char *detail, *detail_english;  // more lines, or ""
    const char *example;                  // lines of a shell
} verb_help;

// Read what stands behind the verb. RC_INPUT: an unknown, repeated or unfinished option, too many or too few operands.
rc options_parse(const verb_help *v, int argc, char **argv, options *out, err *e) NODISCARD;

void options_print_help(const verb_help *v, buf *out);

// --on; not given: *is_given is false. RC_INPUT: no date.
rc options_day(const options *o, bool *is_given, int64_t *out, err *e) NODISCARD;

// Which of the names was given; `none` when the option was not. RC_INPUT: none of them.
rc options_choice(const options *o, option_id id, const char *const *names, int none, int *out,
                  err *e) NODISCARD;

// 1..64; 1 when not given.
rc options_threads(const options *o, size_t *out, err *e) NODISCARD;

#endif
