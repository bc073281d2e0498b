#include "ui/payments/route_dialog.h"

#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QComboBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kMostMethod = 30;

} // namespace

RouteDialog::RouteDialog(const PageContext& context, const std::optional<RouteRow>& route,
                         const std::vector<api::PaymentProviderView>& providers, QWidget* over)
    : FormDialog(over, QStringLiteral("route"), tr("Switch")),
      m_context(context),
      m_route(route),
      m_providers(providers),
      m_method(new QLineEdit),
      m_provider(new QComboBox),
      m_effect(makeParagraph({}))
{
    setTitle(QStringLiteral("updown"),
             route ? tr("Payments by %1").arg(isolated(methodText(route->method)))
                   : tr("A route for another method"));
    m_method->setMaxLength(kMostMethod);
    m_method->setPlaceholderText(QStringLiteral("wallet"));
    auto* method = addField(body(), "method", tr("Method"), m_method, "Method");
    method->setHint(tr("The word before the token, as in wallet:tok_1; card when there is none."));
    if (route) {
        m_method->setText(fromUtf8(route->method));
        method->hide();
    }
    fillProviders();
    addField(body(), "provider", tr("New payments go to"), m_provider, "Provider");
    m_effect->setObjectName(QStringLiteral("routeEffect"));
    body()->addWidget(m_effect);
    body()->addStretch(1);
    setFirstFocus(route ? static_cast<QWidget*>(m_provider) : m_method);
    connect(m_method, &QLineEdit::textChanged, this, &RouteDialog::changed);
    connect(m_provider, &QComboBox::currentIndexChanged, this, [this] {
        showEffect();
        changed();
    });
    showEffect();
    changed();
}

void RouteDialog::fillProviders()
{
    for (const api::PaymentProviderView& each : m_providers) {
        if (each.isConfigured) m_provider->addItem(fromUtf8(each.name), fromUtf8(each.name));
    }
    m_provider->setCurrentIndex(m_route ? m_provider->findData(fromUtf8(m_route->provider)) : -1);
}

std::string RouteDialog::chosen() const
{
    return toUtf8(m_provider->currentData().toString());
}

void RouteDialog::showEffect()
{
    QStringList sentences;
    if (m_route && m_route->inFlight > 0) {
        sentences << tr("%1 payments and refunds that %2 has yet to decide stay with it.")
                         .arg(numberText(m_route->inFlight), isolated(fromUtf8(m_route->provider)));
    }
    sentences << tr("Payments that have begun, and their refunds, finish where they started. New "
                    "ones go to the other provider on every node within moments.");
    const auto target = std::ranges::find(m_providers, chosen(), &api::PaymentProviderView::name);
    if (target != m_providers.end() && target->isInstant) {
        sentences << tr("%1 decides by itself: no money moves. It is for trying things out.")
                         .arg(isolated(fromUtf8(target->name)));
    }
    m_effect->setText(sentences.join(QLatin1Char(' ')));
}

QString RouteDialog::whyNot() const
{
    if (m_method->text().trimmed().isEmpty()) return tr("Say which method it is.");
    if (m_provider->currentIndex() < 0) return tr("Choose a provider.");
    return m_route && chosen() == m_route->provider ? tr("They go there already.") : QString();
}

void RouteDialog::send()
{
    api::SetPaymentRoute request;
    request.method = toUtf8(m_method->text().trimmed());
    request.provider = chosen();
    if (m_route) request.version = m_route->version;
    began(tr("A route of payments is being switched."));
    m_context.connection.call(
        this, std::move(request),
        [this](const Result<api::PaymentRoutesView>& routes) {
            if (!routes) return takeRefusal(routes.error());
            ended();
            emit switched(m_method->text().trimmed(), m_provider->currentText());
            accept();
        },
        intent().key());
}

void RouteDialog::takeRefusal(const Error& error)
{
    failed(error);
    if (error.kind == ErrorKind::Stale) readAgain();
}

void RouteDialog::readAgain()
{
    m_context.connection.call(
        this, api::GetPaymentRoutes{}, [this](const Result<api::PaymentRoutesView>& routes) {
            if (!routes) return showProblem(errorText(routes.error()));
            const std::string method = toUtf8(m_method->text().trimmed());
            const auto current =
                std::ranges::find(routes->routes, method, &api::PaymentRouteView::method);
            if (current == routes->routes.end()) return;
            m_route = RouteRow{
                method,          current->provider, 0, true, current->changedBy, current->changedAt,
                current->version};
            changed(); // another intent
            showProblem(tr("%1 has switched it to %2 meanwhile. Switch once more to decide anew.")
                            .arg(isolated(fromUtf8(current->changedBy)),
                                 isolated(fromUtf8(current->provider))));
        });
}

} // namespace stoa::ui
