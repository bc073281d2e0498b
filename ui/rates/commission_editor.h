#pragma once
// The rules of commission, with a box beside them that says what a line would cost its seller by
// the list as it stands here, saved or not.

#include "ui/rates/commission_list.h"
#include "ui/rates/rate_editor.h"

namespace stoa::ui {

class FeePreview;

class CommissionEditor final : public RateEditor {
    Q_OBJECT

public:
    CommissionEditor(const PageContext& context, NameBook* names, QWidget* parent = nullptr);

protected:
    void read() override;
    void write() override;
    void edit(std::optional<int> row) override;
    QString countText(std::size_t count) const override;

private:
    void take(const api::CommissionRulesView& view);

    CommissionList* m_rules;
    FeePreview* m_preview;
    int m_reading = 0;
};

} // namespace stoa::ui
