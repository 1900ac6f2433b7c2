// base/limits.h - every quantity a stranger controls has its bound here, with the reason.
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    LIMIT_SOURCE_BYTES = 4 << 20,   // one pack file, or one person's JSON: far above real ones (60 kB)
    LIMIT_ROW_BYTES = 1 << 20,      // one CSV row or NDJSON line; longer is that row's error, not more memory
    LIMIT_COLUMNS = 1024,           // columns of a CSV file: a sheet of a person's facts has 40
    LIMIT_FILES = 256,              // files of one law
    LIMIT_DEPTH = 64,               // brackets in JSON and in law expressions: bounds every recursion
    LIMIT_DIGITS = 18,              // significant digits of a number: 18 always fit in 64 bits
    LIMIT_NAME_BYTES = 64,          // a fact, rule or option name
    LIMIT_RECORDS = 1200,           // month records of one person: 100 years
    LIMIT_FACTS = 64,               // facts of a law: one bit each in a 64-bit word
    LIMIT_FIELDS = 12,              // fields of one month record, its month included
    LIMIT_OPTIONS = 60,             // values of an enum or set: one bit each, kept positive
    LIMIT_RULES = 256,              // values, points, checks and findings of a law
    LIMIT_PAPER_ROWS = 32,          // reasons a paper may be asked for
    LIMIT_NODES = 1 << 16,          // nodes of a law's expressions
    LIMIT_DIAGNOSTICS = 100,        // problems reported in one run
    LIMIT_ARTICLE_BYTES = 1 << 18,  // one article: ten times a long one
    LIMIT_QUERY_BYTES = 192,        // words searched for: 64 Chinese letters
    LIMIT_SERIES_DAYS = 1100,       // days of one series, three years: 24 months are asked for
    LIMIT_CALENDAR_DAYS = 400,  // a subscribed calendar goes on for so long behind the last day it was made from
    LIMIT_KEPT_PAGES = 1024,  // pages a worker keeps as they are sent: each of them as any browser asks for it
    LIMIT_KEPT_BYTES = 8 << 20,  // and the memory for them: of four workers half of what a server may take
    LIMIT_SMS_WORD_BYTES = 128,  // a code or number in an SMS provider's answer: twice the longest known
    LIMIT_ENCLOSED_BYTES = 4 << 10,  // answers that go along with a request for a call: 64 facts of 64 bytes
    LIMIT_QUESTIONS = 64,  // plain questions for browsers without scripts: a list that staff keep by hand
    LIMIT_CELLS = 4096     // boxes tried when an unknown is split, before settling for a sound range
};

#endif
