// wire/facts.h - one person's facts as any face of the program gives them: who, for which day, under which law.
// The texts are in facts_json (JSON) and batch (CSV); here is what they share.
#ifndef WIRE_FACTS_H
#define WIRE_FACTS_H

#include "engine/jifen.h"

// What is the same for many people.
typedef struct {
    const jifen *engine;  // borrowed
    str law_id;           // empty: the first law
    int64_t on;           // the day for people whose facts name none
    bool on_is_given;     // it was asked for: facts that name another day are an error
} facts_frame;

typedef struct {
    bool has_id, id_is_number;
    str id;                // the letters of a text, a number as written; view into the text read or the arena
    const jifen_law *law;  // the version in force on who.on; view into the engine
    person who;
} facts;

// Settle the day and with it the version of the law; out->who is then a person of whom nothing is known.
// on: NULL when the facts name no day. RC_INPUT: another day than asked for, or a day for which no law is held.
rc facts_begin(const facts_frame *f, const int64_t *on, facts *out, err *e) NODISCARD;

// The name of the law asked for: all its versions have it.
str facts_law_id(const facts_frame *f);

// A name that the law does not know, with the nearest one it does. RC_INPUT always.
rc facts_refuse_name(const jifen_law *l, str name, err *e);

// An error as one line: fact 'NAME': expected …, found …
void facts_print_error(const err *e, buf *out);

// The names of a type's options: a, b, c
void facts_print_options(const jifen_type *t, buf *out);

// The type of the day asked for.
jifen_type facts_day_type(void);

#endif
