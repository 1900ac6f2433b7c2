// SPDX-License-Identifier: Apache-2.0
#include "unit/site/schema.h"

#include "base/day.h"
#include "base/num.h"

#include <assert.h>

enum { SCALE = 6 };

typedef struct {
    json_reader document, value;
    json_reader schema;  // the whole of it, for words that look at each other
} fitting;

static json_value read_value(json_reader *r) {
    json_value v;
    err e;
    err_clear(&e);
    rc code = json_read_value(r, &v, &e);
    assert(code == RC_OK);
    return v;
}

static void skip(json_reader *r) {
    err e;
    err_clear(&e);
    rc code = json_read_skip(r, &e);
    assert(code == RC_OK);
}

static bool next_item(json_reader *r) {
    bool more;
    err e;
    err_clear(&e);
    rc code = json_read_item(r, &more, &e);
    assert(code == RC_OK);
    return more;
}

static bool next_key(json_reader *r, str *out) {
    bool more;
    json_value key;
    err e;
    err_clear(&e);
    rc code = json_read_key(r, &more, &key, &e);
    assert(code == RC_OK);
    *out = more ? key.text : (str){0};
    return more;
}

static bool get(json_reader object, str name, json_reader *out) {
    str key;
    if (read_value(&object).kind != JSON_OBJECT)
        return false;
    while (next_key(&object, &key)) {
        *out = object;
        if (str_is(key, name))
            return true;
        skip(&object);
    }
    return false;
}

bool schema_find(json_reader document, str path, json_reader *out) {
    *out = document;
    while (path.len > 0) {
        size_t n = 0;
        while (n < path.len && path.ptr[n] != '/')
            n++;
        json_reader inside;
        if (!get(*out, str_slice(path, 0, n), &inside))
            return false;
        *out = inside;
        path = str_slice(path, n + 1, path.len);
    }
    return true;
}

size_t schema_names(json_reader object, str *out, size_t most) {
    size_t n = 0;
    str key;
    (void)read_value(&object);
    for (; next_key(&object, &key); n++) {
        if (n < most)
            out[n] = key;
        skip(&object);
    }
    return n;
}

// ---- words about single values ---------------------------------------------------------------------------------------

static bool is_type(json_value v, str type) {
    int64_t whole;
    bool is_integer = v.kind == JSON_NUMBER && num_parse(v.text, 0, &whole) == NUM_OK;
    return str_is(type, STR("null"))      ? v.kind == JSON_NULL
           : str_is(type, STR("boolean")) ? v.kind == JSON_BOOL
           : str_is(type, STR("string"))  ? v.kind == JSON_STRING
           : str_is(type, STR("number"))  ? v.kind == JSON_NUMBER
           : str_is(type, STR("array"))   ? v.kind == JSON_LIST
           : str_is(type, STR("object"))  ? v.kind == JSON_OBJECT
                                          : str_is(type, STR("integer")) && is_integer;
}

static bool fits_type(json_reader word, json_value v) {
    json_value type = read_value(&word);
    if (type.kind == JSON_STRING)
        return is_type(v, type.text);
    bool fits = false;
    while (next_item(&word))
        fits |= is_type(v, read_value(&word).text);
    return fits;
}

static bool is_same(json_value a, json_value b) {
    return a.kind == b.kind && a.yes == b.yes && str_is(a.text, b.text);
}

static bool fits_enum(json_reader word, json_value v) {
    bool fits = false;
    (void)read_value(&word);
    while (next_item(&word))
        fits |= is_same(read_value(&word), v);
    return fits;
}

static int64_t number_of(json_reader word) {
    int64_t n = 0;
    num_status status = num_parse(read_value(&word).text, SCALE, &n);
    assert(status == NUM_OK);
    return n;
}

static bool fits_bound(json_reader word, json_reader value, bool is_least) {
    json_reader at = value;
    if (read_value(&at).kind != JSON_NUMBER)
        return true;
    return is_least ? number_of(value) >= number_of(word) : number_of(value) <= number_of(word);
}

static bool fits_date(json_value v) {
    int64_t day;
    return v.kind != JSON_STRING || day_parse(v.text, &day);
}

// The only pattern there is: that of a month.
static bool fits_month(json_value v) {
    char block[16];
    buf first = buf_over(block, sizeof block);
    buf_print(&first, "{s}-01", v.text);
    int64_t day;
    return v.kind != JSON_STRING || day_parse(buf_str(&first), &day);
}

// ---- words about lists and objects -----------------------------------------------------------------------------------

static size_t count_items(json_reader list) {
    size_t n = 0;
    (void)read_value(&list);
    for (; next_item(&list); n++)
        skip(&list);
    return n;
}

static bool fits_items(const fitting *f, json_reader word) {
    json_reader list = f->value;
    bool fits = true;
    if (read_value(&list).kind != JSON_LIST)
        return true;
    while (next_item(&list)) {
        fits = fits && schema_fits(f->document, word, list);
        skip(&list);
    }
    return fits;
}

static bool fits_count(const fitting *f, json_reader word, bool is_least) {
    json_reader list = f->value;
    if (read_value(&list).kind != JSON_LIST)
        return true;
    int64_t n = (int64_t)count_items(f->value) * 1000000, bound = number_of(word);
    return is_least ? n >= bound : n <= bound;
}

static bool fits_required(const fitting *f, json_reader word) {
    json_reader object = f->value, ignored;
    bool fits = true;
    if (read_value(&object).kind != JSON_OBJECT)
        return true;
    (void)read_value(&word);
    while (next_item(&word))
        fits &= get(f->value, read_value(&word).text, &ignored);
    return fits;
}

// Those of `properties` by their schema, the others by `additionalProperties`.
static bool fits_properties(const fitting *f) {
    json_reader object = f->value, properties, other, schema;
    bool has_properties = get(f->schema, STR("properties"), &properties);
    bool has_other = get(f->schema, STR("additionalProperties"), &other);
    bool fits = true;
    str key;
    if (read_value(&object).kind != JSON_OBJECT)
        return true;
    while (next_key(&object, &key)) {
        if (has_properties && get(properties, key, &schema))
            fits = fits && schema_fits(f->document, schema, object);
        else if (has_other)
            fits = fits && schema_fits(f->document, other, object);
        skip(&object);
    }
    return fits;
}

static bool fits_any(const fitting *f, json_reader word) {
    bool fits = false;
    (void)read_value(&word);
    while (next_item(&word)) {
        fits = fits || schema_fits(f->document, word, f->value);
        skip(&word);
    }
    return fits;
}

static bool fits_ref(const fitting *f, json_reader word) {
    str path = read_value(&word).text;
    json_reader schema;
    return str_starts(path, STR("#/")) && schema_find(f->document, str_slice(path, 2, path.len), &schema) &&
           schema_fits(f->document, schema, f->value);
}

// ---- all of it -------------------------------------------------------------------------------------------------------

static bool is_remark(str name) {
    return str_is(name, STR("title")) || str_is(name, STR("description")) || str_starts(name, STR("x-"));
}

static bool fits_word(const fitting *f, str name, json_reader word) {
    json_reader at = f->value;
    json_value v = read_value(&at);
    json_reader constant = word;
    if (is_remark(name))
        return true;
    return str_is(name, STR("$ref"))                   ? fits_ref(f, word)
           : str_is(name, STR("type"))                 ? fits_type(word, v)
           : str_is(name, STR("enum"))                 ? fits_enum(word, v)
           : str_is(name, STR("const"))                ? is_same(read_value(&constant), v)
           : str_is(name, STR("anyOf"))                ? fits_any(f, word)
           : str_is(name, STR("required"))             ? fits_required(f, word)
           : str_is(name, STR("properties"))           ? fits_properties(f)
           : str_is(name, STR("additionalProperties")) ? fits_properties(f)
           : str_is(name, STR("items"))                ? fits_items(f, word)
           : str_is(name, STR("minItems"))             ? fits_count(f, word, true)
           : str_is(name, STR("maxItems"))             ? fits_count(f, word, false)
           : str_is(name, STR("minimum"))              ? fits_bound(word, f->value, true)
           : str_is(name, STR("maximum"))              ? fits_bound(word, f->value, false)
           : str_is(name, STR("pattern"))              ? fits_month(v)
                                                       : str_is(name, STR("format")) && fits_date(v);
}

bool schema_fits(json_reader document, json_reader schema, json_reader value) {
    fitting f = {document, value, schema};
    json_value whole = read_value(&schema);
    bool fits = true;
    str name;
    if (whole.kind == JSON_BOOL)
        return whole.yes;
    while (next_key(&schema, &name)) {
        fits = fits && fits_word(&f, name, schema);
        skip(&schema);
    }
    return fits;
}
