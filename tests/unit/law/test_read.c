// SPDX-License-Identifier: Apache-2.0
#include "law/read.h"

#include "base/day.h"
#include "test.h"
#include "unit/law/sample.h"

static const char head_format[] =
    "---\nlaw: {s}\ntitle: 小规则\npart: {i}\n{s}checked: 2026-11-2{i}\nagain: 2027-06-01\n{s}---\n"
    "```law\n{s}```\n";

static str pack(arena *mem, const char *law_id, int64_t part, const char *force, const char *unit_line,
                str lines) {
    str texts[3] = {{law_id, 0}, {force, 0}, {unit_line, 0}};
    for (int i = 0; i < 3; i++)
        while (texts[i].ptr[texts[i].len] != '\0')
            texts[i].len++;
    buf b = buf_make(mem);
    buf_print(&b, head_format, texts[0], part, texts[1], part % 10, texts[2], lines);
    return buf_str(&b);
}

static str print_law(const law *l, arena *mem) {
    buf b = buf_make(mem);
    sample_print_law(l, &b);
    return buf_str(&b);
}

// ---- the real packs --------------------------------------------------------------------------------------------

static void check_clean(const diags *d, const pack_source *files, uint32_t n, arena *mem) {
    CHECK_INT(d->n, 0);
    buf b = buf_make(mem);
    for (uint32_t i = 0; i < d->n; i++) {
        pack_file named = {.name = files[d->items[i].at.file % n].name,
                           .text = files[d->items[i].at.file % n].text};
        diag one = d->items[i];
        one.at.file = 0;
        diag_print(&one, &named, 1, &b);
    }
    printf("%.*s", (int)b.len, b.ptr);
}

static void test_library(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    pack_source file = {STR("library-fines.md"), sample_file(&mem, "tests/packs/library-fines.md")};
    diags d;
    diags_init(&d, &mem);
    const law *l = law_read(&file, 1, &mem, &d);
    check_clean(&d, &file, 1, &mem);
    CHECK(l != NULL);
    if (l != NULL) {
        CHECK_STR(l->id, STR("library-fines"));
        CHECK_INT(l->from, day_from_civil(2024, 1, 1));
        CHECK_INT(l->n_order, l->n_rules + l->n_checks + 1);
        CHECK_INT(l->order[l->n_order - 1].kind, ITEM_VERDICT);
        CHECK_STR(l->files[0].checked, STR("2026-11-20"));
    }
    arena_done(&mem);
}

// ---- several files ---------------------------------------------------------------------------------------------

static const char first_lines[] =
    "source rules \"规则\" official high\npoints late \"逾期\" cite rules = 2 * days\n";
static const char second_lines[] = "fact days int 0..60 \"天数\"\nfact more int 0..9 \"更多\"\n"
                                   "points other \"别的\" cite rules = more + lasting\n";
static const char any_lines[] = "value lasting int \"不变\" = 1\n";
#define LINES(text) ((str){text, sizeof text - 1})
#define FORCE "in force: 2024-01-01..2029-12-31\n"

static void test_order_of_files(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    pack_source files[3] = {
        {STR("1.md"), pack(&mem, "toy", 1, FORCE, "unit: 分\n", LINES(first_lines))},
        {STR("2.md"), pack(&mem, "toy", 2, "", "", LINES(second_lines))},
        {STR("any.md"), pack(&mem, "any", 0, "", "", LINES(any_lines))},
    };
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    str printed[6];
    CHECK_TABLE(orders, i) {
        pack_source turned[3] = {files[orders[i][0]], files[orders[i][1]], files[orders[i][2]]};
        diags d;
        diags_init(&d, &mem);
        const law *l = law_read(turned, 3, &mem, &d);
        check_clean(&d, turned, 3, &mem);
        CHECK(l != NULL);
        printed[i] = l == NULL ? STR("") : print_law(l, &mem);
        CHECK_STR(printed[i], printed[0]);
        if (l == NULL)
            continue;
        CHECK_STR(l->files[0].name, turned[0].name);
        CHECK_STR(l->files[l->facts[0].at.file].name, STR("2.md"));
        CHECK_INT(l->checked, day_from_civil(2026, 11, 20));
        CHECK_STR(l->unit, STR("分"));
    }
    arena_done(&mem);
}

static const struct {
    const char *id, *force, *unit, *code;
    int64_t part;
    uint32_t line, column;
} second_heads[] = {
    {"toy", "", "", NULL, 2, 0, 0},
    {"toy", FORCE, "unit: 分\n", NULL, 2, 0, 0},
    {"any", "", "", NULL, 1, 0, 0},
    {"other", "", "", "L118", 2, 2, 6},
    {"toy", "in force: 2024-01-01..2030-12-31\n", "", "L119", 2, 5, 11},
    {"toy", "", "unit: 元\n", "L120", 2, 7, 7},
    {"toy", "", "", "L121", 1, 4, 7},
};

static void test_heads_agree(void) {
    CHECK_TABLE(second_heads, i) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        pack_source files[3] = {
            {STR("1.md"), pack(&mem, "toy", 1, FORCE, "unit: 分\n", LINES(first_lines))},
            {STR("2.md"), pack(&mem, second_heads[i].id, second_heads[i].part, second_heads[i].force,
                               second_heads[i].unit, LINES(second_lines))},
            {STR("any.md"), pack(&mem, "any", 9, "", "", LINES(any_lines))},
        };
        diags d;
        diags_init(&d, &mem);
        bool is_fine = law_read(files, 3, &mem, &d) != NULL;
        CHECK(is_fine == (second_heads[i].code == NULL));
        CHECK_INT(d.n, !is_fine);
        if (!is_fine) {
            CHECK_INT(d.items[0].at.file, 1);
            CHECK_INT(d.items[0].at.line, second_heads[i].line);
            CHECK_INT(d.items[0].at.column, second_heads[i].column);
            CHECK(d.items[0].code[3] == second_heads[i].code[3]);
        }
        arena_done(&mem);
    }
}

static void test_no_law(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    CHECK(law_read(NULL, 0, &mem, &d) == NULL);
    CHECK_INT(d.n, 1);
    pack_source any = {STR("any.md"), pack(&mem, "any", 1, "", "", LINES(any_lines))};
    CHECK(law_read(&any, 1, &mem, &d) == NULL);
    CHECK_INT(d.n, 2);
    str id;
    CHECK(law_read_head(any, &id, &d));
    CHECK_STR(id, STR("any"));
    any.text = STR("---\nlaw: any\n");
    CHECK(!law_read_head(any, &id, &d));
    arena_done(&mem);
}

// ---- bytes -----------------------------------------------------------------------------------------------------

// CRLF and a BOM change nothing but themselves.
static void test_line_ends(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str text = sample_file(&mem, "tests/packs/library-fines.md");
    buf crlf = buf_make(&mem);
    BUF_LIT(&crlf, "\xEF\xBB\xBF");
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            buf_put_char(&crlf, '\r');
        buf_put_char(&crlf, text.ptr[i]);
    }
    pack_source plain = {STR("a.md"), text}, turned = {STR("a.md"), buf_str(&crlf)};
    diags d;
    diags_init(&d, &mem);
    const law *a = law_read(&plain, 1, &mem, &d), *b = law_read(&turned, 1, &mem, &d);
    check_clean(&d, &turned, 1, &mem);
    CHECK(a != NULL && b != NULL);
    if (a != NULL && b != NULL) {
        CHECK_STR(print_law(b, &mem), print_law(a, &mem));
        CHECK_INT(b->facts[1].at.line, a->facts[1].at.line);
        CHECK_INT(b->facts[1].at.column, a->facts[1].at.column);
    }
    arena_done(&mem);
}

// ---- what is found besides -------------------------------------------------------------------------------------

static const char found_lines[] =
    "source rules \"规则\" official high\n"
    "fact a int 0..60 \"甲\"\nfact b int 0..60 \"乙\"\nfact c int 0..9 \"丙\" presumed if a > 30 then 1 else "
    "0\n"
    "fact money_in money 0..100 \"钱\"\nfact d date \"日\"\nfact e date \"日\"\nfact f date or none \"日\"\n"
    "fact log months \"记录\"\n  field times int 0..31 \"次数\"\n  each busy = times > 3\n"
    "fact g int 0..60 \"庚\"\n  from often + a\n  given must agree\n"
    "fact h int 0..60 \"辛\"\n  from a + 1\n  given must agree\n"
    "value often int \"常来\" = count log before on where busy\n"
    "param least int \"最少\" by date from 2024-01-01\n  2024-01-01..2024-12-31 7 cite rules\n  2025-01-01.. "
    "9 cite rules\n"
    "must a <= b \"a\"\nmust a <= b + 3 <= 50 \"b\"\nmust a + 2 > b \"c\"\nmust d + 30 days >= e \"d\"\n"
    "must a <= b when c > 1 \"e\"\nmust d <= f \"f\"\nmust 2 * a <= b \"g\"\n"
    "points p \"分\" cite rules first of\n"
    "  a >= 10 and b < 20 -> 1\n  b <= 20 or 30 = b -> 2\n  a in 40..50 -> 3\n  money_in > 3 -> 4\n  a > "
    "12.5 -> 5\n"
    "  a >= least(on) -> 6\n  g > 3 and h > 4 and d < e and f is none -> 7\n  otherwise -> c\n";

static void check_must(const law *l, uint32_t i, bool is_difference, const char *left, const char *right,
                       int64_t limit) {
    const must *m = &l->musts[i];
    check_row = (int)i;
    CHECK_INT(m->is_difference, is_difference);
    if (is_difference) {
        CHECK_STR(l->facts[m->left].name, ((str){left, 1}));
        CHECK_STR(l->facts[m->right].name, ((str){right, 1}));
        CHECK_INT(m->limit, limit);
    }
    check_row = -1;
}

static void check_cuts(const law *l, uint32_t i, const int64_t *wanted, uint32_t n) {
    CHECK_INT(l->facts[i].n_cuts, n);
    for (uint32_t k = 0; k < n && k < l->facts[i].n_cuts; k++)
        CHECK_INT(l->facts[i].cuts[k], wanted[k]);
}

static void test_found(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    const law *l = sample_read(&mem, LINES(found_lines), &d);
    pack_source file = {STR("sample.md"), sample_pack(&mem, LINES(found_lines))};
    check_clean(&d, &file, 1, &mem);
    if (l == NULL)
        return;
    check_must(l, 0, true, "a", "b", 0);
    check_must(l, 1, true, "a", "b", 3);
    check_must(l, 2, false, "", "", 0);  // b + 3 <= 50: one fact only
    check_must(l, 3, true, "b", "a", 1);
    check_must(l, 4, true, "e", "d", 30);
    check_must(l, 5, false, "", "", 0);  // has a `when`
    check_must(l, 6, false, "", "", 0);  // f may be none
    check_must(l, 7, false, "", "", 0);
    check_cuts(l, 0, (int64_t[]){7, 9, 10, 13, 31, 40, 51}, 7);
    check_cuts(l, 1, (int64_t[]){20, 21, 30, 31}, 4);
    check_cuts(l, 3, (int64_t[]){301}, 1);
    CHECK(l->facts[8].from_records);
    CHECK(!l->facts[9].from_records);
    CHECK_INT(l->records_fact, 7);
    CHECK_STR(l->fields[0].name, STR("month"));
    uint32_t n_facts = 0;
    for (uint32_t i = 0; i < l->n_order; i++)
        n_facts += l->order[i].kind == ITEM_FACT;
    CHECK_INT(n_facts, 3);  // c, g, h
    arena_done(&mem);
}

// ---- limits ----------------------------------------------------------------------------------------------------

// A law with n facts, all used.
static bool reads_facts(int64_t n) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf b = buf_make(&mem);
    BUF_LIT(&b, "source rules \"规则\" official high\n");
    for (int64_t i = 0; i < n; i++)
        buf_print(&b, "fact f{i} bool \"f\"\npoints p{i} \"p\" cite rules = if f{i} then 1 else 0\n", i, i, i);
    diags d;
    bool is_read = sample_read(&mem, buf_str(&b), &d) != NULL;
    CHECK_INT(d.n, is_read ? 0 : 1);
    arena_done(&mem);
    return is_read;
}

static bool reads_rules(int64_t n) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf b = buf_make(&mem);
    BUF_LIT(&b, "source rules \"规则\" official high\n");
    for (int64_t i = 0; i < n; i++)
        buf_print(&b, "points p{i} \"p\" cite rules = {i}\n", i, i);
    diags d;
    bool is_read = sample_read(&mem, buf_str(&b), &d) != NULL;
    CHECK_INT(d.n, is_read ? 0 : 1);
    arena_done(&mem);
    return is_read;
}

static bool reads_nodes(int64_t n) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf b = buf_make(&mem);
    BUF_LIT(&b, "source rules \"规则\" official high\npoints p \"p\" cite rules first of\n");
    for (int64_t i = 0; i < n; i++)
        BUF_LIT(&b, "  true -> 1\n");  // two nodes
    BUF_LIT(&b, "  otherwise -> 1\n");
    diags d;
    bool is_read = sample_read(&mem, buf_str(&b), &d) != NULL;
    CHECK_INT(d.n, is_read ? 0 : 1);
    arena_done(&mem);
    return is_read;
}

static bool reads_files(size_t n) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    pack_source *files = ARENA_ARRAY(&mem, pack_source, n);
    for (size_t i = 0; i < n; i++)
        files[i] = (pack_source){STR("a.md"), pack(&mem, "toy", (int64_t)i, FORCE, "", STR(""))};
    diags d;
    diags_init(&d, &mem);
    bool is_read = law_read(files, n, &mem, &d) != NULL;
    arena_done(&mem);
    return is_read;
}

static void test_limits(void) {
    CHECK(reads_facts(LIMIT_FACTS - 1));
    CHECK(reads_facts(LIMIT_FACTS));
    CHECK(!reads_facts(LIMIT_FACTS + 1));
    CHECK(reads_rules(LIMIT_RULES - 1));
    CHECK(reads_rules(LIMIT_RULES));
    CHECK(!reads_rules(LIMIT_RULES + 1));
    CHECK(reads_nodes(LIMIT_NODES / 2 - 2));
    CHECK(reads_nodes(LIMIT_NODES / 2 - 1));
    CHECK(!reads_nodes(LIMIT_NODES / 2));
    CHECK(reads_files(LIMIT_FILES - 1));
    CHECK(reads_files(LIMIT_FILES));
    CHECK(!reads_files(LIMIT_FILES + 1));
}

// ---- memory ----------------------------------------------------------------------------------------------------

typedef struct {
    arena_source from;
    uint64_t left;  // chunks still given
} failing;

static void *get_some(void *ctx, size_t bytes) {
    failing *f = ctx;
    if (f->left == 0)
        return NULL;
    f->left--;
    return f->from.get(f->from.ctx, bytes);
}

static void put_back(void *ctx, void *chunk) {
    failing *f = ctx;
    f->from.put(f->from.ctx, chunk);
}

// Bytes by bytes the arena is allowed more, until the law can be read: never a crash, never a half law.
static void test_memory(void) {
    arena kept;
    arena_init(&kept, arena_malloc(), 0);
    pack_source file = {STR("library-fines.md"), sample_file(&kept, "tests/packs/library-fines.md")};
    bool is_read = false;
    size_t limit = 1;
    for (; !is_read && limit < (size_t)1 << 22; limit += 611) {
        arena mem;
        arena_init(&mem, arena_malloc(), limit);
        diags d;
        diags_init(&d, &mem);
        is_read = law_read(&file, 1, &mem, &d) != NULL;
        CHECK(is_read || d.full || d.n > 0);
        buf b = buf_make(&mem);
        (void)law_format(file, &mem, &b, &d);
        arena_done(&mem);
    }
    CHECK(is_read);
    for (uint64_t n = 0; n < 12; n++) {
        failing f = {arena_malloc(), n};
        arena mem;
        arena_init(&mem, (arena_source){get_some, put_back, &f}, 0);
        diags d;
        diags_init(&d, &mem);
        (void)law_read(&file, 1, &mem, &d);
        arena_done(&mem);
    }
    arena_done(&kept);
}

int main(void) {
    test_library();
    test_order_of_files();
    test_heads_agree();
    test_no_law();
    test_line_ends();
    test_found();
    test_limits();
    test_memory();
    CHECK_MAIN();
}
