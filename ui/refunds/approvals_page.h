#pragma once
// Refunds that are larger than one person may decide. Who asked for one does not approve it; who
// asked, or anybody who may refund, takes it back. Nothing has moved until then.
//
// Keys, beside those of every list: A approves, D declines.

#include "api/refund_approvals.h"
#include "ui/lists/list_page.h"

namespace stoa::ui {

class ApprovalDrawer;
class ApprovalsModel;

class ApprovalsPage final : public ListPage {
    Q_OBJECT

public:
    explicit ApprovalsPage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    void approve();
    void decline();

    ApprovalsModel* m_model;
    ApprovalDrawer* m_drawer;
};

} // namespace stoa::ui
