// SPDX-License-Identifier: Apache-2.0
// /guides: files to keep and to print, with their size, day and checksum. Nobody is asked for a number.
#include "site/guide.h"

#include "base/num.h"
#include "desk/secret.h"
#include "page/phrases.h"
#include "site/articles.h"
#include "site/pages.h"
#include "site/plain.h"
#include "site/route.h"

#include <sodium.h>

// ---- the files -----------------------------------------------------------------------------------------------------------

#define SHEET                                                                                                \
    "@page{size:A4;margin:18mm}"                                                                             \
    "body{font:12pt/1.7 system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif;"      \
    "color:#1f2329;background:#fff;max-width:40em;margin:2em auto;padding:0 1em;overflow-wrap:anywhere}"     \
    "h1{font-size:1.5em;line-height:1.35}h2{font-size:1.25em;line-height:1.4}h1,h2,h3{break-after:avoid}"    \
    "p,li{orphans:2;widows:2}a{color:#0b57a4}.box{border:1px solid #7c858f;border-radius:8px;padding:.2em "  \
    "1em}"                                                                                                   \
    ".checked,footer,.tag{color:#565d66}.tag{font-size:.875em}footer{border-top:1px solid "                  \
    "#7c858f;margin-top:2em}"                                                                                \
    "@media print{body{font-size:11pt;margin:0;max-width:none;padding:0}a{color:inherit}}"

#define NO_AUTHORITY "本站不是政府网站，内容仅供参考，最终以主管部门的审核为准。"

// Links of the text lead to the site, where its address is known; else they lead nowhere, and the words are there.
static void put_base(page *p) {
    if (p->s->who.address.len == 0)
        return;
    HTML_LIT(&p->h, "<base");
    HTML_ATTR(&p->h, "href", p->s->who.address);
    HTML_LIT(&p->h, ">");
}

static void put_origin(page *p, const article *a) {
    HTML_LIT(&p->h, "<footer><p>" NO_AUTHORITY "</p><p>明白积分，");
    frame_day(&p->h, p->q->today);
    HTML_LIT(&p->h, "生成");
    if (p->s->who.address.len > 0) {
        HTML_LIT(&p->h, "。新的一份在 ");
        html_text(&p->h, p->s->who.address);
        html_text(&p->h, library_path(a, p->q->mem));
    }
    HTML_LIT(&p->h, "</p></footer>");
}

static bool make_page(page *p, const article *a) {
    HTML_LIT(&p->h, "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>");
    html_text(&p->h, a->title);
    HTML_LIT(&p->h,
             " · 明白积分</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    put_base(p);
    HTML_LIT(&p->h, "<style>" SHEET "</style></head>\n<body><main>");
    if (!articles_put_text(p, a))
        return false;
    HTML_LIT(&p->h, "</main>");
    put_origin(p, a);
    HTML_LIT(&p->h, "</body></html>\n");
    return true;
}

static void put_sources(page *p, const article *a, const jifen_law *l) {
    buf *out = p->h.out;
    BUF_LIT(out, "\n出处\n\n");
    for (size_t i = 0; i < a->n_sources; i++)
        for (size_t k = 0; k < jifen_n_sources(l); k++)
            if (str_is(jifen_source_at(l, k).key, a->sources[i]))
                buf_print(out, "· {s}\n", jifen_source_at(l, k).document);
}

static bool make_text(page *p, const article *a) {
    buf *out = p->h.out, markdown = buf_make(p->q->mem);
    err e;
    err_clear(&e);
    if (library_expand(p->s, a, p->q->today, p->q->mem, &markdown, &e) != RC_OK)
        return false;
    buf_print(out, "{s}\n\n", a->title);
    phrases_put_day(out, a->checked, false);
    BUF_LIT(out, "核对过，下一次核对不晚于");
    phrases_put_day(out, a->again, false);
    BUF_LIT(out, "。\n\n先说结论\n\n");
    for (size_t i = 0; i < a->n_summaries; i++)
        buf_print(out, "· {s}\n", a->summary[i]);
    buf_put_char(out, '\n');
    buf body = buf_make(p->q->mem);
    if (!md_to_plain(buf_str(&markdown), &body))
        return false;
    buf_put(out, buf_str(&body));
    put_sources(p, a, site_law(p->s, p->q->today));
    BUF_LIT(out, "\n" NO_AUTHORITY "\n明白积分，");
    phrases_put_day(out, p->q->today, false);
    BUF_LIT(out, "生成。\n");
    if (p->s->who.address.len > 0)
        buf_print(out, "新的一份在 {s}{s}\n", p->s->who.address, library_path(a, p->q->mem));
    return true;
}

static const struct {
    str end, type, label;
    bool (*make)(page *p, const article *a);
} kinds[N_GUIDE_KINDS] = {
    [GUIDE_PAGE] = {STR_INIT(".html"), STR_INIT("text/html; charset=utf-8"), STR_INIT("打印版"), make_page},
    [GUIDE_TEXT] = {STR_INIT(".txt"), STR_INIT("text/plain; charset=utf-8"), STR_INIT("纯文字"), make_text},
};

bool guide_make(const site *s, const request *q, const article *a, guide_kind kind, buf *out) {
    request plain = *q;
    plain.is_care = false;
    page p = {s, &plain, {out}};
    return kinds[kind].make(&p, a) && !out->failed;
}

str guide_path(const article *a, guide_kind kind, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "/guides/{i}-{s}{s}", a->id, a->slug, kinds[kind].end);
    return buf_str(&b);
}

// ---- one of them ---------------------------------------------------------------------------------------------------------

static const article *find(const site *s, const request *q, guide_kind *kind) {
    for (size_t i = 0; i < s->shelf->n; i++)
        for (guide_kind k = 0; k < N_GUIDE_KINDS; k++)
            if (s->shelf->articles[i].is_guide &&
                str_is(guide_path(&s->shelf->articles[i], k, q->mem), q->path)) {
                *kind = k;
                return &s->shelf->articles[i];
            }
    return NULL;
}

static bool is_wechat(str user_agent) {
    static const str name = STR_INIT("MicroMessenger");
    for (size_t i = 0; i < user_agent.len; i++)
        if (str_starts(str_slice(user_agent, i, user_agent.len), name))
            return true;
    return false;
}

// WeChat's own browser keeps no files: it shows the text, and says how to come to the file.
static void put_note(page *p, const article *a) {
    (void)a;
    HTML_LIT(&p->h, "<div class=\"box note no-print\"><p>微信里不能直接保存。点右上角 "
                    "···，选“在浏览器打开”，就会下载。</p>"
                    "<label class=\"label\" for=\"address\">或者把地址复制到浏览器</label>"
                    "<input type=\"text\" id=\"address\" readonly value=\"");
    html_text(&p->h, p->s->who.address.len > 0 ? p->s->who.address : STR("http://"));
    html_text(&p->h, p->s->who.address.len > 0 ? (str){0} : p->q->host);
    html_text(&p->h, p->q->path);
    HTML_LIT(&p->h, "\"></div>");
}

void guide_file(const site *s, const request *q, response *r) {
    guide_kind kind = GUIDE_PAGE;
    const article *a = find(s, q, &kind);
    r->vary = STR("User-Agent");
    if (a == NULL) {
        r->status = 404;
    } else if (is_wechat(q->user_agent)) {
        r->type = STR("text/html; charset=utf-8");
        articles_put_page(s, q, r, a, put_note);
    } else if (guide_make(s, q, a, kind, &r->body)) {
        buf name = buf_make(q->mem);
        buf_print(&name, "{s}{s}", a->title, kinds[kind].end);
        r->type = kinds[kind].type;
        r->file_name = buf_str(&name);
    } else {
        buf_clear(&r->body);
        r->status = 500;
        r->why = STR("the guide cannot be made");
    }
}

// ---- the list ------------------------------------------------------------------------------------------------------------

static str checksum_of(str bytes, arena *mem) {
    unsigned char *sum = arena_alloc(mem, crypto_hash_sha256_BYTES, 1);
    if (sum == NULL)
        return (str){0};
    (void)crypto_hash_sha256(sum, (const unsigned char *)bytes.ptr, bytes.len);
    return secret_hex((str){(const char *)sum, crypto_hash_sha256_BYTES}, mem);
}

// 12.3 KB
static void put_size(html *h, size_t bytes) {
    int64_t tenths = num_max(1, (int64_t)(bytes * 10 + 512) / 1024);
    html_int(h, tenths / 10);
    HTML_LIT(h, ".");
    html_int(h, tenths % 10);
    HTML_LIT(h, " KB");
}

static void put_button(page *p, const article *a, guide_kind kind, str bytes) {
    HTML_LIT(&p->h, "<a class=\"button quiet\" download href=\"");
    html_text(&p->h, guide_path(a, kind, p->q->mem));
    HTML_LIT(&p->h, "\">下载");
    html_text(&p->h, kinds[kind].label);
    HTML_LIT(&p->h, "<span class=\"hidden\">《");
    html_text(&p->h, a->title);
    HTML_LIT(&p->h, "》</span>，<span class=\"num\">");
    put_size(&p->h, bytes.len);
    HTML_LIT(&p->h, "</span></a>");
}

static void put_sum(page *p, guide_kind kind, str bytes) {
    HTML_LIT(&p->h, "<p class=\"small\">");
    html_text(&p->h, kinds[kind].label);
    HTML_LIT(&p->h, "：<code>");
    html_text(&p->h, checksum_of(bytes, p->q->mem));
    HTML_LIT(&p->h, "</code></p>");
}

static void put_files(page *p, const article *a) {
    buf bytes[N_GUIDE_KINDS];
    HTML_LIT(&p->h, "<div class=\"buttons\">");
    for (guide_kind k = 0; k < N_GUIDE_KINDS; k++) {
        bytes[k] = buf_make(p->q->mem);
        p->h.out->failed |= !guide_make(p->s, p->q, a, k, &bytes[k]);
        put_button(p, a, k, buf_str(&bytes[k]));
    }
    HTML_LIT(&p->h, "</div><details><summary>校验码（SHA-256）</summary>"
                    "<p class=\"small\">在您的电脑上算一遍，和这里一样，文件就没有被改过。</p>");
    for (guide_kind k = 0; k < N_GUIDE_KINDS; k++)
        put_sum(p, k, buf_str(&bytes[k]));
    HTML_LIT(&p->h, "</details>");
}

static void put_guide(page *p, const article *a) {
    HTML_LIT(&p->h, "<section><h2><a");
    frame_href(p, library_path(a, p->q->mem));
    HTML_LIT(&p->h, ">");
    html_text(&p->h, a->title);
    HTML_LIT(&p->h, "</a></h2><p>");
    html_text(&p->h, a->summary[0]);
    HTML_LIT(&p->h, "</p>");
    frame_put_checked(p, a->checked, a->again);
    put_files(p, a);
    HTML_LIT(&p->h, "</section>");
}

void guides_answer(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>指南下载</h1><p class=\"lead\">直接下载，不留电话，不用加好友。</p>"
                   "<p>打印版按 A4 排好，没有网络也能看。文件每天按当天的规则重新生成。</p>"
                   "<p class=\"box note\" data-wechat hidden>微信里不能直接保存。点右上角 "
                   "···，选“在浏览器打开”，再下载。</p>");
    for (size_t i = 0; i < s->shelf->n; i++)
        if (s->shelf->articles[i].is_guide)
            put_guide(&p, &s->shelf->articles[i]);
    frame_close(&p);
}
