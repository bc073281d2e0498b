#pragma once
// What a line would cost its seller by the rules as they stand here: the rule that decides, the fee
// with its tax, and what the seller gets. Asked for a moment after the last change.

#include "api/commissions.h"
#include "ui/shell/page_context.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace stoa::ui {

class Field;
class KeyValues;
class Label;
class NameBook;

class FeePreview final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kDelayMs = 250;

    FeePreview(const PageContext& context, NameBook* names, QWidget* parent = nullptr);

    void setRules(const api::CommissionRules& rules);

signals:
    void refused(const stoa::Error& error); // of the rules

private:
    void buildFields();
    void ask();
    void take(const Result<api::CommissionPreview>& preview);
    void say(const QString& sentence);

    PageContext m_context;
    NameBook* m_names;
    QComboBox* m_seller;
    QComboBox* m_category;
    QLineEdit* m_price;
    QSpinBox* m_quantity;
    Field* m_priceField = nullptr;
    KeyValues* m_values;
    Label* m_sentence;
    std::optional<api::CommissionRules> m_rules;
    QTimer m_delay;
    int m_request = 0;
};

} // namespace stoa::ui
