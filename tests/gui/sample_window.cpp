#include "sample_window.h"

#include "ui/shell/first_run_page.h"
#include "ui/shell/sign_in_page.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chart_frame.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/prompt.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/timeline.h"
#include "ui/widgets/toast.h"

#include <QStandardItemModel>

#include <cmath>

namespace stoa::ui {

namespace {

std::vector<double> wave(double scale, std::size_t count)
{
    std::vector<double> points;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = static_cast<double>(i);
        points.push_back(scale * (x + 3 * std::sin(x / 2)));
    }
    return points;
}

ChartFrame* makeChart()
{
    auto* chart = new ChartFrame(QStringLiteral("errors"));
    const double now = 1'795'012'200'000;
    const double minute = 60'000;
    QVector<QPointF> points;
    for (int i = 0; i < 73; ++i) {
        const double rise = i > 66 ? (i - 66) * 0.28 : 0.2 + 0.06 * std::sin(i * 1.7);
        points << QPointF(now - (72 - i) * 5 * minute, rise);
    }
    chart->setTimeRange(now - 360 * minute, now);
    chart->setPoints(chart->addProblemLine(QStringLiteral("Checkout errors")), points);
    QVector<QPointF> other;
    for (const QPointF& point : points)
        other << QPointF(point.x(), 0.9 + 0.2 * std::cos(point.x() / 2e6));
    chart->setPoints(chart->addLine(QStringLiteral("Search"), 1), other);
    chart->setThreshold(0.5, QStringLiteral("SLO alert 0.50%"));
    chart->setPins({{now - 30 * minute, QStringLiteral("INC-217"), Tone::Bad}});
    return chart;
}

TableView* makeTable()
{
    auto* table = new TableView(QStringLiteral("orders"));
    auto* model = new QStandardItemModel(40, 6, table);
    const char* states[] = {"paid",    "in_review", "packed",  "delivered",
                            "shipped", "late",      "disputed"};
    const QStringList buyers{QStringLiteral("Nguyễn Thị Hương"), QStringLiteral("Amara Diallo"),
                             QStringLiteral("Søren Kjeldsen"), QStringLiteral("Luís Carvalhal")};
    const char* codes[] = {"JPY", "GBP", "SEK", "EUR"};
    for (int row = 0; row < 40; ++row) {
        const auto put = [&](int column, const QVariant& value, int role) {
            model->setData(model->index(row, column), value, role);
        };
        put(0, row % 5 == 2 ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
        put(1, QStringLiteral("M-%1").arg(48219 - row), Qt::DisplayRole);
        put(2, QStringLiteral("14:%1").arg(31 - row % 30, 2, 10, QLatin1Char('0')),
            Qt::DisplayRole);
        put(3, buyers[row % 4], Qt::DisplayRole);
        put(4, QVariant::fromValue(statusWord(states[row % 7])), StatusRole);
        put(5, QVariant::fromValue(Money(3240000 + row * 71113, Currency::of(codes[row % 4]))),
            MoneyRole);
    }
    table->setModel(model);
    table->setColumns(
        {{QStringLiteral("tick"), {}, CellKind::Check, 40},
         {QStringLiteral("order"), QStringLiteral("Order"), CellKind::Strong, 84},
         {QStringLiteral("placed"), QStringLiteral("Placed"), CellKind::Time, 84, 2},
         {QStringLiteral("buyer"), QStringLiteral("Buyer"), CellKind::Text, 150, 2, 1},
         {QStringLiteral("status"), QStringLiteral("Status"), CellKind::Chip, 110},
         {QStringLiteral("total"), QStringLiteral("Total"), CellKind::Money, 130}});
    for (int i = 0; i < 6; ++i) {
        const QStringList titles{{},
                                 QStringLiteral("Order"),
                                 QStringLiteral("Placed"),
                                 QStringLiteral("Buyer"),
                                 QStringLiteral("Status"),
                                 QStringLiteral("Total")};
        model->setHeaderData(i, Qt::Horizontal, titles[i]);
        if (i == 5)
            model->setHeaderData(i, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter),
                                 Qt::TextAlignmentRole);
        else
            model->setHeaderData(i, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                                 Qt::TextAlignmentRole);
    }
    table->setCurrentIndex(model->index(3, 0));
    return table;
}

class OverviewSample final : public ShellPage {
public:
    OverviewSample()
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 16);
        column->setSpacing(12);
        auto* header = new PageHeader(QStringLiteral("Overview"), QStringLiteral("overviewHeader"));
        header->setFacts(
            QStringLiteral("Tue 18 Nov, 00:00–14:32 · compared with last Tuesday, same hours"));
        header->addAction(
            new Segmented({QStringLiteral("Today"), QStringLiteral("7 d"), QStringLiteral("30 d")},
                          QStringLiteral("period")));
        auto* share = new Button(QStringLiteral("Share"), QStringLiteral("share"));
        share->setIconName(QStringLiteral("upload"));
        header->addAction(share);
        column->addWidget(header);
        column->setSpacing(0);
        auto* body = makeColumn(12);
        body->setContentsMargins(16, 0, 16, 0);
        auto* tiles = makeRow(12);
        const QStringList names{QStringLiteral("Sales (GMV)"), QStringLiteral("Net revenue"),
                                QStringLiteral("Orders"), QStringLiteral("Refunded"),
                                QStringLiteral("Active sellers")};
        for (int i = 0; i < names.size(); ++i) {
            auto* tile = new StatTile(names[i], QStringLiteral("tile%1").arg(i));
            const bool isBad = i == 3;
            if (i < 4) {
                tile->setFigure({QStringLiteral("€184,920"),
                                 {},
                                 QStringLiteral("€174,124 last Tue"),
                                 QStringLiteral("6.2%"),
                                 true,
                                 isBad ? Tone::Warn : Tone::Ok,
                                 wave(1, 20),
                                 wave(0.9, 34),
                                 isBad ? Tone::Warn : Tone::Accent});
            }
            tiles->addWidget(tile);
        }
        body->addLayout(tiles);
        auto* chart = new Card(QStringLiteral("Revenue at risk"), QStringLiteral("risk"));
        chart->setNote(QStringLiteral("Checkout error rate and the orders it costs, last 6 h"));
        auto* open = new Button(QStringLiteral("Open INC-217"), QStringLiteral("openIncident"),
                                Button::Kind::Link);
        open->setTrailingIcon(QStringLiteral("arrow-r"));
        open->setSize(Button::Size::Small);
        chart->addHeaderWidget(open);
        chart->body()->addWidget(makeChart());
        body->addWidget(chart, 1);
        column->addLayout(body, 1);
    }
};

class OrdersSample final : public ShellPage {
public:
    OrdersSample()
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* header = new PageHeader(QStringLiteral("Orders"), QStringLiteral("ordersHeader"));
        header->setFacts(QStringLiteral("214 of 48,210"));
        column->addWidget(header);
        auto* tabs = new TabStrip(QStringLiteral("views"));
        for (const char* name :
             {"All", "Needs a look", "Late shipments", "Disputed", "High value"}) {
            tabs->addTab(QString::fromLatin1(name));
        }
        tabs->setCount(1, QStringLiteral("214"));
        tabs->setCount(2, QStringLiteral("12"), Tone::Warn);
        tabs->setCount(3, QStringLiteral("7"), Tone::Bad);
        tabs->setCurrentIndex(1);
        auto* strip = makeRow(0);
        strip->setContentsMargins(16, 0, 16, 0);
        strip->addWidget(tabs);
        strip->addStretch();
        column->addLayout(strip);
        column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
        auto* row = makeRow(0);
        row->addWidget(makeTable(), 1);
        auto* drawer = new Drawer(QStringLiteral("drawer"));
        drawer->setTitle(QStringLiteral("M-48213"), statusWord("delivered"));
        drawer->head()->addWidget(new Label(QStringLiteral("Ioana Dumitrescu"), Type::CardTitle));
        auto* timeline = new TimelineWidget(QStringLiteral("timeline"));
        timeline->setEntries(
            {{QStringLiteral("message"), Tone::Warn,
              QStringLiteral("Buyer reports 4 broken pieces"),
              QStringLiteral("Photos attached · refund asked"), QStringLiteral("Today 13:58")},
             {QStringLiteral("check"), Tone::Ok, QStringLiteral("Delivered, signed “Dumitrescu”"),
              QStringLiteral("Kestrel, Bucharest"), QStringLiteral("Today 10:21")},
             {QStringLiteral("truck"), Tone::Neutral, QStringLiteral("Handed to carrier in Aarhus"),
              QStringLiteral("00340434292135100186"), QStringLiteral("Mon 09:12")},
             {QStringLiteral("lock"), Tone::Accent, QStringLiteral("Money held in escrow"),
              QStringLiteral("417.93 EUR until 2 Dec"), QStringLiteral("Sun 18:43")}});
        drawer->addSection(QStringLiteral("Timeline"), QStringLiteral("timelineSection"))
            ->addWidget(timeline);
        row->addWidget(drawer);
        column->addLayout(row, 1);
    }
};

} // namespace

SampleWindow::SampleWindow(Look& look)
{
    const auto add = [this](const char* id, const QString& title, const char* icon,
                            const QString& group, char letter, bool isAtFoot = false) {
        m_registry.add({QString::fromLatin1(id), title, QString::fromLatin1(icon), group,
                        std::nullopt, letter == 0 ? QChar() : QChar(QLatin1Char(letter)), isAtFoot,
                        [name = QString::fromLatin1(id)]() -> ShellPage* {
                            if (name == QStringLiteral("overview")) return new OverviewSample;
                            return new OrdersSample;
                        }});
    };
    const QString operate = QStringLiteral("Operate");
    const QString finance = QStringLiteral("Finance");
    const QString reliability = QStringLiteral("Reliability");
    add("overview", QStringLiteral("Overview"), "overview", {}, 'V');
    add("moderation", QStringLiteral("Moderation"), "moderation", operate, 'M');
    add("orders", QStringLiteral("Orders"), "orders", operate, 'O');
    add("refunds", QStringLiteral("Refunds"), "refund", operate, 'R');
    add("sellers", QStringLiteral("Sellers"), "seller", operate, 'S');
    add("listings", QStringLiteral("Listings"), "listing", operate, 'L');
    add("ledger", QStringLiteral("Payouts & ledger"), "ledger", finance, 'P');
    add("reports", QStringLiteral("Reports"), "chart", finance, 0);
    add("observe", QStringLiteral("Observability"), "observe", reliability, 0);
    add("incidents", QStringLiteral("Incidents"), "incident", reliability, 'I');
    add("backups", QStringLiteral("Backups & drills"), "backup", reliability, 'B');
    add("audit", QStringLiteral("Audit log"), "audit", {}, 0, true);
    add("settings", QStringLiteral("Settings"), "settings", {}, 0, true);
    m_window = std::make_unique<MainWindow>(look, m_registry);
    m_window->setConnection(
        {ConnectionView::Kind::Live, QStringLiteral("Live"), QStringLiteral("Synced 2 s ago")});
    m_window->setNotifications(4);
    m_window->setJobs(
        {{QStringLiteral("index"), QStringLiteral("Rebuild search index"), 0.64,
          QStringLiteral("12 s left"), true},
         {QStringLiteral("export"), QStringLiteral("Export 48,210 orders"), 0.38, {}, true}});
    m_window->setFacts(
        {{QStringLiteral("database"),
          QStringLiteral("database"),
          QStringLiteral("Private database healthy"),
          Tone::Neutral,
          {}},
         {QStringLiteral("backup"),
          QStringLiteral("backup"),
          QStringLiteral("Last backup 14:00"),
          Tone::Neutral,
          {}},
         {QStringLiteral("zone"), {}, QStringLiteral("Athens, UTC+02:00"), Tone::Neutral, {}}});
}

void SampleWindow::signIn()
{
    closeDialogs();
    m_window->setSession({QStringLiteral("Elena Vasquez"),
                          QStringLiteral("elena@marea.example"),
                          QStringLiteral("Marea Market"),
                          QStringLiteral("Operations lead"),
                          {}});
    m_window->setCounter(QStringLiteral("moderation"), QStringLiteral("142"));
    m_window->setCounter(QStringLiteral("refunds"), QStringLiteral("9"));
    m_window->setCounter(QStringLiteral("incidents"), QStringLiteral("1"), Tone::Bad);
}

void SampleWindow::closeDialogs()
{
    if (ScrimDialog* dialog = ScrimDialog::openOver(m_window.get())) dialog->reject();
    m_window->toast().dismiss();
}

void SampleWindow::firstRun()
{
    using namespace std::chrono_literals;
    closeDialogs();
    using State = SetupStep::State;
    m_setup.setSteps(
        {{QStringLiteral("disk"), QStringLiteral("Check disk and memory"),
          QStringLiteral("182 GB free, 16 GB memory"), State::Done, 1s, 200ms, 1},
         {QStringLiteral("folder"), QStringLiteral("Create the data folder"),
          QStringLiteral("~/.local/share/stoa"), State::Done, 1s, 100ms, 1},
         {QStringLiteral("server"), QStringLiteral("Start the database server"),
          QStringLiteral("private socket, no network port"), State::Done, 3s, 2400ms, 1},
         {QStringLiteral("tables"), QStringLiteral("Create tables"),
          QStringLiteral("61 of 84 steps · orders, ledger_entry"), State::Running, 12s, 9s, 0.7},
         {QStringLiteral("search"),
          QStringLiteral("Build search index"),
          {},
          State::Pending,
          15s,
          {},
          0},
         {QStringLiteral("key"),
          QStringLiteral("Lock with a key in the system keychain"),
          {},
          State::Pending,
          1s,
          {},
          0},
         {QStringLiteral("backup"),
          QStringLiteral("Take a first backup and restore it as a test"),
          {},
          State::Pending,
          12s,
          {},
          0}});
    auto* page = new FirstRunPage(m_setup);
    page->setMode(WorkMode::Standalone);
    m_window->cover(page, QStringLiteral("New workspace"), QStringLiteral("Setting up"));
}

std::vector<TourStop> SampleWindow::stops()
{
    std::vector<TourStop> stops;
    stops.push_back({QStringLiteral("overview"), [this] { signIn(); }, {}});
    stops.push_back({QStringLiteral("orders"),
                     [this] {
                         signIn();
                         m_window->goTo({QStringLiteral("orders"), {}});
                         m_window->toast().showDone(QStringLiteral("Approved Hamamoto NS-10"),
                                                    [] {});
                     },
                     {}});
    stops.push_back({QStringLiteral("palette"),
                     [this] {
                         signIn();
                         m_window->openPalette(QStringLiteral("re"));
                     },
                     {}});
    stops.push_back({QStringLiteral("shortcuts"),
                     [this] {
                         signIn();
                         m_window->openShortcuts();
                     },
                     {}});
    stops.push_back({QStringLiteral("confirm"),
                     [this] {
                         signIn();
                         DialogPrompt().confirm(
                             m_window.get(),
                             {QStringLiteral("trash"),
                              QStringLiteral("Delete API key “Storefront EU”"),
                              QStringLiteral("The storefront stops taking orders at once. The key "
                                             "cannot be brought back."),
                              QStringLiteral("Delete key"), QStringLiteral("Keep it"), true},
                             [](bool) {});
                     },
                     {}});
    stops.push_back(
        {QStringLiteral("sign-in"),
         [this] {
             closeDialogs();
             auto* page = new SignInPage;
             page->setMarketplace(QStringLiteral("Marea Market"), {});
             page->showProblem(QStringLiteral(
                 "The email or the passphrase is wrong. Check both and sign in again."));
             m_window->cover(page, QStringLiteral("Marea Market"), QStringLiteral("Signed out"));
         },
         {}});
    stops.push_back({QStringLiteral("first-run"), [this] { firstRun(); }, {}});
    return stops;
}

} // namespace stoa::ui
