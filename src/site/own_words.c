// SPDX-License-Identifier: Apache-2.0
// What is kept, in words: the same on the page and in the file.
#include "site/own.h"

#include "site/contact.h"

str own_state_words(lead_state state) {
    switch (state) {
    case LEAD_WAITING: return STR("已经收到，还没有分给顾问");
    case LEAD_OWNED: return STR("顾问会给您打电话");
    case LEAD_PAUSED: return STR("先等一等，到时再打");
    case LEAD_CLOSED: return STR("已经结束");
    case LEAD_CANCELLED: return STR("您取消了");
    case LEAD_MERGED: return STR("和您的另一个请求合在一起了");
    case N_LEAD_STATES: break;
    }
    return (str){0};
}

static const struct {
    str name, words;
} kinds[] = {
    {STR_INIT("came"), STR_INIT("收到您的请求")},
    {STR_INIT("assigned"), STR_INIT("分给了一位顾问")},
    {STR_INIT("paused"), STR_INIT("先放一放，到时再打")},
    {STR_INIT("resumed"), STR_INIT("接着办")},
    {STR_INIT("called"), STR_INIT("给您打过电话")},
    {STR_INIT("closed"), STR_INIT("电话打完，办结")},
    {STR_INIT("cancelled"), STR_INIT("取消，不再打电话")},
    {STR_INIT("merged"), STR_INIT("和另一个请求合在一起")},
    {STR_INIT("warned"), STR_INIT("提醒顾问，快到约定的时间")},
    {STR_INIT("missed"), STR_INIT("过了约定的时间，还没有打")},
    {STR_INIT("reviewed"), STR_INIT("和您核对答案，存了一份")},
    {STR_INIT("took_in"), STR_INIT("合进来您的另一个请求")},
    {STR_INIT("corrected"), STR_INIT("您更正了资料")},
    {STR_INIT("withdrawn"), STR_INIT("您撤回了同意")},
};

str own_event_words(const lead_event *e) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_is(kinds[i].name, e->kind))
            return kinds[i].words;
    return STR("有人处理过");
}

str own_purpose_words(str purpose) {
    return str_is(purpose, STR("call"))      ? STR("给您回电")
           : str_is(purpose, STR("answers")) ? STR("把算分答案发给顾问")
                                             : STR("别的用处");
}

str own_note_words(const lead_event *e) {
    return str_is(e->kind, STR("withdrawn")) ? own_purpose_words(e->note) : e->note;
}

enclosed_list own_answers(const site *s, const request *q, const lead *of) {
    return enclosed_read(s, q, of->answers, enclosed_day(of->made_ms));
}

enclosed_list own_review(const site *s, const request *q, const review *of) {
    return enclosed_read(s, q, of->answers, enclosed_day(of->at_ms));
}

// ---- pieces ------------------------------------------------------------------------------------------------------------

static void put_term(html *h, str term, str text) {
    HTML_LIT(h, "<dt>");
    html_text(h, term);
    HTML_LIT(h, "</dt><dd>");
    html_text(h, text);
    HTML_LIT(h, "</dd>");
}

void own_put_facts(html *h, const lead *of) {
    HTML_LIT(h, "<dl><dt>现在</dt><dd>");
    html_text(h, own_state_words(of->status.state));
    if (of->status.state == LEAD_WAITING || of->status.state == LEAD_OWNED) {
        HTML_LIT(h, "，最晚 ");
        frame_moment(h, of->status.due_ms);
    }
    HTML_LIT(h, "</dd>");
    put_term(h, STR("编号"), of->ref);
    put_term(h, STR("称呼"), of->name);
    put_term(h, STR("手机号"), of->phone.len > 0 ? of->phone : LEAD_UNREADABLE);
    put_term(h, STR("什么时候方便"), contact_slot_words(of->slot));
    put_term(h, STR("在哪个区"), of->district.len > 0 ? district_name(of->district) : STR("没有说"));
    put_term(h, STR("问题"), of->question.len > 0 ? of->question : STR("没有填"));
    HTML_LIT(h, "</dl>");
}

static void put_review(const site *s, const request *q, html *h, const review *of) {
    if (of->seq == 0)
        return;
    enclosed_list list = own_review(s, q, of);
    HTML_LIT(h, "<section><h2>顾问和您核对过的答案</h2><p>");
    frame_moment(h, of->at_ms);
    HTML_LIT(h, " 存下。</p>");
    if (of->is_broken)
        HTML_LIT(h, "<p>读不出。</p>");
    enclosed_put(&list, h);
    HTML_LIT(h, "</section>");
}

static void put_merged(const site *s, const request *q, html *h, const lead *of) {
    HTML_LIT(h, "<section><h2>合在一起的请求，");
    frame_moment(h, of->made_ms);
    HTML_LIT(h, "</h2>");
    own_put_facts(h, of);
    enclosed_list list = own_answers(s, q, of);
    if (list.n > 0)
        enclosed_put(&list, h);
    HTML_LIT(h, "</section>");
}

void own_put_answers(const site *s, const request *q, html *h, const own_record *of) {
    if (of->request->answers.len > 0) {
        enclosed_list list = own_answers(s, q, of->request);
        HTML_LIT(h, "<section><h2>一起发给顾问的算分答案</h2>");
        enclosed_put(&list, h);
        HTML_LIT(h, "</section>");
    }
    put_review(s, q, h, &of->last);
    for (size_t i = 0; i < of->merged.n; i++)
        put_merged(s, q, h, &of->merged.all[i]);
}

void own_put_events(html *h, const own_record *of) {
    HTML_LIT(h, "<ol class=\"lines\">");
    for (size_t i = 0; i < of->n_events; i++) {
        const lead_event *e = &of->events[i];
        HTML_LIT(h, "<li>");
        frame_moment(h, e->at_ms);
        HTML_LIT(h, "，");
        html_text(h, own_event_words(e));
        if (e->note.len > 0) {
            HTML_LIT(h, "：");
            html_text(h, own_note_words(e));
        }
        HTML_LIT(h, "</li>");
    }
    HTML_LIT(h, "</ol>");
}

void own_put_consent(html *h, const own_consent *of) {
    html_text(h, own_purpose_words(of->purpose));
    HTML_LIT(h, "，由");
    html_text(h, of->receiver);
    HTML_LIT(h, "使用。");
    frame_moment(h, of->given_ms);
    HTML_LIT(h, " 同意");
    if (of->withdrawn_ms > 0) {
        HTML_LIT(h, "，");
        frame_moment(h, of->withdrawn_ms);
        HTML_LIT(h, " 撤回");
    }
    HTML_LIT(h, "。");
}
