// SPDX-License-Identifier: Apache-2.0
#include "desk/name.h"
#include "test.h"

static const struct {
    str name;
    bool is_plain;
} rows[] = {
    {STR_INIT("王女士"), true},
    {STR_INIT("小王 2"), true},
    {STR_INIT("O’Brien-Müller"), true},
    {STR_INIT("欧阳·明"), true},
    {STR_INIT("𠮷先生"), true},
    {STR_INIT(""), false},
    {STR_INIT("\u3000\u3000"), false},  // blanks alone
    {STR_INIT("——"), false},            // no letter
    {STR_INIT("王\u200b女士"), false},  // no width
    {STR_INIT("\u3164"), false},        // a letter that is not seen
    {STR_INIT("\uffa0\u115f"), false},
    {STR_INIT("王\u00ad女士"), false},  // a soft hyphen
    {STR_INIT("\u202e士女王"), false},  // turns what follows
    {STR_INIT("\u2066王\u2069"), false},
    {STR_INIT("\ufeff王"), false},
    {STR_INIT("王\t女士"), false},
    {STR_INIT("王\a"), false},
    {STR_INIT("王\n女士"), false},
    {STR_INIT("王\u2028女士"), false},
    {STR_INIT("王\ue000"), false},  // private
    {STR_INIT("王\xff"), true},     // what is no UTF-8 is shown as U+FFFD; forms refuse it before
};

int main(void) {
    CHECK_TABLE(rows, i)
    CHECK_INT(name_is_plain(rows[i].name), rows[i].is_plain);
    CHECK_MAIN();
}
