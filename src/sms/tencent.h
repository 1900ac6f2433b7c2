// sms/tencent.h - Tencent Cloud's SMS service: its signature TC3-HMAC-SHA256, the request SendSms, the answer to it.
// What is asked stands in the body, as JSON; there is no query.
#ifndef SMS_TENCENT_H
#define SMS_TENCENT_H

#include "base/arena.h"
#include "sms/sms.h"

typedef struct {
    str id, secret;  // SecretId, SecretKey
} tencent_key;

typedef struct {
    tencent_key key;
    str app_id;  // SmsSdkAppId
    str region;  // where the service runs: ap-guangzhou
} tencent_account;

// Any call of the vendor's interface.
typedef struct {
    str host;  // in lower case; its first label is the name of the service
    str action, version, region;
    int64_t now;  // seconds since 1970; the provider refuses what is 5 minutes off
    tencent_key key;
    str body;  // JSON
} tencent_call;

// The request, with the signature as its last header. It views the call's texts. False: no memory, or a text that cannot
// stand in a header.
bool tencent_sign(const tencent_call *call, arena *mem, sms_request *out);

// Ask to send a message. False as above.
bool tencent_send(const tencent_account *account, const sms_message *m, int64_t now, arena *mem,
                  sms_request *out);

// What the body of an answer says: a view into it and mem.
sms_answer tencent_read(str body, arena *mem);

#endif
