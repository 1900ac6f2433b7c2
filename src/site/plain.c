// SPDX-License-Identifier: Apache-2.0
#include "site/plain.h"

#include <md4c.h>

enum { DEEP = 8 };  // lists within lists that are told apart

typedef struct {
    buf *out;
    size_t depth;
    unsigned next[DEEP];  // the number of the next item; 0: they have none
    unsigned n_cells;
    str href;              // of the link that is open
    bool is_after_marker;  // an item's own text stands behind its marker
    bool is_after_wide;    // a line break here is nothing
} state;

static void end_line(state *s) {
    if (s->out->len > 0 && s->out->ptr[s->out->len - 1] != '\n')
        buf_put_char(s->out, '\n');
    s->is_after_wide = false;
}

static void begin_block(state *s) {
    if (s->is_after_marker)
        return;
    end_line(s);
    if (s->out->len > 0 && s->depth == 0)
        buf_put_char(s->out, '\n');
}

static void begin_item(state *s) {
    size_t at = s->depth < DEEP ? s->depth - 1 : DEEP - 1;
    end_line(s);
    for (size_t i = 1; i < s->depth; i++)
        BUF_LIT(s->out, "  ");
    if (s->next[at] > 0)
        buf_print(s->out, "{i}. ", (int64_t)s->next[at]++);
    else
        BUF_LIT(s->out, "· ");
    s->is_after_marker = true;
}

static void begin_list(state *s, unsigned first) {
    s->is_after_marker = false;
    begin_block(s);
    if (s->depth < DEEP)
        s->next[s->depth] = first;
    s->depth++;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    switch (type) {
    case MD_BLOCK_UL: begin_list(s, 0); break;
    case MD_BLOCK_OL: begin_list(s, ((MD_BLOCK_OL_DETAIL *)detail)->start); break;
    case MD_BLOCK_LI: begin_item(s); break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE: begin_block(s); break;
    case MD_BLOCK_TR: s->n_cells = 0; break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        if (s->n_cells++ > 0)
            BUF_LIT(s->out, "，");
        break;
    default: break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: s->depth--; break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: return 0;
    default: break;
    }
    end_line(s);
    s->is_after_marker = false;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    const MD_SPAN_A_DETAIL *a = detail;
    if (type == MD_SPAN_A)
        s->href = (str){a->href.text, a->href.size};
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    (void)detail;
    if (type == MD_SPAN_A && str_starts(s->href, STR("https://")))
        buf_print(s->out, "（{s}）", s->href);
    if (type == MD_SPAN_A)
        s->href = (str){0};
    return 0;
}

static int put_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *ctx) {
    state *s = ctx;
    bool is_break = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
    if (type == MD_TEXT_BR || (type == MD_TEXT_SOFTBR && !s->is_after_wide))
        buf_put_char(s->out, type == MD_TEXT_BR ? '\n' : ' ');
    else if (!is_break)
        buf_put(s->out, (str){text, size});
    s->is_after_wide = !is_break && size > 0 && (text[size - 1] & 0x80) != 0;
    s->is_after_marker = false;
    return s->out->failed;
}

bool md_to_plain(str markdown, buf *out) {
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = put_text,
    };
    state s = {.out = out};
    if (markdown.len > UINT32_MAX)
        return false;
    return md_parse(markdown.len > 0 ? markdown.ptr : "", (MD_SIZE)markdown.len, &parser, &s) == 0 &&
           !out->failed;
}
