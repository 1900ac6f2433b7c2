// SPDX-License-Identifier: Apache-2.0
// Forward only: a row that was released is never changed, another is added below it.
#include "store/driver.h"

// Two servers that start at once would both find no table: on PostgreSQL a text of several statements is one transaction.
const char *const migrations_table[N_DIALECTS] = {
    "CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY) STRICT",
    "SELECT pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS migrations (version BIGINT PRIMARY KEY)",
};

// The same texts twice, each time with the words of one database.
static const char *const of_sqlite[] = {
#define NUMBER "INTEGER"
#define BYTES "BLOB"
#define STRICTLY " STRICT"
#define EACH(sqlite_text, postgres_text) sqlite_text
#define MIGRATION(text) text,
#include "store/migrations.def"
#undef NUMBER
#undef BYTES
#undef STRICTLY
#undef EACH
};

static const char *const of_postgres[] = {
#define NUMBER "BIGINT"
#define BYTES "BYTEA"
#define STRICTLY ""
#define EACH(sqlite_text, postgres_text) postgres_text
#include "store/migrations.def"
};

const char *const *const migrations[N_DIALECTS] = {of_sqlite, of_postgres};
const size_t n_migrations = sizeof of_sqlite / sizeof of_sqlite[0];
