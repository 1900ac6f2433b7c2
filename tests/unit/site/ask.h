// The site of the embedded law without a socket, and questions to it.
#ifndef TESTS_ASK_H
#define TESTS_ASK_H

#include "site/site.h"

typedef struct {
    arena mem, own;  // of all, of one request
    site s;
    int64_t today;   // the day the law was checked
    str user_agent;  // of who asks
} asker;

void asker_open(asker *k);
void asker_close(asker *k);
// What is answered lives until the next question.
response ask_get(asker *k, str path);
response ask_post(asker *k, str path, str body);
response ask_as(asker *k,
                request q);  // everything is as q says, but the day, the memory, and a host it leaves out
size_t ask_count(const response *r, str what);
bool ask_has(const response *r, str what);

#endif
