#pragma once
// The rules of commission, with a box beside them that says what a line would cost its seller by
// the list as it stands here, saved or not.

#include "ui/rates/commission_dialog.h"
#include "ui/rates/commission_list.h"
#include "ui/rates/rate_editor_of.h"

namespace stoa::ui {

struct CommissionKind {
    using List = CommissionList;
    using Dialog = CommissionDialog;
    using Read = api::ListCommissionRules;
    using Replace = api::ReplaceCommissionRules;
    static const auto& rulesOf(const api::CommissionRulesView& view) { return view.rules; }
};

class CommissionEditor final : public RateEditorOf<CommissionKind> {
    Q_OBJECT

public:
    CommissionEditor(const PageContext& context, NameBook* book, QWidget* parent = nullptr);

protected:
    QString countText(std::size_t count) const override;
};

} // namespace stoa::ui
