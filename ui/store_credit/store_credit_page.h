#pragma once
// Store credit: which buyers a seller owes credit, and granting some. The marketplace's people
// choose a seller first; a seller's own see theirs.
//
// Keys, beside those of every list: N grants a buyer credit, G more to the one that is shown.

#include "ui/lists/list_page.h"

class QComboBox;

namespace stoa::api {
struct StoreCreditView;
}

namespace stoa::ui {

class CreditDrawer;
class CreditsModel;
class NameBook;

class StoreCreditPage final : public ListPage {
    Q_OBJECT

public:
    explicit StoreCreditPage(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    bool focusFind() override;

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
    QWidget* buildBar();
    void takeNames();
    std::optional<OrgId> seller() const;
    void grant(const QString& buyer);

    CreditsModel* m_model;
    CreditDrawer* m_drawer;
    NameBook* m_book;
    QComboBox* m_seller;
    SearchField* m_search;
    Button* m_add;
};

} // namespace stoa::ui
