#pragma once
// One listing beside the list: what buyers see, what the review said, variants with their stock,
// and what can be done. showListing() fills the head from the row at once and asks for the details
// a moment later; an answer for another listing than the one shown is dropped.

#include "api/listings.h"
#include "ui/shell/page_context.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class Button;
class Drawer;
class Label;

class ListingDrawer final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kDetailDelayMs = 40;
    static constexpr int kSkeletonDelayMs = 150;

    explicit ListingDrawer(const PageContext& context, QWidget* parent = nullptr);

    void showListing(const api::ListingRow& row);
    void showNothing();
    void reloadDetails();                       // the listing or its stock has changed
    void take(const api::ListingView& listing); // the reply of a command about it
    const std::optional<api::ListingRow>& row() const { return m_row; }
    const std::optional<api::ListingView>& details() const { return m_details; }
    bool hasVariant(const std::string& id) const; // of the listing shown
    // What the buttons do, when they are enabled: the keys S and Delete.
    void requestSubmit();
    void requestArchive();
    void requestStock(); // of the first variant

signals:
    void closed();
    void previousRequested();
    void nextRequested();
    void submitRequested(const stoa::api::ListingRow& listing);
    void archiveRequested(const stoa::api::ListingRow& listing);
    void stockRequested(const stoa::api::ListingView& listing,
                        const stoa::api::VariantView& variant);

private:
    void buildHead();
    void fillHead();
    void fillSections();
    void showProblem(const Error& error);
    void showSkeleton();
    void updateActions();
    QVBoxLayout* add(const QString& title, const char* name, QWidget* mark = nullptr);

    PageContext m_context;
    Drawer* m_drawer;
    Label* m_title;
    Label* m_price;
    Label* m_seller;
    Label* m_available;
    Label* m_kind; // how many variants, or the category
    Button* m_submit;
    Button* m_archive;
    QTimer m_detailDelay;
    QTimer m_skeletonDelay;
    int m_request = 0;
    std::optional<api::ListingRow> m_row;
    std::optional<api::ListingView> m_details;
};

} // namespace stoa::ui
