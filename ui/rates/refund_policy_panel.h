#pragma once
// Which refunds two people decide: limits by currency, how long a refund waits, and how much store
// credit one person may give in a day. Nothing is sent before it is saved; what is not saved stays
// while the page is left and is never read over. When somebody else has saved meanwhile, what they
// saved is shown, and saving once more puts this over it.

#include "api/refund_approvals.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/intent.h"

#include <QWidget>

class QBoxLayout;
class QLineEdit;
class QSpinBox;

namespace stoa::ui {

class Button;
class Field;
class Note;
class ViewState;

class RefundPolicyPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RefundPolicyPanel(const PageContext& context, QWidget* parent = nullptr);

    void read();
    void save(); // when something is changed

signals:
    void saved();

private:
    struct AmountsField {
        const char* member;
        Field* field;
        QLineEdit* line;
        api::Amounts api::RefundPolicyView::*amounts;
    };

    QWidget* buildForm();
    QWidget* buildSaveBar();
    void addAmounts(QBoxLayout* to, const char* member, const QString& label, const char* name,
                    const QString& hint, api::Amounts api::RefundPolicyView::*amounts);
    void taken(const api::RefundPolicyView& policy);
    void notRead(const Error& error);
    void refused(const Error& error);
    void showProblem(Tone tone, const QString& icon, const QString& problem);
    void forgetProblems();
    void discard();
    void fill(); // with what is saved
    void edited();
    void update();
    Result<api::RefundPolicyView> typed() const;
    bool isChanged() const;
    QString inWords(const api::RefundPolicyView& policy) const;

    PageContext m_context;
    std::vector<AmountsField> m_amounts;
    QSpinBox* m_days;
    Field* m_daysField = nullptr;
    Note* m_newer; // what somebody else has saved; stays until this is saved or discarded
    Note* m_problem;
    QWidget* m_saveBar = nullptr;
    Button* m_save = nullptr;
    ViewState* m_state = nullptr;
    std::optional<api::RefundPolicyView> m_saved; // as the node has it
    Intent m_intent;
    bool m_isSaving = false;
    int m_reading = 0;
};

} // namespace stoa::ui
