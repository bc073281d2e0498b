#include "node/remote/unrepeatable_body.h"

#include <cstring>

namespace stoa::remote {

UnrepeatableBody::UnrepeatableBody(QByteArray bytes, QObject* parent)
    : QIODevice(parent), m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 UnrepeatableBody::readData(char* into, qint64 most)
{
    if (atEnd()) return -1;
    const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
    std::memcpy(into, m_bytes.constData() + m_at, static_cast<std::size_t>(count));
    m_at += count;
    return count;
}

} // namespace stoa::remote
