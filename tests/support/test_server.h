#pragma once
// A disposable PostgreSQL server: a direct child of the test on a Unix socket in a folder of its
// own, without fsync. Under root it runs as the user `postgres`, because PostgreSQL refuses root.
// It dies with the test process, also when that is killed. Used by TestCluster; by itself for tests
// that stop, freeze or restart a server.

#include "platform/db/connect_info.h"

#include <QProcess>
#include <QTemporaryDir>

namespace stoa::test {

class TestServer {
public:
    // The folder of the server: data/ (from initdb, or a copy of `dataToCopy`), socket, log.
    explicit TestServer(const QString& dataToCopy = {});
    ~TestServer();

    void start(); // returns when it accepts connections
    void stop();  // clean shutdown: what is in data/ may be copied
    void kill();  // SIGKILL to the postmaster; returns when its sessions are gone too
    // Freezes and thaws the postmaster: it neither refuses nor answers.
    void freeze();
    void thaw();

    db::ConnectInfo info(const std::string& database) const;
    QString dataFolder() const { return m_folder.filePath("data"); }
    QString logFile() const { return m_folder.filePath("server.log"); }
    static QString binary(const char* name); // "pg_dump" of the same installation

private:
    void launch();
    void runTool(const char* name, const QStringList& arguments);

    QTemporaryDir m_folder;
    QProcess m_postgres;
};

} // namespace stoa::test
