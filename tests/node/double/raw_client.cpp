#include "node/double/raw_client.h"

#include "core/assert.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace stoa::test {

RawClient::RawClient(std::uint16_t port)
{
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    m_socket.waitForConnected(kMostMs);
}

bool RawClient::startTls(const QByteArray& caPem)
{
    QSslConfiguration tls = m_socket.sslConfiguration();
    tls.setCaCertificates(QSslCertificate::fromData(caPem));
    m_socket.setSslConfiguration(tls);
    m_socket.setPeerVerifyName(QStringLiteral("localhost"));
    m_socket.startClientEncryption();
    return m_socket.waitForEncrypted(kMostMs);
}

bool RawClient::send(const QByteArray& bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0) {
        if (!m_socket.waitForBytesWritten(kMostMs)) return false;
    }
    return true;
}

bool RawClient::fill()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(kMostMs)) {
        return false;
    }
    m_in += m_socket.readAll();
    return true;
}

QByteArray RawClient::readUntil(const QByteArray& text)
{
    qsizetype at = m_in.indexOf(text);
    while (at < 0 && fill())
        at = m_in.indexOf(text);
    const qsizetype end = at < 0 ? m_in.size() : at + text.size();
    const QByteArray taken = m_in.left(end);
    m_in.remove(0, end);
    return taken;
}

RawReply RawClient::read(bool isHead)
{
    RawReply reply;
    const QList<QByteArray> lines = readUntil("\r\n\r\n").split('\n');
    const QList<QByteArray> words = lines.front().split(' ');
    if (words.size() < 2) return reply;
    reply.status = words[1].toInt();
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) reply.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
    }
    const qsizetype length = isHead ? 0 : reply.headers.value("content-length").toLongLong();
    while (m_in.size() < length && fill()) {
    }
    reply.body = m_in.left(length);
    m_in.remove(0, length);
    return reply;
}

RawReply RawClient::exchange(const QByteArray& bytes)
{
    send(bytes);
    return read();
}

bool RawClient::waitClosed()
{
    while (fill())
        m_in.clear();
    return m_socket.state() == QAbstractSocket::UnconnectedState;
}

QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& headers)
{
    return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" +
           headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray get(const QByteArray& path, const QByteArray& headers)
{
    return "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n";
}

TestCertificate makeCertificate(const QString& folder)
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    STOA_ASSERT(key != nullptr && certificate != nullptr);
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86'400);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    STOA_ASSERT(X509_sign(certificate, key, EVP_sha256()) > 0);

    TestCertificate made;
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(memory, certificate);
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory, &text);
    made.pem = QByteArray(text, size);
    BIO_reset(memory);
    PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
    const long keySize = BIO_get_mem_data(memory, &text);
    const QByteArray keyPem(text, keySize);
    BIO_free(memory);
    X509_free(certificate);
    EVP_PKEY_free(key);

    const auto save = [&](const QString& file, const QByteArray& pem) {
        QFile out(folder + '/' + file);
        STOA_ASSERT(out.open(QIODevice::WriteOnly) && out.write(pem) == pem.size());
        return out.fileName().toStdString();
    };
    made.certificateFile = save(QStringLiteral("certificate.pem"), made.pem);
    made.keyFile = save(QStringLiteral("key.pem"), keyPem);
    return made;
}

} // namespace stoa::test
