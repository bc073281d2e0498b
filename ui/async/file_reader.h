#pragma once
// Reads a file that a person has chosen, on a thread of Qt's pool, so that a slow disk or a network
// folder never stops the window. The answer arrives in the thread of `receiver`; when the receiver
// is gone by then, nothing is called.
//
// Errors: file.unreadable (Unavailable), file.too_large (TooLarge, param most), file.empty.

#include "core/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <string>

namespace stoa::ui {

void readFile(const QString& path, qint64 mostBytes, QObject* receiver,
              std::function<void(Result<std::string>)> callback);

} // namespace stoa::ui
