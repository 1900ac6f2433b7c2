// tests/unit/engine/small_law.h - a law made by hand: a fact of every kind and month records, but no rules. For tests of
// values, which need no pack to be read.
#ifndef TESTS_UNIT_ENGINE_SMALL_LAW_H
#define TESTS_UNIT_ENGINE_SMALL_LAW_H

#include "engine/jifen.h"

enum {
    SMALL_LATE,
    SMALL_PRICE,
    SMALL_SHARE,
    SMALL_DUE,
    SMALL_PAID_ON,
    SMALL_LOST,
    SMALL_READER,
    SMALL_ITEMS,
    SMALL_LOANS,
    SMALL_N_FACTS
};

// Loans of a month: how many (not asked for when closed), open or closed, the day of the last return.
enum { SMALL_MONTH, SMALL_N_LOANS, SMALL_STATE, SMALL_RETURNED, SMALL_N_FIELDS };

const jifen_law *small_law(void);

#endif
