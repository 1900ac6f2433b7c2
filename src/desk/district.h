// desk/district.h - the sixteen districts of the city, and areas: sets of them, such as somebody of the staff looks after.
//
// A district is written as its six digits in the table. All are of one length, so that sealed ones look alike.
#ifndef DESK_DISTRICT_H
#define DESK_DISTRICT_H

#include "base/arena.h"
#include "base/str.h"

enum { DISTRICT_DIGITS = 6 };

typedef struct {
    str code, name;
} district;

// In the order of their codes, which is also how people are used to list them.
// Source: GB/T 2260, codes for the administrative divisions of China, 310000; as they stand since Chongming became a district in 2016.
extern const district districts[];
extern const size_t n_districts;

str district_read(str typed);  // a code of the table; empty: it is none
str district_name(str code);   // 徐汇区; empty: of none

// Areas are codes in the table's order with a blank between them: `310101 310104`. Empty: all of the city, and so are all sixteen.
enum { AREAS_FEW = 3, AREAS_ALL = 16 };

// Those of the codes [n] that are in the table, each once, in whatever order and how often they came.
str areas_of(const str *codes, size_t n, arena *mem);
bool areas_have(str areas, str code);  // code empty: where nobody said; every area has that
// 全市; 徐汇区、静安区; of more than `most` 徐汇区等 5 个区.
str areas_words(str areas, size_t most, arena *mem);

#endif
