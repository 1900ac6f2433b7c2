// main/account.h - the account at an SMS provider: DATA/sms.account, a file only the sender reads. A line for each: a name, a blank, a value.
//
//   provider  aliyun or tencent
//   id, secret, sign, code_template
//   app_id, region   of tencent
//   remind_template  where reminders are offered (--reminders)
//   server    in place of the provider's own, for tests: http://127.0.0.1:8000
#ifndef MAIN_ACCOUNT_H
#define MAIN_ACCOUNT_H

#include "base/err.h"

typedef struct {
    str provider, id, secret, sign, code_template, remind_template, app_id, region, server;
} account;

// RC_INPUT: which line, and what was expected. Its texts lie in mem.
rc account_read(const char *folder, bool has_reminders, arena *mem, account *out, err *e) NODISCARD;

#endif
