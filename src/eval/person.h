// eval/person.h - what is known of one person under one law: a set of values for each fact, and exact month records.
#ifndef EVAL_PERSON_H
#define EVAL_PERSON_H

#include "base/limits.h"
#include "base/set.h"

typedef enum { GIVEN_NOT, GIVEN_NULL, GIVEN_SET } given;

enum { RECORD_FIELDS = 12 };  // fields of a record, its month (field 0) included

// One month record. NONE_DAY stands for a date that is none.
typedef struct {
    int64_t value[RECORD_FIELDS];
} record;

#define NONE_DAY INT64_MIN

typedef struct {
    int64_t on;                  // the day asked for
    given given[LIMIT_FACTS];    // by fact index; the records fact too
    set value[LIMIT_FACTS];      // where GIVEN_SET
    uint32_t line[LIMIT_FACTS];  // where it was written, 0 unknown; for messages
    const record *records;       // [n_records], any order, no month twice; when the records fact is GIVEN_SET
    uint32_t n_records;
} person;

#endif
