// SPDX-License-Identifier: Apache-2.0
// What is kept, as a file: for programs, and as a page that needs nothing else.
#include "site/own.h"

#include "base/num.h"
#include "desk/district.h"
#include "wire/json_write.h"

enum { DAY_MS = 24 * 3600000, SHANGHAI_MS = 8 * 3600000 };

// ---- for programs ------------------------------------------------------------------------------------------------------

// 2026-11-23T10:00:00+08:00; null: it did not happen.
static void put_moment(json_writer *j, str key, int64_t at_ms, arena *mem) {
    int64_t local = at_ms + SHANGHAI_MS, day = num_floor_div(local, DAY_MS),
            second = (local - day * DAY_MS) / 1000;
    buf b = buf_make(mem);
    buf_print(&b, "{d}T", day);
    buf_put_padded(&b, second / 3600, 2);
    buf_put_char(&b, ':');
    buf_put_padded(&b, second / 60 % 60, 2);
    buf_put_char(&b, ':');
    buf_put_padded(&b, second % 60, 2);
    BUF_LIT(&b, "+08:00");
    json_write_key_maybe(j, key, at_ms == 0 ? (str){0} : buf_str(&b));
}

static void put_request(json_writer *j, const lead *of, arena *mem) {
    json_write_key_str(j, STR("reference"), of->ref);
    json_write_key_str(j, STR("state"), status_name(of->status.state));
    put_moment(j, STR("made_at"), of->made_ms, mem);
    put_moment(j, STR("due_at"), of->status.due_ms, mem);
    put_moment(j, STR("called_at"), of->status.answered_ms, mem);
    json_write_key_maybe(j, STR("outcome"), of->outcome);
    json_write_key_str(j, STR("name"), of->name);
    json_write_key_str(j, STR("phone"), of->phone);
    json_write_key_str(j, STR("slot"), of->slot);
    json_write_key_maybe(j, STR("district"), district_name(of->district));
    json_write_key_maybe(j, STR("question"), of->question);
}

static void put_answers(json_writer *j, str form, const enclosed_list *list) {
    json_write_key_maybe(j, STR("answers_form"), form);
    json_write_key(j, STR("answers"));
    json_write_list(j);
    for (size_t i = 0; i < list->n; i++) {
        json_write_object(j);
        json_write_key_str(j, STR("label"), list->lines[i].label);
        json_write_key_str(j, STR("value"), list->lines[i].value);
        json_write_object_end(j);
    }
    json_write_list_end(j);
}

static void put_asked(json_writer *j, const site *s, const request *q, const lead *of) {
    enclosed_list list = own_answers(s, q, of);
    put_request(j, of, q->mem);
    put_answers(j, of->answers, &list);
}

// Of nobody: a review at no time, of no answers.
static void put_review(json_writer *j, const site *s, const request *q, const review *of) {
    enclosed_list list = own_review(s, q, of);
    json_write_key(j, STR("review"));
    json_write_object(j);
    put_moment(j, STR("at"), of->at_ms, q->mem);
    put_answers(j, of->answers, &list);
    json_write_object_end(j);
}

static void put_merged(json_writer *j, const site *s, const request *q, const own_record *of) {
    json_write_key(j, STR("merged"));
    json_write_list(j);
    for (size_t i = 0; i < of->merged.n; i++) {
        json_write_object(j);
        put_asked(j, s, q, &of->merged.all[i]);
        json_write_object_end(j);
    }
    json_write_list_end(j);
}

static void put_consents(json_writer *j, const own_record *of, arena *mem) {
    json_write_key(j, STR("consents"));
    json_write_list(j);
    for (size_t i = 0; i < of->n_consents; i++) {
        json_write_object(j);
        json_write_key_str(j, STR("purpose"), of->consents[i].purpose);
        json_write_key_str(j, STR("receiver"), of->consents[i].receiver);
        put_moment(j, STR("given_at"), of->consents[i].given_ms, mem);
        put_moment(j, STR("withdrawn_at"), of->consents[i].withdrawn_ms, mem);
        json_write_object_end(j);
    }
    json_write_list_end(j);
}

static void put_events(json_writer *j, const own_record *of, arena *mem) {
    json_write_key(j, STR("events"));
    json_write_list(j);
    for (size_t i = 0; i < of->n_events; i++) {
        json_write_object(j);
        put_moment(j, STR("at"), of->events[i].at_ms, mem);
        json_write_key_str(j, STR("kind"), of->events[i].kind);
        json_write_key_str(j, STR("words"), own_event_words(&of->events[i]));
        json_write_key_maybe(j, STR("note"), of->events[i].note);
        json_write_object_end(j);
    }
    json_write_list_end(j);
}

void own_put_json(const site *s, const request *q, response *r, const own_record *of) {
    json_writer j = json_write_open(&r->body, true);
    json_write_object(&j);
    put_moment(&j, STR("exported_at"), q->now_s * 1000, q->mem);
    put_asked(&j, s, q, of->request);
    put_review(&j, s, q, &of->last);
    put_merged(&j, s, q, of);
    put_consents(&j, of, q->mem);
    put_events(&j, of, q->mem);
    json_write_object_end(&j);
    buf_put_char(&r->body, '\n');
    r->type = STR("application/json");
    r->file_name = STR("我的回电.json");
}

// ---- for people --------------------------------------------------------------------------------------------------------

void own_put_html(const site *s, const request *q, response *r, const own_record *of) {
    html h = {&r->body};
    HTML_LIT(&h, "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
                 "<meta name=\"viewport\" content=\"width=device-width\"><title>我的回电</title><style>"
                 "body{font:1.06rem/1.6 system-ui,sans-serif;max-width:38em;margin:2em auto;padding:0 1em}"
                 "dt{font-weight:bold}dd{margin:0 0 .6em}</style></head><body><h1>我的回电</h1><p>");
    frame_moment(&h, q->now_s * 1000);
    HTML_LIT(&h, " 存下。");
    html_text(&h, s->who.name);
    HTML_LIT(&h, "</p>");
    own_put_facts(&h, of->request);
    own_put_answers(s, q, &h, of);
    HTML_LIT(&h, "<h2>您同意过的</h2><ul>");
    for (size_t i = 0; i < of->n_consents; i++) {
        HTML_LIT(&h, "<li>");
        own_put_consent(&h, &of->consents[i]);
        HTML_LIT(&h, "</li>");
    }
    HTML_LIT(&h, "</ul><h2>发生过什么</h2>");
    own_put_events(&h, of);
    HTML_LIT(&h, "</body></html>\n");
    r->file_name = STR("我的回电.html");
}
