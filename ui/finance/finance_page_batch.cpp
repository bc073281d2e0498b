// What the page does about payouts: reads the batch that waits or what the next one would be, and
// sends what its buttons say.

#include "ui/finance/batch_card.h"
#include "ui/finance/finance_page.h"
#include "ui/finance/finance_words.h"
#include "ui/finance/payout_account_dialog.h"
#include "ui/text/error_text.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

namespace stoa::ui {

namespace {

constexpr int kRecentBatches = 20; // among which one may wait

} // namespace

void FinancePage::readBatch()
{
    if (!mayPay()) return;
    const int request = ++m_batchRequest;
    if (!m_waiting && !m_plan) m_batch->state()->showLoading();
    api::ListPayoutBatches list;
    list.limit = kRecentBatches;
    m_context.connection.call(
        this, std::move(list), [this, request](const Result<Page<api::PayoutBatchRow>>& page) {
            if (request != m_batchRequest) return;
            if (!page) return m_batch->state()->showError(page.error());
            const auto waiting = std::ranges::find(page->items, api::BatchStatus::Prepared,
                                                   &api::PayoutBatchRow::status);
            if (waiting != page->items.end())
                readWaiting(waiting->id);
            else
                readPlan();
        });
}

void FinancePage::readWaiting(PayoutBatchId id)
{
    const int request = m_batchRequest;
    m_context.connection.call(this, api::GetPayoutBatch{id},
                              [this, request](const Result<api::PayoutBatchView>& batch) {
                                  if (request != m_batchRequest) return;
                                  if (!batch) return m_batch->state()->showError(batch.error());
                                  m_waiting = *batch;
                                  m_plan.reset();
                                  showBatch();
                              });
}

void FinancePage::readPlan()
{
    const int request = m_batchRequest;
    m_context.connection.call(this, api::PreviewPayouts{},
                              [this, request](const Result<api::PayoutPlanView>& plan) {
                                  if (request != m_batchRequest) return;
                                  if (!plan) return m_batch->state()->showError(plan.error());
                                  m_plan = *plan;
                                  m_waiting.reset();
                                  showBatch();
                              });
}

void FinancePage::showBatch()
{
    const bool isBalanced = m_trial && m_trial->isBalanced;
    if (m_waiting) m_batch->showBatch(*m_waiting, isBalanced, m_context.clock());
    if (m_plan) m_batch->showPlan(*m_plan, isBalanced);
}

void FinancePage::prepare()
{
    m_batch->setBusy(true);
    m_context.connection.call(
        this, api::PreparePayouts{}, [this](const Result<api::PayoutBatchView>& batch) {
            takeCommand(batch,
                        batch ? tr("%1 waits for a second person").arg(fromUtf8(batch->row.number))
                              : QString());
        });
}

void FinancePage::release()
{
    const api::PayoutBatchRow row = m_waiting->row;
    const QString number = fromUtf8(row.number);
    const Confirmation what{QStringLiteral("send"),
                            tr("Release %1").arg(number),
                            tr("%1 leave in %2. This can't be taken back.")
                                .arg(totalsText(row.totals),
                                     row.payoutCount == 1 ? tr("1 payout")
                                                          : tr("%Ln payouts", nullptr,
                                                               static_cast<int>(row.payoutCount))),
                            tr("Release"),
                            tr("Not yet"),
                            false};
    m_context.prompt.confirm(this, what, [this, row, number](bool isAgreed) {
        if (!isAgreed) return;
        m_batch->setBusy(true);
        m_context.connection.call(this, api::ApprovePayoutBatch{row.id, row.version},
                                  [this, number](const Result<api::PayoutBatchView>& batch) {
                                      takeCommand(batch, tr("%1 is on its way").arg(number));
                                  });
    });
}

void FinancePage::sendBack()
{
    const api::PayoutBatchRow row = m_waiting->row;
    const QString number = fromUtf8(row.number);
    const Question what{
        QStringLiteral("undo"),
        tr("Send %1 back").arg(number),
        tr("The amounts are the sellers' balances again. Who prepared it reads why."),
        tr("Why"),
        tr("Send back"),
        {},
        2000,
        true,
        true};
    m_context.prompt.ask(this, what, [this, row, number](const std::optional<QString>& why) {
        if (!why) return;
        m_batch->setBusy(true);
        m_context.connection.call(this, api::CancelPayoutBatch{row.id, row.version, toUtf8(*why)},
                                  [this, number](const Result<api::PayoutBatchView>& batch) {
                                      takeCommand(batch, tr("%1 was sent back").arg(number));
                                  });
    });
}

void FinancePage::askAccount(OrgId seller)
{
    PayoutAccountDialog::openFor(m_context, seller, this, [this](const QString& sentence) {
        m_toast->showDone(sentence);
        refresh();
    });
}

void FinancePage::takeCommand(const Result<api::PayoutBatchView>& batch, const QString& done)
{
    m_batch->setBusy(false);
    m_toast->showDone(batch ? done : errorText(batch.error()));
    m_waiting.reset();
    m_plan.reset();
    refresh();
}

} // namespace stoa::ui
