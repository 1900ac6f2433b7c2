// site/problem.h - what went wrong, for programs: application/problem+json after RFC 9457.
#ifndef SITE_PROBLEM_H
#define SITE_PROBLEM_H

#include "site/site.h"

typedef struct {
    str title;      // the same for every problem of its kind
    str detail;     // what was expected and found; may be empty
    str field;      // the fact, header or name in the query it is about; may be empty
    uint32_t line;  // of the body; 0: of none
} problem;

// In place of whatever the body held.
void problem_put(response *r, int status, const problem *p);

#endif
