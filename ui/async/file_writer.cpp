#include "ui/async/file_writer.h"

#include "ui/async/connection.h"

#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

namespace stoa::ui {

namespace {

tl::unexpected<Error> unwritable(const QSaveFile& file)
{
    return fail(
        makeError(ErrorKind::Unavailable, "file.unwritable", file.errorString().toStdString()));
}

// Runs `work` on the pool and brings its outcome to the receiver.
void inBackground(QObject* receiver, std::function<Done()> work, FileWriter::Callback callback)
{
    const QPointer<QObject> guard(receiver);
    auto* relay = new QObject; // posted to instead of the receiver, see connection.h
    relay->moveToThread(receiver->thread());
    QThreadPool::globalInstance()->start(
        [guard, relay, work = std::move(work), callback = std::move(callback)] {
            auto done = std::make_shared<Done>(work());
            postTo(guard, relay, [callback, done] { callback(std::move(*done)); });
        });
}

} // namespace

struct FileWriter::File {
    explicit File(const QString& path) : file(path) {}

    QSaveFile file; // used by one thread at a time
};

FileWriter::FileWriter(const QString& path) : m_file(std::make_shared<File>(path)) {}

FileWriter::~FileWriter() = default;

void FileWriter::write(QByteArray bytes, QObject* receiver, Callback callback)
{
    inBackground(
        receiver,
        [shared = m_file, bytes = std::move(bytes)]() -> Done {
            QSaveFile& file = shared->file;
            if (!file.isOpen() && !file.open(QIODevice::WriteOnly)) return unwritable(file);
            if (file.write(bytes) != bytes.size()) return unwritable(file);
            return {};
        },
        std::move(callback));
}

void FileWriter::commit(QObject* receiver, Callback callback)
{
    inBackground(
        receiver,
        [shared = m_file]() -> Done {
            if (!shared->file.commit()) return unwritable(shared->file);
            return {};
        },
        std::move(callback));
}

} // namespace stoa::ui
