// SPDX-License-Identifier: Apache-2.0
// Who looks over the audit reads words: there are some for each thing that it tells, and no two have the same. That nothing else is told is
// looked at by the bench, behind each test of the desk.
#include "desk/audit.h"
#include "site/staff_page.h"
#include "test.h"

int main(void) {
    CHECK(n_audit_actions > 30);
    for (size_t i = 0; i < n_audit_actions; i++) {
        str words = staff_audit_words(audit_actions[i]);
        if (!CHECK(words.len > 0))
            printf("  no words for %.*s\n", (int)audit_actions[i].len, audit_actions[i].ptr);
        for (size_t k = 0; k < i; k++)
            CHECK(!str_is(staff_audit_words(audit_actions[k]), words));
    }
    CHECK_INT(staff_audit_words(STR("other")).len, 0);
    CHECK_MAIN();
}
