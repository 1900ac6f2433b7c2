// site/frame.h - what all pages share: head, navigation, footer, links that keep the larger letters, and calm refusals.
#ifndef SITE_FRAME_H
#define SITE_FRAME_H

#include "site/site.h"

typedef struct {
    const site *s;
    const request *q;
    html h;
} page;

// Begin a page of the frame with this title and open <main>; `is_wrong` marks a title as that of a page with an error.
page frame_open(const site *s, const request *q, response *r, str title, bool is_wrong);
void frame_close(page *p);
// The same for staff: no way to the visitors' pages. who: the name of whoever is signed in; empty: nobody is.
page frame_open_desk(const site *s, const request *q, response *r, str title, bool is_wrong, str who);
void frame_close_desk(page *p);

// ` href="…"` or ` action="…"` of a page of this site; keeps the larger letters.
void frame_href(page *p, str path);
void frame_action(page *p, str path);

// A line of a list of tasks: a title that leads to a page, and what is there.
void frame_put_task(page *p, str path, str title, str text);

// A button that prints the page. Scripts show it; without them the browser's own menu prints.
void frame_put_print(page *p, str label);

// A whole page for a status from 400 on; JSON for the API and for *.json. hint: what was wrong, for people who write programs; may be empty.
void frame_refuse(const site *s, const request *q, response *r, str hint);

// 2026年3月10日（周二）
void frame_day(html *h, int64_t day);

// 2026年3月10日（周二） 10:00, of milliseconds since 1970
void frame_moment(html *h, int64_t at_ms);
void frame_say_moment(buf *out, int64_t at_ms);  // the same as plain text

// When something was checked and is to be checked again; from the day after that day on it is a warning.
void frame_put_checked(page *p, int64_t checked, int64_t again);

#endif
