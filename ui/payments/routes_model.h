#pragma once
// Which provider new payments of which kind of method go to; the last row is all other kinds.

#include "api/payments.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

// An empty method: all that have no route of their own.
struct RouteRow {
    std::string method;
    std::string provider;
    std::int64_t inFlight = 0; // with that provider, of all kinds
    bool isConfigured = true;
    std::string changedBy;
    std::optional<Timestamp> changedAt;
    std::optional<Version> version;
    friend bool operator==(const RouteRow&, const RouteRow&) = default;
};

class RoutesModel final : public KeysetModel<RouteRow> {
    Q_OBJECT

public:
    RoutesModel(const PageContext& context, QObject* parent);

    const std::vector<api::PaymentProviderView>& providers() const { return m_providers; }

signals:
    void providersChanged();

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const RouteRow& row) const override
    {
        return row.method.empty() ? QStringLiteral("*") : fromUtf8(row.method);
    }
    QVariant value(const RouteRow& row, int column, int role) const override;

private:
    std::vector<RouteRow> rowsOf(const api::PaymentRoutesView& routes) const;
    QString text(const RouteRow& row, int column) const;

    PageContext m_context;
    std::vector<api::PaymentProviderView> m_providers;
};

QString methodText(const std::string& method); // "card"; "all other methods"

} // namespace stoa::ui
