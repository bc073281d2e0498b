#pragma once
// Sends new payments of a method to another provider, and says what stays where it is. When
// somebody else has changed the route meanwhile, that is shown, and sending once more decides.

#include "ui/payments/routes_model.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace stoa::ui {

class Label;

class RouteDialog final : public FormDialog {
    Q_OBJECT

public:
    // Without a route it makes one for a method that has none.
    RouteDialog(const PageContext& context, const std::optional<RouteRow>& route,
                const std::vector<api::PaymentProviderView>& providers, QWidget* over);

signals:
    void switched(const QString& method, const QString& provider);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void fillProviders();
    void showEffect();
    void takeRefusal(const Error& error);
    void readAgain();
    std::string chosen() const;

    PageContext m_context;
    std::optional<RouteRow> m_route;
    std::vector<api::PaymentProviderView> m_providers;
    QLineEdit* m_method;
    QComboBox* m_provider;
    Label* m_effect;
};

} // namespace stoa::ui
