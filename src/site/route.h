// site/route.h - the one table of routes. What a path answers, how much it takes, who may keep the answer, and what it is
// called all stand in its row; the header test, the sitemap and docs/routes.md are made from it.
#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include "site/site.h"

typedef enum {
    KEEP_PUBLIC,   // pages that say the same to everybody: five minutes
    KEEP_FOREVER,  // the address changes when the content does
    KEEP_OWN,  // pages of what a visitor told: their own browser alone, which could not go back to them else
    KEEP_ASKED,  // a calendar of what a visitor told: by whoever has its address, who asks each time whether it changed
    KEEP_NOTHING  // the same for programs, as a file, and what names somebody
} keep;

typedef enum { REPEATS_NOTHING, REPEATS_FACTS, REPEATS_TICKS } repeats;

typedef enum { MEDIA_NONE = 0, MEDIA_JSON = 1, MEDIA_NDJSON = 2, MEDIA_CSV = 4 } media;

struct route {
    method method;  // GET answers HEAD too
    str path;       // ends in `*`: anything may follow, and is the request's `rest`
    handler *answer;
    size_t most_bytes;  // of the body
    keep keep;
    bool is_page;    // HTML in the site's frame
    bool is_listed;  // in the sitemap
    bool is_desk;    // for staff: on the desk's listener, and on no other
    unsigned roles;  // of the desk: who may, a bit for each `role`; 0: whoever comes, nobody has to be signed in
    unsigned own;     // of these: only for a request that is theirs or nobody's; `rest` is its reference
    bool is_fresh;    // of the desk: only after a proof, not long ago, of who it is
    bool is_menu;     // of the desk: in the line of pages at its head
    bool is_form;     // its body is a form
    repeats repeats;  // of a page's form: which of its fields may come several times
    bool has_ranges;  // a part of its file can be asked for
    bool is_api;      // for programs: refusals are JSON, a name in the query that it does not know is one
    unsigned takes, gives;  // of the API: a bit for each medium of its body and its answer
    str query;              // of the API: the one name it takes there; empty: none
    str title;
};

bool route_is_told(const route *r);  // what it answers is made of what a visitor told

extern const route routes[];  // [n_routes]
extern const size_t n_routes;

str route_path(str path);  // without the slash at its end, which makes no other page

// The page of the desk on which somebody of this role begins: the first of its menu.
str route_home(unsigned role);

// The row for a path and a method. NULL: there is none; *allowed has a bit for each method the path does take.
const route *route_find(method m, str path, bool is_desk, unsigned *allowed, str *rest);

#endif
