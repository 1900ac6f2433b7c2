// SPDX-License-Identifier: Apache-2.0
#include "engine/handle.h"

#include "eval/prove.h"
#include "law/read.h"

#include <string.h>

// ---- which files form one law ---------------------------------------------------------------------------------

typedef struct {
    str id;  // as in the head; `any` joins every law
    pack_source file;
    bool is_proved;
} headed;

static rc read_heads(const jifen_file *files, size_t n, headed *out, diags *d) {
    for (size_t i = 0; i < n; i++) {
        out[i].file = (pack_source){files[i].name, files[i].text};
        out[i].is_proved = files[i].is_proved;
        if (!law_read_head(out[i].file, &out[i].id, d))
            return RC_INPUT;
    }
    return RC_OK;
}

static bool is_any(str id) {
    return str_is(id, STR("any"));
}

static bool is_first_of_id(const headed *h, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (str_is(h[k].id, h[i].id))
            return false;
    return !is_any(h[i].id);
}

static size_t gather(const headed *h, size_t n, str id, pack_source *out) {
    size_t size = 0;
    for (size_t i = 0; i < n; i++)
        if (str_is(h[i].id, id) || is_any(h[i].id))
            out[size++] = h[i].file;
    return size;
}

static bool all_proved(const headed *h, size_t n, str id) {
    for (size_t i = 0; i < n; i++)
        if ((str_is(h[i].id, id) || is_any(h[i].id)) && !h[i].is_proved)
            return false;
    return true;
}

// ---- tables for the faces ---------------------------------------------------------------------------------------

static const jifen_option *face_options(const options *o, arena *mem) {
    jifen_option *out = ARENA_ARRAY(mem, jifen_option, o->n + 1);
    for (uint32_t i = 0; out != NULL && i < o->n; i++)
        out[i] = (jifen_option){o->items[i].name, o->items[i].label};
    return out;
}

static jifen_type face_type(const type *t, const options *names, str name, str label, set domain, arena *mem) {
    jifen_type f = {.name = name, .label = label, .kind = t->kind, .scale = t->scale, .domain = domain};
    if (t->unit == UNIT_PERCENT)
        f.scale -= 2;  // 12.34 is written, 0.1234 is kept: the same digits
    f.unit = t->unit == UNIT_MONEY     ? UNIT_OF_MONEY
             : t->unit == UNIT_PERCENT ? UNIT_OF_PERCENT
                                       : UNIT_OF_PLAIN;
    f.may_be_none = t->kind == KIND_DATE && domain.none;
    f.options = face_options(names, mem);
    f.n_options = names->n;
    return f;
}

// The default in words, where it is a constant.
static str default_text(const law *l, const fact *f, const jifen_type *t, arena *mem) {
    if (f->presumed == 0)
        return STR("");
    const node *n = &l->nodes[f->presumed];
    bool is_none = f->type.kind == KIND_DATE && n->op != OP_IF;
    if (n->op != OP_CONST && !is_none)
        return STR("");
    buf b = buf_make(mem);
    jifen_print_value(t, is_none && n->op != OP_CONST ? set_none() : set_one(f->type.kind, n->num), true, &b);
    return buf_str(&b);
}

static jifen_fact face_fact(const law *l, const fact *f, arena *mem) {
    jifen_fact out = {.ask = f->ask, .hint = f->hint, .is_records = f->is_records, .is_derived = f->from != 0};
    out.type = face_type(&f->type, &f->names, f->name, f->label, f->domain, mem);
    out.is_private = f->is_private;
    out.has_default = f->presumed != 0;
    out.is_from_facts = f->from != 0 && !f->from_records;
    if (f->section > 0) {
        out.section = l->sections[f->section - 1].name;
        out.section_label = l->sections[f->section - 1].label;
    }
    out.default_text = default_text(l, f, &out.type, mem);
    return out;
}

static jifen_type face_field(const field *f, arena *mem) {
    jifen_type t = face_type(&f->type, &f->names, f->name, f->label, f->domain, mem);
    t.required = !f->has_default && f->unless == 0;
    t.is_checked_later = f->unless != 0;
    return t;
}

static bool list_points(const law *l, jifen_law_info *info, arena *mem) {
    str *names = ARENA_ARRAY(mem, str, l->n_rules + 1), *labels = ARENA_ARRAY(mem, str, l->n_rules + 1);
    for (uint32_t i = 0; names != NULL && labels != NULL && i < l->n_rules; i++)
        if (l->rules[i].is_points) {
            names[info->n_points] = l->rules[i].name;
            labels[info->n_points++] = l->rules[i].label;
        }
    info->points = names;
    info->points_labels = labels;
    return names != NULL && labels != NULL;
}

static bool list_outputs(const law *l, jifen_law_info *info, arena *mem) {
    size_t n = l->n_goals + l->n_findings + 1;
    str *names = ARENA_ARRAY(mem, str, n), *labels = ARENA_ARRAY(mem, str, n);
    if (names == NULL || labels == NULL)
        return false;
    for (uint32_t i = 0; i < l->n_goals; i++) {
        names[i] = l->goals[i].name;
        labels[i] = l->goals[i].label;
    }
    for (uint32_t i = 0; i < l->n_findings; i++) {
        names[l->n_goals + i] = l->findings[i].name;
        labels[l->n_goals + i] = l->findings[i].label;
    }
    info->goals = names;
    info->goal_labels = labels;
    info->findings = names + l->n_goals;
    info->finding_labels = labels + l->n_goals;
    info->n_goals = l->n_goals;
    info->n_findings = l->n_findings;
    return true;
}

// The public id is what stands before `@`: versions of one law side by side are told apart by what follows it.
static str public_id(str id) {
    for (size_t i = 0; i < id.len; i++)
        if (id.ptr[i] == '@')
            return str_slice(id, 0, i);
    return id;
}

static bool make_faces(jifen_law *j, arena *mem) {
    const law *l = j->law;
    buf version = buf_make(mem);
    buf_print(&version, "{d}", l->from);
    j->info = (jifen_law_info){.id = public_id(l->id),
                               .title = l->title,
                               .version = buf_str(&version),
                               .unit = l->unit,
                               .from = l->from,
                               .to = l->to,
                               .checked = l->checked,
                               .again = l->again};
    j->facts = ARENA_ARRAY(mem, jifen_fact, l->n_facts + 1);
    j->fields = ARENA_ARRAY(mem, jifen_type, l->n_fields + 1);
    str *names = ARENA_ARRAY(mem, str, l->n_facts + 1);
    if (j->facts == NULL || j->fields == NULL || names == NULL)
        return false;
    j->names = names;
    for (uint32_t i = 0; i < l->n_facts; i++) {
        names[i] = l->facts[i].name;
        j->facts[i] = face_fact(l, &l->facts[i], mem);
        if (!bands_make(&l->facts[i], &j->facts[i], mem))
            return false;
    }
    for (uint32_t i = 0; i < l->n_fields; i++)
        j->fields[i] = face_field(&l->fields[i], mem);
    return tools_make(j, mem) && ladders_make(j, mem) && list_points(l, &j->info, mem) &&
           list_outputs(l, &j->info, mem);
}

// ---- the doors ----------------------------------------------------------------------------------------------------

static rc open_law(const pack_source *files, size_t n, bool is_proved, arena *mem, jifen_law *out, diags *d,
                   err *e) {
    out->law = law_read(files, n, mem, d);
    if (out->law == NULL || !(is_proved || prove_law(out->law, mem, d)))
        return RC_INPUT;
    out->shapes = shapes_make(out->law, mem);
    out->needs = needs_make(out->law, mem);
    if (out->shapes == NULL || out->needs == NULL || !shown_make(out, mem) || !make_faces(out, mem))
        return err_set(e, RC_MEMORY, "no memory for the law");
    return RC_OK;
}

static void report_diags(const diags *d, const headed *h, size_t n, arena *mem, buf *report) {
    // Places name files by their index in the list they were read from; that is the order of h.
    pack_file *files = ARENA_ARRAY(mem, pack_file, n + 1);
    for (size_t i = 0; files != NULL && i < n; i++)
        files[i] = (pack_file){.name = h[i].file.name, .text = h[i].file.text};
    for (uint32_t i = 0; files != NULL && i < d->n; i++)
        diag_print(&d->items[i], files, (uint32_t)n, report);
}

// Laws in the order of their first file; versions of one law by their first day.
static void sort_laws(jifen *j) {
    for (size_t i = 1; i < j->n; i++)
        for (size_t k = i; k > 0 && str_is(j->laws[k].info.id, j->laws[k - 1].info.id) &&
                           j->laws[k].info.from < j->laws[k - 1].info.from;
             k--) {
            jifen_law t = j->laws[k];
            j->laws[k] = j->laws[k - 1];
            j->laws[k - 1] = t;
        }
}

static rc open_group(const headed *h, size_t n, str id, jifen *j, arena *mem, buf *report, err *e) {
    pack_source *files = ARENA_ARRAY(mem, pack_source, n);
    headed *group = ARENA_ARRAY(mem, headed, n);
    if (files == NULL || group == NULL)
        return err_set(e, RC_MEMORY, "no memory for the packs");
    size_t size = gather(h, n, id, files);
    for (size_t i = 0; i < size; i++)
        group[i].file = files[i];
    diags d;
    diags_init(&d, mem);
    rc code = open_law(files, size, all_proved(h, n, id), mem, &j->laws[j->n], &d, e);
    if (d.n > 0)
        report_diags(&d, group, size, mem, report);
    if (code == RC_INPUT)
        return err_set(e, RC_INPUT, "the law '{s}' does not hold together; see the report", id);
    j->n++;
    return code;
}

rc jifen_open(const jifen_file *files, size_t n_files, arena *mem, jifen **out, buf *report, err *e) {
    headed *h = ARENA_ARRAY(mem, headed, n_files + 1);
    jifen *j = ARENA_NEW(mem, jifen);
    if (h == NULL || j == NULL || (j->laws = ARENA_ARRAY(mem, jifen_law, n_files + 1)) == NULL)
        return err_set(e, RC_MEMORY, "no memory for the packs");
    diags d;
    diags_init(&d, mem);
    if (read_heads(files, n_files, h, &d) != RC_OK) {
        report_diags(&d, h, n_files, mem, report);
        return err_set(e, RC_INPUT, "a pack has no readable head; see the report");
    }
    for (size_t i = 0; i < n_files; i++) {
        if (!is_first_of_id(h, i))
            continue;
        rc code = open_group(h, n_files, h[i].id, j, mem, report, e);
        if (code != RC_OK)
            return code;
    }
    if (j->n == 0)
        return err_set(e, RC_INPUT, "no law among the packs");
    sort_laws(j);
    *out = j;
    return RC_OK;
}

size_t jifen_n_laws(const jifen *j) {
    return j->n;
}

const jifen_law *jifen_law_at(const jifen *j, size_t idx) {
    return &j->laws[idx];
}

const jifen_law *jifen_find_law(const jifen *j, str id, int64_t on) {
    str wanted = id.len > 0 ? id : j->laws[0].info.id;
    for (size_t i = 0; i < j->n; i++) {
        const jifen_law_info *info = &j->laws[i].info;
        if (str_is(info->id, wanted) && info->from <= on && on <= info->to)
            return &j->laws[i];
    }
    return NULL;
}

const workdays *jifen_workdays(const jifen_law *l) {
    return &l->law->calendar;
}

const jifen_law_info *jifen_info(const jifen_law *l) {
    return &l->info;
}

size_t jifen_n_facts(const jifen_law *l) {
    return l->law->n_facts;
}

const jifen_fact *jifen_fact_at(const jifen_law *l, size_t fact) {
    return &l->facts[fact];
}

int jifen_find_fact(const jifen_law *l, str name) {
    for (uint32_t i = 0; i < l->law->n_facts; i++)
        if (str_is(l->names[i], name))
            return (int)i;
    return -1;
}

str jifen_fact_name(const jifen_law *l, size_t fact) {
    return l->names[fact];
}

str jifen_nearest_fact(const jifen_law *l, str name) {
    size_t best = name.len / 3 + 2;
    str nearest = STR("");
    for (uint32_t i = 0; i < l->law->n_facts; i++) {
        size_t far = str_distance(name, l->law->facts[i].name, best);
        if (far < best) {
            best = far;
            nearest = l->law->facts[i].name;
        }
    }
    return nearest;
}

size_t jifen_n_fields(const jifen_law *l) {
    return l->law->n_fields;
}

const jifen_type *jifen_field_at(const jifen_law *l, size_t f) {
    return &l->fields[f];
}

int jifen_find_field(const jifen_law *l, str name) {
    for (uint32_t i = 0; i < l->law->n_fields; i++)
        if (str_is(l->law->fields[i].name, name))
            return (int)i;
    return -1;
}
