#pragma once
// Counts what came back of a return or an exchange, line by line, and says whether it goes back on
// sale. Asks only: whoever opened it sends what was counted.

#include "api/returns.h"
#include "ui/widgets/scrim_dialog.h"

class QComboBox;
class QSpinBox;

namespace stoa::ui {

class ReceiveDialog final : public ScrimDialog {
    Q_OBJECT

public:
    using Counted = List<api::ReceivedLine, 200>;

    ReceiveDialog(const QString& orderNumber, const api::AfterSaleView& view, QWidget* over);

signals:
    void counted(const stoa::ui::ReceiveDialog::Counted& lines);

private:
    struct LineField {
        OrderLineId line;
        QSpinBox* quantity = nullptr;
        QComboBox* restock = nullptr;
    };

    QWidget* buildBody(const api::AfterSaleView& view);
    void changed();
    void send();

    std::vector<LineField> m_fields;
    Button* m_action;
};

} // namespace stoa::ui
