#pragma once
// Listings: find a listing, see what buyers see of it and what the review says, act on it: send to
// review, archive, move stock, import a file. Tabs and search change the question; the table shows
// it; the drawer shows the current row.
//
// Keys, beside those of every list: S send to review, T stock, I import, Del archive.

#include "api/listings.h"
#include "ui/lists/list_page.h"

namespace stoa::ui {

class Button;
class ListingDrawer;
class ListingsModel;
class SearchField;

class ListingsPage final : public ListPage {
    Q_OBJECT

public:
    explicit ListingsPage(const PageContext& context, QWidget* parent = nullptr);

    bool focusFind() override;
    void openImport();

protected:
    void askFor(const QString& record) override;
    void chooseTab(int tab) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    std::optional<ExportPlan> exportPlan() const override;
    bool takeLetter(int key) override;

private:
    void buildHeader();
    void connectActions();
    bool mayWrite() const;
    void setQuestion(int tab, const QString& text);
    void submit(const api::ListingRow& listing);
    void archive(const api::ListingRow& listing);
    void openStock(const api::ListingView& listing, const api::VariantView& variant);
    template <class Request>
    void send(Request request, const QString& done, const std::string& key);

    ListingsModel* m_model;
    ListingDrawer* m_drawer;
    Button* m_import;
    SearchField* m_search;
};

} // namespace stoa::ui
