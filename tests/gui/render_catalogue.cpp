// stoa_render_catalogue DIR: moderation and listings with the demo marketplace's data as PNG, in
// both themes and at the two sizes of the design, for the eye. Not a test by itself.

#include "gui/demo_cases.h"
#include "gui/demo_listings.h"
#include "gui/page_fixture.h"
#include "ui/catalogue/import_dialog.h"
#include "ui/catalogue/listings_page.h"
#include "ui/moderation/moderation_page.h"
#include "ui/theme/look.h"
#include "ui/widgets/table_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QTemporaryFile>
#include <QTest>

#include <cstdio>

using namespace stoa;
using namespace stoa::test;

namespace {

// What the shell leaves to a page: the window without rail, top bar and status bar.
constexpr QSize kReference{1440 - 208, 900 - 44 - 26};
constexpr QSize kLeast{1100 - 52, 700 - 44 - 26};

void shoot(QWidget& page, const QDir& folder, const QString& name)
{
    QTest::qWait(700);
    const QString file = folder.filePath(name + QStringLiteral(".png"));
    if (!page.grab().save(file)) std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
}

void shootModeration(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    CaseDesk desk(fixture.node, fixture.now);
    ui::ModerationPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    shoot(page, folder, QStringLiteral("moderation") + suffix);
    QTest::keyClick(&page, Qt::Key_2);
    QTest::keyClick(&page, Qt::Key_M);
    shoot(page, folder, QStringLiteral("moderation-reason") + suffix);
    QTest::keyClick(&page, Qt::Key_R);
    shoot(page, folder, QStringLiteral("moderation-decided") + suffix);
    QTest::keyClick(&page, Qt::Key_J);
    QTest::keyClick(&page, Qt::Key_J);
    shoot(page, folder, QStringLiteral("moderation-held") + suffix);
}

void shootListings(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    ListingShelf shelf(fixture.node, fixture.now, 318);
    QTemporaryFile file;
    if (!file.open()) return;
    file.write("Handle,Title\n");
    file.close();
    fixture.prompt.path = file.fileName();
    ui::ListingsPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    QTest::qWait(100);
    auto* table = page.findChild<ui::TableView*>(QStringLiteral("listingsTable"));
    table->setCurrentIndex(table->model()->index(2, 0));
    shoot(page, folder, QStringLiteral("listings") + suffix);
    table->setCurrentIndex(table->model()->index(8, 0));
    shoot(page, folder, QStringLiteral("listings-rejected") + suffix);
    QTest::keyClick(table, Qt::Key_T);
    shoot(page, folder, QStringLiteral("listings-stock") + suffix);
    QTest::keyClick(page.findChild<QWidget*>(QStringLiteral("stockDialog")), Qt::Key_Escape);
    page.openImport();
    shoot(page, folder, QStringLiteral("import-empty") + suffix);
    page.findChild<QComboBox*>(QStringLiteral("importSeller"))->setCurrentIndex(1);
    page.findChild<QAbstractButton*>(QStringLiteral("importChoose"))->click();
    shoot(page, folder, QStringLiteral("import-checked") + suffix);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: stoa_render_catalogue DIR\n", stderr);
        return 2;
    }
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    ui::Look look(app);
    for (const auto scheme : {ui::Look::Scheme::Light, ui::Look::Scheme::Dark}) {
        look.setScheme(scheme);
        const QString dark = scheme == ui::Look::Scheme::Dark ? QStringLiteral("-dark") : QString();
        shootModeration(folder, dark, kReference);
        shootModeration(folder, QStringLiteral("-1100x700") + dark, kLeast);
        shootListings(folder, dark, kReference);
        shootListings(folder, QStringLiteral("-1100x700") + dark, kLeast);
    }
    return 0;
}
