#pragma once
// The listings of a question as a table, last changed first. The seller column is there only for
// those who see more than one seller.

#include "api/listings.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class ListingsModel final : public KeysetModel<api::ListingRow> {
    Q_OBJECT

public:
    explicit ListingsModel(const PageContext& context, QObject* parent = nullptr);

    // Asks anew. No status is all of them; a text that is an id is this listing alone.
    void setQuestion(std::optional<api::ListingStatus> status, const QString& text);
    const std::optional<api::ListingStatus>& status() const { return m_status; }
    const QString& text() const { return m_text; }
    api::ListListings question() const;                        // of the first page
    const api::ListingRow* listingOf(const QString& id) const; // null when it is not loaded

    bool canFindOne() const override { return true; } // the text may be an id

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::ListingRow& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::ListingRow& row, int column, int role) const override;

private:
    QString textOf(const api::ListingRow& row, const QString& column) const;

    PageContext m_context;
    std::optional<api::ListingStatus> m_status;
    QString m_text;
};

} // namespace stoa::ui
