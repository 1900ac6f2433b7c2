// SPDX-License-Identifier: Apache-2.0
// The API's description of itself: every path from the table of routes, every shape from the law.
#include "site/openapi.h"

#include "site/media.h"
#include "site/pages.h"

#include <assert.h>

// What a row takes and gives, by the names of the schemas.
static const struct {
    handler *answer;
    str about, takes, gives;
} shapes[] = {
    {api_assess, STR_INIT("一个人的情况，得到一个人的结果。"), STR_INIT("Facts"), STR_INIT("Answer")},
    {api_batch,
     STR_INIT("很多人的情况，一行一个人，按原来的顺序一行一个结果。NDJSON 每行是一个 Facts；CSV "
              "第一行是名字，不认识的名字不收；可以是 UTF-8 或 GB18030。读不懂的行得到 error，其余照常。"),
     STR_INIT("Facts"), STR_INIT("Row")},
    {api_policies, STR_INIT("收录了哪些规定、从哪天到哪天。"), STR_INIT(""), STR_INIT("Policies")},
    {api_questions, STR_INIT("可以问的问题，按规定里的顺序。"), STR_INIT(""), STR_INIT("Questions")},
    {api_openapi, STR_INIT("这份说明。"), STR_INIT(""), STR_INIT("")},
};

static size_t shape_of(const route *r) {
    size_t i = 0;
    while (i < sizeof shapes / sizeof shapes[0] && shapes[i].answer != r->answer)
        i++;
    assert(i < sizeof shapes / sizeof shapes[0]);  // every row of the API has its shape
    return i;
}

// ---- media -----------------------------------------------------------------------------------------------------------

// CSV has a text; of NDJSON the schema is that of a line.
static void put_schema(json_writer *w, media m, str name) {
    json_write_key(w, STR("schema"));
    if (m != MEDIA_CSV && name.len > 0) {
        openapi_put_ref(w, name);
        return;
    }
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), m == MEDIA_CSV ? STR("string") : STR("object"));
    json_write_object_end(w);
}

static void put_content(json_writer *w, unsigned all, str schema) {
    static const media kinds[] = {MEDIA_JSON, MEDIA_NDJSON, MEDIA_CSV};
    json_write_key(w, STR("content"));
    json_write_object(w);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!(all & kinds[i]))
            continue;
        json_write_key(w, media_name(kinds[i]));
        json_write_object(w);
        put_schema(w, kinds[i], schema);
        json_write_object_end(w);
    }
    json_write_object_end(w);
}

// ---- one row ---------------------------------------------------------------------------------------------------------

static void put_query(json_writer *w, const route *r) {
    if (r->query.len == 0)
        return;
    json_write_key(w, STR("parameters"));
    json_write_list(w);
    json_write_object(w);
    json_write_key_str(w, STR("name"), r->query);
    json_write_key_str(w, STR("in"), STR("query"));
    json_write_key_bool(w, STR("required"), false);
    json_write_key_str(w, STR("description"), STR("哪一天的情况，YYYY-MM-DD；不写是今天（上海）"));
    json_write_key(w, STR("schema"));
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("string"));
    json_write_key_str(w, STR("format"), STR("date"));
    json_write_object_end(w);
    json_write_object_end(w);
    json_write_list_end(w);
}

static void put_body(json_writer *w, const route *r) {
    if (r->takes == 0)
        return;
    json_write_key(w, STR("requestBody"));
    json_write_object(w);
    json_write_key_bool(w, STR("required"), true);
    json_write_key_int(w, STR("x-most-bytes"), (int64_t)r->most_bytes);
    put_content(w, r->takes, shapes[shape_of(r)].takes);
    json_write_object_end(w);
}

static void put_problem_ref(json_writer *w, str status) {
    json_write_key(w, status);
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("$ref"), STR("#/components/responses/Problem"));
    json_write_object_end(w);
}

static void put_answers(json_writer *w, const route *r) {
    json_write_key(w, STR("responses"));
    json_write_object(w);
    json_write_key(w, STR("200"));
    json_write_object(w);
    json_write_key_str(w, STR("description"), r->title);
    put_content(w, r->gives, shapes[shape_of(r)].gives);
    json_write_object_end(w);
    put_problem_ref(w, STR("400"));
    put_problem_ref(w, STR("406"));
    if (r->takes != 0) {
        put_problem_ref(w, STR("413"));
        put_problem_ref(w, STR("415"));
        put_problem_ref(w, STR("422"));
    }
    put_problem_ref(w, STR("default"));
    json_write_object_end(w);
}

// The last word of the path: assess, openapi.
static str name_of(str path) {
    size_t from = path.len, to = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    for (size_t i = from; i < to; i++)
        if (path.ptr[i] == '.')
            to = i;
    return str_slice(path, from, to);
}

static void put_row(json_writer *w, const route *r) {
    json_write_key(w, r->path);
    json_write_object(w);
    json_write_key(w, r->method == METHOD_POST ? STR("post") : STR("get"));
    json_write_object(w);
    json_write_key_str(w, STR("operationId"), name_of(r->path));
    json_write_key_str(w, STR("summary"), r->title);
    json_write_key_str(w, STR("description"), shapes[shape_of(r)].about);
    put_query(w, r);
    put_body(w, r);
    put_answers(w, r);
    json_write_object_end(w);
    json_write_object_end(w);
}

// ---- the document ----------------------------------------------------------------------------------------------------

static void put_head(json_writer *w, const site *s, const jifen_law *l) {
    json_write_key_str(w, STR("openapi"), STR("3.1.0"));
    json_write_key(w, STR("info"));
    json_write_object(w);
    json_write_key_str(w, STR("title"), jifen_info(l)->title);
    json_write_key_str(w, STR("version"), STR("1"));
    json_write_key_str(w, STR("description"),
                       STR("结果按所给的情况推算，最终以主管部门的审核为准。不保存任何内容。"));
    json_write_key_str(w, STR("x-law"), jifen_info(l)->version);
    json_write_object_end(w);
    if (s->who.address.len == 0)
        return;
    json_write_key(w, STR("servers"));
    json_write_list(w);
    json_write_object(w);
    json_write_key_str(w, STR("url"), s->who.address);
    json_write_object_end(w);
    json_write_list_end(w);
}

// A row of a batch: an answer, or why there is none.
static void put_row_schema(json_writer *w) {
    json_write_key(w, STR("Row"));
    json_write_object(w);
    json_write_key(w, STR("anyOf"));
    json_write_list(w);
    openapi_put_ref(w, STR("Answer"));
    openapi_put_ref(w, STR("RowError"));
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_components(json_writer *w, const jifen_law *l) {
    json_write_key(w, STR("components"));
    json_write_object(w);
    json_write_key(w, STR("schemas"));
    json_write_object(w);
    openapi_put_schemas(w, l);
    put_row_schema(w);
    json_write_object_end(w);
    json_write_key(w, STR("responses"));
    json_write_object(w);
    json_write_key(w, STR("Problem"));
    json_write_object(w);
    json_write_key_str(w, STR("description"), STR("为什么没有结果（RFC 9457）"));
    json_write_key(w, STR("content"));
    json_write_object(w);
    json_write_key(w, STR("application/problem+json"));
    json_write_object(w);
    put_schema(w, MEDIA_JSON, STR("Problem"));
    json_write_object_end(w);
    json_write_object_end(w);
    json_write_object_end(w);
    json_write_object_end(w);
    json_write_object_end(w);
}

void api_openapi(const site *s, const request *q, response *r) {
    const jifen_law *l = site_law(s, q->today);
    r->type = STR("application/json");
    json_writer w = json_write_open(&r->body, true);
    json_write_object(&w);
    put_head(&w, s, l);
    json_write_key(&w, STR("paths"));
    json_write_object(&w);
    for (size_t i = 0; i < n_routes; i++)
        if (routes[i].is_api)
            put_row(&w, &routes[i]);
    json_write_object_end(&w);
    put_components(&w, l);
    json_write_object_end(&w);
    buf_put_char(&r->body, '\n');
}
