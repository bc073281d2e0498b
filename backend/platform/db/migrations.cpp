#include "platform/db/migrations.h"

#include "platform/db/db_sql.h"
#include "platform/db/sha256.h"
#include "platform/db/transaction.h"

#include <openssl/rand.h>

namespace stoa::db {
namespace {

Hash checksumOf(const Migration& migration)
{
    return Sha256()(migration.sql);
}

// The version that the database has, after proving that it came from these migrations.
Result<int> provenVersion(Connection& connection, std::span<const Migration> migrations)
{
    STOA_TRY(found, connection.run(sql::kHasMigrations));
    if (!found.single().get<bool>("found")) return 0;
    STOA_TRY(rows, connection.run(sql::kSelectMigrations));
    int version = 0;
    for (const Row row : rows) {
        version = row.get<int>("version");
        if (version > static_cast<int>(migrations.size())) continue;
        const Migration& ours = migrations[static_cast<std::size_t>(version - 1)];
        const Hash checksum = checksumOf(ours);
        if (row.get<Bytes>("checksum") != Bytes(checksum.begin(), checksum.end())) {
            return fail(makeError(ErrorKind::Refused, "db.migration_changed",
                                  "migration " + row.get<std::string>("slug") +
                                      " was applied with another text")
                            .with("version", std::to_string(version)));
        }
    }
    if (version > static_cast<int>(migrations.size())) {
        return fail(makeError(ErrorKind::Refused, "db.schema_too_new")
                        .with("ours", std::to_string(migrations.size()))
                        .with("theirs", std::to_string(version)));
    }
    return version;
}

Done apply(Connection& connection, const Migration& migration, Timestamp now)
{
    Transaction transaction(connection);
    STOA_CHECK(connection.runScript(migration.sql));
    connection.defer(sql::kInsertMigration, migration.version, migration.slug,
                     checksumOf(migration), now);
    return transaction.commit();
}

Result<Hash> randomSecret()
{
    Hash secret;
    if (RAND_bytes(secret.data(), static_cast<int>(secret.size())) == 1) return secret;
    return fail(ErrorKind::Unavailable, "db.no_randomness");
}

// Writes who this database is on its first start, and begins a new epoch when it is not the one
// that was written: restored from a backup, promoted from a stand-by, or copied.
Done settleEpoch(Connection& connection, Timestamp now, Migrated& result)
{
    Transaction transaction(connection);
    STOA_TRY(history, connection.run(sql::kSelectHistory));
    STOA_TRY(meta, connection.run(sql::kSelectNodeMeta));
    const auto system = history.single().get<std::int64_t>("system_identifier");
    const int timeline = history.single().get<int>("timeline");
    const std::optional<Row> known = meta.optional();
    if (known && known->get<std::int64_t>("system_identifier") == system &&
        known->get<int>("timeline") == timeline) {
        result.epoch = known->get<Uuid>("epoch");
        return transaction.commit();
    }
    result.epoch = Uuid::makeV7();
    result.isNewEpoch = true;
    if (known) {
        connection.defer(sql::kUpdateEpoch, result.epoch, system, timeline);
        connection.defer(sql::kUpdateHeadEpochs, result.epoch);
    } else {
        STOA_TRY(secret, randomSecret());
        connection.defer(sql::kInsertNodeMeta, result.epoch, system, timeline, secret, now);
    }
    return transaction.commit();
}

Result<Migrated> migrateLocked(Connection& connection, Timestamp now,
                               std::span<const Migration> migrations)
{
    Migrated result;
    STOA_TRY(version, provenVersion(connection, migrations));
    for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(version))) {
        STOA_CHECK(apply(connection, migration, now));
        result.applied.push_back(migration.version);
    }
    result.version = static_cast<int>(migrations.size());
    STOA_CHECK(settleEpoch(connection, now, result));
    return result;
}

} // namespace

Result<Migrated> migrate(const ConnectInfo& info, Timestamp now, Deadline deadline,
                         std::span<const Migration> migrations)
{
    using std::chrono::milliseconds;
    ConnectInfo patient = info;
    patient.statementTimeout =
        std::max(milliseconds(1),
                 std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now()));
    patient.lockTimeout = patient.statementTimeout;
    STOA_TRY(connection, Connection::open(patient, deadline));
    STOA_CHECK(connection->run(sql::kLockMigrations)); // closing the connection unlocks
    return migrateLocked(*connection, now, migrations);
}

Result<Uuid> readEpoch(Connection& connection)
{
    return connection.run(sql::kSelectNodeMeta).map([](const Rows& rows) {
        return rows.single().get<Uuid>("epoch");
    });
}

Result<Bytes> readTokenSecret(Connection& connection)
{
    return connection.run(sql::kSelectNodeMeta).map([](const Rows& rows) {
        return rows.single().get<Bytes>("token_secret");
    });
}

} // namespace stoa::db
