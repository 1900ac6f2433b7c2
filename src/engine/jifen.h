// engine/jifen.h - the one door of the engine: open laws, describe a person, get the answer.
//
// Every face (CLI, pages, API, databases, WebAssembly) goes through here. Pure: no files, no clock, no globals.
// A `jifen` never changes after opening and may be shared by threads; arenas and answers belong to one thread.
// Every str in an answer is a view into the laws or into the arena given.
#ifndef ENGINE_JIFEN_H
#define ENGINE_JIFEN_H

#include "base/err.h"
#include "base/workday.h"
#include "eval/person.h"

typedef struct jifen jifen;          // several laws, several versions of each
typedef struct jifen_law jifen_law;  // one version of one law

typedef struct {
    str name, text;
    bool is_proved;  // this text was proved before, together with all it stands with: read and resolve it only
} jifen_file;

// Read, check and prove packs. Files of one law are found by their heads; files of `law: any` join every law.
// On RC_INPUT the diagnostics (many lines, see docs/language.md) are in *report; texts must outlive mem.
rc jifen_open(const jifen_file *files, size_t n_files, arena *mem, jifen **out, buf *report, err *e) NODISCARD;

size_t jifen_n_laws(const jifen *j);
const jifen_law *jifen_law_at(const jifen *j, size_t idx);
// The version of the first law (or of the law `id`, when not empty) in force on `on`; NULL: not held.
const jifen_law *jifen_find_law(const jifen *j, str id, int64_t on);

typedef struct {
    str id, title, version, unit;          // version: the first day in force, YYYY-MM-DD
    int64_t from, to, checked, again;      // days
    const str *points, *points_labels;     // [n_points] output names, in order
    const str *goals, *goal_labels;        // [n_goals]
    const str *findings, *finding_labels;  // [n_findings]
    size_t n_points, n_goals, n_findings;
} jifen_law_info;
const jifen_law_info *jifen_info(const jifen_law *l);
const workdays *jifen_workdays(const jifen_law *l);  // the calendar the law counts by

// ---- facts: what can be asked and given --------------------------------------------------------------------

typedef enum { UNIT_OF_PLAIN, UNIT_OF_MONEY, UNIT_OF_PERCENT } fact_unit;
typedef struct {
    str name, label;
} jifen_option;

typedef struct {
    str name, label;
    kind kind;
    int scale;  // KIND_NUMBER: value = written number * 10^scale (percent: what is written, 0..100, at 2)
    fact_unit unit;
    bool may_be_none;  // KIND_DATE
    set domain;
    const jifen_option *options;  // KIND_ENUM, KIND_SET
    size_t n_options;
    bool required;          // record fields only: must be given
    bool is_checked_later;  // record fields only: its `unless` decides whether it counts, so any readable value (or
                            // none) is taken, and jifen_check_record says whether it will do
} jifen_type;

// The numbers between two constants that the law compares a fact with. Within one band the answer may still differ.
typedef struct {
    str label;  // 不到 6
    set values;
} jifen_band;

typedef struct {
    jifen_type type;
    str ask, hint, section, section_label;
    bool has_default, is_records;
    bool is_derived;          // worked out from records or other facts where it is not given
    bool is_private;          // a page for everybody never asks it, and shows what it would do instead
    bool is_from_facts;       // from other facts: once they are known it is no question of its own
    str default_text;         // the default in Chinese, for constant defaults
    const jifen_band *bands;  // [n_bands] in order, all of the domain: for those who do not know the exact number
    size_t n_bands;           // 0: no number, or the law compares it with nothing, or with too much
} jifen_fact;

size_t jifen_n_facts(const jifen_law *l);
const jifen_fact *jifen_fact_at(const jifen_law *l, size_t fact);
int jifen_find_fact(const jifen_law *l, str name);     // -1: none
str jifen_fact_name(const jifen_law *l, size_t fact);  // of jifen_fact_at
str jifen_nearest_fact(const jifen_law *l, str name);  // for "did you mean"; may be empty
size_t jifen_n_fields(const jifen_law *l);             // of month records; field 0 is the month
const jifen_type *jifen_field_at(const jifen_law *l, size_t field);
int jifen_find_field(const jifen_law *l, str name);

// ---- short interviews ------------------------------------------------------------------------------------------

typedef enum { TOOL_POINTS, TOOL_REASONS, TOOL_CONDITIONS, TOOL_PAPERS, TOOL_DATES } tool_shows;

typedef struct {
    size_t fact;
    set values;
} jifen_bound;

// One answer to a tool's choice: a way that asks less, and supposes the rest.
typedef struct {
    str name, label, hint;
    const jifen_bound *supposes;  // [n_supposes]
    size_t n_supposes;
    const size_t *facts;  // [n_facts] what it may ask, in this order
    size_t n_facts;
} jifen_route;

typedef struct {
    str name, title, lead;  // lead: one sentence that says what it answers
    tool_shows shows;       // the part of the answer that comes first
    const size_t *facts;    // [n_facts] what it may ask, in this order
    size_t n_facts;
    size_t most;                // questions on any way through it; 0: not promised
    str choice, choice_hint;    // the question the routes answer, asked first; empty: there are none
    const jifen_route *routes;  // [n_routes]
    size_t n_routes;
} jifen_tool;

size_t jifen_n_tools(const jifen_law *l);
const jifen_tool *jifen_tool_at(const jifen_law *l, size_t tool);
const jifen_tool *jifen_find_tool(const jifen_law *l, tool_shows shows);  // NULL: none
const jifen_route *jifen_find_route(const jifen_law *l, str name);        // of any tool; NULL: none

// One answer to a ladder's question, and what it says of the facts.
typedef struct {
    str label, hint;           // hint: where to look its own fact up; empty for the last rung
    const jifen_bound *means;  // [n_means]
    size_t n_means;
} jifen_rung;

// Points by the first number that is high enough: the facts of such a table are asked as one question, which rung is
// the first one reached. Exactly one rung fits a person; the last says that none was reached and names every fact.
typedef struct {
    str name, label;  // of the points
    const jifen_rung *rungs;
    size_t n_rungs;
} jifen_ladder;

const jifen_ladder *jifen_find_ladder(const jifen_law *l, size_t fact);  // NULL: it is asked by itself

// ---- a person ------------------------------------------------------------------------------------------------

void jifen_person_init(person *p, int64_t on);

// One value as text: a number, a date (`loose`: also 2026/3/5, 2026年3月5日, full-width digits, 是/否, labels), an
// option's name, true/false, none. Writes the single value; says what was expected and found otherwise.
rc jifen_parse_value(const jifen_type *t, str text, bool loose, set *out, err *e) NODISCARD;

// The text form of CSV and cases: one value, `a..b`, `a/b`, `?` (null); for sets `none` or `a|b` (cases: `{a, b}`).
// Puts it in the person. The name of the fact is put into e.
rc jifen_put_text(const jifen_law *l, person *p, size_t fact, str text, bool loose, err *e) NODISCARD;

// A ready set of values (from JSON); checked against the domain.
rc jifen_put_set(const jifen_law *l, person *p, size_t fact, set value, err *e) NODISCARD;
void jifen_put_null(person *p, size_t fact);
void jifen_put_rung(person *p, const jifen_rung *r);  // the musts narrow the other facts

// Put what the way supposes of facts the person says nothing about; what cannot hold with the rest is left out. Answers
// what was put, a bit for each of its suppositions.
uint64_t jifen_suppose(const jifen_law *l, const jifen_route *way, arena *mem, person *p);

// Check one record as a whole and fill in defaults of fields that are not in `has` (a bit a field).
rc jifen_check_record(const jifen_law *l, record *r, uint32_t has, err *e) NODISCARD;
// Take over records (borrowed until the answer is made); sorts them by month, refuses a repeated month.
rc jifen_put_records(const jifen_law *l, person *p, record *records, size_t n, err *e) NODISCARD;

// The text a value is shown with: a label, 2026-03-10, 12434.50; sets as `36..48` and `a/b`. labels: for people, in
// Chinese, percents with their sign.
void jifen_print_value(const jifen_type *t, set v, bool labels, buf *out);

// ---- the answer ------------------------------------------------------------------------------------------------

typedef enum { TRI_NO, TRI_YES, TRI_OPEN } tri;

typedef struct {
    str document, where, rank, rank_label, confidence, confidence_label;  // rank "official", label 官方文件
    str key;
} jifen_source;

typedef struct {
    str name, label;
    int64_t least, most;
    str row_text;         // the row that applied, in readable Chinese; empty while open
    jifen_source source;  // of the row, or of the rule
    str dispute;          // code of the dispute the value hangs on; empty
    size_t part_of;       // 1 + index of the sum or choice it is a term of; 0: of none
    bool is_best;         // a choice: only its largest term counts, they are not added up
    int64_t next_more;  // points that the next number would bring; 0: none is known, the rest says nothing then
    size_t next_fact;    // of which fact
    int64_t next_at;     // from this value on, at its scale
    int64_t next_lacks;  // what it lacks to that; 0: not known exactly
} jifen_points;

typedef struct {
    str name, label;
    tri holds;
    int64_t least_gap, most_gap;  // what is missing, at least and at most; 0 when reached
    int64_t target;
    size_t points;           // index of the points it measures
    int next_question;       // the first fact to ask that these points can still depend on; -1: none
    uint64_t live;           // all facts they can still depend on (a bit each)
    uint64_t live_presumed;  // presumed facts whose other values could change them; 0 in brief and bare answers
} jifen_goal;

typedef struct {
    str name, label, value, value_label;  // value empty: open or absent
    bool is_absent;
} jifen_finding;

typedef struct {
    str code, label, meaning, remedy;
    str look;  // where to see for oneself
    bool decides, recoverable;
    bool first_action;  // what to do before anything else
    bool has_again, has_by, has_soonest;
    int64_t again_on, by;  // days
    int64_t soonest,
        soonest_last;  // days: the first on which it may be over, when all goes well from now on; two
                       // where that hangs on what is not known exactly
    str by_label;
    jifen_source source;
    int64_t checked;  // the day its source was read last
} jifen_reason;

typedef struct {
    str id, label, note, because, holder, holder_label, mark;  // mark: a name to show as true; empty
    bool original, seal, possible;
    tri needed;
    int64_t copies, count;
    jifen_source source;
} jifen_paper;

typedef struct {
    str id, label, note;
    int64_t day;
    jifen_source source;
} jifen_date;

typedef struct {
    str name;
    set before, after;
} jifen_change;

typedef struct {
    str code, text, confidence, confidence_label, alternative;
    bool has_alternative;  // false: an assumption without another side
    bool changes;          // the other side would change total, verdict or a date
    bool has_total;
    int64_t total_least, total_most;  // under the other sides
    str total_name;                   // the points of the first goal
    str verdict, headline;            // under the other side, when it differs; else empty
    const jifen_date *dates;          // [n_dates] that would differ, with their other day
    size_t n_dates;
    jifen_source source;
} jifen_assumption;

// One step of the evaluation. Replaying `op` on the args' values gives the value again.
typedef struct {
    str id;                // rule, row and node: stable while the pack's text is
    str op;                // "fact" "param" "const" or an operation's name
    str rule;              // the rule it belongs to
    const uint32_t *args;  // [n_args] indices of earlier nodes
    uint32_t n_args;
    int64_t num;               // the operation's constant
    bool has_least, has_most;  // of a sum: its bounds
    int64_t least, most;
    str kind;  // of the value: bool number day month enum set
    int scale;
    set value;
    str text;  // the value in words
    jifen_source source;
    bool has_source;
    uint32_t line;
    str file;
} jifen_node;

typedef struct {
    const jifen_law *law;
    int64_t on;
    const jifen_points *points;
    size_t n_points;
    const jifen_goal *goals;
    size_t n_goals;
    const jifen_finding *findings;
    size_t n_findings;
    str verdict, headline;
    bool is_open;                      // the facts do not decide the verdict yet
    str confidence, confidence_label;  // the weakest among the deciding reasons; empty when there is none
    bool has_by;
    int64_t by;           // a day: until when what the verdict says can be done
    str by_label;         // what that day is
    str reasons_heading;  // from the findings; may be empty
    const jifen_reason *reasons;
    size_t n_reasons;
    const jifen_reason *possible;
    size_t n_possible;
    uint64_t live_reasons;  // facts (a bit each) that `possible` can still depend on, decided verdict or not
    const jifen_paper *papers;
    size_t n_papers;
    const jifen_date *dates;
    size_t n_dates;
    const jifen_assumption *assumptions;
    size_t n_assumptions;
    const size_t *presumed;
    size_t n_presumed;  // facts
    const size_t *missing;
    size_t n_missing;   // facts; the next question first
    int next_question;  // fact; -1: none
    int next_presumed;  // the presumed fact an interview would ask next; -1: none
    const jifen_node *trace;
    size_t n_trace;
} jifen_answer;

typedef struct {
    bool brief;  // batch to CSV: points, goals, verdict, reasons, possible, assumption codes; no papers, dates, sources
    bool bare;  // a form that shows points and goals as their values: no words on why, what lacks, from where
    bool trace;
} jifen_wishes;

// Answer for one person. RC_INPUT when the facts cannot hold together (e names both) or `on` is not held.
rc jifen_assess(const jifen_law *l, const person *p, jifen_wishes wishes, arena *mem, jifen_answer *out,
                err *e) NODISCARD;

// Another fact that can be told in place of this one, with its value: it follows from it alone, and the answer `a` of `who`
// comes to the same points, verdict and number of reasons by it. False: there is none.
bool jifen_stand_in(const jifen_answer *a, const person *who, size_t fact, arena *mem, jifen_bound *out);

// The same whether the answer stays as it is or not: a fact that is asked too and follows from this one, with what follows. Facts that
// cannot hold together tell nothing, so `who` must have an answer.
bool jifen_tells_less(const jifen_law *l, const person *who, size_t fact, arena *mem, jifen_bound *out);
// Is there such a fact, whatever is answered? Of who its day alone counts.
bool jifen_has_less(const jifen_law *l, const person *who, size_t fact, arena *mem);

// What the tool asks next on that way (NULL: of all it may ask): the first of the facts that is not `answered` ([n_facts of the law], also when the answer
// was "I do not know", or given by a rung) and that can still change the answer - for TOOL_POINTS, the points of a
// goal; for TOOL_REASONS and TOOL_CONDITIONS also a possible reason beside those that decide. -1: nothing is left to ask. The answer must not be brief.
int jifen_tool_next(const jifen_answer *a, const jifen_tool *t, const jifen_route *way, const bool *answered);

// ---- the same points elsewhere ----------------------------------------------------------------------------------

// Another form that works out the same points.
typedef struct {
    str label, host, item, note;  // host and item: where it is found; note may be empty
    jifen_source source;
} jifen_form;

typedef struct {
    str text, answer;  // how answers usually differ; what to answer
} jifen_usual;

// Why one line of points may be another one there.
typedef struct {
    str name, label;  // of the points
    str asked;        // how the form asks it
    bool is_unseen;   // its own words were not seen: `asked` says how the documents put it
    const jifen_usual *usuals;
    size_t n_usuals;
    jifen_source source;
    int64_t checked;  // the day the source was read last
} jifen_difference;

// False: the law names no other form. Otherwise every line of points has its difference, in the law's order of points.
bool jifen_other_form(const jifen_law *l, arena *mem, jifen_form *out, const jifen_difference **differences,
                      size_t *n);

// ---- the conditions, one by one ---------------------------------------------------------------------------------

typedef enum { CONDITION_FINE, CONDITION_WRONG, CONDITION_OPEN } condition_state;

typedef struct {
    str code, label, look;  // of the check; label: what it is about, said neither way
    condition_state state;
    jifen_source source;
    int64_t checked;  // the day the source was read last
} jifen_condition;

// Every condition of the law that may concern somebody who got the answer `a`; p: what was given, without what a route supposed. Wrong when it is a reason there; open when it may
// become one, or is none only because something the tool can ask was presumed or supposed; fine when it cannot.
rc jifen_conditions(const jifen_answer *a, const person *p, const jifen_tool *t, arena *mem,
                    const jifen_condition **out, size_t *n, err *e) NODISCARD;

// ---- the law as a document ---------------------------------------------------------------------------------------

typedef enum {
    NAME_FACT,
    NAME_VALUE,
    NAME_POINTS,
    NAME_PARAM,
    NAME_GOAL,
    NAME_FINDING,
    NAME_CHECK,
    NAME_PAPER,
    NAME_DATE,
    NAME_DISPUTE
} name_kind;

// Something a law declares and people look up. Two things of different kinds may share a name.
typedef struct {
    name_kind kind;
    str name, label, noun;             // noun: as packs write it; label: the name where there is no other
    str confidence, confidence_label;  // of the weakest source it rests on; empty: it names none
} jifen_name;

size_t jifen_n_names(const jifen_law *l);
jifen_name jifen_name_at(const jifen_law *l, size_t name);  // all of a kind in the pack's order
int jifen_find_name(const jifen_law *l, str name);          // the first of that name; -1: none
// At most `most` names like this one, the nearest first, for "did you mean". Answers how many.
size_t jifen_near_names(const jifen_law *l, str name, size_t most, str *out);

size_t jifen_n_sources(const jifen_law *l);
jifen_source jifen_source_at(const jifen_law *l, size_t source);  // without `where`

// A value of a param and the days or months it is good for, as text.
typedef struct {
    str from, to;  // to: empty when it is open; both empty: always
    str value;
    str other;    // what it is under the other sides of a dispute; may be empty
    str dispute;  // its name; may be empty
    jifen_source source;
} jifen_period;

typedef struct {
    str name, text, other;  // the side followed, and the other one; other may be empty: then it is only assumed
    str confidence, confidence_label;
} jifen_sides;

typedef struct {
    str title, given, person, expected;  // as the pack writes it; title may be several lines, given may be empty
} jifen_case;

typedef struct {
    jifen_name name;
    str rule;  // what it says in readable Chinese, lines with two blanks a level; without sources and what it uses
    const jifen_source *sources;  // [n_sources] each once, its own last
    size_t n_sources;
    const jifen_period *periods;  // [n_periods] of a param
    size_t n_periods;
    const size_t *uses;  // [n_uses] the names it is worked out from
    size_t n_uses;
    const jifen_sides *sides;  // [n_sides] of the disputes it hangs on; of a dispute itself its own
    size_t n_sides;
    int64_t from, to, checked, again;  // days: the law's in force, its file's checks
    str file;
    uint32_t line;
    str heading, prose;       // of the section it stands in; prose is Markdown without the executed blocks
    const jifen_case *cases;  // [n_cases] the worked cases that follow its block in that section
    size_t n_cases;
} jifen_entry;

// All about one name. RC_MEMORY.
rc jifen_describe(const jifen_law *l, size_t name, arena *mem, jifen_entry *out, err *e) NODISCARD;

// ---- what is never asked ------------------------------------------------------------------------------------------

// What a private fact would do: to points, or to a check. A page shows it to everybody instead of asking.
typedef struct {
    size_t fact;
    bool is_points;
    str name, label;  // of the points or the check
    str text;         // how the points are worked out; what the check means
    bool has_step;    // points of nothing but this number: one more of it always changes them by `step`
    int64_t step;
    jifen_source source;
} jifen_private_effect;

// In the order of the facts; points, then checks. Points and checks that look at a private fact only through other
// points or checks are left out. RC_MEMORY when there is none.
rc jifen_private_effects(const jifen_law *l, arena *mem, const jifen_private_effect **out, size_t *n,
                         err *e) NODISCARD;

// ---- packs as documents: policy check, test, fmt, show -------------------------------------------------------

// Run the worked cases of one law; one line a failure into report. Answers how many passed and failed.
rc jifen_test(const jifen_law *l, arena *mem, buf *report, size_t *n_passed, size_t *n_failed, err *e) NODISCARD;
rc jifen_format(jifen_file file, arena *mem, buf *out, buf *report, err *e) NODISCARD;
// A fact, value, points, check, paper, date, param, dispute or finding in readable Chinese: the rule, periods, sources,
// confidence, disputes. Several of one name are shown one after the other. RC_INPUT: no such name (e has the nearest).
rc jifen_show(const jifen_law *l, str name, arena *mem, buf *out, err *e) NODISCARD;

// One piece of what the law says on a day, for texts that quote it. The reference is a verb and a name; where the name
// stands for several things, the noun goes before it (`label fact age`).
//
//   label NAME, label FACT=OPTION      its label; of a dispute the text, of a source the document
//   meaning CHECK, look CHECK, remedy CHECK   of a reason
//   note PAPER|DATE, ask FACT, hint FACT, other DISPUTE
//   param PARAM                        the value in force on the day
//   goal GOAL                          what has to be reached
//   value VALUE|POINTS|DATE|EACH|FACT  the expression behind it, in readable Chinese
//   when CHECK|DATE|DISPUTE            its condition, likewise
//   source NAME, confidence NAME       where it stands (or a source's key), and how sure that is
//   rows VALUE|POINTS|PARAM            list: its table, periods or terms
//   options FACT                       list
//   papers, papers FACT=OPTION         list: asked of everybody; or added by this option
//
// A list is one line an item, `- ...`, each with its line feed; everything else is one line without. RC_INPUT: no such
// verb or name (e has the nearest), or nothing to quote there.
rc jifen_quote(const jifen_law *l, int64_t on, str reference, arena *mem, buf *out, err *e) NODISCARD;

#endif
