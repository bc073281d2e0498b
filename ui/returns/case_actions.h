#pragma once
// Carries out a step of a return, exchange or claim: asks what there is to ask, sends the command
// of its kind with the order's version that was seen, and says how it went. One at a time.

#include "api/refunds.h"
#include "ui/returns/case_drawer.h"

namespace stoa::ui {

class CaseActions final : public QObject {
    Q_OBJECT

public:
    CaseActions(const PageContext& context, QWidget* over);

    void run(CaseStep step, const api::AfterSaleRow& row, const CaseDetails& details);

signals:
    void began();
    void ended(const QString& outcome); // a sentence, of success or failure

private:
    void decide(api::CaseDecision decision, const QString& note);
    void refuse();
    void receive();
    void payBack();
    void confirmPayBack(const Result<api::RefundPreview>& preview);
    void sendOther();
    // The request with seller, order, version and the case's own id, sent.
    template <class Request>
    void send(Request request, const QString& done);

    PageContext m_context;
    QWidget* m_over;
    api::AfterSaleRow m_row;
    CaseDetails m_details;
};

} // namespace stoa::ui
