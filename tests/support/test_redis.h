#pragma once
// A disposable Redis: a direct child of the test on a Unix socket in a folder of its own, with a
// password and without files. It dies with the test process, also when that is killed.

#include <QProcess>
#include <QTemporaryDir>

#include <string>

namespace stoa::test {

class TestRedis {
public:
    TestRedis(); // started
    ~TestRedis();

    void start(); // returns when it accepts connections; empty, as after every start
    void kill();  // SIGKILL
    // Freezes and thaws the process: it neither refuses nor answers.
    void freeze();
    void thaw();

    std::string url() const; // unix://…
    // What redis-cli prints for the words: how a test looks at the server without our client.
    QByteArray ask(const QStringList& words) const;

private:
    QString socket() const { return m_folder.filePath("redis.sock"); }

    QTemporaryDir m_folder;
    QProcess m_redis;
};

} // namespace stoa::test
