// SPDX-License-Identifier: Apache-2.0
#include "site/questions.h"

#include "base/buf.h"
#include "base/limits.h"
#include "test.h"

static arena mem;

static rc read(str text, questions **out) {
    err e;
    err_clear(&e);
    return questions_read(text, &mem, out, &e);
}

static void test_answers(void) {
    static const struct {
        const char *answer;
        bool is_right;
    } rows[] = {{"7", true}, {"７", true}, {" 7 。", true}, {"seven", true},   {"SEVEN.", true}, {"七", true},
                {"", false}, {" ", false}, {"77", false},   {"几天？", false}, {"7 | 七", false}};
    questions *q = NULL;
    CHECK_INT(read(STR("# 星期\n\n 几天？ | 7 |七| Seven \n几根？|2\n"), &q), RC_OK);
    CHECK_STR(questions_ask(q, 0), STR("几天？"));
    CHECK_STR(questions_ask(q, 1), STR("几根？"));
    CHECK_STR(questions_ask(q, 254), STR("几天？"));
    CHECK_TABLE(rows, i)
    CHECK(questions_is_right(q, 0, str_of_c(rows[i].answer), &mem) == rows[i].is_right);
    CHECK(!questions_is_right(q, 1, STR("7"), &mem) && questions_is_right(q, 1, STR("2"), &mem));
}

static void test_refused(void) {
    static const char *const texts[] = {"",       "# 只有说明\n", "没有答案？\n", "没有答案？ | \n",
                                        " | 7\n", "\xff | 7\n"};
    CHECK_TABLE(texts, i) {
        questions *q = NULL;
        CHECK_INT(read(str_of_c(texts[i]), &q), RC_INPUT);
    }
}

static void test_most(void) {
    for (size_t n = LIMIT_QUESTIONS - 1; n <= LIMIT_QUESTIONS + 1; n++) {
        questions *q = NULL;
        buf b = buf_make(&mem);
        for (size_t i = 0; i < n; i++)
            BUF_LIT(&b, "几？|1\n");
        CHECK_INT(read(buf_str(&b), &q), n <= LIMIT_QUESTIONS ? RC_OK : RC_LIMIT);
    }
}

int main(void) {
    questions *usual = NULL;
    arena_init(&mem, arena_malloc(), 0);
    CHECK_INT(read(questions_usual(), &usual), RC_OK);
    test_answers();
    test_refused();
    test_most();
    arena_done(&mem);
    CHECK_MAIN();
}
