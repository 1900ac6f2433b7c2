// SPDX-License-Identifier: Apache-2.0
#include "main/ask.h"

#include "base/utf8.h"
#include "main/say.h"
#include "page/interview.h"
#include "page/report.h"
#include "page/text.h"
#include "page/words.h"

#include <assert.h>

enum {
    LINE_BYTES = 1024,  // of one reply: far above a date or a list of choices
    QUOTED_BYTES = 60,  // of a reply that is repeated in a complaint
    ITEM_INDENT = 3     // of the text beside "1. "
};

typedef struct {
    FILE *in, *out;
    ask_options o;
    interview v;
    arena answers, screen;  // the interview's, and what is shown now
    text_page page;         // over `shown`
    buf shown;
    str section;  // the one whose heading was shown last
    char line[LINE_BYTES];
    uint64_t accepted;  // presumed facts the person has looked through
    bool has_offered_end, has_enough, has_failed;
} session;

// What a person did at a prompt.
typedef enum { DID_REPLY, DID_BACK, DID_QUIT, DID_END } deed;

// ---- the terminal

static str word_of(const session *s, word w) {
    return words_get(w, s->o.english);
}

static buf scratch(session *s) {
    return buf_make(&s->screen);
}

// What was written there; that there was no memory for it is remembered.
static str take(session *s, const buf *b) {
    s->has_failed |= b->failed;
    return buf_str(b);
}

// Show what was put on the page, and begin a new one.
static void flush(session *s) {
    str text = take(s, &s->shown);
    fwrite(text.ptr, 1, text.len, s->out);
    fflush(s->out);
    arena_reset(&s->screen);
    s->shown = buf_make(&s->screen);
}

static void put_format(session *s, text_style style, int indent, word w, ...) {
    buf text = scratch(s);
    va_list args;
    va_start(args, w);
    buf_print_list(&text, words_format(w, s->o.english), &args);
    va_end(args);
    text_put(&s->page, style, indent, (str){0}, take(s, &text));
}

static void put_choice(session *s, int64_t number, str text) {
    buf lead = scratch(s);
    buf digits = scratch(s);
    buf_put_int(&digits, number);
    text_pad_left(&lead, take(s, &digits), ITEM_INDENT + 2);
    text_put(&s->page, TEXT_PLAIN, ITEM_INDENT + 4, take(s, &lead), text);
}

// Text without control bytes: an arrow key sends some, and nobody means them.
static bool is_plain(str line) {
    for (size_t i = 0; i < line.len; i++)
        if (((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t') || line.ptr[i] == 0x7F)
            return false;
    return utf8_is_valid(line, NULL);
}

// The next line without its end; false at the end of the input. *is_text: it is short enough and text.
static bool read_line(session *s, str *line, bool *is_text) {
    size_t n = 0;
    int c = fgetc(s->in);
    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = fgetc(s->in)) {
        if (n < LINE_BYTES)
            s->line[n] = (char)c;
        n++;
    }
    *is_text = n < LINE_BYTES;
    *line = str_trim((str){s->line, *is_text ? n : 0});
    *is_text = *is_text && is_plain(*line);
    return true;
}

static void echo(session *s, str line) {
    if (s->o.echo)
        text_put(&s->page, TEXT_PLAIN, 0, (str){0}, line);
}

// Show the page and a prompt, and read a reply.
static deed prompt(session *s, str *line) {
    for (;;) {
        BUF_LIT(&s->shown, "> ");
        flush(s);
        bool is_text;
        if (!read_line(s, line, &is_text)) {
            buf_put_char(&s->shown, '\n');
            return DID_END;
        }
        if (is_text) {
            echo(s, *line);
            break;
        }
        echo(s, STR(""));
        put_format(s, TEXT_STRONG, 0, WORD_BAD_TEXT);
    }
    if (str_is(*line, STR("q")) || str_is(*line, STR("Q")))
        return DID_QUIT;
    return str_is(*line, STR("b")) || str_is(*line, STR("B")) ? DID_BACK : DID_REPLY;
}

static str quoted(str line) {
    return str_slice(line, 0, utf8_cut(line, QUOTED_BYTES));
}

// ---- one question

static void put_section(session *s, const jifen_fact *f) {
    text_blank_line(&s->page);
    if (f->section_label.len == 0 || str_is(f->section, s->section))
        return;
    s->section = f->section;
    buf heading = scratch(s);
    buf_print(&heading, "== {s} ==", f->section_label);
    text_put(&s->page, TEXT_HEAD, 0, (str){0}, take(s, &heading));
    text_blank_line(&s->page);
}

static void put_choices(session *s, const jifen_type *t) {
    size_t n = interview_n_choices(t);
    for (size_t i = 1; i <= n; i++)
        put_choice(s, (int64_t)i, interview_choice(t, i, s->o.english));
    if (t->kind == KIND_SET)
        put_choice(s, (int64_t)n + 1, word_of(s, WORD_HINT_SET_NONE));
    put_choice(s, 0, word_of(s, WORD_UNSURE));
}

static void put_question(session *s, size_t fact, int64_t number) {
    const jifen_fact *f = jifen_fact_at(s->v.law, fact);
    put_section(s, f);
    buf lead = scratch(s);
    if (number > 0)
        buf_print(&lead, "{i}. ", number);
    text_put(&s->page, TEXT_STRONG, ITEM_INDENT, take(s, &lead), f->ask);
    if (f->hint.len > 0)
        text_put(&s->page, TEXT_FAINT, ITEM_INDENT, (str){0}, f->hint);
    buf hint = scratch(s);
    interview_print_hint(&s->v, fact, s->o.english, &hint);
    if (hint.len > 0)
        text_put(&s->page, TEXT_FAINT, ITEM_INDENT, (str){0}, take(s, &hint));
    if (interview_has_choices(&f->type))
        put_choices(s, &f->type);
}

static void put_present_value(session *s, size_t fact) {
    buf value = scratch(s);
    interview_print_answer(&s->v, fact, s->o.english, &value);
    put_format(s, TEXT_FAINT, ITEM_INDENT, WORD_ASK_NOW, take(s, &value));
}

// Ask until the reply is taken. may_keep: an empty line leaves the value as it is.
static deed ask_fact(session *s, size_t fact, int64_t number, bool may_keep) {
    put_question(s, fact, number);
    if (may_keep)
        put_present_value(s, fact);
    for (;;) {
        str line;
        deed did = prompt(s, &line);
        if (did != DID_REPLY || (line.len == 0 && may_keep))
            return did;
        err e;
        err_clear(&e);
        reply r = interview_reply(&s->v, fact, line, &e);
        if (r == REPLY_TAKEN)
            return DID_REPLY;
        buf complaint = scratch(s);
        interview_print_complaint(&s->v, fact, r, quoted(line), &e, s->o.english, &complaint);
        text_put(&s->page, TEXT_STRONG, ITEM_INDENT, (str){0}, take(s, &complaint));
    }
}

// ---- the stages of an interview; each answers DID_REPLY when the next one may begin

// What is known by now: the first goal's points, and how many questions are left.
static void put_progress(session *s) {
    const jifen_answer *a = &s->v.answer;
    buf text = scratch(s);
    if (a->n_goals > 0) {
        const jifen_points *p = &a->points[a->goals[0].points];
        buf_print(&text, "{s}{s}", p->label, word_of(s, WORD_COLON));
        buf_put_int(&text, p->least);
        if (p->least != p->most)
            buf_print(&text, "{s}{i}", word_of(s, WORD_TO), p->most);
        buf_print(&text, " {s}{s}", jifen_info(s->v.law)->unit, word_of(s, WORD_SEMICOLON));
    }
    buf_print(&text, words_format(WORD_ASK_LEFT, s->o.english), (int64_t)interview_n_left(&s->v));
    text_put(&s->page, TEXT_FAINT, ITEM_INDENT, (str){0}, take(s, &text));
}

static deed go_back(session *s) {
    err e;
    err_clear(&e);
    s->has_offered_end = false;
    if (s->v.n_answers == 0)
        put_format(s, TEXT_STRONG, 0, WORD_BAD_BACK);
    else if (interview_back(&s->v, &e) != REPLY_TAKEN)
        text_put(&s->page, TEXT_STRONG, 0, (str){0}, err_text(&e));
    return DID_REPLY;
}

// Once, when the verdict is known before the questions are at an end.
static deed offer_end(session *s) {
    s->has_offered_end = true;
    text_blank_line(&s->page);
    put_format(s, TEXT_STRONG, 0, WORD_ASK_DECIDED, s->v.answer.headline);
    for (;;) {
        put_format(s, TEXT_PLAIN, 0, WORD_ASK_GO_ON, (int64_t)interview_n_left(&s->v));
        str line;
        deed did = prompt(s, &line);
        s->has_enough = did == DID_REPLY && (str_is(line, STR("s")) || str_is(line, STR("S")));
        if (did != DID_REPLY || s->has_enough || line.len == 0)
            return did;
    }
}

static deed ask_missing(session *s) {
    for (int fact = interview_next(&s->v); fact >= 0 && !s->has_enough; fact = interview_next(&s->v)) {
        deed did;
        if (!s->has_offered_end && s->v.n_answers > 0 && interview_is_decided(&s->v)) {
            did = offer_end(s);
        } else {
            if (s->v.n_answers > 0)
                put_progress(s);
            did = ask_fact(s, (size_t)fact, (int64_t)s->v.n_answers + 1, false);
        }
        if (did == DID_QUIT || did == DID_END)
            return did;
        if (did == DID_BACK)
            go_back(s);
    }
    return DID_REPLY;
}

// Facts to choose from: the n-th, -1 when there are not so many.
typedef int (*nth_fact)(const interview *v, size_t n);

static int nth_answer(const interview *v, size_t n) {
    return n < v->n_answers ? v->order[n] : -1;
}

static uint64_t facts_of(const interview *v, nth_fact nth) {
    uint64_t facts = 0;
    int fact;
    for (size_t n = 0; (fact = nth(v, n)) >= 0; n++)
        facts |= (uint64_t)1 << fact;
    return facts;
}

static size_t put_list(session *s, nth_fact nth) {
    size_t n = 0;
    for (int fact; (fact = nth(&s->v, n)) >= 0; n++) {
        const jifen_fact *f = jifen_fact_at(s->v.law, (size_t)fact);
        buf text = scratch(s);
        buf_print(&text, "{s}{s}", f->type.label, word_of(s, WORD_COLON));
        interview_print_answer(&s->v, (size_t)fact, s->o.english, &text);
        put_choice(s, (int64_t)n + 1, take(s, &text));
    }
    return n;
}

// The facts chosen, as a mask; none for an empty line.
static deed choose_from(session *s, nth_fact nth, word heading, word keys, uint64_t *out) {
    text_blank_line(&s->page);
    text_put(&s->page, TEXT_HEAD, 0, (str){0}, word_of(s, heading));
    size_t n_items = put_list(s, nth);
    text_put(&s->page, TEXT_FAINT, 0, (str){0}, word_of(s, keys));
    *out = 0;
    for (;;) {
        str line;
        uint64_t items;
        deed did = prompt(s, &line);
        if (did != DID_REPLY || line.len == 0)
            return did;
        if (!interview_read_numbers(line, n_items, &items)) {
            put_format(s, TEXT_STRONG, 0, WORD_BAD_MENU, quoted(line), (int64_t)n_items);
            continue;
        }
        for (size_t n = 0; n < n_items; n++)
            if (items >> n & 1)
                *out |= (uint64_t)1 << nth(&s->v, n);
        return did;
    }
}

static deed ask_chosen(session *s, uint64_t facts) {
    for (size_t fact = 0; fact < LIMIT_FACTS; fact++) {
        if (!(facts >> fact & 1))
            continue;
        deed did = ask_fact(s, fact, 0, true);
        if (did != DID_REPLY)
            return did == DID_BACK ? DID_REPLY : did;
    }
    return DID_REPLY;
}

// Offer a list; *has_changed: something was changed, so questions may have opened.
static deed offer_list(session *s, nth_fact nth, word heading, word keys, bool *has_changed) {
    uint64_t facts;
    deed did = choose_from(s, nth, heading, keys, &facts);
    *has_changed = did == DID_BACK || facts != 0;
    if (did == DID_BACK)
        return go_back(s);
    return did == DID_REPLY ? ask_chosen(s, facts) : did;
}

// What was presumed is shown until it was accepted; later only when there is more of it.
static deed offer_presumed(session *s, bool *has_changed) {
    uint64_t facts = facts_of(&s->v, interview_presumed);
    *has_changed = false;
    if (s->has_enough || (facts & ~s->accepted) == 0)
        return DID_REPLY;
    deed did = offer_list(s, interview_presumed, WORD_PRESUMED, WORD_ASK_PRESUMED_KEYS, has_changed);
    if (did == DID_REPLY && !*has_changed)
        s->accepted |= facts;
    return did;
}

static deed offer_answers(session *s, bool *has_changed) {
    *has_changed = false;
    if (s->v.n_answers == 0)
        return DID_REPLY;
    return offer_list(s, nth_answer, WORD_ASK_SUMMARY, WORD_ASK_SUMMARY_KEYS, has_changed);
}

static deed run_stages(session *s) {
    bool has_changed;
    do {
        deed did = ask_missing(s);
        if (did == DID_REPLY)
            did = offer_presumed(s, &has_changed);
        if (did == DID_REPLY && !has_changed)
            did = offer_answers(s, &has_changed);
        if (did != DID_REPLY)
            return did;
    } while (has_changed);
    return DID_REPLY;
}

// ---- the whole

static void put_welcome(session *s) {
    const jifen_law_info *info = jifen_info(s->v.law);
    buf day = scratch(s);
    buf_print(&day, "{d}", s->o.on);
    text_put(&s->page, TEXT_HEAD, 0, (str){0}, info->title);
    put_format(s, TEXT_PLAIN, 0, WORD_ASK_RULES, take(s, &day));
    put_format(s, TEXT_PLAIN, 0, WORD_ASK_KEYS);
}

static void put_report(session *s) {
    report_options o = {.english = s->o.english, .colour = s->o.colour, .width = s->page.width};
    text_blank_line(&s->page);
    report_print(&s->v.answer, &s->v.p, o, &s->shown);
}

static int run(session *s, const jifen_law *law) {
    err e;
    err_clear(&e);
    if (interview_start(&s->v, law, s->o.on, &s->answers, &e) != RC_OK) {
        say("{s}", err_text(&e));
        return (int)ending_of(e.code);
    }
    put_welcome(s);
    if (run_stages(s) == DID_QUIT)
        put_format(s, TEXT_PLAIN, 0, WORD_ASK_BYE);
    else
        put_report(s);
    return s->has_failed || s->shown.failed ? ENDED_INTERNAL : ENDED_WELL;
}

static void say_no_law(ask_options o) {
    char room[32];
    buf day = buf_over(room, sizeof room);
    buf_print(&day, "{d}", o.on);
    say(words_format(WORD_ASK_NO_LAW, o.english), buf_str(&day));
}

int ask_run(const jifen *j, FILE *in, FILE *out, ask_options o) {
    session s = {.in = in, .out = out, .o = o};
    arena_init(&s.answers, arena_malloc(), 0);
    arena_init(&s.screen, arena_malloc(), 0);
    s.shown = buf_make(&s.screen);
    int width = o.width == 0 ? TEXT_WIDTH : o.width < TEXT_WIDTH_LEAST ? TEXT_WIDTH_LEAST : o.width;
    s.page = (text_page){.out = &s.shown, .width = width, .colour = o.colour};
    int exit_code = ENDED_INPUT;
    const jifen_law *law = jifen_find_law(j, o.law, o.on);
    if (law != NULL)
        exit_code = run(&s, law);
    else
        say_no_law(o);
    flush(&s);
    if (ferror(out)) {
        say("the output cannot be written");
        exit_code = ENDED_INTERNAL;
    }
    arena_done(&s.screen);
    arena_done(&s.answers);
    return exit_code;
}
