#include "ui/finance/payouts_page.h"

#include "ui/finance/made_payouts_model.h"
#include "ui/finance/payout_account_dialog.h"
#include "ui/finance/payout_drawer.h"
#include "ui/finance/settle_by_hand_dialog.h"
#include "ui/lists/file_saver.h"
#include "ui/text/amounts.h"
#include "ui/text/csv.h"
#include "ui/text/error_text.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/toast.h"

#include <QSignalBlocker>

namespace stoa::ui {

namespace {

QStringList exportColumns()
{
    return {QStringLiteral("payout"),   QStringLiteral("seller"),    QStringLiteral("amount"),
            QStringLiteral("currency"), QStringLiteral("debt_paid"), QStringLiteral("status"),
            QStringLiteral("provider"), QStringLiteral("account"),   QStringLiteral("reference"),
            QStringLiteral("failure"),  QStringLiteral("made_at"),   QStringLiteral("settled_at")};
}

QStringList exportCells(const api::PayoutView& row)
{
    return {fromUtf8(row.id.text()),
            harmlessCell(fromUtf8(row.sellerName)),
            csvAmount(row.amount),
            fromUtf8(row.amount.currency().code()),
            csvAmount(row.debtPaid),
            fromUtf8(enumText(row.status)),
            fromUtf8(enumText(row.provider)),
            harmlessCell(fromUtf8(row.account)),
            harmlessCell(fromUtf8(row.reference)),
            harmlessCell(fromUtf8(row.failureCode)),
            fromUtf8(row.createdAt.text()),
            row.settledAt ? fromUtf8(row.settledAt->text()) : QString()};
}

// Nothing when the node sent what is no file.
std::optional<QByteArray> bytesOf(const api::StatementView& file)
{
    const QByteArray content = QByteArray::fromStdString(file.content);
    if (file.mediaType.starts_with("text/")) return content;
    const auto decoded =
        QByteArray::fromBase64Encoding(content, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

} // namespace

PayoutsPage::PayoutsPage(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("payouts"), tr("Payouts"), tr("The payouts stay as they were."),
                tr("Which payouts")},
               parent),
      m_model(new MadePayoutsModel(context, this)),
      m_drawer(new PayoutDrawer(context))
{
    for (const QString& title :
         {tr("All"), tr("Under way"), tr("Paid"), tr("Failed"), tr("Canceled")})
        tabs().addTab(title);
    addExport();
    assemble({m_model, m_drawer});
    connect(m_drawer, &PayoutDrawer::settlementRequested, this, &PayoutsPage::settle);
    connect(m_drawer, &PayoutDrawer::accountRequested, this, &PayoutsPage::openAccount);
    connect(m_drawer, &PayoutDrawer::bankFileRequested, this, [this] {
        saveReply(api::ExportPayoutBatch{m_drawer->row()->batch}, tr("Save the bank file"));
    });
    connect(m_drawer, &PayoutDrawer::statementRequested, this, [this](api::StatementFormat format) {
        const api::PayoutView& payout = *m_drawer->row();
        saveReply(api::GetPayoutStatement{payout.seller, payout.id, format},
                  tr("Save the statement"));
    });
}

// A payout that is not among those shown is looked for among all.
void PayoutsPage::askFor(const QString& record)
{
    if (!record.isEmpty()) {
        const QSignalBlocker quiet(tabs());
        tabs().setCurrentIndex(0);
    }
    beganAsking();
    m_model->ask(static_cast<MadePayoutsModel::Which>(tabs().currentIndex()));
}

bool PayoutsPage::showRecord(const QString& id)
{
    const api::PayoutView* payout = m_model->payoutOf(id);
    if (payout != nullptr) m_drawer->show(*payout);
    return payout != nullptr;
}

StateMessage PayoutsPage::emptyMessage() const
{
    if (m_model->which() != MadePayoutsModel::Which::All)
        return {QStringLiteral("send"), tr("No such payouts"),
                tr("The other tabs may have what you look for."), tr("Show all")};
    return {QStringLiteral("send"),
            tr("No payouts yet"),
            context().workspace().seller
                ? tr("They appear here when the marketplace pays you out.")
                : tr("They appear here when a batch is prepared in Payouts & ledger."),
            {}};
}

void PayoutsPage::takeEmptyAction()
{
    tabs().setCurrentIndex(0);
}

QString PayoutsPage::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 payouts").arg(numberText(count));
    return count == 1 ? tr("1 payout") : tr("%1 payouts").arg(numberText(count));
}

void PayoutsPage::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"payout", "payout_batch"})) refreshSoon();
}

std::optional<ExportPlan> PayoutsPage::exportPlan() const
{
    return ExportPlan{tr("Export of payouts"), QStringLiteral("payouts"), exportColumns(),
                      readerOf(context().connection, m_model->question(), exportCells)};
}

bool PayoutsPage::takeLetter(int key)
{
    return m_drawer->takeKey(key);
}

void PayoutsPage::settle()
{
    auto* dialog = new SettleByHandDialog(context(), *m_drawer->row(), this);
    connect(dialog, &SettleByHandDialog::settled, this, &PayoutsPage::takeOutcome);
    connect(dialog, &SettleByHandDialog::outdated, this, &PayoutsPage::takeOutcome);
    dialog->open();
}

void PayoutsPage::openAccount()
{
    PayoutAccountDialog::openFor(context(), m_drawer->row()->seller, this,
                                 [this](const QString& sentence) { takeOutcome(sentence); });
}

template <class Request>
void PayoutsPage::saveReply(Request request, const QString& title)
{
    setBusy(true);
    context().connection.call(this, std::move(request),
                              [this, title](const Result<api::StatementView>& file) {
                                  setBusy(false);
                                  if (!file) return toast().showDone(errorText(file.error()));
                                  save(*file, title);
                              });
}

void PayoutsPage::save(const api::StatementView& file, const QString& title)
{
    const auto bytes = bytesOf(file);
    if (!bytes) return toast().showDone(tr("The node sent no readable file. Nothing was written."));
    saveFile(context(), this, title, fromUtf8(file.fileName), *bytes,
             [this](const QString& sentence) { toast().showDone(sentence); });
}

} // namespace stoa::ui
