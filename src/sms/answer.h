// sms/answer.h - reading the providers' answers, for aliyun.c and tencent.c.
#ifndef SMS_ANSWER_H
#define SMS_ANSWER_H

#include "sms/sms.h"
#include "wire/json_read.h"

sms_answer answer_unreadable(void);

// The next value is a bracket of this kind, and is read.
rc answer_open(json_reader *r, json_kind bracket, err *e) NODISCARD;

// The next value is an object with a text "Code" and perhaps one of this name; others are passed over. Accepted: the code
// is `good`. A member that comes twice is an error: its readers could differ in which one they take.
rc answer_read_status(json_reader *r, str id_name, str good, sms_answer *out, err *e) NODISCARD;

#endif
