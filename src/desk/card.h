// desk/card.h - what a consultant shows of themselves to visitors: who they are, for whom they work, how to reach them by WeChat.
//
// Written by the consultant, shown once somebody else who supervises has agreed, until its day. While another version waits, the one agreed
// to stays. It is what staff choose to publish: nothing in it is sealed.
#ifndef DESK_CARD_H
#define DESK_CARD_H

#include "desk/desk.h"

enum { CARD_LETTERS_MOST = 60, CARD_LINK_BYTES_MOST = 200, CARD_DAYS_MOST = 366 };

typedef enum {
    CARD_ASKED,
    CARD_SHOWN,
    CARD_BACK,
    N_CARD_STATES
} card_state;  // back: to be changed by its consultant

typedef struct {
    str id, staff;
    card_state state;
    str name, firm, licence, languages, hours;  // texts of a line; licence and languages may be empty
    str wechat, link;                           // link: what the code for WeChat leads to
    int64_t until;                              // the last day it is shown
} card;

typedef struct {
    const card *all;  // [n]
    size_t n;
} card_list;

// 6 to 20 letters, digits, `_` and `-`, a letter first: what WeChat itself takes, and so never a number to call.
bool card_is_wechat(str text);
// https://u.wechat.com/… or https://work.weixin.qq.com/…, the two places whose codes add a contact: another could ask for money, or
// for a password. Behind them letters, digits, `_ - / = &` and one `?`.
bool card_is_link(str text);
bool card_is_line(str text, bool is_needed);  // up to CARD_LETTERS_MOST letters, no line end or control byte

// Takes the place of the version that waits or came back. Its fields must have passed the checks above; id and state are made here.
rc card_ask(desk *d, const card *c, int64_t now_ms, arena *mem, err *e) NODISCARD;
// All versions of one consultant.
rc card_of(desk *d, str staff, arena *mem, card_list *out, err *e) NODISCARD;
rc card_waiting(desk *d, arena *mem, card_list *out, err *e) NODISCARD;
// Those of a day, of staff who are here, in that day's order.
rc card_shown(desk *d, int64_t today, arena *mem, card_list *out, err *e) NODISCARD;
// *out is NULL when there is none, or it is not shown.
rc card_find_shown(desk *d, str id, int64_t today, arena *mem, const card **out, err *e) NODISCARD;

// Somebody else than its consultant agrees, or sends it back. *out_is_done is false: it is their own, or waits no longer.
rc card_decide(desk *d, str id, str supervisor, bool agrees, int64_t now_ms, arena *mem, bool *out_is_done,
               err *e) NODISCARD;
// Nothing of this consultant is shown any more, at once.
rc card_take_down(desk *d, str staff, int64_t now_ms, arena *mem, err *e) NODISCARD;

// The order of a day: in as many days as there are cards each stands at each place once; rounds differ, and nobody can choose a day.
void card_rotate(const desk *d, card *all, size_t n, int64_t today, arena *mem);

#endif
