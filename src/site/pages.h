// site/pages.h - the handlers of the table in route.c, by the file they are in.
#ifndef SITE_PAGES_H
#define SITE_PAGES_H

#include "site/answers.h"

handler home_answer;  // home.c
handler tool_start;   // tool.c: one question a page
handler tool_step;
handler tool_result;
handler score_all;        // all.c: all questions on one page
handler differs_answer;   // differs.c: why another form comes to other points
handler letter_answer;    // letter.c
handler calendar_file;    // calendar.c
handler calendar_feed;    // subscribe.c
handler calendar_score;   // series.c: the points of the next two years
handler shared_answer;    // share.c: a result that came as a link
handler articles_answer;  // articles.c
handler article_answer;
handler article_old;
handler guides_answer;  // guide.c: articles to download
handler guide_file;
handler about_answer;
handler search_answer;  // find.c
handler feed_rss;       // feeds.c
handler feed_atom;
handler sitemap_answer;
handler robots_answer;
handler breach_take;  // breach.c: what a browser says of the content policy
handler api_assess;   // api.c
handler api_batch;
handler api_policies;
handler api_questions;
handler rules_answer;  // rules.c: the list of all the law declares
handler rules_json;
handler rule_answer;   // rule.c: one of them, as a page or as JSON
handler contact_form;  // contact.c: a call is asked for
handler contact_with;
handler contact_code;
handler contact_take;
handler contact_keep;  // draft.c: what was filled in while nothing could be sent
handler draft_link;
handler draft_open;
handler lead_form;  // lead.c: a visitor looks at what they asked for
handler lead_code;
handler lead_open;
handler lead_change;
handler lead_export;
handler center_answer;  // center.c: the ways to what is kept of a visitor
handler number_form;    // by number and code alone: everything is deleted
handler number_code;
handler number_delete;
handler remind_about;  // remind.c: messages before days, asked for and ended
handler remind_begin;
handler remind_code;
handler remind_order;
handler remind_link;
handler remind_end;
handler remind_off;
handler remind_off_code;
handler remind_off_end;
handler consultants_answer;  // consultants.c: who can be reached by WeChat
handler consultant_image;
handler staff_card;  // staff_card.c: what consultants show of themselves
handler staff_card_ask;
handler staff_card_down;
handler staff_cards;
handler staff_cards_decide;
handler staff_login;  // staff_login.c: the desk's own listener
handler staff_sign;
handler staff_leave;
handler staff_invited;
handler staff_accept;
handler staff_me;  // staff_me.c: one's own account
handler staff_end;
handler staff_codes;
handler staff_password;  // staff_password.c
handler staff_team;      // staff_team.c
handler staff_add;
handler staff_role;
handler staff_areas;
handler staff_turn;
handler staff_reset;
handler staff_audit;  // staff_audit.c
handler staff_queue;  // staff_queue.c
handler staff_lead;   // staff_leads.c
handler staff_do;     // staff_deeds.c
handler staff_facts;  // staff_facts.c
handler staff_facts_save;
handler staff_stops;  // staff_stops.c
handler staff_lift;
handler on_time_answer;  // on_time.c
handler api_openapi;     // openapi.c

// The page of all questions, with what was given and what is wrong with it.
void all_put(const site *s, const request *q, response *r, const answers *facts);

#endif
