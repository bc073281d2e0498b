#pragma once
// What stoa is told on its command line, and what it remembers from the last time.

#include <QString>

namespace stoa::app {

struct ConsoleOptions {
    enum class Mode { FirstRun, Standalone, Demo, Remote };

    Mode mode = Mode::FirstRun;
    QString dataFolder;     // of Standalone and Demo; may be empty: the default one
    QString address;        // of Remote
    QString tourFolder;     // not empty: take the pictures and end
    QString serveAddress;   // not empty: also serve HTTP there
    qint64 startedAtMs = 0; // since the epoch; not 0: print how long the start took, and end
};

// Ends the program for --help, --version and wrong use.
ConsoleOptions parseConsoleOptions(const QStringList& arguments);

void rememberMode(ConsoleOptions::Mode mode, const QString& address);

} // namespace stoa::app
