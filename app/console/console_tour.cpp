#include "console.h"
#include "ui/widgets/scrim_dialog.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QKeyEvent>

namespace stoa::app {
namespace {

bool hasRows(const QWidget& window)
{
    for (const auto* table : window.findChildren<QAbstractItemView*>()) {
        if (table->isVisible() && table->model() != nullptr && table->model()->rowCount() > 0)
            return true;
    }
    return false;
}

// A list that may have none says so.
bool hasRowsOrSaysSo(const QWidget& window)
{
    const auto states = window.findChildren<ui::ViewState*>();
    return hasRows(window) || std::ranges::any_of(states, [](const ui::ViewState* state) {
               return state->isVisible() && state->kind() == ui::ViewState::Kind::Empty;
           });
}

void press(QWidget* target, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers);
    QCoreApplication::sendEvent(target, &down);
}

// One in which something is chosen asks whether to leave it: yes.
void closeDialogs(ui::MainWindow& window)
{
    if (ui::ScrimDialog* dialog = ui::ScrimDialog::openOver(&window)) {
        dialog->reject();
        ui::ScrimDialog* const question = ui::ScrimDialog::openOver(&window);
        if (question != nullptr && question != dialog) question->accept();
    }
    window.toast().dismiss();
}

using IsReady = bool (*)(const QWidget& window);

ui::TourStop pageStop(ui::MainWindow& window, const QString& name, const QString& page,
                      IsReady isReady = hasRows)
{
    return {name,
            [&window, page] {
                closeDialogs(window);
                window.goTo({page, {}});
            },
            [&window, isReady] { return isReady(window); }};
}

// A page after a key was pressed there.
ui::TourStop keyStop(ui::MainWindow& window, const QString& name, const QString& page, int key,
                     Qt::KeyboardModifiers modifiers, IsReady isReady)
{
    return {name,
            [&window, page, key, modifiers] {
                closeDialogs(window);
                window.goTo({page, {}});
                if (auto* shown = window.pageFor(page)) press(shown, key, modifiers);
            },
            [&window, isReady] { return isReady(window); }};
}

// Chooses everything as soon as the dialog is there, and is ready when it is known what that costs.
bool hasRefundOfEverything(const QWidget& window)
{
    const auto* dialog = ui::ScrimDialog::openOver(&window);
    if (dialog == nullptr) return false;
    const auto* send = dialog->findChild<QAbstractButton*>(QStringLiteral("refundSend"));
    auto* all = dialog->findChild<QAbstractButton*>(QStringLiteral("refundAll"));
    const auto* first = dialog->findChild<QAbstractButton*>(QStringLiteral("tick0"));
    if (send == nullptr || all == nullptr || first == nullptr) return false;
    if (!first->isChecked()) all->click();
    return send->isEnabled();
}

} // namespace

std::vector<ui::TourStop> tourStops(ui::MainWindow& window)
{
    std::vector<ui::TourStop> stops;
    stops.push_back(pageStop(window, QStringLiteral("01-overview"), QStringLiteral("overview")));
    stops.push_back(
        pageStop(window, QStringLiteral("02-moderation"), QStringLiteral("moderation")));
    stops.push_back(pageStop(window, QStringLiteral("03-orders"), QStringLiteral("orders")));
    stops.push_back(keyStop(window, QStringLiteral("04-refund"), QStringLiteral("orders"),
                            Qt::Key_F, Qt::NoModifier, hasRefundOfEverything));
    stops.push_back(pageStop(window, QStringLiteral("05-listings"), QStringLiteral("listings")));
    stops.push_back(
        pageStop(window, QStringLiteral("06-returns"), QStringLiteral("returns"), hasRowsOrSaysSo));
    stops.push_back(
        pageStop(window, QStringLiteral("07-refunds"), QStringLiteral("refunds"), hasRowsOrSaysSo));
    stops.push_back(pageStop(window, QStringLiteral("08-chargebacks"), QStringLiteral("disputes"),
                             hasRowsOrSaysSo));
    stops.push_back({QStringLiteral("09-command-palette"),
                     [&window] {
                         closeDialogs(window);
                         window.openPalette(QStringLiteral("or"));
                     },
                     {}});
    stops.push_back(
        pageStop(window, QStringLiteral("11-payouts-ledger"), QStringLiteral("finance")));
    stops.push_back(pageStop(window, QStringLiteral("12-reconciliation"),
                             QStringLiteral("reconciliation"), hasRowsOrSaysSo));
    stops.push_back(pageStop(window, QStringLiteral("13-webhooks"), QStringLiteral("webhooks"),
                             hasRowsOrSaysSo));
    stops.push_back(keyStop(window, QStringLiteral("14-taxes"), QStringLiteral("rates"), Qt::Key_1,
                            Qt::ControlModifier, hasRowsOrSaysSo));
    stops.push_back(pageStop(window, QStringLiteral("15-payment-routes"), QStringLiteral("routes"),
                             hasRowsOrSaysSo));
    stops.push_back(pageStop(window, QStringLiteral("16-store-credit"),
                             QStringLiteral("store_credit"), hasRowsOrSaysSo));
    stops.push_back(
        pageStop(window, QStringLiteral("17-payouts"), QStringLiteral("payouts"), hasRowsOrSaysSo));
    stops.push_back(keyStop(window, QStringLiteral("18-refund-rules"), QStringLiteral("rates"),
                            Qt::Key_3, Qt::ControlModifier, hasRows));
    stops.push_back({QStringLiteral("10-shortcuts"),
                     [&window] {
                         closeDialogs(window);
                         window.openShortcuts();
                     },
                     {}});
    return stops;
}

} // namespace stoa::app
