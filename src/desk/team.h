// desk/team.h - who works here, as those see it who look after it. Nobody sets another's password: they make links, by which the other sets it.
#ifndef DESK_TEAM_H
#define DESK_TEAM_H

#include "desk/staff.h"

typedef enum { MEMBER_INVITED, MEMBER_ACTIVE, MEMBER_OFF } member_state;

typedef struct {
    str id, name;
    role role;
    member_state state;
    int64_t seen_ms;  // 0: never
    bool is_expired;  // of MEMBER_INVITED: the link is good no more
    str asked_by;     // somebody asks for everything anew, and nobody has granted it yet; empty: nobody
    int64_t asked_ms;
    str areas;  // of a consultant: which districts they look after, as district.h has them
} member;

typedef struct {
    const member *all;  // [n], by name
    size_t n;
} team;
rc team_list(desk *d, int64_t now_ms, arena *mem, team *out, err *e) NODISCARD;

// Each of these answers false when it does not fit what is there, or is about oneself. Whoever's role changes or who is turned off
// is signed in nowhere from then on.
rc team_set_role(desk *d, const staff *who, str id, str role_name, int64_t now_ms, arena *mem, bool *out_done,
                 err *e) NODISCARD;
rc team_turn(desk *d, const staff *who, str id, bool is_on, int64_t now_ms, arena *mem, bool *out_done,
             err *e) NODISCARD;

// Which districts a consultant looks after, who is not turned off; areas: as district.h has them. What they have already stays theirs.
rc team_set_areas(desk *d, const staff *who, str id, str areas, int64_t now_ms, arena *mem, bool *out_done,
                  err *e) NODISCARD;

// A link for another password; it wants a code too. *token is empty when it was not done.
rc team_link(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, str *token, err *e) NODISCARD;
// The phone is lost as well: one asks, within a day another grants it, which makes a link for everything anew.
rc team_ask(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, bool *out_done, err *e) NODISCARD;
rc team_grant(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, str *token, err *e) NODISCARD;
rc team_deny(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, bool *out_done, err *e) NODISCARD;

#endif
