// SPDX-License-Identifier: Apache-2.0
#include "site/headers.h"

#define CONTENT_POLICY                                                                                       \
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "     \
    "font-src 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "     \
    "object-src 'none'; worker-src 'self'; manifest-src 'self'; require-trusted-types-for 'script'; "        \
    "trusted-types jifen; report-uri /csp-report"

#define LINE(name, value) name ": " value "\r\n"

// On every answer, and so joined once.
static const str always =
    STR_INIT(LINE("Content-Security-Policy", CONTENT_POLICY)                           //
             LINE("Strict-Transport-Security", "max-age=63072000; includeSubDomains")  //
             LINE("X-Content-Type-Options", "nosniff")                                 //
             LINE("Cross-Origin-Opener-Policy", "same-origin")                         //
             LINE("Cross-Origin-Resource-Policy", "same-origin")                       //
             LINE("Permissions-Policy",
                  "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), "
                  "otp-credentials=(self)")   //
             LINE("X-Frame-Options", "DENY")  //
             LINE("X-XSS-Protection", "0"));

static str keep_words(const response *r) {
    if (r->is_private || r->status >= 400 || r->route == NULL)
        return STR("no-store");
    switch (r->route->keep) {
    case KEEP_FOREVER: return STR("public, max-age=31536000, immutable");
    case KEEP_PUBLIC: return STR("public, max-age=300, stale-while-revalidate=1800");
    case KEEP_OWN: return STR("private, max-age=0");
    case KEEP_ASKED: return STR("private, no-cache");
    case KEEP_NOTHING: break;
    }
    return STR("no-store");
}

// A value holds no line ends: it is a text of the program's own, or of letters that were percent-encoded.
static void put_line(buf *out, str name, str value) {
    if (value.len == 0)
        return;
    buf_put(out, name);
    BUF_LIT(out, ": ");
    buf_put(out, value);
    BUF_LIT(out, "\r\n");
}

// attachment; filename*=UTF-8''…: letters of any script, percent-encoded.
static str disposition(const response *r, arena *mem) {
    if (r->file_name.len == 0)
        return (str){0};
    buf b = buf_make(mem);
    html h = {&b};
    HTML_LIT(&h, "attachment; filename*=UTF-8''");
    html_url(&h, r->file_name);
    return buf_str(&b);
}

void headers_put(const response *r, buf *out) {
    const route *of = r->route;
    bool hides = r->is_private || (of != NULL && (route_is_told(of) || of->keep == KEEP_ASKED));
    bool varies = of != NULL && (of->keep == KEEP_FOREVER || (of->keep == KEEP_PUBLIC && of->is_page));
    buf_put(out, always);
    put_line(out, STR("Referrer-Policy"), hides ? STR("no-referrer") : STR("strict-origin-when-cross-origin"));
    put_line(out, STR("Cache-Control"), keep_words(r));
    put_line(out, STR("Content-Type"), r->type);
    put_line(out, STR("Content-Encoding"), r->encoding);
    put_line(out, STR("Location"), r->location);
    put_line(out, STR("Set-Cookie"), r->set_cookie);
    put_line(out, STR("Clear-Site-Data"), r->is_over ? STR("\"cache\", \"storage\"") : (str){0});
    put_line(out, STR("Allow"), r->allow);
    put_line(out, STR("Retry-After"), r->status == 503 ? STR("30") : (str){0});  // seconds
    put_line(out, STR("ETag"), r->etag);
    put_line(out, STR("Content-Disposition"), disposition(r, out->mem));
    put_line(out, STR("Vary"), varies ? STR("Accept-Encoding") : r->vary);
    put_line(out, STR("Accept-Ranges"), of != NULL && of->has_ranges ? STR("bytes") : (str){0});
    put_line(out, STR("Content-Range"), r->content_range);
}
