#pragma once
// A client that sends exactly the bytes it is given, right or wrong, and reads what comes back.
// Blocking, with a deadline on everything.

#include <QByteArray>
#include <QMap>
#include <QSslSocket>

#include <cstdint>

namespace stoa::test {

struct RawReply {
    int status = 0;                       // 0: the connection ended without one
    QMap<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

class RawClient {
public:
    static constexpr int kMostMs = 10'000;

    explicit RawClient(std::uint16_t port);

    bool startTls(const QByteArray& caPem);
    bool send(const QByteArray& bytes);
    // One response with Content-Length (or none after HEAD).
    RawReply read(bool isHead = false);
    RawReply exchange(const QByteArray& bytes);
    // Everything up to and including `text`, or up to the end.
    QByteArray readUntil(const QByteArray& text);
    // True when the server has ended the connection.
    bool waitClosed();
    QSslSocket& socket() { return m_socket; }

private:
    bool fill();

    QSslSocket m_socket;
    QByteArray m_in;
};

// "POST /path HTTP/1.1" with Host and a JSON body.
QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& headers = {});
QByteArray get(const QByteArray& path, const QByteArray& headers = {});

// A self-signed certificate for 127.0.0.1 and localhost with its key, as PEM files in `folder`.
struct TestCertificate {
    QByteArray pem;
    std::string certificateFile;
    std::string keyFile;
};
TestCertificate makeCertificate(const QString& folder);

} // namespace stoa::test
