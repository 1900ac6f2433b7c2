// law/parse.h - the parser's tools: reading a logical line token by token. Internal to law/.
//
// A mistake is said once a line: after parse_give_up the rest of the line reads as its end, and whatever was being
// made is thrown away with its declaration. So no reader has to look for failure.
#ifndef LAW_PARSE_H
#define LAW_PARSE_H

#include "law/lexer.h"
#include "law/syntax.h"

typedef struct parser parser;

// How a declaration is read. body: a line of its body; end: what is missing when it is over.
typedef struct {
    str word;
    noun_kind list;  // where its syntax goes
    bool has_name;
    void (*head)(parser *p);
    void (*body)(parser *p);  // NULL: it has none
    void (*end)(parser *p);   // NULL: nothing can be missing
} noun;

struct parser {
    draft *out;  // borrowed
    lexer lex;
    const token *at;   // the next token of the line
    bool is_bad_line;  // given up, said why

    // the declaration at hand
    const noun *noun;  // NULL: none yet
    bool is_bad, is_bad_head;
    word name;
    place start;
    uint32_t n_before;  // of its list

    uint32_t depth;  // of the expression being read
    bool may_chain;  // x <= y <= z is allowed
};

extern const noun parse_nouns[];
extern const size_t n_parse_nouns;

place parse_here(const parser *p);
bool parse_give_up(parser *p);             // true: say why; false: said already
void parse_expected(parser *p, str what);  // gives up: S102

bool parse_is_end(const parser *p);
bool parse_is_word(const parser *p, str text);
bool parse_is_sign(const parser *p, sign s);
const token *parse_second(const parser *p);  // the token after the next
const token *parse_take(parser *p);          // any
bool parse_take_word(parser *p, str text);
bool parse_take_sign(parser *p, sign s);
void parse_need_word(parser *p, str text);
void parse_need_sign(parser *p, sign s, str shown);
void parse_end(parser *p);  // nothing more may stand on the line

word parse_name(parser *p, str what);  // letters, digits and _ only
word parse_key(parser *p, str what);   // may be Chinese
str parse_text(parser *p, str what);
int64_t parse_whole(parser *p, str what, int64_t most);
bool parse_decimal(parser *p, int scale, int64_t *out);  // [-]number at most as fine as scale, times 10^scale
bool parse_confidence(parser *p, confidence *out);       // false: none stands here
bool parse_cite(parser *p, cite_syntax *out);            // false: none stands here
type_syntax parse_type(parser *p, bool wants_domain);
option parse_option(parser *p);                              // NAME "label"
void parse_once(parser *p, bool again, place at, str what);  // S106 when said again

expr_idx parse_expr(parser *p);
expr_idx parse_exprs(parser *p);            // EXPR, EXPR, …: a chain
expr_idx parse_operand(parser *p);          // a number, a name, a bracket
expr_idx parse_names(parser *p, str what);  // NAME, NAME, …: a chain
expr_idx parse_literals(parser *p);         // V, V, …: a chain of operands

// The declaration being read.
#define PARSED(p, type) VEC_LAST(&(p)->out->of[(p)->noun->list], type)

// Readers of declarations, by noun (decl_*.c).
void parse_source(parser *p);
void parse_section(parser *p);
void parse_holder(parser *p);
void parse_fact(parser *p);
void parse_fact_body(parser *p);
void parse_fact_end(parser *p);
void parse_must(parser *p);
void parse_param(parser *p);
void parse_param_body(parser *p);
void parse_param_end(parser *p);
void parse_value(parser *p);
void parse_points(parser *p);
void parse_rule_body(parser *p);
void parse_rule_end(parser *p);
void parse_goal(parser *p);
void parse_finding(parser *p);
void parse_finding_body(parser *p);
void parse_finding_end(parser *p);
void parse_check(parser *p);
void parse_check_body(parser *p);
void parse_check_end(parser *p);
void parse_verdict(parser *p);
void parse_verdict_body(parser *p);
void parse_verdict_end(parser *p);
void parse_paper(parser *p);
void parse_paper_body(parser *p);
void parse_paper_end(parser *p);
void parse_materials(parser *p);
void parse_date(parser *p);
void parse_date_body(parser *p);
void parse_dates(parser *p);
void parse_dispute(parser *p);
void parse_dispute_body(parser *p);
void parse_calendar(parser *p);
void parse_calendar_body(parser *p);
void parse_tool(parser *p);
void parse_tool_body(parser *p);
void parse_tool_end(parser *p);
void parse_form(parser *p);
void parse_form_body(parser *p);
void parse_differs(parser *p);
void parse_differs_body(parser *p);
void parse_differs_end(parser *p);

#endif
