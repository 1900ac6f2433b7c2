// SPDX-License-Identifier: Apache-2.0
#include "main/account.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { ACCOUNT_BYTES_MOST = 4096 };

typedef struct {
    const char *name;
    size_t at;  // in account
    bool is_needed;
} line_of;

static const line_of lines[] = {
    {"provider", offsetof(account, provider), true},
    {"id", offsetof(account, id), true},
    {"secret", offsetof(account, secret), true},
    {"sign", offsetof(account, sign), true},
    {"code_template", offsetof(account, code_template), true},
    {"remind_template", offsetof(account, remind_template), false},
    {"app_id", offsetof(account, app_id), false},
    {"region", offsetof(account, region), false},
    {"server", offsetof(account, server), false},
};

static str *place_in(account *a, const line_of *l) {
    return (str *)(void *)((char *)a + l->at);
}

static rc read_line(str line, account *out, err *e) {
    size_t end = str_find(line, ' ');
    str name = str_slice(line, 0, end), text = str_trim(str_slice(line, end, line.len));
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (str_is(name, str_of_c(lines[i].name)) && text.len > 0) {
            *place_in(out, &lines[i]) = text;
            return RC_OK;
        }
    return err_set(e, RC_INPUT,
                   "sms.account: expected a name such as 'id', a blank and its value, found '{s}'", name);
}

// Over a network only encrypted; a provider's own server is reached by https.
static bool is_safe(str server) {
    return server.len == 0 || str_starts(server, STR("https://")) ||
           str_starts(server, STR("http://127.0.0.1:"));
}

static rc check(account *a, bool has_reminders, err *e) {
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].is_needed && place_in(a, &lines[i])->len == 0)
            return err_set(e, RC_INPUT, "sms.account: there is no line '{s}'", str_of_c(lines[i].name));
    bool is_tencent = str_is(a->provider, STR("tencent"));
    if (!is_tencent && !str_is(a->provider, STR("aliyun")))
        return err_set(e, RC_INPUT, "sms.account: expected the provider aliyun or tencent, found '{s}'",
                       a->provider);
    if (is_tencent && (a->app_id.len == 0 || a->region.len == 0))
        return err_set(e, RC_INPUT, "sms.account: tencent needs 'app_id' and 'region'");
    if (!is_safe(a->server))
        return err_set(e, RC_INPUT, "sms.account: expected a server of https://, found '{s}'", a->server);
    if (has_reminders && a->remind_template.len == 0)
        return err_set(e, RC_INPUT, "sms.account: there is no line 'remind_template', which --reminders needs");
    return RC_OK;
}

static rc read_text(const char *path, arena *mem, str *out, err *e) {
    char *block = arena_alloc(mem, ACCOUNT_BYTES_MOST, 1);
    struct stat about;
    FILE *f = fopen(path, "r");
    if (f == NULL || block == NULL || fstat(fileno(f), &about) != 0 ||
        (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        if (f != NULL)
            (void)fclose(f);
        return err_set(e, RC_INPUT, "{s}: expected a file that only its owner can read", str_of_c(path));
    }
    *out = (str){block, fread(block, 1, ACCOUNT_BYTES_MOST, f)};
    (void)fclose(f);
    return out->len < ACCOUNT_BYTES_MOST ? RC_OK : err_set(e, RC_INPUT, "sms.account: the file is too long");
}

rc account_read(const char *folder, bool has_reminders, arena *mem, account *out, err *e) {
    char path[PATH_MAX];
    str text = {0}, line;
    *out = (account){0};
    if (snprintf(path, sizeof path, "%s/sms.account", folder) >= (int)sizeof path)
        return err_set(e, RC_INPUT, "--data: the path is too long");
    rc code = read_text(path, mem, &text, e);
    while (code == RC_OK && str_next_line(&text, &line))
        if (str_trim(line).len > 0)
            code = read_line(str_trim(line), out, e);
    return code == RC_OK ? check(out, has_reminders, e) : code;
}
