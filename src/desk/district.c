// SPDX-License-Identifier: Apache-2.0
#include "desk/district.h"

#include "base/buf.h"

#include <assert.h>

const district districts[] = {
    {STR_INIT("310101"), STR_INIT("黄浦区")},   {STR_INIT("310104"), STR_INIT("徐汇区")},
    {STR_INIT("310105"), STR_INIT("长宁区")},   {STR_INIT("310106"), STR_INIT("静安区")},
    {STR_INIT("310107"), STR_INIT("普陀区")},   {STR_INIT("310109"), STR_INIT("虹口区")},
    {STR_INIT("310110"), STR_INIT("杨浦区")},   {STR_INIT("310112"), STR_INIT("闵行区")},
    {STR_INIT("310113"), STR_INIT("宝山区")},   {STR_INIT("310114"), STR_INIT("嘉定区")},
    {STR_INIT("310115"), STR_INIT("浦东新区")}, {STR_INIT("310116"), STR_INIT("金山区")},
    {STR_INIT("310117"), STR_INIT("松江区")},   {STR_INIT("310118"), STR_INIT("青浦区")},
    {STR_INIT("310120"), STR_INIT("奉贤区")},   {STR_INIT("310151"), STR_INIT("崇明区")},
};
const size_t n_districts = sizeof districts / sizeof districts[0];
static_assert(sizeof districts / sizeof districts[0] == AREAS_ALL, "as many may be named as there are");

static const district *find(str code) {
    for (size_t i = 0; i < n_districts; i++)
        if (str_is(districts[i].code, code))
            return &districts[i];
    return NULL;
}

str district_read(str typed) {
    const district *of = find(typed);
    return of == NULL ? (str){0} : of->code;
}

str district_name(str code) {
    const district *of = find(code);
    return of == NULL ? (str){0} : of->name;
}

// ---- areas ---------------------------------------------------------------------------------------------------------------

static bool is_among(const str *codes, size_t n, str code) {
    for (size_t i = 0; i < n; i++)
        if (str_is(codes[i], code))
            return true;
    return false;
}

str areas_of(const str *codes, size_t n, arena *mem) {
    buf b = buf_make(mem);
    size_t n_in = 0;
    for (size_t i = 0; i < n_districts; i++)
        if (is_among(codes, n, districts[i].code))
            buf_print(&b, n_in++ == 0 ? "{s}" : " {s}", districts[i].code);
    return n_in == n_districts ? (str){0} : buf_str(&b);
}

static bool names(str areas, str code) {
    for (size_t at = 0; at < areas.len; at += DISTRICT_DIGITS + 1)
        if (str_is(str_slice(areas, at, at + DISTRICT_DIGITS), code))
            return true;
    return false;
}

bool areas_have(str areas, str code) {
    return code.len == 0 || areas.len == 0 || names(areas, code);
}

str areas_words(str areas, size_t most, arena *mem) {
    buf all = buf_make(mem), short_of_it = buf_make(mem);
    str first = {0};
    size_t n = 0;
    for (size_t i = 0; i < n_districts; i++)
        if (names(areas, districts[i].code)) {
            buf_print(&all, n == 0 ? "{s}" : "、{s}", districts[i].name);
            first = n++ == 0 ? districts[i].name : first;
        }
    buf_print(&short_of_it, "{s}等 {i} 个区", first, (int64_t)n);
    return n == 0 ? STR("全市") : buf_str(n > most ? &short_of_it : &all);
}
