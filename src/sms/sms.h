// sms/sms.h - what the providers have in common: a message to a phone, the request that asks for it, the answer.
// Nothing here sends: a request is plain data, so that its signature can be held against a published one.
#ifndef SMS_SMS_H
#define SMS_SMS_H

#include "base/str.h"

typedef struct {
    str name, value;
} sms_pair;

// What to send. Providers hold the text as a template that was approved; only its parameters are sent. Valid UTF-8.
typedef struct {
    str phone;      // of the mainland: eleven digits, without +86
    str sign_name;  // the sender's approved name; the phone shows it as 【…】
    str template_id;
    const sms_pair *params;  // [n_params] in the template's order: one provider goes by names, the other by places
    size_t n_params;
} sms_message;

enum { SMS_HEADERS_MOST = 8 };

// POST https://host/ with the query behind a '?' when there is one.
typedef struct {
    str host;
    str query;                           // percent-encoded as it was signed; sent as it is
    str body;                            // may be empty
    sms_pair headers[SMS_HEADERS_MOST];  // names in lower case; Content-Length is the sender's
    size_t n_headers;
} sms_request;

typedef enum { SMS_REFUSED, SMS_ACCEPTED } sms_outcome;

typedef struct {
    sms_outcome outcome;  // accepted is not delivered
    str id;               // by which the provider knows the message; empty: it named none
    str code;  // the provider's own word; "unreadable": the answer is none, and the message may have gone out
} sms_answer;

void sms_add_header(sms_request *r, str name, str value);  // the last

// Can this be sent? False: a header is empty, or a byte of it would end its line or is not ASCII.
bool sms_request_is_sound(const sms_request *r);

bool sms_is_ascii_line(str s);  // only blanks and visible ASCII

#endif
