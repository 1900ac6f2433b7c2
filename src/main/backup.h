// main/backup.h - copies of the database while it is used, and the way back. The keys are in none of them.
#ifndef MAIN_BACKUP_H
#define MAIN_BACKUP_H

#include "main/service.h"

enum { BACKUP_DAYS = 35 };  // how long a backup stays

// Into FOLDER, under a name of the time, with a manifest beside it (desk/manifest.h): of a file by SQLite's backup of a database in use, checked
// before it gets its name; of a PostgreSQL by pg_dump. Then what is older than BACKUP_DAYS is removed. *said is what was done.
rc backup_make(service *s, const settings *set, const char *folder, int64_t now_ms, arena *mem, str *said,
               err *e) NODISCARD;

// FILE, which has its manifest beside it, into --db, where nothing may be yet. RC_INPUT: it is not whole, or of other keys, or there is
// something; then --db is as it was.
rc backup_restore(service *s, const settings *set, const char *file, arena *mem, str *said, err *e) NODISCARD;

// Goes over all of the database, as a restore does at its end.
rc backup_check(service *s, const settings *set, arena *mem, str *said, err *e) NODISCARD;

#endif
