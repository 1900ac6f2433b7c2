// SPDX-License-Identifier: Apache-2.0
// Long packs of one thing over and over: read, refused or laid out in time that grows with their length, without a
// crash. The test has a time limit.
#include "test.h"
#include "unit/law/sample.h"

enum { BYTES = 1 << 15 };

static const str pieces[] = {
    STR_INIT("a"),
    STR_INIT("("),
    STR_INIT("a,"),
    STR_INIT("\n"),
    STR_INIT("\n  x"),
    STR_INIT("\n    x"),
    STR_INIT("```law\n"),
    STR_INIT("```\n"),
    STR_INIT("~~~\n"),
    STR_INIT("\"\" "),
    STR_INIT("，"),
    STR_INIT("\nfact f bool \"x\""),
    STR_INIT("\nponits late \"x\""),
    STR_INIT("\npoints p \"x\" = q"),
    STR_INIT("\nmust a <= b <= c \"x\""),
    STR_INIT("\ncheck c \"x\"\n  when d"),
    STR_INIT("\nsource s \"x\" official high"),
    STR_INIT("\ncalendar c \"x\"\n  year 2024 workdays 3\n  off 2024-01-01"),
    STR_INIT("\n  year 2024 workdays 3"),
    STR_INIT("\n  off 2024-01-01, 2024-01-01"),
    STR_INIT(" or x"),
    STR_INIT(" <= x"),
    STR_INIT("\n```\n```case\n  a => b\n"),
    STR_INIT("\n  given a"),
    STR_INIT("\n2024-01-01..2024-01-01 3"),
};

static const str beginnings[] = {
    STR_INIT(""),
    STR_INIT("fact f enum \"x\"\n"),
    STR_INIT("points p \"x\" = "),
    STR_INIT("points p \"x\" sum of "),
    STR_INIT("must "),
    STR_INIT("param w int \"x\" by date from 2024-01-01\n"),
    STR_INIT("calendar c \"x\"\n"),
    STR_INIT("value v bool \"x\" = a in {"),
    STR_INIT("```\n```case\n"),
};

static void read_long(str beginning, str piece) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf b = buf_make(&mem);
    buf_put(&b, beginning);
    while (b.len < BYTES)
        buf_put(&b, piece);
    diags d;
    const law *l = sample_read(&mem, buf_str(&b), &d);
    CHECK((l == NULL) == (d.n > 0));
    diags_init(&d, &mem);
    buf out = buf_make(&mem);
    (void)law_format((pack_source){STR("a.md"), sample_pack(&mem, buf_str(&b))}, &mem, &out, &d);
    arena_done(&mem);
}

int main(void) {
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        CHECK_TABLE(pieces, k) {
            read_long(beginnings[i], pieces[k]);
        }
    }
    CHECK_MAIN();
}
