// site/site.h - what a page is made from: the laws and the configuration, a request as plain data, and the answer to it.
//
// Handlers are functions from these to bytes. Sockets are http.c's alone, so every page can be made, and tested, without one.
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "engine/jifen.h"
#include "page/html.h"
#include "site/form.h"

// Who runs this site. Empty texts are shown as "not configured"; a production start refuses them.
typedef struct {
    str name, contact, icp, address;  // address: the origin, https://www.example.cn, without a slash at the end
    str sms_provider;                 // the company that sends the messages
} operator_info;

typedef struct asset asset;
typedef struct library library;

typedef struct {
    const jifen *engine;  // borrowed
    operator_info who;
    const asset *assets;  // [n_assets]
    size_t n_assets;
    const struct token_key *key;  // signs addresses of calendars; NULL: none are offered
    bool takes_calls;             // visitors can ask to be called
    bool takes_reminders;         // and for messages before their days
    const struct questions *questions;  // asked of browsers without scripts before a message is sent; NULL: none are
    const library *shelf;               // the articles, and what can be searched
} site;

typedef enum { METHOD_GET = 1, METHOD_HEAD = 2, METHOD_POST = 4, METHOD_OTHER = 8 } method;

typedef struct {
    method method;
    struct desk *desk;  // this worker's; NULL: the site takes no requests for calls
    bool is_desk;       // it came to the listener for staff
    str address;        // the visitor's, as text
    str cookies;        // as they came
    str path;           // decoded, begins with /
    str query;          // as it came
    str body;
    str host, origin, referer, sec_fetch_site, content_type, accept, accept_encoding, if_none_match, user_agent;
    str range, if_range;
    int64_t now_s;     // seconds since 1970, UTC
    int64_t today;     // day number in Shanghai
    bool is_busy;      // there is no room for an answer in pieces
    size_t n_waiting;  // of the desk: others that have asked and wait for this answer
    int fault_status;  // it is wrong as a request, and refused with this; 0: it is not
    str fault;         // what was expected
    arena *mem;        // lives until the last piece was sent

    // filled by the dispatcher
    form form;                // of a POST its body, else the query
    str rest;                 // what the path has behind the route's own
    bool is_care;             // larger letters were asked for
    const struct staff *who;  // of the desk: who is signed in; NULL: nobody is, or has to be
    str session;              // of the desk: what the browser holds for being signed in
} request;

typedef struct route route;

typedef enum { PIECE_MORE, PIECE_LAST, PIECE_BROKEN } piece;  // broken: what was sent must not look whole

// The rest of an answer that is too much to make at once. Each call puts a little behind what is in `out`, perhaps nothing.
// What it works on lives in the request's arena, its body included.
typedef struct {
    piece (*next)(void *ctx, buf *out);  // NULL: the body is all there is
    void *ctx;
    void (*done)(void *ctx);  // called once, whether it came to its end or not
} stream;

typedef struct {
    int status;
    str type;  // Content-Type
    buf body;
    stream more;         // comes behind the body
    str location;        // of a redirect
    str set_cookie;      // empty: none
    str allow;           // of 405
    str id;              // by chance, in the log and the audit; empty: without a desk
    str note;            // goes into the log: a word of ours, never of the visitor's
    str why;             // of 5xx, goes into the log: what could not be done
    bool is_over;        // who was signed in is so no more: the browser forgets what it has of this site
    str file_name;       // offered as a download under this name; empty: shown
    str encoding;        // Content-Encoding; empty: none
    str vary;            // a header that it depends on; empty: none of its own
    str content_range;   // which part the body is, or how long the whole is; empty: it is the whole
    bool is_sealed;      // a body that never changes under its address
    bool is_private;     // holds what a visitor told: nobody may keep it
    const route *route;  // the row it was answered by; NULL: none
    str etag;
} response;

typedef void handler(const site *s, const request *q, response *r);

// The database cannot: what was written so far is dropped, and the answer is the calm page of 503. e: why.
void response_fail(response *r, const err *e);
// Why the answer is a 5xx, for the log alone. The first reason stands.
void response_explain(response *r, const err *e);

// Answer a request: find its route, refuse what may not pass, make the page. Always gives a whole response.
void site_answer(const site *s, request *q, response *r);

// Does If-None-Match name this ETag?
bool site_has_tag(str if_none_match, str etag);

// The law that the site is about, the first that is held: its version in force on a day, or the last.
const jifen_law *site_law(const site *s, int64_t on);
// The same of a law by its name, which must be held; empty: that one.
const jifen_law *site_law_of(const site *s, str id, int64_t on);
// The same of each law that is held; NULL: there are no more.
const jifen_law *site_law_at(const site *s, size_t idx, int64_t on);

#endif
