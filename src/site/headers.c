// SPDX-License-Identifier: Apache-2.0
#include "site/headers.h"

#define CONTENT_POLICY                                                                                       \
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "     \
    "font-src 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "     \
    "object-src 'none'; worker-src 'self'; manifest-src 'self'; require-trusted-types-for 'script'; "        \
    "trusted-types jifen"

static const struct {
    str name, value;
} always[] = {
    {STR_INIT("Content-Security-Policy"), STR_INIT(CONTENT_POLICY)},
    {STR_INIT("Strict-Transport-Security"), STR_INIT("max-age=63072000; includeSubDomains")},
    {STR_INIT("X-Content-Type-Options"), STR_INIT("nosniff")},
    {STR_INIT("Cross-Origin-Opener-Policy"), STR_INIT("same-origin")},
    {STR_INIT("Cross-Origin-Resource-Policy"), STR_INIT("same-origin")},
    {STR_INIT("Permissions-Policy"),
     STR_INIT("camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), "
              "otp-credentials=(self)")},
    {STR_INIT("X-Frame-Options"), STR_INIT("DENY")},
    {STR_INIT("X-XSS-Protection"), STR_INIT("0")},
};

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

static void put_some(put_header *put, void *ctx, str name, str value) {
    if (value.len > 0)
        put(ctx, name, value);
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

void headers_put(const response *r, arena *mem, put_header *put, void *ctx) {
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        put(ctx, always[i].name, always[i].value);
    bool hides =
        r->is_private || (r->route != NULL && (route_is_told(r->route) || r->route->keep == KEEP_ASKED));
    put(ctx, STR("Referrer-Policy"), hides ? STR("no-referrer") : STR("strict-origin-when-cross-origin"));
    put(ctx, STR("Cache-Control"), keep_words(r));
    put_some(put, ctx, STR("Content-Type"), r->type);
    put_some(put, ctx, STR("Content-Encoding"), r->encoding);
    put_some(put, ctx, STR("Location"), r->location);
    put_some(put, ctx, STR("Allow"), r->allow);
    put_some(put, ctx, STR("ETag"), r->etag);
    put_some(put, ctx, STR("Content-Disposition"), disposition(r, mem));
    if (r->route != NULL && r->route->keep == KEEP_FOREVER)
        put(ctx, STR("Vary"), STR("Accept-Encoding"));
}
