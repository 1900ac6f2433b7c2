// main/service.h - what answers requests for calls: the database, the key it is sealed with, a desk for each worker.
#ifndef MAIN_SERVICE_H
#define MAIN_SERVICE_H

#include "desk/desk.h"
#include "engine/jifen.h"
#include "main/settings.h"

typedef struct service service;

// *out is NULL without --db.
rc service_open(const settings *set, const jifen *engine, int64_t today, arena *mem, service **out,
                err *e) NODISCARD;
// A desk with a connection of its own, for one thread. s NULL: *out is NULL.
rc service_desk(service *s, arena *mem, desk **out, err *e) NODISCARD;
// The same without a site. is_there: its keys have to be there, none are made.
rc service_alone(const settings *set, int64_t today, bool is_there, arena *mem, service **out, err *e) NODISCARD;
// In whose name its desks act from here on, as the audit has it.
void service_act_as(service *s, str role);
// A desk at another database, such as a copy, with the same keys; its store is the caller's.
rc service_desk_at(service *s, const char *db, arena *mem, desk **out, err *e) NODISCARD;
const keys *service_keys(const service *s);
void service_close(service *s);  // and its desks; NULL: nothing

#endif
