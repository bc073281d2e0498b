#include "ui/returns/case_actions.h"

#include "api/claims.h"
#include "api/returns.h"
#include "core/assert.h"
#include "ui/returns/receive_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

namespace stoa::ui {

namespace {

constexpr int kMostTracking = 80;

template <class IdType>
IdType idOf(const api::AfterSaleRow& row)
{
    const auto id = IdType::parse(row.id);
    STOA_ASSERT(id.has_value()); // its kind says which prefix it has
    return *id;
}

} // namespace

CaseActions::CaseActions(const PageContext& context, QWidget* over)
    : QObject(over), m_context(context), m_over(over)
{}

template <class Request>
void CaseActions::send(Request request, const QString& done)
{
    request.seller = m_row.seller;
    request.order = m_row.order;
    request.version = m_details.version;
    if constexpr (requires { request.returnId; }) request.returnId = idOf<ReturnId>(m_row);
    if constexpr (requires { request.exchange; }) request.exchange = idOf<ExchangeId>(m_row);
    if constexpr (requires { request.claim; }) request.claim = idOf<ClaimId>(m_row);
    emit began();
    m_context.connection.call(this, std::move(request),
                              [this, done](const Result<api::AfterSales>& reply) {
                                  emit ended(reply ? done : errorText(reply.error()));
                              });
}

void CaseActions::run(CaseStep step, const api::AfterSaleRow& row, const CaseDetails& details)
{
    m_row = row;
    m_details = details;
    switch (step) {
    case CaseStep::Approve:
        return decide(api::CaseDecision::Approve, {});
    case CaseStep::Refuse:
        return refuse();
    case CaseStep::Receive:
        return receive();
    case CaseStep::PayBack:
        return payBack();
    case CaseStep::SendOther:
        return sendOther();
    }
}

void CaseActions::decide(api::CaseDecision decision, const QString& note)
{
    const QString done = decision == api::CaseDecision::Approve ? tr("Approved") : tr("Refused");
    const auto ask = [&](auto request) {
        request.decision = decision;
        request.note = toUtf8(note);
        send(std::move(request), done);
    };
    switch (m_row.kind) {
    case api::AfterSaleKind::Return:
        return ask(api::DecideReturn{});
    case api::AfterSaleKind::Exchange:
        return ask(api::DecideExchange{});
    case api::AfterSaleKind::Claim:
        return ask(api::DecideClaim{});
    }
}

void CaseActions::refuse()
{
    const Question what{QStringLiteral("x-circle"),
                        tr("Refuse it for %1").arg(fromUtf8(m_row.orderNumber)),
                        tr("Nothing comes of it. The buyer is told why."),
                        tr("Why"),
                        tr("Refuse"),
                        {},
                        2000,
                        true,
                        true};
    m_context.prompt.ask(m_over, what, [this](const std::optional<QString>& why) {
        if (!why) return;
        const bool isApproved = m_row.status == "approved"; // what was promised is taken back
        decide(isApproved ? api::CaseDecision::Cancel : api::CaseDecision::Reject, *why);
    });
}

void CaseActions::receive()
{
    auto* dialog = new ReceiveDialog(fromUtf8(m_row.orderNumber), m_details.view, m_over);
    connect(dialog, &ReceiveDialog::counted, this, [this](const ReceiveDialog::Counted& lines) {
        const auto ask = [&](auto request) {
            request.lines = lines;
            send(std::move(request), tr("Taken in"));
        };
        if (m_row.kind == api::AfterSaleKind::Return)
            ask(api::ReceiveReturn{});
        else
            ask(api::ReceiveExchange{});
    });
    dialog->open();
}

void CaseActions::payBack()
{
    if (m_row.kind == api::AfterSaleKind::Return) {
        emit began();
        m_context.connection.call(
            this,
            api::PreviewReturnRefund{m_row.seller, m_row.order, idOf<ReturnId>(m_row), {}, {}},
            [this](const Result<api::RefundPreview>& preview) { confirmPayBack(preview); });
        return;
    }
    const Confirmation what{QStringLiteral("refund"),
                            tr("Settle the claim with money"),
                            tr("What the claimed items of %1 cost goes back to the buyer. This "
                               "can't be taken back.")
                                .arg(fromUtf8(m_row.orderNumber)),
                            tr("Give money back"),
                            tr("Not yet"),
                            false};
    m_context.prompt.confirm(m_over, what, [this](bool isAgreed) {
        if (!isAgreed) return;
        api::ResolveClaim request;
        request.resolution = api::ClaimResolution::Refund;
        send(std::move(request), tr("The claim is settled"));
    });
}

void CaseActions::confirmPayBack(const Result<api::RefundPreview>& preview)
{
    if (!preview) return emit ended(errorText(preview.error()));
    emit ended({});
    const QString waits = preview->needsApproval
                              ? tr(" It is above your limit and waits for a second person.")
                              : QString();
    const Confirmation what{
        QStringLiteral("refund"),
        tr("Give back %1").arg(moneyText(preview->buyer)),
        tr("%1 of it the seller bears, %2 is commission.%3")
            .arg(moneyText(preview->fromSeller), moneyText(preview->fromCommission), waits),
        tr("Give money back"),
        tr("Not yet"),
        false};
    m_context.prompt.confirm(m_over, what, [this](bool isAgreed) {
        if (isAgreed) send(api::RefundReturn{}, tr("The money goes back"));
    });
}

void CaseActions::sendOther()
{
    const Question what{QStringLiteral("truck"),
                        tr("The replacement has left"),
                        tr("The buyer sees the number; leave it empty when there is none."),
                        tr("Tracking number"),
                        tr("It has left"),
                        {},
                        kMostTracking,
                        false,
                        false};
    m_context.prompt.ask(m_over, what, [this](const std::optional<QString>& number) {
        if (!number) return;
        const auto ask = [&](auto request) {
            request.trackingNumber = toUtf8(*number);
            send(std::move(request), tr("The replacement is on its way"));
        };
        if (m_row.kind == api::AfterSaleKind::Exchange) return ask(api::FulfillExchange{});
        api::ResolveClaim request;
        request.resolution = api::ClaimResolution::Replacement;
        ask(std::move(request));
    });
}

} // namespace stoa::ui
