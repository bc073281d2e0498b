#pragma once
// One listing beside the list: what buyers see, what the review said, variants with their stock,
// and what can be done.

#include "api/listings.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class ReviewsFeed;

class ListingDrawer final : public RecordDrawer<api::GetListing> {
    Q_OBJECT

public:
    explicit ListingDrawer(const PageContext& context, QWidget* parent = nullptr);

    bool hasVariant(const std::string& id) const; // of the listing shown
    // What the buttons do, or why they are off: the keys S and Delete.
    void requestSubmit();
    void requestArchive();
    void requestStock(); // of the first variant

signals:
    void submitRequested(const stoa::api::ListingRow& listing);
    void archiveRequested(const stoa::api::ListingRow& listing);
    void stockRequested(const stoa::api::ListingView& listing,
                        const stoa::api::VariantView& variant);

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    void buildHead();

    ReviewsFeed* m_reviews;
    Label* m_title;
    Label* m_price;
    Label* m_seller;
    Label* m_available;
    Label* m_kind; // how many variants, or the category
    Button* m_submit;
    Button* m_archive;
};

} // namespace stoa::ui
