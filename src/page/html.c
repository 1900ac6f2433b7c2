// SPDX-License-Identifier: Apache-2.0
#include "page/html.h"

#include "base/percent.h"
#include "base/utf8.h"

#define REPLACED STR("\xEF\xBF\xBD")

// What stands for a byte that must not appear as itself; empty for all others.
static str escape_of(char c) {
    switch (c) {
    case '&': return STR("&amp;");
    case '<': return STR("&lt;");
    case '>': return STR("&gt;");
    case '"': return STR("&quot;");
    case '\'': return STR("&#39;");
    case '\t':
    case '\n': return (str){0};
    default: return (c >= 0 && c < ' ') || c == 0x7F ? REPLACED : (str){0};
    }
}

static str replacement_of(str letter, uint32_t code) {
    if (letter.len == 1)
        return code == 0xFFFD ? REPLACED : escape_of(letter.ptr[0]);
    bool is_control = code < 0xA0 || code == 0xFFFE || code == 0xFFFF;  // not allowed in XML, or C1
    return is_control ? REPLACED : (str){0};
}

void html_text(html *h, str s) {
    size_t from = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t code = 0;
        size_t n = utf8_next(s, at, &code);
        str other = replacement_of(str_slice(s, at, at + n), code);
        if (other.len > 0) {
            buf_put(h->out, str_slice(s, from, at));
            buf_put(h->out, other);
            from = at + n;
        }
        at += n;
    }
    buf_put(h->out, str_slice(s, from, s.len));
}

void html_int(html *h, int64_t v) {
    buf_put_int(h->out, v);
}

void html_url(html *h, str s) {
    percent_put(h->out, s);
}

void html_json(html *h, str json) {
    size_t from = 0;
    for (size_t i = 0; i < json.len; i++) {
        char c = json.ptr[i];
        if (c != '<' && c != '>' && c != '&')
            continue;
        buf_put(h->out, str_slice(json, from, i));
        buf_put(h->out, c == '<' ? STR("\\u003C") : c == '>' ? STR("\\u003E") : STR("\\u0026"));
        from = i + 1;
    }
    buf_put(h->out, str_slice(json, from, json.len));
}
