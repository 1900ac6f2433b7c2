// law/law.h - the checked tree: what a law says, once its packs are read. Everything is an array and an index,
// nothing changes after checking, and any number of threads may read it. Names and numbers of a law live here as
// data only; no code knows any of them.
//
// Made by law_read (parser.c, resolve.c); walked by eval/.
#ifndef LAW_LAW_H
#define LAW_LAW_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/set.h"
#include "base/str.h"
#include "base/workday.h"

typedef struct {
    uint32_t line, column;  // from 1; column counts bytes
    uint16_t file;          // index into law.files
} place;

typedef struct {
    str name, text;             // view
    str title, checked, again;  // of the file's head; the days as written, checked_day as numbers
    int64_t checked_day, again_day;
    int32_t part;
} pack_file;

typedef enum { RANK_OFFICIAL, RANK_PRESS, RANK_AGENCY, RANK_OWN } rank;
typedef enum { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH } confidence;

typedef struct {
    str key, document;
    rank rank;
    confidence confidence;
    place at;
} source;

// Where a rule or row stands. source_idx -1: not given here (a row then has its table's).
typedef struct {
    int32_t source_idx;
    str where;              // clause or heading, may be empty
    confidence confidence;  // the source's own, unless the citation says another
} cite;

typedef struct {
    str name, label;
    place at;
} option;

typedef struct {
    option *items;  // [n], at most LIMIT_OPTIONS
    uint32_t n;
} options;

// What kind of value, and how to read its integer: numbers count in units of 10^-scale (money 2, percent 4).
typedef enum { UNIT_PLAIN, UNIT_MONEY, UNIT_PERCENT } unit;
typedef struct {
    kind kind;
    uint8_t scale;         // of KIND_NUMBER
    uint8_t unit;          // of KIND_NUMBER
    const options *names;  // of KIND_ENUM and KIND_SET
} type;

typedef uint32_t node_idx;  // into law.nodes; 0 is "no node"

// A date that is none, as a constant (num of OP_CONST).
#define NONE_DAY INT64_MIN

// Children are in a, b, c; `num` and `list` as said here. Comparisons and sums have children of one scale: where the
// source mixes them, the resolver puts OP_SCALE between.
typedef enum {
    OP_CONST,  // num: the value (bool 0/1, enum index, number at node.type.scale, day, month number, mask of a
               // set); NONE_DAY: the date none (only where a date is chosen or presumed)
    OP_ON,     // the day asked for
    OP_FACT,   // num: fact
    OP_RULE,   // num: rule
    OP_CHECK,    // num: check; does it hold
    OP_VERDICT,  // an enum over law.verdict.names
    OP_FIELD,    // num: field of the record at hand; field 0 is its month (KIND_MONTH)
    OP_EACH,     // num: each-truth of the record at hand
    OP_PARAM,  // num: param; a: day or month to look up, 0: a constant one; by month, a day counts as its month
    OP_NOT,    // a
    OP_AND,
    OP_OR,  // a b
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,        // a b: numbers, days or months; false when a side is none
    OP_IN_RANGE,  // b <= a <= c; b and c do not depend on facts
    OP_IN,        // a: bool or enum; num: mask of options
    OP_HAS,       // a: set; num: option index
    OP_IS_NONE,   // a: a date
    OP_IS_EMPTY,  // a: a set
    OP_NEG,       // a
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_MIN,
    OP_MAX,           // a b; MIN and MAX also of days; MUL adds the scales
    OP_FLOOR_DIV,     // floor(a / b), b > 0, scales already made equal; scale 0
    OP_SCALE,         // a times 10^num
    OP_ADD_DAYS,      // a: day, b: number of days (may be negative)
    OP_ADD_MONTHS,    // a: day, b: months
    OP_ADD_WORKDAYS,  // a: day, b: working days, >= 0
    OP_YEARS,         // full years from a to b; num: 1 when 29 February is reached on 28
    OP_MONTH_START,   // the first day of the month of day a
    OP_IF,            // a ? b : c
    OP_DISPUTED,      // a: the side followed; num: dispute; list: the other sides
    OP_COUNT,         // records in the a months (0: all) before the month of day b, where c
    OP_FIRST_SEEN,    // list: options in order (as plain numbers); num: field; a, b, c as OP_COUNT
    OP_LISTED,        // the record of the month of day b: does c hold; unknown when not listed
    OP_DERIVED,       // num: mask of facts; was one of them worked out from records
    OP_OVERRIDDEN,    // num: mask of facts; was one given although records say otherwise
    OP_BEYOND,        // was a day counted outside the published years
    OP_COUNT_OF_OPS
} op;

// What every step of an answer looks at: 32 bytes, two to a cache line. What else is known of a node is in its note.
typedef struct {
    op op : 8;
    kind kind : 8;  // of its value
    node_idx a, b, c;
    int64_t num;
    uint32_t list, n_list;  // span of law.lists
} node;

typedef struct {
    type type;
    place at;
} node_note;

// How a given value and a derived one live together.
typedef enum { GIVEN_ONLY, GIVEN_AGREES, GIVEN_WINS } given_rule;

typedef struct {
    type type;          // what every answer looks at stands first, close together
    set domain;         // every value allowed from outside (dates: day_min..day_max, and none where allowed)
    node_idx presumed;  // 0: no default
    node_idx from;      // 0: not derived
    str name, label, ask, hint;
    options names;      // KIND_ENUM, KIND_SET
    bool is_records;    // the list of month records: has no set; at most one such fact
    bool is_private;    // a page for everybody never asks it; it is presumed or derived
    bool from_records;  // `from` looks at records: without them the fact stands for itself
    given_rule given;
    int32_t dispute;   // of GIVEN_WINS: the other side takes the derived value; -1
    uint32_t section;  // index + 1; 0: none
    cite cite;
    place at;
    int64_t *cuts;  // [n_cuts] ascending: constants c where "value < c" and ">= c" may differ (numbers)
    uint32_t n_cuts;
} fact;

typedef struct {
    str name, label;
    type type;
    options names;
    set domain;
    bool has_default;  // then absent (or null) is `standard`
    set standard;
    node_idx unless;  // required unless this truth over the record holds; 0: required unless has_default
    place at;
} field;

typedef struct {
    str name;
    node_idx where;
    place at;
} each;

// must: a truth every person fulfils. `left - right <= limit` when it is a plain difference of two facts (days or
// numbers of one scale), otherwise only `truth` is used.
typedef struct {
    node_idx truth;  // includes the `when`: not when or the relation
    bool is_difference;
    uint32_t left, right;  // facts
    int64_t limit;
    str message;
    place at;
} must;

typedef struct {
    int64_t from, to;  // days or month numbers, both included; to INT64_MAX: open
    int64_t value;
    cite cite;
    int32_t dispute;        // -1: none
    uint32_t list, n_list;  // the other sides, plain numbers in law.lists
    place at;
} period;

typedef struct {
    str name, label;
    type type;
    kind by;  // KIND_DATE, KIND_MONTH; KIND_BOOL: one constant in rows[0]
    int64_t from;
    period *rows;
    uint32_t n_rows;
    cite cite;
    place at;
} param;

typedef enum { TABLE_EXPR, TABLE_BY, TABLE_UNIQUE, TABLE_FIRST, TABLE_BEST, TABLE_SUM } table;

typedef struct {
    node_idx guard;  // 0: otherwise (TABLE_FIRST, last); of TABLE_BY: unused, row k is option k (bool: 0, 1)
    node_idx value;
    cite cite;
    place at;
} row;

typedef struct {
    table table;
    node_idx subject;  // TABLE_BY: what is looked up; TABLE_EXPR: the expression
    type type;
    row *rows;
    uint32_t *terms;  // TABLE_BEST, TABLE_SUM: rules
    uint32_t n_rows, n_terms;
    bool is_points;  // shown; otherwise a named step (`value`)
    bool has_least, has_most;
    int64_t least, most;
    str name, label;
    cite cite;
    place at;
} rule;

typedef struct {
    str name, label;
    uint32_t points;         // rule
    node_idx target, truth;  // truth: points >= target
    place at;
} goal;

typedef struct {
    str name, label;
    node_idx when;     // 0: always
    options names;     // its values, in row order
    node_idx *guards;  // [names.n], the last 0: otherwise
    str *headings;     // [names.n] of the list of reasons, may be empty
    type type;
    place at;
} finding;

typedef struct {
    node_idx when;
    uint32_t verdict;  // its row
    bool explains;     // explains and does not decide
    str name, label, meaning, remedy;
    str look;             // where to see for oneself
    str about;            // the condition it is about, in the list of conditions; empty: it is none
    node_idx about_when;  // whom that condition concerns; 0: everybody
    bool recoverable;
    bool search_again;
    node_idx again;    // a day; 0: none
    node_idx soonest;  // the first day it may be over when all goes well from now on; 0: there is none to say
    int32_t by;        // date index; -1
    bool first_action;
    node_idx first_unless;  // 0: always
    cite cite;
    place at;
} check;

typedef struct {
    uint32_t check;
    bool explains;
    int32_t under;  // dispute under which only this placement counts (then it decides); -1: the normal one
} verdict_code;

typedef struct {
    str headline;
    str other_headline;   // when `other_when` holds
    node_idx other_when;  // 0: none
    bool alone;           // when one of its codes holds, no other code is listed
    int32_t by;           // the date by which to act, -1: none
    verdict_code *codes;
    uint32_t n_codes;
    place at;
} verdict_row;

typedef struct {
    str label;
    options names;      // rows in order; the one before the last is `otherwise`, the last `open` (unknown)
    verdict_row *rows;  // [names.n]
    type type;
    place at;
} verdict;

typedef struct {
    bool original;
    uint32_t copies, count;
    bool seal, needed;  // needed: whatever `materials needed` says
} paper_terms;

typedef struct {
    paper_terms terms;  // the paper's own, with what this row overrides
    str mark, because;
    cite cite;
    place at;
} paper_row;

typedef struct {
    node_idx *whens;  // [n_rows] does the row hold: those of all papers lie together
    paper_row *rows;
    uint32_t n_rows;
    uint32_t holder;  // into law.holders
    str name, label, note;
    cite cite;
    place at;
} paper;

typedef struct {
    node_idx value, when;  // when 0: always
    str name, label, note;
    cite cite;
    place at;
} date;

typedef struct {
    str name, text, other;  // other empty: there is no second side, only an assumption to show
    confidence confidence;
    node_idx when;  // 0: raised by the calendar
    cite cite;
    place at;
} dispute;

// A short interview: what is asked, in this order, and which part of the answer comes first.
typedef enum { SHOWS_POINTS, SHOWS_REASONS, SHOWS_CONDITIONS, SHOWS_PAPERS, SHOWS_DATES } shows;

// What is supposed of a fact that nobody gave.
typedef struct {
    uint32_t fact;
    set values;
} supposition;

// One answer to a tool's choice: a way through it that asks less and supposes the rest.
typedef struct {
    str name, label, hint;
    supposition *supposes;
    uint32_t n_supposes;
    uint32_t *asks;  // facts
    uint32_t n_asks;
    place at;
} route;

typedef struct {
    str name, title, lead;
    shows shows;     // no other tool of the law shows it
    uint32_t most;   // questions, the choice included; 0: not said
    uint32_t *asks;  // facts
    uint32_t n_asks;
    str choice, choice_hint;  // empty: it has no routes
    route *routes;            // into law.routes
    uint32_t n_routes;
    place at;
} tool;

// Another form that works out the same points, and on which page it is found.
typedef struct {
    str name, label, host, item, note;
    cite cite;
    place at;
} other_form;

typedef struct {
    str text, answer;  // how answers usually differ, and what to answer
    place at;
} usual;

// Why one line of points may be another one there.
typedef struct {
    uint32_t rule;
    str asked;       // how the form asks it
    bool is_unseen;  // its own words were not seen: `asked` says how the documents put it
    const usual *usuals;
    uint32_t n_usuals;
    cite cite;
    place at;
} difference;

// A year whose working days are published.
typedef struct {
    int32_t year;
    uint32_t n_workdays;
    uint32_t n_off;  // days off by the lists, weekends included; 0: not said
    cite cite;
    place at;
} calendar_year;

typedef enum { ITEM_FACT, ITEM_RULE, ITEM_CHECK, ITEM_VERDICT } item_kind;
typedef struct {
    item_kind kind;
    uint32_t idx;
} item;

// A worked case: text and tokens as written; engine/cases.c reads it.
typedef struct {
    str title;     // the text above it
    str given;     // the block's `given` lines joined by ", ", may be empty
    str person;    // left of =>
    str expected;  // right of =>
    place at;
} law_case;

#define LAW_LIST(type, name)                                                                                 \
    type *name;                                                                                              \
    uint32_t n_##name

typedef struct {
    str id, title, unit;
    int64_t from, to;            // days in force, both included
    int64_t checked, again;      // the earliest of its files
    LAW_LIST(pack_file, files);  // in the order given to law_read, as the places of its diagnostics
    LAW_LIST(source, sources);
    LAW_LIST(option, sections);
    LAW_LIST(option, holders);
    LAW_LIST(fact, facts);    // in the pack's order, which is the interview's
    LAW_LIST(field, fields);  // of the one records fact; field 0 its month, without a label
    LAW_LIST(each, eaches);   // in an order where each uses only earlier ones
    LAW_LIST(must, musts);
    LAW_LIST(param, params);
    LAW_LIST(rule, rules);  // values and points, in the pack's order
    LAW_LIST(goal, goals);
    LAW_LIST(finding, findings);
    LAW_LIST(check, checks);  // in the verdict's order
    LAW_LIST(paper, papers);
    LAW_LIST(date, dates);
    LAW_LIST(dispute, disputes);
    LAW_LIST(tool, tools);
    LAW_LIST(route, routes);
    LAW_LIST(other_form, forms);  // at most one
    LAW_LIST(difference, differences);
    LAW_LIST(law_case, cases);
    LAW_LIST(calendar_year, years);
    LAW_LIST(node, nodes);     // nodes[0] is not used
    const node_note *notes;    // [n_nodes]
    LAW_LIST(int64_t, lists);  // spans: node indices of other sides, option numbers, plain numbers
    LAW_LIST(item, order);     // facts that are derived or presumed by an expression, rules, checks, verdict:
                               // each after all it uses
    verdict verdict;           // names.n 0: the law has none
    uint64_t derived;          // facts (a bit each) that follow from other facts
    uint64_t presumed;         // facts with a default
    int32_t records_fact;      // -1: none
    uint32_t continues;  // each-truth + 1 (`continues NAME` in the records fact): looking ahead, the last
                         // record it holds for is supposed to repeat every month; 0: none
    node_idx materials_when, materials_needed, dates_when;  // 0: always
    workdays calendar;
    int32_t calendar_dispute;  // raised by OP_BEYOND days; -1
} law;

static inline const node_note *law_note(const law *l, const node *n) {
    return &l->notes[n - l->nodes];
}

#endif
