#include "gallery.h"

#include "ui/text/amounts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>

namespace stoa::ui {

namespace {

class Swatch final : public QWidget {
public:
    Swatch(Ink ink, QSize size, int dash = -1) : m_ink(ink), m_dash(dash) { setFixedSize(size); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (m_dash < 0) return drawBox(painter, rect(), 5, theme().*m_ink, theme().line2);
        drawBox(painter, rect(), 4, theme().*m_ink, {});
    }

private:
    Ink m_ink;
    int m_dash;
};

QWidget* named(Ink ink, const QString& name, QSize size, bool isPlain = false)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(new Swatch(ink, size, isPlain ? 0 : -1));
    column->addWidget(new Label(name, Type::Caption, &Theme::t2));
    auto* hex = new Label((theme().*ink).name().toUpper(), Type::Axis, &Theme::t3);
    hex->setFigures(true);
    column->addWidget(hex);
    return box;
}

// A view in one state, in its own panel.
Card* stateCard(const QString& name, const std::function<void(ViewState*)>& set)
{
    auto* card = new Card({}, name);
    auto* view = new ViewState(new QWidget, Skeleton::Shape::Card, name + QStringLiteral("View"));
    card->body()->addWidget(view);
    card->setBodyMargins(4, 4, 4, 4);
    set(view);
    return card;
}

QStandardItemModel* sampleRows(QObject* parent)
{
    auto* model = new QStandardItemModel(6, 4, parent);
    const QStringList words{QStringLiteral("Normal"),
                            QStringLiteral("Hover"),
                            QStringLiteral("Selected"),
                            QStringLiteral("Current, keyboard focus"),
                            QStringLiteral("Disabled: no permission"),
                            QStringLiteral("Paid")};
    for (int row = 0; row < 6; ++row) {
        const auto put = [&](int column, const QVariant& value, int role) {
            model->setData(model->index(row, column), value, role);
            if (row == 4) model->setData(model->index(row, column), true, IsDisabledRole);
        };
        put(0, row == 2 || row == 3 ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
        put(1, QStringLiteral("M-48213"), Qt::DisplayRole);
        put(2, words[row], Qt::DisplayRole);
        put(3,
            QVariant::fromValue(
                Money(row == 5 ? 3240000 : 45740, Currency::of(row == 5 ? "JPY" : "EUR"))),
            MoneyRole);
    }
    return model;
}

QHBoxLayout* smallMarks()
{
    auto* row = makeRow(6);
    row->addWidget(new FilterChip(QStringLiteral("Status"), QStringLiteral("6 of 9"),
                                  QStringLiteral("filter")));
    row->addWidget(new KeyCap(QStringLiteral("Ctrl")));
    row->addWidget(new KeyCap(QStringLiteral("K")));
    auto* link =
        new Button(QStringLiteral("Save view"), QStringLiteral("saveView"), Button::Kind::Link);
    link->setSize(Button::Size::Small);
    row->addWidget(link);
    row->addWidget(
        new IconButton(QStringLiteral("more"), QStringLiteral("More"), QStringLiteral("more")));
    auto* bell =
        new IconButton(QStringLiteral("bell"), QStringLiteral("News"), QStringLiteral("bell"));
    bell->setCount(4);
    row->addWidget(bell);
    row->addWidget(new Avatar(QStringLiteral("Elena Vasquez")));
    row->addStretch();
    return row;
}

} // namespace

Gallery::Gallery(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    const auto line = [&](int height, const std::vector<std::pair<QWidget*, int>>& cards) {
        auto* row = makeRow(10);
        for (const auto& [card, share] : cards) {
            if (height > 0) card->setFixedHeight(height);
            row->addWidget(card, share);
        }
        column->addLayout(row, height > 0 ? 0 : 1);
    };
    line(164, {{surfaces(), 125}, {states(), 100}, {palette(), 105}});
    line(252, {{rows(), 125}, {controls(), 100}, {types(), 105}});
    line(164, {{views(), 1}});
    line(0, {{icons(), 1}});
}

void Gallery::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

Card* Gallery::surfaces()
{
    auto* card = new Card(QStringLiteral("Surfaces, text, accent"), QStringLiteral("surfaces"));
    auto* grid = new QGridLayout;
    grid->setSpacing(6);
    const std::vector<std::pair<Ink, const char*>> inks{{&Theme::chrome, "chrome"},
                                                        {&Theme::page, "page"},
                                                        {&Theme::card, "card"},
                                                        {&Theme::sunken, "sunken"},
                                                        {&Theme::line2, "line2"},
                                                        {&Theme::ctl, "ctl"},
                                                        {&Theme::t1, "t1"},
                                                        {&Theme::t2, "t2"},
                                                        {&Theme::t3, "t3"},
                                                        {&Theme::accent, "accent"},
                                                        {&Theme::accentBg, "accentBg"}};
    for (std::size_t i = 0; i < inks.size(); ++i) {
        grid->addWidget(named(inks[i].first, QString::fromLatin1(inks[i].second), {72, 26}),
                        static_cast<int>(i / 6), static_cast<int>(i % 6));
    }
    card->body()->addLayout(grid);
    return card;
}

Card* Gallery::states()
{
    auto* card = new Card(QStringLiteral("State colours"), QStringLiteral("states"));
    auto* row = makeRow(5);
    for (const char* name : {"met", "at_risk", "failed", "paid", "in_review", "draft"}) {
        row->addWidget(new StatusChip(statusWord(name)));
    }
    row->addStretch();
    card->body()->addLayout(row);
    auto* bars = makeRow(8);
    for (const Ink fill :
         {&Theme::okFill, &Theme::warnFill, &Theme::badFill, &Theme::infoFill, &Theme::plumFill}) {
        bars->addWidget(new Swatch(fill, {72, 12}, 0));
    }
    card->body()->addLayout(bars);
    card->body()->addWidget(makeParagraph(QStringLiteral(
        "Every state has an icon or a word next to its colour. Text on tint is 5.3:1 or better.")));
    card->body()->addStretch();
    return card;
}

Card* Gallery::palette()
{
    auto* card = new Card(QStringLiteral("Chart palette, safe for colour blindness"),
                          QStringLiteral("palette"));
    auto* row = makeRow(10);
    const std::vector<Ink> inks{&Theme::c1, &Theme::c2, &Theme::c3, &Theme::c4,
                                &Theme::c5, &Theme::c6, &Theme::c7, &Theme::c8};
    for (std::size_t i = 0; i < inks.size(); ++i) {
        row->addWidget(named(inks[i], QStringLiteral("c%1").arg(i + 1), {42, 26}, true));
    }
    card->body()->addLayout(row);
    card->body()->addWidget(makeParagraph(QStringLiteral(
        "Used in this order, each with its own dash. Labels sit on or next to the line.")));
    card->body()->addStretch();
    return card;
}

Card* Gallery::rows()
{
    auto* card = new Card(QStringLiteral("Rows: default 36, compact 28"), QStringLiteral("rows"));
    auto* table = new TableView(QStringLiteral("sample"));
    table->setModel(sampleRows(table));
    table->setColumns(
        {{QStringLiteral("tick"), {}, CellKind::Check, 40},
         {QStringLiteral("order"), QStringLiteral("Order"), CellKind::Strong, 84},
         {QStringLiteral("words"), QStringLiteral("Words"), CellKind::Text, 120, 1, 1},
         {QStringLiteral("total"), QStringLiteral("Total"), CellKind::Money, 120}});
    table->horizontalHeader()->hide();
    table->selectionModel()->select(table->model()->index(2, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    table->selectionModel()->setCurrentIndex(
        table->model()->index(3, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    card->setBodyMargins(12, 0, 12, 0);
    card->body()->addWidget(table);
    return card;
}

Card* Gallery::controls()
{
    auto* card = new Card(QStringLiteral("Controls"), QStringLiteral("controls"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(9);
    const auto button = [](const char* text, const char* icon, Button::Kind kind,
                           bool isEnabled = true) {
        auto* made = new Button(QString::fromLatin1(text), QString::fromLatin1(text), kind);
        made->setIconName(QString::fromLatin1(icon));
        made->setEnabled(isEnabled);
        return made;
    };
    grid->addWidget(button("Release", "send", Button::Kind::Primary), 0, 0);
    grid->addWidget(button("Export", "download", Button::Kind::Plain), 0, 1);
    grid->addWidget(button("Refund", "refund", Button::Kind::DangerText), 0, 2);
    grid->addWidget(button("Approve", "check", Button::Kind::Approve), 1, 0);
    grid->addWidget(button("Delete", "trash", Button::Kind::Destructive), 1, 1);
    grid->addWidget(button("Export", "download", Button::Kind::Plain, false), 1, 2);
    grid->addWidget(new QLineEdit(QStringLiteral("Ceramics")), 2, 0);
    auto* money = new MoneyEdit(Currency::of("EUR"), QStringLiteral("money"));
    money->setText(QStringLiteral("-4"));
    grid->addWidget(money, 2, 1);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("Arrived damaged"), QStringLiteral("Late")});
    grid->addWidget(combo, 2, 2);
    grid->addWidget(
        new Segmented({QStringLiteral("Day"), QStringLiteral("Week")}, QStringLiteral("period")), 3,
        0);
    auto* boxes = makeRow(10);
    for (const Qt::CheckState state : {Qt::Unchecked, Qt::Checked, Qt::PartiallyChecked}) {
        auto* box = new QCheckBox;
        box->setTristate(state == Qt::PartiallyChecked);
        box->setCheckState(state);
        boxes->addWidget(box);
    }
    for (const bool isOn : {false, true}) {
        auto* radio = new QRadioButton;
        radio->setAutoExclusive(false);
        radio->setChecked(isOn);
        boxes->addWidget(radio);
    }
    grid->addLayout(boxes, 3, 1);
    auto* switches = makeRow(10);
    for (const bool isOn : {false, true}) {
        auto* toggle = new Switch({}, QStringLiteral("switch"));
        toggle->setChecked(isOn);
        switches->addWidget(toggle);
    }
    auto* spin = new QSpinBox;
    spin->setValue(3);
    switches->addWidget(spin);
    grid->addLayout(switches, 3, 2);
    card->body()->addLayout(grid);
    card->body()->addLayout(smallMarks());
    card->body()->addStretch();
    return card;
}

Card* Gallery::types()
{
    auto* card = new Card(QStringLiteral("Type"), QStringLiteral("types"));
    card->body()->setSpacing(2);
    const std::vector<std::tuple<Type, QString, Ink>> rows{
        {Type::Figure, QStringLiteral("€184,920"), &Theme::t1},
        {Type::PageTitle, QStringLiteral("Page title"), &Theme::t1},
        {Type::ObjectTitle, QStringLiteral("Dialog and object title"), &Theme::t1},
        {Type::CardTitle, QStringLiteral("Card title"), &Theme::t1},
        {Type::Body, QStringLiteral("Body and table text"), &Theme::t1},
        {Type::Secondary, QStringLiteral("Secondary and labels"), &Theme::t2},
        {Type::Caption, QStringLiteral("Captions and status bar"), &Theme::t3}};
    for (const auto& [type, text, ink] : rows)
        card->body()->addWidget(new Label(text, type, ink));
    for (const char* text : {"32,400", "11,111.11"}) {
        auto* figure = new Label(QString::fromLatin1(text), Type::Body);
        figure->setFigures(true);
        figure->setAlignment(Qt::AlignRight);
        figure->setFixedWidth(80);
        card->body()->addWidget(figure);
    }
    card->body()->addStretch();
    return card;
}

QWidget* Gallery::views()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(
        stateCard(QStringLiteral("loading"), [](ViewState* view) { view->showLoading(); }));
    row->addWidget(stateCard(QStringLiteral("empty"), [](ViewState* view) {
        view->showEmpty({QStringLiteral("inbox"), QStringLiteral("Nothing to review"),
                         QStringLiteral("New listings appear here as sellers send them."),
                         QStringLiteral("Show decided today")});
    }));
    row->addWidget(stateCard(QStringLiteral("error"), [](ViewState* view) {
        view->showError(makeError(ErrorKind::Unavailable, "node.unreachable"));
    }));
    row->addWidget(stateCard(QStringLiteral("offline"), [](ViewState* view) {
        view->showOffline({QStringLiteral("cloud-off"), QStringLiteral("Needs a connection"),
                           QStringLiteral("Payouts can only be released online."),
                           QStringLiteral("Work on drafts")});
    }));
    row->addWidget(stateCard(QStringLiteral("permission"), [](ViewState* view) {
        view->showNoPermission(QStringLiteral("Ask Adaeze Nwosu for access to ledgers."));
    }));
    return box;
}

Card* Gallery::icons()
{
    auto* card = new Card(QStringLiteral("Icons"), QStringLiteral("icons"));
    card->setNote(QStringLiteral("16 px grid, 1.5 px line"));
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(8);
    const QStringList names = iconNames();
    for (int i = 0; i < names.size(); ++i) {
        auto* row = makeRow(6);
        row->addWidget(new IconMark(names[i]));
        row->addWidget(new Label(names[i], Type::Caption, &Theme::t2), 1);
        grid->addLayout(row, i / 13, i % 13);
    }
    card->body()->addLayout(grid);
    card->body()->addStretch();
    return card;
}

} // namespace stoa::ui
