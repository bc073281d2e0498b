// stoa_gallery DIR: the component sheet and the shell with made-up contents, as PNG in both themes.

#include "gallery.h"
#include "sample_window.h"

#include <QTest>

#include <cstdio>

using namespace stoa::ui;

namespace {

bool renderControls(Look& look, const QDir& folder)
{
    for (const auto scheme : {Look::Scheme::Light, Look::Scheme::Dark}) {
        look.setScheme(scheme);
        Gallery gallery;
        gallery.resize(1440, 900);
        gallery.show();
        QTest::qWait(400); // past the delay of the loading blocks
        const bool isDark = scheme == Look::Scheme::Dark;
        const QString file = folder.filePath(isDark ? QStringLiteral("components-dark.png")
                                                    : QStringLiteral("components.png"));
        if (!gallery.grab().save(file)) return false;
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: stoa_gallery DIR\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    Look look(app);
    if (!renderControls(look, folder)) return 1;
    SampleWindow sample(look);
    Tour tour(look, sample.window(), folder);
    QObject::connect(&tour, &Tour::finished, &app, [](const QStringList& problems) {
        for (const QString& problem : problems)
            std::fprintf(stderr, "%s\n", qPrintable(problem));
        QApplication::exit(problems.isEmpty() ? 0 : 1);
    });
    tour.start(sample.stops());
    return QApplication::exec();
}
