#pragma once
// What the bank did with a wire that somebody made: it paid, with the bank's reference, or refused,
// with the reason. Of a wire that was paid it can only be said that it came back. What has changed
// meanwhile is not overwritten: the form closes, and who opened it shows the payout anew.

#include "api/payout_batches.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace stoa::ui {

class SettleByHandDialog final : public FormDialog {
    Q_OBJECT

public:
    // Of a manual payout that is under way or paid.
    SettleByHandDialog(const PageContext& context, const api::PayoutView& payout, QWidget* over);

signals:
    void settled(const QString& what);
    void outdated(const QString& why); // the payout is not as it was when this was opened

protected:
    QString whyNot() const override;
    void send() override;

private:
    void fillFields();
    void outcomeChanged();
    api::HandOutcome outcome() const;
    QString doneText() const;
    void take(const Result<api::PayoutView>& payout);

    PageContext m_context;
    api::PayoutView m_payout;
    QComboBox* m_outcome;
    QLineEdit* m_reference;
    QLineEdit* m_reason;
    Field* m_referenceField = nullptr;
    Field* m_reasonField = nullptr;
};

} // namespace stoa::ui
