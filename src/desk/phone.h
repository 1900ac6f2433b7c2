// desk/phone.h - a mobile number of the mainland, however it was typed.
#ifndef DESK_PHONE_H
#define DESK_PHONE_H

#include "base/str.h"

enum { PHONE_DIGITS = 11, PREFIX_DIGITS = 7 };

// 13812345678, from blanks, hyphens, +86 or 0086 and digits of full width. False: it is none.
bool phone_read(str text, char out[PHONE_DIGITS]);
// Of an operator without a network of its own: such numbers cost more effort (162, 165, 167, 170, 171).
bool phone_is_virtual(str phone);
// 138****5678; where the number is none, nothing but asterisks.
void phone_mask(str phone, char out[PHONE_DIGITS]);

// What people and keyboards put between digits: blanks, also those that do not break, and dashes.
bool phone_is_between(uint32_t letter);

#endif
