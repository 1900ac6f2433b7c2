// SPDX-License-Identifier: Apache-2.0
// The drawing. Everything is whole pixels of a 640 by 280 field: below the plot stand the ticks with their days, and
// below those the first and the last day.
#include "page/chart.h"

#include "base/day.h"
#include "page/tagged.h"

enum {
    WIDTH = 640,
    LEFT = 56,
    RIGHT = 624,
    TOP = 44,     // below the label of the goal and a number
    FLOOR = 200,  // of the lowest total, clear of the axis
    BOTTOM = 216,
    TICK = 6,
    TICK_TEXT = 238,
    SPAN_TEXT = 266,
    LABEL_WIDTH = 62,  // of a day such as 12月31日
    SPAN_WIDTH = 130,  // of a day with its year
    VALUE_WIDTH = 30,  // a segment narrower than this has no room for its number
    DESC_SEGMENTS = 12
};

typedef struct {
    const series *s;
    html *h;
    str unit;
    int64_t lowest, highest;  // of the scale
} chart;

// ---- the scale

static void widen(chart *c, int64_t v, bool *any) {
    c->lowest = !*any || v < c->lowest ? v : c->lowest;
    c->highest = !*any || v > c->highest ? v : c->highest;
    *any = true;
}

static void find_scale(chart *c) {
    bool any = false;
    for (size_t i = 0; i < c->s->n_segments; i++) {
        const series_segment *g = &c->s->segments[i];
        if (g->state != SERIES_ANSWERED)
            continue;
        widen(c, g->least, &any);
        widen(c, g->most, &any);
        widen(c, g->target, &any);
    }
}

static int64_t x_of(const chart *c, int64_t day) {
    return LEFT + (day - c->s->from) * (RIGHT - LEFT) / (c->s->to - c->s->from + 1);
}

// Differences as unsigned: any two totals are less than 2^64 apart. Scaled down until they can be multiplied.
static int64_t y_of(const chart *c, int64_t v) {
    uint64_t span = (uint64_t)c->highest - (uint64_t)c->lowest, above = (uint64_t)v - (uint64_t)c->lowest;
    for (; span >> 32 != 0; span >>= 1)
        above >>= 1;
    if (span == 0)
        return (TOP + FLOOR) / 2;
    return FLOOR - (int64_t)(above * (FLOOR - TOP) / span);
}

// ---- pieces of the drawing. HTML_NUMBER(h, "x", 3) writes ` x="3"`.

#define HTML_NUMBER(h, name, v)                                                                              \
    do {                                                                                                     \
        HTML_LIT(h, " " name "=\"");                                                                         \
        html_int(h, v);                                                                                      \
        HTML_LIT(h, "\"");                                                                                   \
    } while (0)

static void put_ends(html *h, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    HTML_NUMBER(h, "x1", x1);
    HTML_NUMBER(h, "y1", y1);
    HTML_NUMBER(h, "x2", x2);
    HTML_NUMBER(h, "y2", y2);
    HTML_LIT(h, "/>\n");
}

typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } anchor;

static void open_text(html *h, anchor where, int64_t x, int64_t y) {
    HTML_LIT(h, "<text class=\"chart-text\"");
    HTML_NUMBER(h, "x", x);
    HTML_NUMBER(h, "y", y);
    if (where == ANCHOR_MIDDLE)
        HTML_LIT(h, " text-anchor=\"middle\"");
    else if (where == ANCHOR_END)
        HTML_LIT(h, " text-anchor=\"end\"");
    HTML_LIT(h, ">");
}

static void close_text(html *h) {
    HTML_LIT(h, "</text>\n");
}

// ---- the goal: a line over each run of days with one target; its number in the margin, of later runs at their end

static bool is_same_run(const series_segment *a, const series_segment *b) {
    return b->state == SERIES_ANSWERED && a->target == b->target;
}

static void put_goals(const chart *c) {
    const series_segment *all = c->s->segments;
    for (size_t i = 0, next; i < c->s->n_segments; i = next) {
        next = i + 1;
        if (all[i].state != SERIES_ANSWERED)
            continue;
        while (next < c->s->n_segments && is_same_run(&all[i], &all[next]))
            next++;
        int64_t y = y_of(c, all[i].target), x = x_of(c, all[i].from), end = x_of(c, all[next - 1].to + 1);
        HTML_LIT(c->h, "<line class=\"chart-goal\"");
        put_ends(c->h, x, y, end, y);
        open_text(c->h, ANCHOR_END, x == LEFT ? x - 4 : end - 4, x == LEFT ? y + 4 : y - 5);
        html_int(c->h, all[i].target);
        close_text(c->h);
    }
}

// ---- the total

static bool is_exact(const series_segment *g) {
    return g->state == SERIES_ANSWERED && g->least == g->most;
}

static void put_bands(const chart *c) {
    for (size_t i = 0; i < c->s->n_segments; i++) {
        const series_segment *g = &c->s->segments[i];
        if (g->state != SERIES_ANSWERED || is_exact(g))
            continue;
        HTML_LIT(c->h, "<rect class=\"chart-band\"");
        HTML_NUMBER(c->h, "x", x_of(c, g->from));
        HTML_NUMBER(c->h, "y", y_of(c, g->most));
        HTML_NUMBER(c->h, "width", x_of(c, g->to + 1) - x_of(c, g->from));
        HTML_NUMBER(c->h, "height", y_of(c, g->least) - y_of(c, g->most));
        HTML_LIT(c->h, "/>\n");
    }
}

// One path over a run of exact segments: M 56 20 H 90 V 30 H 200.
static void put_lines(const chart *c) {
    bool in_path = false;
    for (size_t i = 0; i < c->s->n_segments; i++) {
        const series_segment *g = &c->s->segments[i];
        if (!is_exact(g)) {
            if (in_path)
                HTML_LIT(c->h, "\"/>\n");
            in_path = false;
            continue;
        }
        if (in_path)
            HTML_LIT(c->h, " V ");
        else {
            HTML_LIT(c->h, "<path class=\"chart-line\" d=\"M ");
            html_int(c->h, x_of(c, g->from));
            HTML_LIT(c->h, " ");
        }
        html_int(c->h, y_of(c, g->least));
        HTML_LIT(c->h, " H ");
        html_int(c->h, x_of(c, g->to + 1));
        in_path = true;
    }
    if (in_path)
        HTML_LIT(c->h, "\"/>\n");
}

// A number where it is new and has room.
static void put_values(const chart *c) {
    const series_segment *before = NULL;
    for (size_t i = 0; i < c->s->n_segments; i++) {
        const series_segment *g = &c->s->segments[i];
        bool is_new = before == NULL || before->least != g->least || before->most != g->most;
        before = g->state == SERIES_ANSWERED ? g : NULL;
        if (before == NULL || !is_new || x_of(c, g->to + 1) - x_of(c, g->from) < VALUE_WIDTH)
            continue;
        open_text(c->h, ANCHOR_START, x_of(c, g->from) + 3, y_of(c, g->most) - 5);
        tagged_put_amount(c->h, g->least, g->most, (str){0});
        close_text(c->h);
    }
}

// ---- days

// The day's label, unless it would stand on the one before it.
static void put_tick(const chart *c, int64_t day, int64_t *free_from) {
    int64_t x = x_of(c, day);
    civil d = day_to_civil(day);
    HTML_LIT(c->h, "<line class=\"chart-tick\"");
    put_ends(c->h, x, BOTTOM, x, BOTTOM + TICK);
    if (x - LABEL_WIDTH / 2 < *free_from || x + LABEL_WIDTH / 2 > WIDTH)
        return;
    open_text(c->h, ANCHOR_MIDDLE, x, TICK_TEXT);
    tagged_print(c->h, WORD_CHART_DAY, (int64_t)d.month, (int64_t)d.day);
    close_text(c->h);
    *free_from = x + LABEL_WIDTH / 2;
}

// Days of change, and days a stretch without an answer begins or ends.
static void put_ticks(const chart *c) {
    int64_t free_from = 0;
    for (size_t i = 0; i < c->s->n_segments; i++) {
        const series_segment *g = &c->s->segments[i];
        bool is_named = g->n_changes > 0 && g->changes[0].day == g->from;
        if (i > 0 && !is_named)
            put_tick(c, g->from, &free_from);
        for (size_t k = 0; k < g->n_changes; k++)
            put_tick(c, g->changes[k].day, &free_from);
    }
}

static void put_plain_text_day(html *h, int64_t day) {
    civil d = day_to_civil(day);
    tagged_print(h, WORD_DAY, (int64_t)d.year, (int64_t)d.month, (int64_t)d.day);
}

// Each year at its first day, where it does not stand on the first or the last day.
static void put_years(const chart *c) {
    for (int64_t year = day_to_civil(c->s->from).year + 1; year <= day_to_civil(c->s->to).year; year++) {
        int64_t x = x_of(c, day_from_civil(year, 1, 1));
        if (x < LEFT + SPAN_WIDTH || x > RIGHT - SPAN_WIDTH)
            continue;
        open_text(c->h, ANCHOR_MIDDLE, x, SPAN_TEXT);
        tagged_print(c->h, WORD_CHART_YEAR, year);
        close_text(c->h);
    }
}

static void put_axis(const chart *c) {
    HTML_LIT(c->h, "<line class=\"chart-axis\"");
    put_ends(c->h, LEFT, BOTTOM, RIGHT, BOTTOM);
    open_text(c->h, ANCHOR_START, LEFT, SPAN_TEXT);
    put_plain_text_day(c->h, c->s->from);
    close_text(c->h);
    open_text(c->h, ANCHOR_END, RIGHT, SPAN_TEXT);
    put_plain_text_day(c->h, c->s->to);
    close_text(c->h);
}

// ---- in words

static void put_span(html *h, const series *s) {
    tagged_print(h, WORD_CHART_TITLE, s->has_total ? s->total_label : words_get(WORD_CHART_VERDICT, false));
    put_plain_text_day(h, s->from);
    tagged_print(h, WORD_TO);
    put_plain_text_day(h, s->to);
}

static void put_title(const chart *c, str id) {
    HTML_LIT(c->h, "<title id=\"");
    html_text(c->h, id);
    HTML_LIT(c->h, "-title\">");
    put_span(c->h, c->s);
    HTML_LIT(c->h, "</title>\n");
}

static void put_state(html *h, const series_segment *g) {
    if (g->state == SERIES_NOT_HELD)
        tagged_print(h, WORD_CHART_NOT_HELD);
    else if (g->state == SERIES_REFUSED)
        tagged_print(h, WORD_CHART_REFUSED);
    else
        html_text(h, g->headline);
}

static void put_desc_segment(const chart *c, const series_segment *g) {
    put_plain_text_day(c->h, g->from);
    tagged_print(c->h, WORD_CHART_SINCE);
    if (g->state == SERIES_ANSWERED) {
        tagged_put_amount(c->h, g->least, g->most, c->unit);
        tagged_print(c->h, WORD_COMMA);
    }
    put_state(c->h, g);
    tagged_print(c->h, WORD_FULL_STOP);
}

// A long story is told by the table.
static void put_desc(const chart *c, str id) {
    HTML_LIT(c->h, "<desc id=\"");
    html_text(c->h, id);
    HTML_LIT(c->h, "-desc\">");
    for (size_t i = 0; i < c->s->n_segments && i < DESC_SEGMENTS; i++)
        put_desc_segment(c, &c->s->segments[i]);
    if (c->s->n_segments > DESC_SEGMENTS)
        tagged_print(c->h, WORD_CHART_REST);
    HTML_LIT(c->h, "</desc>\n");
}

static void open_svg(html *h, str id) {
    HTML_LIT(h, "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"280\" "
                "viewBox=\"0 0 640 280\" role=\"img\" aria-labelledby=\"");
    html_text(h, id);
    HTML_LIT(h, "-title ");
    html_text(h, id);
    HTML_LIT(h, "-desc\">\n");
}

static void put_goal_label(const chart *c) {
    open_text(c->h, ANCHOR_START, 4, 14);
    html_text(c->h, c->s->goal_label);
    close_text(c->h);
}

void chart_print(const series *s, str id, str unit, html *h) {
    chart c = {.s = s, .h = h, .unit = unit};
    if (!s->has_total)
        return;
    find_scale(&c);
    open_svg(h, id);
    put_title(&c, id);
    put_desc(&c, id);
    put_goal_label(&c);
    put_axis(&c);
    put_years(&c);
    put_bands(&c);
    put_goals(&c);
    put_lines(&c);
    put_values(&c);
    put_ticks(&c);
    HTML_LIT(h, "</svg>\n");
}

// ---- the table

static void put_days(html *h, const series_segment *g) {
    tagged_put_plain_day(h, g->from);
    if (g->to == g->from)
        return;
    tagged_print(h, WORD_TO);
    tagged_put_plain_day(h, g->to);
}

// "2026年8月30日：" in front of what changed later than the row begins.
static void open_change(html *h, const series_segment *g, int64_t day) {
    HTML_LIT(h, "<li>");
    if (day == g->from)
        return;
    tagged_put_plain_day(h, day);
    tagged_print(h, WORD_COLON);
}

static void close_change(html *h) {
    HTML_LIT(h, "</li>\n");
}

static void put_points(html *h, const series_points *p) {
    html_text(h, p->label);
    tagged_print(h, WORD_CHART_FROM);
    tagged_put_amount(h, p->least_before, p->most_before, (str){0});
    tagged_print(h, WORD_CHART_BECOMES);
    tagged_put_amount(h, p->least, p->most, (str){0});
}

static word word_of(tri after) {
    return after == TRI_YES ? WORD_CHART_BEGINS : after == TRI_NO ? WORD_CHART_ENDS : WORD_CHART_MAYBE;
}

// The total has a column of its own.
static void put_change(html *h, const series *s, const series_segment *g, const series_change *c) {
    if (c->law_changes) {
        open_change(h, g, c->day);
        tagged_print(h, WORD_CHART_LAW);
        close_change(h);
    }
    if (c->target_changes) {
        open_change(h, g, c->day);
        tagged_print(h, WORD_CHART_TARGET, s->goal_label, g->target);
        close_change(h);
    }
    for (size_t i = 0; i < c->n_points; i++) {
        if (str_is(c->points[i].name, s->total_name))
            continue;
        open_change(h, g, c->day);
        put_points(h, &c->points[i]);
        close_change(h);
    }
    for (size_t i = 0; i < c->n_reasons; i++) {
        open_change(h, g, c->day);
        tagged_print(h, word_of(c->reasons[i].after), c->reasons[i].label);
        close_change(h);
    }
}

static bool has_words(const series *s, const series_change *c) {
    size_t n_points = c->n_points;
    for (size_t i = 0; i < c->n_points; i++)
        n_points -= str_is(c->points[i].name, s->total_name);
    return c->law_changes || c->target_changes || n_points > 0 || c->n_reasons > 0;
}

static void put_changes(html *h, const series *s, const series_segment *g) {
    bool any = false;
    for (size_t i = 0; i < g->n_changes; i++)
        any |= has_words(s, &g->changes[i]);
    if (!any) {
        if (g == s->segments)
            tagged_print(h, WORD_CHART_START);
        return;
    }
    HTML_LIT(h, "\n<ul>\n");
    for (size_t i = 0; i < g->n_changes; i++)
        put_change(h, s, g, &g->changes[i]);
    HTML_LIT(h, "</ul>\n");
}

static void put_row(html *h, const series *s, const series_segment *g, str unit) {
    HTML_LIT(h, "<tr><th scope=\"row\">");
    put_days(h, g);
    HTML_LIT(h, "</th>\n");
    if (s->has_total) {
        HTML_LIT(h, "<td>");
        if (g->state == SERIES_ANSWERED)
            tagged_put_amount(h, g->least, g->most, unit);
        HTML_LIT(h, "</td>\n");
    }
    HTML_LIT(h, "<td>");
    put_state(h, g);
    HTML_LIT(h, "</td>\n<td>");
    put_changes(h, s, g);
    HTML_LIT(h, "</td></tr>\n");
}

static void put_column(html *h, str heading) {
    HTML_LIT(h, "<th scope=\"col\">");
    html_text(h, heading);
    HTML_LIT(h, "</th>");
}

void chart_print_table(const series *s, str unit, html *h) {
    HTML_LIT(h, "<table class=\"chart-table\">\n<caption>");
    put_span(h, s);
    HTML_LIT(h, "</caption>\n<thead><tr>");
    put_column(h, words_get(WORD_CHART_DAYS, false));
    if (s->has_total)
        put_column(h, s->total_label);
    put_column(h, words_get(WORD_CHART_VERDICT, false));
    put_column(h, words_get(WORD_CHART_CHANGES, false));
    HTML_LIT(h, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < s->n_segments; i++)
        put_row(h, s, &s->segments[i], unit);
    HTML_LIT(h, "</tbody>\n</table>\n");
}

// ---- what the picture rests on

static void put_unmoved(html *h, const series *s) {
    HTML_LIT(h, "<p class=\"chart-note\">");
    tagged_print(h, WORD_CHART_UNMOVED);
    for (size_t i = 0; i < s->n_unmoved; i++) {
        if (i > 0)
            tagged_print(h, WORD_LIST_COMMA);
        html_text(h, jifen_fact_at(s->law, s->unmoved[i])->type.label);
    }
    tagged_print(h, WORD_FULL_STOP);
    HTML_LIT(h, "</p>\n");
}

void chart_print_notes(const series *s, html *h) {
    if (s->n_unmoved > 0)
        put_unmoved(h, s);
    if (!s->continues)
        return;
    HTML_LIT(h, "<p class=\"chart-note\">");
    tagged_print(h, WORD_CHART_CONTINUES);
    HTML_LIT(h, "</p>\n");
}
