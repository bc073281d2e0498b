#pragma once
// stoa-node as a process of its own, on a data folder of its own with private servers, at an
// address that stays the same when it is started again. Ends with the test, also when that is
// killed.

#include "node/remote/remote_node.h"

#include <QProcess>
#include <QTemporaryDir>

#include <filesystem>

namespace stoa::test {

class NodeProcess {
public:
    static constexpr int kPatienceMs = 60'000;

    NodeProcess();
    ~NodeProcess();

    // Returns when it listens; false when it ended instead.
    bool start();
    void kill(); // SIGKILL
    // SIGTERM; its exit code, -1 when it did not end.
    int stop();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    std::filesystem::path data() const;
    std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    std::uint16_t port() const { return m_port; }
    // What it printed since the last start.
    QString output() const;
    // Of the owner that it made at its first start.
    const std::string& ownerPassword() const { return m_password; }

    // The status of /api/health; 0 when nobody answers.
    int health() const;
    std::unique_ptr<remote::RemoteNode> connect() const;
    std::int64_t postmaster() const; // process id, 0 when there is none
    std::int64_t redis() const;

private:
    void readOutput();

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_starts = 0;
    std::uint16_t m_port = 0; // 0: the system chooses
    std::string m_password;
};

} // namespace stoa::test
