#include "ui/payments/routes_page.h"

#include "ui/payments/route_dialog.h"
#include "ui/payments/stripe_keys_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kSide = 300;

QString whoMay()
{
    return RoutesPage::tr("People who operate the node switch routes. An administrator can give "
                          "you access.");
}

} // namespace

RoutesPage::RoutesPage(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_model(new RoutesModel(context, this)),
      m_header(new PageHeader(tr("Payment routes"), QStringLiteral("routesHeader"))),
      m_banner(new Banner(QStringLiteral("routesBanner"))),
      m_table(new TableView(QStringLiteral("routesTable"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, QStringLiteral("routesState"))),
      m_switch(new Button(tr("Switch"), QStringLiteral("routesSwitch"), Button::Kind::Primary)),
      m_providers(new KeyValues(QStringLiteral("routesProviders")))
{
    setObjectName(QStringLiteral("routesPage"));
    setAccessibleName(tr("Payment routes"));
    m_table->setAccessibleName(tr("Routes by method"));
    m_table->setKeysetModel(m_model);
    build();
    m_toast = new Toast(this);
    m_state->follow(m_model, [] { return StateMessage{}; }); // there is always the last row
    connect(m_model, &KeysetModelBase::stateChanged, this, [this] {
        m_pace.ended();
        if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, 0));
    });
    connect(m_model, &KeysetModelBase::refreshed, this, [this] {
        m_banner->hide();
        m_pace.ended();
    });
    connect(m_model, &KeysetModelBase::failed, this, [this](const Error& error) {
        m_pace.ended();
        if (m_model->state() == KeysetModelBase::State::Ready) {
            m_banner->showMessage(Tone::Warn, QStringLiteral("cloud-off"),
                                  errorSentences(error).title, tr("The routes stay as they were."),
                                  tr("Try again"));
        }
    });
    connect(m_banner, &Banner::actionTriggered, this, &RoutesPage::refresh);
    connect(m_model, &RoutesModel::providersChanged, this, &RoutesPage::showProviders);
    connect(m_table, &TableView::opened, this, &RoutesPage::switchCurrent);
    connect(m_switch, &Button::clicked, this, &RoutesPage::switchCurrent);
    connect(&m_pace, &RefreshPace::due, this, &RoutesPage::refresh);
    connect(&m_context.events, &LiveEvents::changed, this,
            [this](const std::vector<api::Event>& events) {
                if (concerns(events, {"payment", "refund"})) m_pace.want();
            });
    connect(&m_context.events, &LiveEvents::lost, &m_pace, &RefreshPace::want);
}

void RoutesPage::build()
{
    auto* add = new Button(tr("Another method"), QStringLiteral("routesAdd"));
    add->setIconName(QStringLiteral("plus"));
    add->setKeyHint(QStringLiteral("N"));
    m_switch->setKeyHint(QStringLiteral("E"));
    for (Button* button : {add, m_switch}) {
        button->setEnabled(mayOperate());
        button->setToolTip(mayOperate() ? QString() : whoMay());
        m_header->addAction(button);
    }
    connect(add, &Button::clicked, this, [this] { open({}); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    auto* row = makeRow(12);
    row->setContentsMargins(16, 0, 16, 16);
    auto* routes = new Card(tr("Where new payments go"), QStringLiteral("routesCard"));
    routes->setBodyMargins(1, 0, 1, 1);
    routes->body()->addWidget(m_state, 1);
    row->addWidget(routes, 1);
    row->addWidget(buildProviders());
    column->addLayout(row, 1);
}

QWidget* RoutesPage::buildProviders()
{
    auto* card = new Card(tr("Providers"), QStringLiteral("providersCard"));
    card->setFixedWidth(scaled(kSide));
    card->body()->addWidget(m_providers);
    card->body()->addWidget(makeParagraph(
        tr("What is in flight stays with its provider, whatever the routes say. A provider that "
           "is not set up here is known from payments only; they wait until it is back.")));
    if (m_context.keys) {
        auto* keys = new Button(tr("Stripe keys"), QStringLiteral("routesKeys"));
        keys->setIconName(QStringLiteral("lock"));
        keys->setKeyHint(QStringLiteral("K"));
        keys->setEnabled(mayOperate());
        keys->setToolTip(mayOperate() ? QString() : whoMay());
        connect(keys, &Button::clicked, this, &RoutesPage::keepKeys);
        card->body()->addWidget(keys, 0, Qt::AlignLeft);
    }
    card->body()->addStretch(1);
    return card;
}

void RoutesPage::showProviders()
{
    m_providers->clear();
    for (const api::PaymentProviderView& each : m_model->providers()) {
        m_providers->add(fromUtf8(each.name),
                         each.isConfigured ? tr("ready") : tr("not set up here"),
                         each.isConfigured ? &Theme::ok : &Theme::bad);
        if (each.isInstant) {
            m_providers->addPart(tr("decides by itself"), tr("no money moves"));
        } else {
            m_providers->addPart(tr("to be decided"), numberText(each.inFlight));
        }
    }
}

void RoutesPage::visit(const QString& record)
{
    if (m_model->state() == KeysetModelBase::State::Idle)
        m_model->reload();
    else
        refresh();
    if (!record.isEmpty()) m_table->selectId(record);
    m_table->setFocus(Qt::OtherFocusReason);
}

void RoutesPage::refresh()
{
    m_pace.began();
    m_model->refresh();
}

void RoutesPage::switchCurrent()
{
    const int row = m_table->currentIndex().row();
    if (row < 0) return m_toast->showDone(tr("Choose a method first."));
    const RouteRow route = m_model->row(row);
    // The last row is no route: it is what the node was started with.
    open(route.method.empty() ? std::nullopt : std::optional(route));
}

void RoutesPage::open(const std::optional<RouteRow>& route)
{
    if (!mayOperate()) return m_toast->showDone(whoMay());
    auto* dialog = new RouteDialog(m_context, route, m_model->providers(), this);
    connect(dialog, &RouteDialog::switched, this,
            [this](const QString& method, const QString& provider) {
                m_toast->showDone(
                    tr("New payments by %1 go to %2").arg(isolated(method), isolated(provider)));
                refresh();
            });
    dialog->open();
}

void RoutesPage::keepKeys()
{
    if (!m_context.keys) return;
    if (!mayOperate()) return m_toast->showDone(whoMay());
    auto* dialog = new StripeKeysDialog(*m_context.keys, this);
    connect(dialog, &StripeKeysDialog::kept, this, [this] {
        m_toast->showDone(tr("The keys are saved. Start Stoa again to send payments to Stripe."));
    });
    connect(dialog, &StripeKeysDialog::forgotten, this, [this] {
        m_toast->showDone(tr("The keys are forgotten. Stripe goes when Stoa starts again."));
    });
    dialog->open();
}

void RoutesPage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    m_pace.setAwake(true);
}

void RoutesPage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    m_pace.setAwake(false);
}

void RoutesPage::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() != Qt::NoModifier) return ShellPage::keyPressEvent(event);
    if (event->key() == Qt::Key_E) return switchCurrent();
    if (event->key() == Qt::Key_N) return open({});
    if (event->key() == Qt::Key_K) return keepKeys();
    ShellPage::keyPressEvent(event);
}

void RoutesPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

} // namespace stoa::ui
