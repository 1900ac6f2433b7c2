// SPDX-License-Identifier: Apache-2.0
#include "site/questions.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

struct questions {
    str lines[LIMIT_QUESTIONS];  // [n] question and answers, with | between; views into the text
    size_t n;
};

str questions_usual(void) {
    return STR("一个星期有几天？ | 7 | 七 | 7天 | 七天\n"
               "一双筷子有几根？ | 2 | 二 | 两 | 2根 | 两根\n"
               "“上海”的第二个字是什么？ | 海\n"
               "先吃早饭，还是先吃晚饭？ | 早饭 | 先吃早饭\n"
               "苹果和大象，哪个是动物？ | 大象\n");
}

// What stands before the next |, trimmed; *rest: what is behind it.
static str next_part(str *rest) {
    size_t end = str_find(*rest, '|');
    str part = str_trim(str_slice(*rest, 0, end));
    *rest = str_slice(*rest, end + 1, rest->len);
    return part;
}

static bool is_whole(str line) {
    bool has_question = next_part(&line).len > 0;
    return has_question && next_part(&line).len > 0;
}

rc questions_read(str text, arena *mem, questions **out, err *e) {
    questions *q = ARENA_NEW(mem, questions);
    str line;
    if (q == NULL)
        return err_set(e, RC_MEMORY, "no memory for the questions");
    if (!utf8_is_valid(text, NULL))
        return err_set(e, RC_INPUT, "expected UTF-8, found other bytes");
    for (int64_t n = 1; str_next_line(&text, &line); n++) {
        line = str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!is_whole(line))
            return err_set(e, RC_INPUT, "line {i}: expected a question, | and an answer, found '{s}'", n, line);
        if (q->n == LIMIT_QUESTIONS)
            return err_set(e, RC_LIMIT, "expected at most {i} questions, found more", (int64_t)LIMIT_QUESTIONS);
        q->lines[q->n++] = line;
    }
    *out = q;
    return q->n > 0 ? RC_OK : err_set(e, RC_INPUT, "expected a question, found none");
}

str questions_ask(const questions *q, size_t which) {
    str line = q->lines[which % q->n];
    return next_part(&line);
}

// What counts of an answer.
static str plain(str text, arena *mem) {
    buf b = buf_make(mem);
    for (size_t at = 0; at < text.len;) {
        uint32_t letter;
        size_t from = at;
        at += utf8_next(text, at, &letter);
        if (letter == ' ' || letter == 0x3000 || letter == '.' || letter == 0x3002)
            continue;
        if (letter >= 0xFF10 && letter <= 0xFF19)
            buf_put_char(&b, (char)(letter - 0xFF10 + '0'));
        else if (letter >= 'A' && letter <= 'Z')
            buf_put_char(&b, (char)(letter - 'A' + 'a'));
        else
            buf_put(&b, str_slice(text, from, at));
    }
    return buf_str(&b);
}

bool questions_is_right(const questions *q, size_t which, str answer, arena *mem) {
    str rest = q->lines[which % q->n];
    (void)next_part(&rest);  // the question itself
    answer = plain(answer, mem);
    bool is_right = false;
    while (answer.len > 0 && rest.len > 0)
        is_right |= str_is(plain(next_part(&rest), mem), answer);
    return is_right;
}
