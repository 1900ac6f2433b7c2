// SPDX-License-Identifier: Apache-2.0
#include "desk/phone.h"
#include "test.h"

static const struct {
    str typed, number;  // empty: none
} cases[] = {
    {STR_INIT("13800138000"), STR_INIT("13800138000")},
    {STR_INIT(" 138 0013-8000 "), STR_INIT("13800138000")},
    {STR_INIT("+8613800138000"), STR_INIT("13800138000")},
    {STR_INIT("+86 138 0013 8000"), STR_INIT("13800138000")},
    {STR_INIT("008613800138000"), STR_INIT("13800138000")},
    {STR_INIT("8613800138000"), STR_INIT("13800138000")},
    {STR_INIT("１３８００１３８０００"), STR_INIT("13800138000")},
    {STR_INIT("＋８６　１３８００１３８０００"), STR_INIT("13800138000")},
    {STR_INIT("19912345678"), STR_INIT("19912345678")},
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("12800138000"), STR_INIT("")},
    {STR_INIT("03800138000"), STR_INIT("")},
    {STR_INIT("1380013800"), STR_INIT("")},
    {STR_INIT("138001380000"), STR_INIT("")},
    {STR_INIT("+113800138000"), STR_INIT("")},
    {STR_INIT("138001380a0"), STR_INIT("")},
    {STR_INIT("1380013800\xFF"), STR_INIT("")},
    {STR_INIT("0086008613800138000"), STR_INIT("")},
    {STR_INIT("138+0013800"), STR_INIT("")},
    {STR_INIT("02112345678"), STR_INIT("")},
};

int main(void) {
    CHECK_TABLE(cases, i) {
        char number[PHONE_DIGITS];
        bool is_one = phone_read(cases[i].typed, number);
        CHECK_INT(is_one, cases[i].number.len > 0);
        if (is_one)
            CHECK_STR(((str){number, PHONE_DIGITS}), cases[i].number);
    }
    CHECK(phone_is_virtual(STR("17012345678")) && phone_is_virtual(STR("16212345678")));
    CHECK(!phone_is_virtual(STR("13800138000")));
    char masked[PHONE_DIGITS];
    phone_mask(STR("13800138000"), masked);
    CHECK_STR(((str){masked, PHONE_DIGITS}), STR("138****8000"));
    CHECK_MAIN();
}
