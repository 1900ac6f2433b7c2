// main/settings.h - the configuration of jifen-server: each setting by flag or by environment, the flag first.
#ifndef MAIN_SETTINGS_H
#define MAIN_SETTINGS_H

#include "site/gate.h"
#include "site/site.h"

enum { WORKERS_MOST = 64, CONNECTIONS_MOST = 65536, SENDS_MOST = 10000000 };

typedef struct {
    char host[16];  // dotted IPv4
    uint16_t port;
} address;

typedef struct {
    address listen, admin, desk_listen;
    size_t n_workers, sends_an_hour, sends_a_day;
    gate_limits limits;
    operator_info who;
    const char *data;         // a folder; empty: none
    const char *db;           // a file or an address; empty: none
    const char *checkpoints;  // a file; empty: none
    bool prints_sends;        // in place of sending SMS
    bool has_reminders;       // visitors can ask for them
    const char *questions;    // a file; empty: those that are built in
    bool is_production, is_help, is_routes, is_sender;
} settings;

// RC_INPUT: which setting, and what was expected. --help is printed here.
rc settings_read(int argc, char **argv, settings *out, err *e) NODISCARD;

#endif
