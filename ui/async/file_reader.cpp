#include "ui/async/file_reader.h"

#include "ui/async/connection.h"

#include <QFile>
#include <QPointer>
#include <QThreadPool>

namespace stoa::ui {

namespace {

Result<std::string> contentOf(const QString& path, qint64 mostBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(
            makeError(ErrorKind::Unavailable, "file.unreadable", file.errorString().toStdString()));
    }
    // One byte more than allowed: a pipe or a growing file has no size to ask for.
    const QByteArray bytes = file.read(mostBytes + 1);
    if (bytes.size() > mostBytes) {
        return fail(makeError(ErrorKind::TooLarge, "file.too_large")
                        .with("most", std::to_string(mostBytes / (1024 * 1024)) + " MB"));
    }
    if (bytes.isEmpty()) return fail(makeError(ErrorKind::Invalid, "file.empty"));
    return bytes.toStdString();
}

} // namespace

void readFile(const QString& path, qint64 mostBytes, QObject* receiver,
              std::function<void(Result<std::string>)> callback)
{
    const QPointer<QObject> guard(receiver);
    auto* relay = new QObject; // posted to instead of the receiver, see connection.h
    relay->moveToThread(receiver->thread());
    QThreadPool::globalInstance()->start(
        [path, mostBytes, guard, relay, callback = std::move(callback)] {
            auto content = std::make_shared<Result<std::string>>(contentOf(path, mostBytes));
            postTo(guard, relay, [callback, content] { callback(std::move(*content)); });
        });
}

} // namespace stoa::ui
