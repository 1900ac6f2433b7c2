// law/syntax.h - what the parser makes and the resolver reads: declarations and expressions with their names as
// written. Internal to law/. `out` of a declaration holds what needs no name; the resolver fills in the rest.
#ifndef LAW_SYNTAX_H
#define LAW_SYNTAX_H

#include "law/head.h"
#include "law/vec.h"

typedef uint32_t expr_idx;  // into draft.exprs; 0 is "no expression"

// a, b, c: operands; list: the first of a chain linked by `next`.
typedef enum {
    EXPR_NUMBER,  // num at scale
    EXPR_DATE,    // num
    EXPR_MONTH,   // num
    EXPR_TRUTH,   // num 0, 1
    EXPR_ON,
    EXPR_NAME,    // text; a: its argument, or 0
    EXPR_POINTS,  // text
    EXPR_CHECK,   // text
    EXPR_VERDICT,
    EXPR_OPTIONS,      // {a, b}; list of EXPR_NAME
    EXPR_NOT,          // a
    EXPR_NEGATIVE,     // a
    EXPR_CONNECT,      // a op b: OP_AND, OP_OR; num 1: a chain `x <= y <= z`
    EXPR_COMPARE,      // a op b: OP_EQ .. OP_GE
    EXPR_CALCULATE,    // a op b: OP_ADD, OP_SUB, OP_MUL, OP_MIN, OP_MAX
    EXPR_SHIFT,        // day a op b: OP_ADD_DAYS, OP_ADD_MONTHS, OP_ADD_WORKDAYS; num -1: back
    EXPR_FLOOR,        // floor(a / b)
    EXPR_IN_RANGE,     // a in b..c
    EXPR_IN,           // a in {list}
    EXPR_IS,           // a is text; num 1: is not
    EXPR_HAS,          // a has text
    EXPR_YEARS,        // from a to b; num 1: early
    EXPR_MONTH_START,  // of a
    EXPR_IF,           // if a then b else c
    EXPR_DISPUTED,     // a disputed text: list
    EXPR_COUNT,        // records d, months a or 0, before b, where c
    EXPR_FIRST_SEEN,   // as EXPR_COUNT; list of options as field text
    EXPR_LISTED,       // records d, in the month of b, has c
    EXPR_DERIVED,      // list of facts
    EXPR_OVERRIDDEN,   // list of facts
    EXPR_BEYOND
} expr_kind;

typedef struct {
    uint8_t kind;  // expr_kind
    uint8_t op;
    uint8_t scale;
    uint8_t depth;  // of the deepest path below, at most LIMIT_DEPTH
    place at;
    str text;  // view
    place text_at;
    int64_t num;
    expr_idx a, b, c, d, list, next;
} expr;

typedef struct {
    str text;  // view; empty: not given
    place at;
} word;

typedef struct {
    uint32_t first, n;
} span;

typedef struct {
    word key;  // empty: no citation
    str where;
    int32_t confidence;  // -1: the source's
} cite_syntax;

// TYPE as written.
typedef struct {
    type out;  // without names
    bool is_months, has_domain;
    set domain;
    span options;  // of draft.options
    place at;
} type_syntax;

typedef struct {
    fact out;
    type_syntax type;
    expr_idx presumed, from;
    bool says_given;
    word dispute;
    cite_syntax cite;
} fact_syntax;

typedef struct {
    field out;
    type_syntax type;
    expr_idx standard, unless;
} field_syntax;

typedef struct {
    each out;
    expr_idx where;
} each_syntax;

typedef struct {
    must out;
    expr_idx relation, when;
} must_syntax;

typedef struct {
    period out;
    expr_idx value, others;  // others: a chain
    word dispute;
    cite_syntax cite;
} period_syntax;

typedef struct {
    param out;
    type_syntax type;
    span rows;  // of draft.periods
    cite_syntax cite;
} param_syntax;

typedef struct {
    row out;
    word option;  // of TABLE_BY
    expr_idx guard, value;
    bool is_otherwise;
    cite_syntax cite;
} row_syntax;

typedef struct {
    rule out;
    type_syntax type;
    bool has_body;     // says how it is worked out
    expr_idx subject;  // TABLE_EXPR, TABLE_BY
    expr_idx terms;    // TABLE_BEST, TABLE_SUM: a chain of names
    expr_idx least, most;
    span rows;  // of draft.rows
    cite_syntax cite;
} rule_syntax;

typedef struct {
    goal out;
    word points;
    expr_idx target;
} goal_syntax;

typedef struct {
    option out;
    str heading;
    expr_idx guard;
    bool is_otherwise;
} finding_row;

typedef struct {
    finding out;
    expr_idx when;
    span rows;  // of draft.finding_rows
} finding_syntax;

typedef struct {
    check out;
    expr_idx when, about_when, again, soonest, unless;
    bool says_kind;  // recoverable or permanent
    word by;
    cite_syntax cite;
} check_syntax;

typedef struct {
    verdict_code out;
    word check, under;
} code_syntax;

typedef enum { ROW_OF_CHECKS, ROW_OTHERWISE, ROW_OPEN } verdict_row_kind;
typedef struct {
    verdict_row out;
    verdict_row_kind kind;
    option name;
    expr_idx other_when;
    word by;
    span codes;  // of draft.codes
} verdict_row_syntax;

typedef struct {
    verdict out;
    span rows;  // of draft.verdict_rows
} verdict_syntax;

typedef struct {
    paper_row out;
    expr_idx when;
    cite_syntax cite;
} paper_row_syntax;

typedef struct {
    paper out;
    paper_terms terms;
    word holder;
    span rows;  // of draft.paper_rows
    cite_syntax cite;
} paper_syntax;

typedef struct {
    expr_idx when, needed;
    place at;
} materials_syntax;  // and `dates`, without needed

typedef struct {
    date out;
    expr_idx value, when;
    cite_syntax cite;
} date_syntax;

typedef struct {
    dispute out;
    expr_idx when;
    cite_syntax cite;
} dispute_syntax;

typedef struct {
    other_form out;
    cite_syntax cite;
} form_syntax;

typedef struct {
    difference out;
    word points;
    span usuals;  // of draft.usuals
    cite_syntax cite;
} differs_syntax;

typedef struct {
    route out;
    expr_idx supposes;  // a chain
    span asks;          // of draft.asks
} route_syntax;

typedef struct {
    tool out;
    span asks;    // of draft.asks
    span routes;  // of draft.routes
} tool_syntax;

typedef struct {
    calendar_year out;
    cite_syntax cite;
} year_syntax;

typedef struct {
    workday_span out;
    place at;
} off_syntax;

typedef struct {
    str name, label;
    place at;
    word beyond;
} calendar_syntax;

// The nouns that begin a declaration, in the order of docs/language.md.
typedef enum {
    NOUN_SOURCE,
    NOUN_SECTION,
    NOUN_FACT,
    NOUN_MUST,
    NOUN_PARAM,
    NOUN_RULE,
    NOUN_GOAL,
    NOUN_FINDING,
    NOUN_CHECK,
    NOUN_VERDICT,
    NOUN_PAPER,
    NOUN_HOLDER,
    NOUN_MATERIALS,
    NOUN_DATE,
    NOUN_DATES,
    NOUN_DISPUTE,
    NOUN_CALENDAR,
    NOUN_TOOL,
    NOUN_FORM,
    NOUN_DIFFERS,
    NOUN_COUNT
} noun_kind;

// All that the files of one law declare. A declaration with a mistake is not in it; its name is in `broken`.
typedef struct {
    arena *mem;  // borrowed
    diags *d;    // borrowed
    vec_spare spare;
    vec of[NOUN_COUNT];  // of NOUN_SYNTAX
    vec exprs;           // expr; [0] is not used
    vec options;         // option: of facts and fields
    vec fields, eaches;  // of the one records fact
    word continues;      // the each named by `continues`
    vec periods, rows, finding_rows, codes, verdict_rows, paper_rows, years, offs, fixed;
    vec asks;          // word: facts the tools ask
    vec routes;        // route_syntax
    vec usuals;        // usual
    vec cases;         // law_case
    vec broken;        // str
    uint32_t section;  // the facts that follow belong to it: index + 1; 0 none
    uint16_t section_file;
    bool has_lost;  // a declaration was given up before its name was known
} draft;

#define DRAFT(d, noun, type, i) VEC_AT(&(d)->of[noun], type, i)
#define EXPR(d, i) VEC_AT(&(d)->exprs, expr, i)

// False: no memory.
bool draft_init(draft *out, arena *mem, diags *d);

// Read one block into the draft.
void parse_law(draft *out, str text, uint32_t line, uint16_t file);
void parse_cases(draft *out, str text, uint32_t line, uint16_t file);

#endif
