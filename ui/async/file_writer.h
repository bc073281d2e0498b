#pragma once
// A file that is written piece by piece on a thread of Qt's pool and is there as a whole or not at
// all: the pieces go to a file beside it, which takes its place with commit(). Without commit(),
// and when the writer is deleted, nothing is left and a file of that name stays as it was.
//
// One thing at a time: each call waits for the callback of the one before. Callbacks arrive in the
// thread of `receiver`, never inside the call; when the receiver is gone by then, nothing is
// called.
//
// Errors: file.unwritable (Unavailable).

#include "core/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace stoa::ui {

class FileWriter final {
public:
    using Callback = std::function<void(Done)>;

    explicit FileWriter(const QString& path);
    ~FileWriter();

    void write(QByteArray bytes, QObject* receiver, Callback callback); // opens it first
    void commit(QObject* receiver, Callback callback);

private:
    struct File;
    std::shared_ptr<File> m_file; // until the work under way is done
};

} // namespace stoa::ui
