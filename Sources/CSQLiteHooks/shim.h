// SQLite's calls that tell of a row before it changes. Debian builds them in, its header names them
// only for programs that define SQLITE_ENABLE_PREUPDATE_HOOK for all of it.
struct sqlite3;
struct sqlite3_value;

void *sqlite3_preupdate_hook(
    struct sqlite3 *connection,
    void (*before)(void *context, struct sqlite3 *connection, int operation, const char *schema,
                   const char *table, long long old_row, long long new_row),
    void *context);
int sqlite3_preupdate_old(struct sqlite3 *connection, int column, struct sqlite3_value **value);
int sqlite3_preupdate_new(struct sqlite3 *connection, int column, struct sqlite3_value **value);
