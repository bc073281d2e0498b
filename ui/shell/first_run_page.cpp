#include "ui/shell/first_run_page.h"

#include "ui/shell/option_card.h"
#include "ui/shell/setup_list.h"
#include "ui/shell/setup_model.h"
#include "ui/shell/step_trail.h"
#include "ui/text/times.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>

namespace stoa::ui {

namespace {

constexpr int kAside = 248;
constexpr int kTrailAt = 3; // in the column at the left, below its two lines and a space

// The panel: a sunken column at the left, the content at the right, one edge around both.
class WizardPanel final : public QWidget {
public:
    using QWidget::QWidget;
    const QWidget* aside = nullptr; // what stands in the sunken column

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBox(painter, rect(), 10, theme().card, theme().line2);
        if (!aside->isVisible()) return;
        const int wide = aside->width();
        painter.setClipRect(QRect(0, 0, wide, height()));
        drawBox(painter, rect(), 10, theme().sunken, theme().line2);
        painter.setClipping(false);
        drawRule(painter, {wide, 1}, {wide, height() - 2}, theme().line2);
    }
};

} // namespace

FirstRunPage::FirstRunPage(SetupModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_trail(new StepTrail),
      m_pages(new QStackedWidget),
      m_modes(new QButtonGroup(this)),
      m_list(new SetupList),
      m_log(new QPlainTextEdit),
      m_prepare(new QWidget),
      m_address(new QWidget),
      m_addressField(new QLineEdit),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_back(new Button(tr("Back"), QStringLiteral("firstRunBack"))),
      m_cancel(
          new Button(tr("Cancel set-up"), QStringLiteral("firstRunCancel"), Button::Kind::Ghost)),
      m_continue(
          new Button(tr("Continue"), QStringLiteral("firstRunContinue"), Button::Kind::Primary))
{
    setObjectName(QStringLiteral("firstRunPage"));
    auto* panel = new WizardPanel(this);
    m_panel = panel;
    auto* row = new QHBoxLayout(m_panel);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildAside());
    panel->aside = m_aside;
    auto* column = makeColumn(0);
    m_line = makeColumn(0);
    column->addLayout(m_line);
    m_pages->addWidget(buildChoice());
    m_pages->addWidget(buildOwner());
    m_pages->addWidget(buildListings());
    column->addWidget(makeScrollArea(m_pages), 1);
    m_problem->hide();
    auto* problem = makeRow(0);
    problem->setContentsMargins(28, 0, 28, 0);
    problem->addWidget(m_problem);
    column->addLayout(problem);
    column->addWidget(buildFooter());
    row->addLayout(column, 1);
    connect(&m_model, &SetupModel::progressed, this, &FirstRunPage::update);
    connect(&m_model, &SetupModel::logAppended, m_log, &QPlainTextEdit::appendPlainText);
    update();
}

QWidget* FirstRunPage::buildAside()
{
    m_aside = new QWidget;
    m_aside->setFixedWidth(kAside);
    auto* left = new QVBoxLayout(m_aside);
    m_asideColumn = left;
    left->setContentsMargins(24, 28, 16, 20);
    left->setSpacing(4);
    left->addWidget(new Label(tr("Welcome to Stoa"), Type::PageTitle));
    left->addWidget(new Label(tr("Ready in about two minutes"), Type::Secondary, &Theme::t3));
    left->addSpacing(22);
    left->addWidget(m_trail);
    left->addStretch(1);
    left->addWidget(
        makeParagraph(tr("The demo and a marketplace of your own do not touch each other.")));
    return m_aside;
}

void FirstRunPage::setNarrow(bool isNarrow)
{
    if (isNarrow == m_isNarrow) return;
    m_isNarrow = isNarrow;
    m_aside->setVisible(!isNarrow);
    m_trail->setHorizontal(isNarrow);
    if (isNarrow)
        m_line->addWidget(m_trail);
    else
        m_asideColumn->insertWidget(kTrailAt, m_trail);
    m_line->setContentsMargins(28, isNarrow ? 20 : 0, 28, 0);
    makeRoom();
    m_panel->update();
}

void FirstRunPage::makeRoom()
{
    for (QAbstractButton* button : m_modes->buttons())
        static_cast<OptionCard*>(button)->setCompact(m_isNarrow && m_modes->checkedId() >= 0);
}

// Whoever has no mouse begins at the choice, not at the top bar.
void FirstRunPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    const bool isChosen = m_modes->checkedId() >= 0;
    if (m_step == Step::Choose && !isChosen) m_modes->buttons().first()->setFocus();
}

QWidget* FirstRunPage::buildChoice()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(28, 24, 28, 0);
    column->setSpacing(2);
    column->addWidget(new Label(tr("How do you want to work?"), Type::ObjectTitle));
    column->addWidget(new Label(tr("You can still change this without losing anything."),
                                Type::Body, &Theme::t3));
    column->addSpacing(12);
    auto* cards = makeRow(12);
    const auto add = [&](WorkMode mode, OptionCard* card) {
        m_modes->addButton(card, static_cast<int>(mode));
        cards->addWidget(card);
    };
    add(WorkMode::Standalone,
        new OptionCard(
            QStringLiteral("laptop"), tr("Standalone on this computer"),
            tr("A private database for one shop. No server, no account."),
            {tr("Works without internet"), tr("One folder holds everything"), tr("Opens no port")},
            QStringLiteral("modeStandalone")));
    add(WorkMode::Connect, new OptionCard(QStringLiteral("plug"), tr("Connect to a marketplace"),
                                          tr("Sign in to a marketplace as a seller or as staff."),
                                          {tr("Needs its address"), tr("Checks its certificate"),
                                           tr("Shows changes as they happen")},
                                          QStringLiteral("modeConnect")));
    add(WorkMode::Demo,
        new OptionCard(QStringLiteral("flask"), tr("Try the demo"),
                       tr("A made-up marketplace with sellers, listings and orders."),
                       {tr("Nothing leaves this computer"), tr("In a folder of its own"),
                        tr("No sign-in needed")},
                       QStringLiteral("modeDemo")));
    connect(m_modes, &QButtonGroup::idClicked, this,
            [this](int id) { choose(static_cast<WorkMode>(id)); });
    column->addLayout(cards);
    column->addSpacing(14);
    fillPrepare();
    column->addWidget(m_prepare, 1);
    fillAddress();
    column->addWidget(m_address);
    column->addStretch(1);
    return page;
}

void FirstRunPage::fillPrepare()
{
    auto* prepare = new QVBoxLayout(m_prepare);
    prepare->setContentsMargins(0, 0, 0, 0);
    prepare->setSpacing(4);
    m_list->setModel(&m_model);
    m_list->setTitle(tr("Preparing the private database"));
    prepare->addWidget(m_list);
    auto* below = makeRow(6);
    auto* log = new Button(tr("Show log"), QStringLiteral("firstRunLog"), Button::Kind::Link);
    log->setSize(Button::Size::Small);
    log->setIconName(QStringLiteral("chev-r"));
    log->setShortcut(QKeySequence(Qt::ALT | Qt::Key_L));
    below->addWidget(log);
    below->addStretch(1);
    below->addWidget(new IconMark(QStringLiteral("info"), &Theme::t3, 14));
    below->addWidget(new Label(tr("If you quit now, set-up resumes at this step."), Type::Secondary,
                               &Theme::t3));
    prepare->addLayout(below);
    m_log->setObjectName(QStringLiteral("setupLog"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(SetupModel::kMaxLogLines);
    m_log->setMinimumHeight(120);
    m_log->setPlainText(m_model.log().join(QLatin1Char('\n')));
    m_log->hide();
    connect(log, &Button::clicked, this, [this, log] {
        m_log->setVisible(!m_log->isVisibleTo(this));
        log->setText(m_log->isVisibleTo(this) ? tr("Hide log") : tr("Show log"));
        log->setIconName(m_log->isVisibleTo(this) ? QStringLiteral("chev-d")
                                                  : QStringLiteral("chev-r"));
    });
    prepare->addWidget(m_log);
}

void FirstRunPage::fillAddress()
{
    auto* address = new QVBoxLayout(m_address);
    address->setContentsMargins(0, 0, 0, 0);
    m_addressField->setObjectName(QStringLiteral("address"));
    m_addressField->setPlaceholderText(QStringLiteral("https://market.example"));
    auto* field = new Field(tr("Address of the marketplace"), m_addressField);
    field->setHint(tr("Its certificate and version are checked before anything is sent."));
    address->addWidget(field);
    connect(m_addressField, &QLineEdit::textChanged, this, &FirstRunPage::update);
    connect(m_addressField, &QLineEdit::returnPressed, this, &FirstRunPage::next);
}

} // namespace stoa::ui
