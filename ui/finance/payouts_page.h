#pragma once
// The payouts that were made: to all sellers, or to the own shop, newest first, by what became of
// them. Statements and the file for the bank are saved from here, wires settled, and a seller's
// account set. Preparing and releasing batches is the ledger's page.
//
// Keys, beside those of every list: those of PayoutDrawer.

#include "ui/lists/list_page.h"

namespace stoa::api {
struct StatementView;
}

namespace stoa::ui {

class MadePayoutsModel;
class PayoutDrawer;

class PayoutsPage final : public ListPage {
    Q_OBJECT

public:
    explicit PayoutsPage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    std::optional<ExportPlan> exportPlan() const override;
    bool takeLetter(int key) override;

private:
    void settle();
    void openAccount();
    template <class Request>
    void saveReply(Request request, const QString& title);
    void save(const api::StatementView& file, const QString& title);

    MadePayoutsModel* m_model;
    PayoutDrawer* m_drawer;
};

} // namespace stoa::ui
