// stoa_gallery DIR: the component sheet as DIR/components.png and DIR/components-dark.png.

#include "gallery.h"
#include "ui/theme/look.h"

#include <QDir>
#include <QTest>

#include <cstdio>

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: stoa_gallery DIR\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    stoa::ui::Look look(app);
    for (const auto scheme : {stoa::ui::Look::Scheme::Light, stoa::ui::Look::Scheme::Dark}) {
        look.setScheme(scheme);
        stoa::ui::Gallery gallery;
        gallery.resize(1440, 900);
        gallery.show();
        QTest::qWait(400); // past the delay of the loading blocks
        const bool isDark = scheme == stoa::ui::Look::Scheme::Dark;
        const QString file = folder.filePath(isDark ? QStringLiteral("components-dark.png")
                                                    : QStringLiteral("components.png"));
        if (!gallery.grab().save(file)) return 1;
    }
    return 0;
}
