#pragma once
// The form of the refund dialog: items, shipping, an extra amount, reason, where to, note. Holds a
// RefundForm and says when a person has changed it.

#include "api/refund_reasons.h"
#include "ui/refunds/refund_form.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QVBoxLayout;

namespace stoa::ui {

class Field;
class MoneyEdit;
class RefundLineRow;
class Segmented;

class RefundBody final : public QWidget {
    Q_OBJECT

public:
    explicit RefundBody(const RefundForm& form, QWidget* parent = nullptr);

    const RefundForm& form() const { return m_form; }
    void setForm(const RefundForm& form); // does not emit changed()
    void chooseEverything();              // does
    // Every amount that is typed can be read and is inside its limits.
    bool areAmountsRight() const;
    // Shows the error at the part that its field names; false when no part is named.
    bool showProblem(const Error& error);
    void clearProblems();
    QWidget* firstField() const;
    void focusReason();
    // The catalogue of the marketplace; what was chosen stays if it is in it.
    void setReasons(const std::vector<api::RefundReasonView>& reasons);

signals:
    void changed();

private:
    QWidget* buildItems();
    QWidget* buildHeading() const;
    QWidget* buildShipping();
    QWidget* buildReason();
    QWidget* buildDestination();
    QWidget* buildNote();
    void readShipping();
    void showShipping();

    RefundForm m_form;
    std::vector<RefundLineRow*> m_rows;
    Segmented* m_shippingShare;
    MoneyEdit* m_shipping;
    Field* m_shippingField = nullptr;
    MoneyEdit* m_extra;
    Field* m_extraField = nullptr;
    QComboBox* m_reason;
    Segmented* m_destination;
    QPlainTextEdit* m_note;
    Field* m_noteField = nullptr;
    bool m_isShowing = false;
};

} // namespace stoa::ui
