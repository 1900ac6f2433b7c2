// tests/unit/law/sample.h - small packs, files, and laws printed whole, for the tests and fuzz targets of law/.
#ifndef TESTS_UNIT_LAW_SAMPLE_H
#define TESTS_UNIT_LAW_SAMPLE_H

#include "law/read.h"

// A pack of one law block with these lines. Line 1 of them is line SAMPLE_FIRST_LINE of the pack.
enum { SAMPLE_FIRST_LINE = 10 };
str sample_pack(arena *mem, str lines);

// Read a pack of these lines. The text stays in mem.
const law *sample_read(arena *mem, str lines, diags *d);

// A file of the project, from its root; stops the program when there is none.
str sample_file(arena *mem, const char *path);

// An expression in brackets: (le (fact days) 3). Names instead of numbers, no places.
void sample_print_node(const law *l, node_idx n, buf *out);
// All of a law but its files and places: two laws that print the same mean the same.
void sample_print_law(const law *l, buf *out);

#endif
