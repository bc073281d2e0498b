#pragma once
// A request body that can be sent once. Qt's HTTP client sends a request again by itself when the
// connection ends before the answer, a POST too; it can only do so when the body can be rewound.
// With this body it cannot, and says so with an error.

#include <QByteArray>
#include <QIODevice>

namespace stoa::remote {

class UnrepeatableBody final : public QIODevice {
public:
    explicit UnrepeatableBody(QByteArray bytes, QObject* parent);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_at == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }

protected:
    qint64 readData(char* into, qint64 most) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace stoa::remote
