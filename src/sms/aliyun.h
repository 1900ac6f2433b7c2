// sms/aliyun.h - Alibaba Cloud's SMS service: its signature ACS3-HMAC-SHA256, the request SendSms, the answer to it.
// What is asked stands in the query; the body is empty.
#ifndef SMS_ALIYUN_H
#define SMS_ALIYUN_H

#include "base/arena.h"
#include "sms/sms.h"

typedef struct {
    str id, secret;  // AccessKeyId, AccessKeySecret
} aliyun_key;

// Any call of the vendor's interface that takes its parameters in the query.
typedef struct {
    str host, action, version;
    str date;   // of now in UTC: 2023-10-26T10:22:32Z; the provider refuses one that is 15 minutes off
    str nonce;  // another for each request, or it is refused as a repetition
    aliyun_key key;
    const sms_pair *query;  // [n_query], in any order
    size_t n_query;
} aliyun_call;

// The request with its query, and with the signature as its last header. It views the call's texts. False: no memory, or a
// text that cannot stand in a header.
bool aliyun_sign(const aliyun_call *call, arena *mem, sms_request *out);

// Ask to send a message; `now` in seconds since 1970. False as above.
bool aliyun_send(aliyun_key key, const sms_message *m, int64_t now, str nonce, arena *mem, sms_request *out);

// What the body of an answer says: a view into it and mem.
sms_answer aliyun_read(str body, arena *mem);

#endif
