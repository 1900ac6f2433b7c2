// law/lexer.h - a law block cut into logical lines of tokens: a line at the margin or indented by two, with all lines
// indented by four or more that follow it. Comments and blank lines are left out.
#ifndef LAW_LEXER_H
#define LAW_LEXER_H

#include "law/diag.h"
#include "law/vec.h"

typedef enum {
    TOKEN_END,        // of the logical line
    TOKEN_NAME,       // a word; may hold Chinese letters (source keys)
    TOKEN_TEXT,       // text: between the quotes
    TOKEN_NUMBER,     // num * 10^-scale, as many decimals as written
    TOKEN_DATE,       // num: day number
    TOKEN_MONTH,      // num: month number
    TOKEN_MONTH_DAY,  // num: month * 100 + day
    TOKEN_SIGN
} token_kind;

typedef enum {
    SIGN_OPEN,
    SIGN_CLOSE,
    SIGN_OPEN_SET,
    SIGN_CLOSE_SET,
    SIGN_COMMA,
    SIGN_COLON,
    SIGN_PLUS,
    SIGN_MINUS,
    SIGN_TIMES,
    SIGN_DIVIDE,
    SIGN_LESS,
    SIGN_LESS_SAME,
    SIGN_GREATER,
    SIGN_GREATER_SAME,
    SIGN_SAME,
    SIGN_OTHER,
    SIGN_RANGE,
    SIGN_ARROW
} sign;

typedef struct {
    uint8_t kind;  // token_kind
    uint8_t sign;
    uint8_t scale;
    str text;  // view: as written; without the quotes of a text
    int64_t num;
    uint32_t line, column;
} token;

typedef struct {
    str rest;       // view: of the block, not read yet
    uint32_t line;  // number of its first line
    uint16_t file;
    diags *d;         // borrowed
    vec tokens;       // of the line at hand, TOKEN_END last
    uint32_t indent;  // of the line at hand: 0 or 2
    bool is_bad;      // it holds something that is no token; said already
    str comment;      // of the physical line read last, with its '#'; empty when none
} lexer;

lexer lexer_make(str text, uint32_t line, uint16_t file, vec tokens, diags *d);
bool lexer_next(lexer *l);  // the next logical line; false: none is left

// Add the tokens of one physical line, without TOKEN_END.
void lexer_scan(lexer *l, str line, uint32_t number);

#endif
