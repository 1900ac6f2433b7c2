// SPDX-License-Identifier: Apache-2.0
// What goes over "all tables" and "all sealed values" goes over those that the migrations make, and over no others.
#include "store/driver.h"
#include "test.h"

static str word_behind(str text, size_t at) {
    size_t end = at;
    while (end < text.len && (text.ptr[end] == '_' || (text.ptr[end] >= 'a' && text.ptr[end] <= 'z')))
        end++;
    return str_slice(text, at, end);
}

static bool stands(str text, const char *what) {
    str word = str_of_c(what);
    for (size_t at = 0; at < text.len; at++)
        if (str_starts(str_slice(text, at, text.len), word))
            return true;
    return false;
}

static bool has_sealed(str table, str column) {
    static const struct {
        str table, column;
    } all[] = {
#define SEALED(name, table, key, field) {STR_INIT(table), STR_INIT(field "_sealed")},
#define SEALED_EACH(name, table, key, field) {STR_INIT(table), STR_INIT(field "_sealed")},
#include "store/sealed.def"
#undef SEALED
#undef SEALED_EACH
    };
    bool is_there = false;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        is_there |= str_is(all[i].table, table) && str_is(all[i].column, column);
    return is_there;
}

// Every name that ends in _sealed; those of a table added by ALTER TABLE are named behind that.
static int check_sealed(str text, str table) {
    int n = 0;
    for (size_t at = 0; at < text.len; at++) {
        bool begins = at == 0 || text.ptr[at - 1] == ' ';
        str word = begins ? word_behind(text, at) : (str){0};
        if (word.len > 7 && str_is(str_slice(word, word.len - 7, word.len), STR("_sealed"))) {
            n++;
            if (!CHECK(has_sealed(table, word)))
                printf("  %.*s.%.*s is not in sealed.def\n", (int)table.len, table.ptr, (int)word.len,
                       word.ptr);
        }
    }
    return n;
}

int main(void) {
    int n_tables = 0, n_sealed = 0;
    str counted = str_of_c(statement_rows[ROWS_OF_TABLES].text[DIALECT_SQLITE]);
    for (size_t i = 0; i < n_migrations; i++) {
        str text = str_of_c(migrations[DIALECT_SQLITE][i]), table = {0};
        static const str makes = STR_INIT("CREATE TABLE "), changes = STR_INIT("ALTER TABLE ");
        size_t begun = 0;
        for (size_t at = 0; at <= text.len; at++) {
            str rest = str_slice(text, at, text.len);
            bool is_made = str_starts(rest, makes), is_next = is_made || str_starts(rest, changes);
            if (!is_next && at < text.len)
                continue;
            n_sealed += check_sealed(str_slice(text, begun, at), table);
            begun = at;
            if (is_next)
                table = word_behind(text, at + (is_made ? makes.len : changes.len));
            if (!is_made)
                continue;
            char wanted[128];
            (void)snprintf(wanted, sizeof wanted, "count(*) FROM %.*s", (int)table.len, table.ptr);
            n_tables++;
            if (!CHECK(stands(counted, wanted)))
                printf("  %s does not stand in ROWS_OF_TABLES\n", wanted);
        }
    }
    CHECK(n_tables >= 10);
    CHECK(n_sealed >= 8);
    CHECK_MAIN();
}
