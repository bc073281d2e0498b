// stoa: the console.

#include "console.h"

#include <spdlog/spdlog.h>

#include <QApplication>
#include <QTranslator>

namespace {

// Without a display the tour still has something to paint on, and help can be read.
bool needsOffscreen(int argc, char** argv)
{
    if (!qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) return false;
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return false;
#else
    const bool hasDisplay =
        !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    const QByteArrayList readable{"--help", "-h", "--help-all", "--version", "-v"};
    for (int i = 1; i < argc; ++i) {
        const QByteArray word(argv[i]);
        if (!hasDisplay && (word.startsWith("--tour") || readable.contains(word))) return true;
    }
    return false;
#endif
}

} // namespace

int main(int argc, char** argv)
{
    if (needsOffscreen(argc, argv)) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName("Stoa");
    QApplication::setOrganizationName("Stoa");
    QApplication::setApplicationVersion(STOA_VERSION);
    QApplication::setDesktopFileName("stoa");
    QTranslator plurals;
    if (plurals.load(QStringLiteral(":/translations/stoa_en.qm"))) {
        QApplication::installTranslator(&plurals);
    }
    stoa::app::Console console(application,
                               stoa::app::parseConsoleOptions(QApplication::arguments()));
    console.start();
    return QApplication::exec();
}
