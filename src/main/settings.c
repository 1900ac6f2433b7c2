// SPDX-License-Identifier: Apache-2.0
#include "main/settings.h"

#include "base/num.h"
#include "main/say.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef enum {
    SET_LISTEN,
    SET_ADMIN,
    SET_WORKERS,
    SET_CONNECTIONS,
    SET_CONNECTIONS_EACH,
    SET_PROXY,
    SET_DATA,
    SET_DB,
    SET_DESK,
    SET_CHECKPOINTS,
    SET_QUESTIONS,
    SET_SENDS_HOUR,
    SET_SENDS_DAY,
    SET_SENDS_PRINTED,
    SET_SENDS_BY,
    SET_REMINDERS,
    SET_PRODUCTION,
    SET_NAME,
    SET_CONTACT,
    SET_ICP,
    SET_ADDRESS,
    SET_SENDER,
    SET_ROUTES,
    SET_HELP,
    N_SETTINGS
} setting;

static const struct {
    const char *flag, *variable, *fallback, *about;
} rows[] = {
    [SET_LISTEN] = {"--listen", "JIFEN_LISTEN", "127.0.0.1:8080", "where visitors are answered"},
    [SET_ADMIN] = {"--admin-listen", "JIFEN_ADMIN_LISTEN", "127.0.0.1:8081",
                   "where /healthz and /metrics are answered; keep it local"},
    [SET_WORKERS] = {"--workers", "JIFEN_WORKERS", "2", "threads that answer, 1 to 64"},
    [SET_CONNECTIONS] = {"--connections", "JIFEN_CONNECTIONS", "1024", "connections at once, 1 to 65536"},
    [SET_CONNECTIONS_EACH] = {"--connections-each", "JIFEN_CONNECTIONS_EACH", "64",
                              "of these from one address, 1 to 65536; 0: no such limit"},
    [SET_PROXY] = {"--proxy", "JIFEN_PROXY", "127.0.0.1",
                   "the address of the server in front, to which --connections-each does not apply"},
    [SET_DATA] = {"--data", "JIFEN_DATA",
                  "", "a folder for keys, made on the first start; empty: no calendars are offered to subscribe to"},
    [SET_DB] = {"--db", "JIFEN_DB",
                "", "where requests for calls are kept: a file, or postgres://…; empty: no calls are offered; needs --data"},
    [SET_DESK] = {"--desk-listen", "JIFEN_DESK_LISTEN", "127.0.0.1:8082", "where staff are answered, with --db"},
    [SET_CHECKPOINTS] = {"--checkpoints", "JIFEN_CHECKPOINTS", "",
                         "a file on another disk for signed lines about the audit; empty: none are written"},
    [SET_QUESTIONS] = {"--questions", "JIFEN_QUESTIONS",
                       "", "a file of plain questions for browsers without scripts; empty: those that are built in"},
    [SET_SENDS_HOUR] = {"--sms-hour", "JIFEN_SMS_HOUR", "300", "SMS an hour at most, to everybody together"},
    [SET_SENDS_DAY] = {"--sms-day", "JIFEN_SMS_DAY", "2000", "SMS a day at most"},
    [SET_SENDS_PRINTED] =
        {"--sms-print", "JIFEN_SMS_PRINT", "no",
         "yes: for trying out alone, SMS are printed here and none is sent; refused in production"},
    [SET_SENDS_BY] = {"--sms-provider", "JIFEN_SMS_PROVIDER",
                      "", "the company whose account sends the SMS, as visitors read it in the privacy statement"},
    [SET_REMINDERS] =
        {"--reminders", "JIFEN_REMINDERS",
         "no", "yes: visitors can ask for SMS before their days; needs --db, and remind_template in DATA/sms.account"},
    [SET_PRODUCTION] = {"--production", "JIFEN_PRODUCTION", "no",
                        "yes: refuse to start while the operator's name, contact or address is empty"},
    [SET_NAME] = {"--operator-name", "JIFEN_OPERATOR_NAME", "", "who runs this site, as visitors read it"},
    [SET_CONTACT] = {"--operator-contact", "JIFEN_OPERATOR_CONTACT", "", "how to reach them"},
    [SET_ICP] = {"--operator-icp", "JIFEN_OPERATOR_ICP", "", "the site's filing number"},
    [SET_ADDRESS] = {"--address", "JIFEN_ADDRESS", "", "the site's own address, https://www.example.cn"},
    [SET_SENDER] = {"--sender", "", "",
                    "only send the SMS that wait in --db, by the account in DATA/sms.account"},
    [SET_ROUTES] = {"--routes", "", "", "list what the site answers: method, path, title, kind"},
    [SET_HELP] = {"--help", "", "", "show this"},
};
static_assert(sizeof rows / sizeof rows[0] == N_SETTINGS, "every setting needs a row");

// ---- values ----------------------------------------------------------------------------------------------------------

static rc refuse_value(setting s, const char *expected, const char *found, err *e) {
    return err_set(e, RC_INPUT, "{s}: expected {s}, found '{s}'", str_of_argument(rows[s].flag),
                   str_of_argument(expected), str_of_argument(found));
}

// 127.0.0.1:8080; whether the address is one of this machine is seen when it is listened on.
static rc read_address(setting s, const char *text, address *out, err *e) {
    const char *colon = strrchr(text, ':');
    int64_t port = 0;
    size_t len = colon == NULL ? 0 : (size_t)(colon - text);
    bool is_fine = len > 0 && len < sizeof out->host &&
                   num_parse(str_of_argument(colon + 1), 0, &port) == NUM_OK && port > 0 && port <= UINT16_MAX;
    for (size_t i = 0; i < len && is_fine; i++)
        is_fine = text[i] == '.' || (text[i] >= '0' && text[i] <= '9');
    if (!is_fine)
        return refuse_value(s, "an address and a port such as 127.0.0.1:8080", text, e);
    memset(out, 0, sizeof *out);
    memcpy(out->host, text, len);
    out->port = (uint16_t)port;
    return RC_OK;
}

static rc read_count(setting s, const char *text, int64_t least, int64_t most, size_t *out, err *e) {
    int64_t n = 0;
    if (num_parse(str_of_argument(text), 0, &n) == NUM_OK && n >= least && n <= most) {
        *out = (size_t)n;
        return RC_OK;
    }
    char block[64];
    buf expected = buf_over(block, sizeof block);
    buf_print(&expected, "a number from {i} to {i}", least, most);
    buf_put_char(&expected, '\0');
    return refuse_value(s, block, text, e);
}

// Empty: there is none.
static rc read_proxy(const char *text, uint32_t *out, err *e) {
    struct in_addr at = {0};
    if (text[0] != '\0' && (inet_pton(AF_INET, text, &at) != 1 || at.s_addr == 0))
        return refuse_value(SET_PROXY, "an address such as 127.0.0.1", text, e);
    *out = at.s_addr;
    return RC_OK;
}

static rc read_limits(const char *const *values, settings *out, err *e) {
    rc code = read_count(SET_WORKERS, values[SET_WORKERS], 1, WORKERS_MOST, &out->n_workers, e);
    if (code == RC_OK)
        code = read_count(SET_CONNECTIONS, values[SET_CONNECTIONS], 1, CONNECTIONS_MOST, &out->limits.most, e);
    if (code == RC_OK)
        code = read_count(SET_CONNECTIONS_EACH, values[SET_CONNECTIONS_EACH], 0, CONNECTIONS_MOST,
                          &out->limits.most_each, e);
    if (code == RC_OK)
        code = read_count(SET_SENDS_HOUR, values[SET_SENDS_HOUR], 1, SENDS_MOST, &out->sends_an_hour, e);
    if (code == RC_OK)
        code = read_count(SET_SENDS_DAY, values[SET_SENDS_DAY], 1, SENDS_MOST, &out->sends_a_day, e);
    return code == RC_OK ? read_proxy(values[SET_PROXY], &out->limits.proxy, e) : code;
}

static rc read_yes(setting s, const char *text, bool *out, err *e) {
    *out = strcmp(text, "yes") == 0;
    return *out || strcmp(text, "no") == 0 ? RC_OK : refuse_value(s, "yes or no", text, e);
}

// ---- reading ---------------------------------------------------------------------------------------------------------

static void print_help(void) {
    say_lines(STR("usage: jifen-server [SETTING VALUE ...]\n\n"));
    for (setting s = 0; s < N_SETTINGS; s++) {
        char block[512];
        buf b = buf_over(block, sizeof block);
        buf_print(&b, "  {s}  {s}\n      {s}; {s}\n", str_of_argument(rows[s].flag),
                  str_of_argument(rows[s].variable), str_of_argument(rows[s].about),
                  rows[s].fallback[0] == '\0' ? STR("empty if left out") : str_of_argument(rows[s].fallback));
        say_lines(buf_str(&b));
    }
    say_lines(STR("\nexample:\n  jifen-server --listen 127.0.0.1:8080 --workers 2\n"));
}

static setting find_setting(const char *flag) {
    setting s = 0;
    while (s < N_SETTINGS && strcmp(flag, rows[s].flag) != 0)
        s++;
    return s;
}

// Flags without a value ask for something to be shown instead of the site to be run.
static rc read_flags(int argc, char **argv, const char **values, settings *out, err *e) {
    for (int i = 1; i < argc; i++) {
        setting s = find_setting(argv[i]);
        if (s == N_SETTINGS)
            return err_set(e, RC_INPUT, "no setting '{s}'; see jifen-server --help", str_of_argument(argv[i]));
        out->is_help |= s == SET_HELP;
        out->is_routes |= s == SET_ROUTES;
        out->is_sender |= s == SET_SENDER;
        if (s == SET_HELP || s == SET_ROUTES || s == SET_SENDER)
            continue;
        if (i + 1 == argc)
            return err_set(e, RC_INPUT, "{s}: expected a value behind it", str_of_argument(argv[i]));
        values[s] = argv[++i];
    }
    return RC_OK;
}

static rc check_production(const settings *set, err *e) {
    const struct {
        setting s;
        str value;
    } needed[] = {{SET_NAME, set->who.name}, {SET_CONTACT, set->who.contact}, {SET_ADDRESS, set->who.address}};
    for (size_t i = 0; set->is_production && i < sizeof needed / sizeof needed[0]; i++)
        if (needed[i].value.len == 0)
            return err_set(e, RC_INPUT,
                           "{s} must not be empty in production: visitors have to know who runs the site",
                           str_of_argument(rows[needed[i].s].flag));
    if (set->is_production && set->prints_sends)
        return err_set(e, RC_INPUT, "--sms-print must not be yes in production: visitors would wait for codes");
    return RC_OK;
}

rc settings_read(int argc, char **argv, settings *out, err *e) {
    const char *values[N_SETTINGS];
    *out = (settings){0};
    for (setting s = 0; s < N_SETTINGS; s++) {
        const char *set = rows[s].variable[0] == '\0' ? NULL : getenv(rows[s].variable);
        values[s] = set != NULL ? set : rows[s].fallback;
    }
    rc code = read_flags(argc, argv, values, out, e);
    if (code == RC_OK && out->is_help) {
        print_help();
        return RC_OK;
    }
    out->who = (operator_info){str_of_argument(values[SET_NAME]), str_of_argument(values[SET_CONTACT]),
                               str_of_argument(values[SET_ICP]), str_of_argument(values[SET_ADDRESS]),
                               str_of_argument(values[SET_SENDS_BY])};
    out->data = values[SET_DATA];
    out->db = values[SET_DB];
    out->checkpoints = values[SET_CHECKPOINTS];
    out->questions = values[SET_QUESTIONS];
    if (code == RC_OK && out->db[0] != '\0' && out->data[0] == '\0')
        code =
            err_set(e, RC_INPUT, "--db needs --data: the folder for the key that the database is sealed with");
    if (code == RC_OK)
        code = read_address(SET_LISTEN, values[SET_LISTEN], &out->listen, e);
    if (code == RC_OK)
        code = read_address(SET_DESK, values[SET_DESK], &out->desk_listen, e);
    if (code == RC_OK)
        code = read_address(SET_ADMIN, values[SET_ADMIN], &out->admin, e);
    if (code == RC_OK)
        code = read_limits(values, out, e);
    if (code == RC_OK)
        code = read_yes(SET_REMINDERS, values[SET_REMINDERS], &out->has_reminders, e);
    if (code == RC_OK && out->has_reminders && out->db[0] == '\0')
        code = err_set(e, RC_INPUT, "--reminders needs --db: what is to be sent is kept there");
    if (code == RC_OK)
        code = read_yes(SET_PRODUCTION, values[SET_PRODUCTION], &out->is_production, e);
    if (code == RC_OK)
        code = read_yes(SET_SENDS_PRINTED, values[SET_SENDS_PRINTED], &out->prints_sends, e);
    return code == RC_OK ? check_production(out, e) : code;
}
