// SPDX-License-Identifier: Apache-2.0
// embed OUTPUT LIST FOLDER FILE... - write files as one C file that defines LIST and n_LIST, as src/main/embedded.h declares
// them; a file is named by its path below FOLDER. Each line becomes one string literal, so that the result can be read and compared.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void die(const char *what, const char *path) {
    fprintf(stderr, "embed: %s '%s': %s\n", what, path, strerror(errno));
    exit(1);
}

// The path below the folder (`packs/`), which is how the program names the file.
static const char *name_below(const char *folder, const char *path) {
    const char *name = path;
    for (const char *at = strstr(path, folder); at != NULL; at = strstr(at + 1, folder))
        name = at + strlen(folder);
    return name;
}

// One byte inside a string literal. Octal escapes have three digits, so that a digit after them is not taken in;
// '?' is escaped because of trigraphs.
static void put_byte(FILE *out, int c) {
    if (c == '"' || c == '\\' || c == '?')
        fprintf(out, "\\%c", c);
    else if (c >= ' ' && c < 127)
        fputc(c, out);
    else
        fprintf(out, "\\%03o", (unsigned)c);
}

static void put_text(FILE *out, const char *path, int idx) {
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        die("cannot read", path);
    fprintf(out, "static const char text_%d[] =", idx);
    int last = '\n';
    for (int c = fgetc(in); c != EOF; c = fgetc(in)) {
        if (last == '\n')
            fprintf(out, "\n    \"");
        if (c == '\n')
            fprintf(out, "\\n\"");
        else
            put_byte(out, c);
        last = c;
    }
    if (ferror(in))
        die("cannot read", path);
    fputs(last == '\n' ? "\n    \"\";\n\n" : "\";\n\n", out);
    fclose(in);
}

static void put_table(FILE *out, const char *list, const char *folder, char **paths, int n_paths) {
    fprintf(out, "const embedded_file %s[] = {\n", list);
    for (int i = 0; i < n_paths; i++)
        fprintf(out, "    {\"%s\", text_%d, sizeof text_%d - 1},\n", name_below(folder, paths[i]), i, i);
    fprintf(out, "    {0},\n};\n\nconst size_t n_%s = %d;\n", list, n_paths);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: embed OUTPUT LIST FOLDER FILE...\n");
        return 2;
    }
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL)
        die("cannot write", argv[1]);
    fprintf(out, "// Made by tools/embed.c from %s; not edited by hand.\n#include \"main/embedded.h\"\n\n",
            argv[3]);
    for (int i = 4; i < argc; i++)
        put_text(out, argv[i], i - 4);
    put_table(out, argv[2], argv[3], argv + 4, argc - 4);
    if (fclose(out) != 0)
        die("cannot write", argv[1]);
    return 0;
}
