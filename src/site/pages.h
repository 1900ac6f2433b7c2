// site/pages.h - the handlers of the table in route.c, by the file they are in.
#ifndef SITE_PAGES_H
#define SITE_PAGES_H

#include "site/site.h"

handler home_answer;  // home.c
handler score_start;  // score.c: one question a page
handler score_step;
handler score_all;     // score_all.c: all questions on one page
handler score_result;  // result.c
handler api_assess;    // api.c
handler api_batch;
handler api_policies;
handler api_questions;

#endif
