#pragma once
// The PostgreSQL of a test executable: one server for the process, and as many migrated databases
// as its tests want, each cloned from a template in some 50 ms.
//
//     const db::ConnectInfo info = TestCluster::ofProcess().createDatabase();
//
// A server that is initialised and migrated once is kept in the build folder, under the checksum of
// the migrations; each executable starts on a copy of it, which takes about half a second and
// shares nothing with tests that run at the same time. Stops when the application ends.

#include "support/test_server.h"

namespace stoa::test {

class TestCluster {
public:
    static TestCluster& ofProcess();

    // A database of its own for the caller, migrated and otherwise empty.
    db::ConnectInfo createDatabase();
    // The same without any table.
    db::ConnectInfo createEmptyDatabase();

    TestServer& server() { return m_server; }
    // Data for a further TestServer, when a test wants to crash one of its own.
    const QString& preparedFolder() const { return m_preparedFolder; }

private:
    explicit TestCluster(const QString& data);
    db::ConnectInfo createFrom(const std::string& databaseTemplate);

    QString m_preparedFolder;
    TestServer m_server;
    int m_databases = 0;
};

} // namespace stoa::test
