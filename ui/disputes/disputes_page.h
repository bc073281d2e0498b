#pragma once
// Chargebacks: what buyers' banks want back, and until when the marketplace may answer. An answer
// goes to the bank for good, and so does giving in.
//
// Keys, beside those of every list: A answers, X gives in.

#include "api/disputes.h"
#include "ui/lists/list_page.h"

namespace stoa::ui {

class DisputeDrawer;
class DisputesModel;

class DisputesPage final : public ListPage {
    Q_OBJECT

public:
    explicit DisputesPage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void askFor(const QString& record) override; // a record that no tab holds is asked for alone
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    void answer();
    void giveIn();

    DisputesModel* m_model;
    DisputeDrawer* m_drawer;
};

} // namespace stoa::ui
