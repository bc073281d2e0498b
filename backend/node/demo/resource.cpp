#include "node/demo/resource.h"

#include "core/assert.h"

#include <QFile>

// Outside of every namespace, as the macro wants it.
static void initDemoResource()
{
    Q_INIT_RESOURCE(demo);
}

namespace stoa::demo {

json::value resourceJson(const char* name)
{
    initDemoResource();
    QFile file(QLatin1String(":/demo/") + QLatin1String(name));
    STOA_ASSERT(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    return json::parse({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace stoa::demo
