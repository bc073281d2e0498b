#include "node/double/scripted_server.h"

#include "support/wait_until.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace stoa::test {
namespace {

constexpr int kStepMs = 20;

// Header and, by its length, body.
bool isWhole(const QByteArray& request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const qsizetype at = request.toLower().indexOf("content-length:");
    if (at < 0) return true;
    const qsizetype start = at + 15;
    const auto length = request.mid(start, request.indexOf('\r', start) - start).trimmed();
    return request.size() >= end + 4 + length.toLongLong();
}

} // namespace

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script)), m_thread([this] { run(); })
{
    waitUntil([this] { return m_port != 0; });
}

ScriptedServer::~ScriptedServer()
{
    m_isStopping = true;
    m_thread.join();
}

void ScriptedServer::run()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    m_port = server.serverPort();
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    while (!m_isStopping) {
        if (!server.waitForNewConnection(kStepMs)) continue;
        std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        QByteArray request;
        while (!m_isStopping && !isWhole(request)) {
            if (!socket->waitForReadyRead(kStepMs) &&
                socket->state() != QAbstractSocket::ConnectedState) {
                break;
            }
            request += socket->readAll();
        }
        if (!isWhole(request)) continue;
        ++m_requestCount;
        const auto answer = m_script(request);
        if (!answer) {
            silent.push_back(std::move(socket));
            continue;
        }
        socket->write(*answer);
        socket->disconnectFromHost();
        if (socket->state() != QAbstractSocket::UnconnectedState) {
            socket->waitForDisconnected(10'000);
        }
    }
}

} // namespace stoa::test
