#pragma once
// Refunds one order. Every change of the form asks the node for a preview (150 ms after the last
// key; the newest answer wins); the action works only while the preview shown is the one of the
// form as it stands, so nobody sends what they have not seen.
//
// One intent has one idempotency key: it is made when the form is first sent and kept while the
// same form is sent again after a failure; changing anything ends it. When it is not known whether
// the refund went through, the form is locked and only the same request can be repeated.

#include "ui/refunds/refund_form.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/intent.h"
#include "ui/widgets/scrim_dialog.h"

#include <QTimer>

namespace stoa::ui {

class RefundBody;
class RefundPreviewPanel;

class RefundDialog final : public ScrimDialog {
    Q_OBJECT

public:
    static constexpr int kPreviewDelayMs = 150;

    RefundDialog(const PageContext& context, const api::OrderView& order, QWidget* over);

signals:
    void refunded(const stoa::api::RefundView& refund);
    // The order has changed while the dialog was open.
    void orderReread(const stoa::api::OrderView& order);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class State { Editing, Sending, InDoubt };

    void formChanged();
    void requestPreview();
    void takePreview(int request, Result<api::RefundPreview> preview);
    void showError(const Error& error);
    void send();
    void takeReply(Result<api::RefundView> refund);
    void rereadOrder();
    bool mayClose();
    void updateAction();
    QString whyNot() const; // "" when it can be sent

    PageContext m_context;
    RefundForm m_initial;
    RefundBody* m_body;
    RefundPreviewPanel* m_panel;
    Button* m_cancel;
    Button* m_action;
    QTimer m_previewDelay;
    int m_request = 0;
    std::optional<api::RefundPreview> m_preview; // of the form as it stands, else nothing
    std::optional<Error> m_problem;              // why there is none
    Intent m_intent;
    State m_state = State::Editing;
    bool m_isDiscarding = false;
};

} // namespace stoa::ui
