// FirstRunPage: steps 3 and 4, the footer, and how the steps follow each other.

#include "ui/shell/first_run_page.h"
#include "ui/shell/setup_model.h"
#include "ui/shell/step_trail.h"
#include "ui/text/times.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QStackedWidget>

namespace stoa::ui {

namespace {

constexpr QSize kPanel(1008, 712);
constexpr int kLowPanel = 680; // below it the steps go above the content

} // namespace

QWidget* FirstRunPage::buildOwner()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(28, 24, 28, 8);
    column->setSpacing(10); // fits the smallest window, with the steps above it
    column->addWidget(new Label(tr("Create your sign-in"), Type::ObjectTitle));
    column->addWidget(makeParagraph(
        tr("You are the first owner and can add others later. There is no default passphrase."),
        Type::Body));
    const auto add = [&](const char* id, const QString& label, const QString& hint, int most) {
        auto* edit = new QLineEdit;
        edit->setObjectName(QString::fromLatin1(id));
        edit->setMaxLength(most);
        edit->setMaximumWidth(420);
        auto* field = new Field(label, edit);
        field->setHint(hint);
        column->addWidget(field);
        connect(edit, &QLineEdit::textChanged, this, &FirstRunPage::update);
        connect(edit, &QLineEdit::returnPressed, this, &FirstRunPage::next);
        m_ownerFields.emplace_back(QString::fromLatin1(id), field);
        m_ownerEdits.push_back(edit);
        return edit;
    };
    add("marketplace", tr("Name of the marketplace"), {}, 120);
    QLineEdit* currency = add("currency", tr("Currency of the books"),
                              tr("Three letters, such as EUR. It cannot be changed later."), 3);
    currency->setText(QStringLiteral("EUR"));
    currency->setMaximumWidth(80);
    add("name", tr("Your name"), {}, 120);
    add("email", tr("E-mail"), {}, 254);
    QLineEdit* passphrase = add("password", tr("Passphrase"),
                                tr("At least 8 characters. Four words are easy to keep."), 200);
    passphrase->setEchoMode(QLineEdit::Password);
    column->addStretch(1);
    return page;
}

QWidget* FirstRunPage::buildListings()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(28, 24, 28, 8);
    column->setSpacing(12);
    column->addWidget(new Label(tr("Add your first listings"), Type::ObjectTitle));
    column->addWidget(makeParagraph(
        tr("Open a first shop, then import its listings from a spreadsheet. Or start empty."),
        Type::Body));
    auto* row = makeRow(8);
    auto* shop = new Button(tr("Open a shop"), QStringLiteral("firstRunShop"));
    shop->setIconName(QStringLiteral("seller"));
    row->addWidget(shop);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    connect(shop, &Button::clicked, this, &FirstRunPage::shopRequested);
    return page;
}

QWidget* FirstRunPage::buildFooter()
{
    auto* foot = new QWidget;
    foot->setFixedHeight(scaled(60));
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(1, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(8);
    row->setContentsMargins(27, 0, 27, 0);
    for (Button* button : {m_back, m_cancel, m_continue})
        button->setSize(Button::Size::Large);
    m_continue->setTrailingIcon(QStringLiteral("arrow-r"));
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_continue);
    column->addLayout(row, 1);
    connect(m_back, &Button::clicked, this, &FirstRunPage::back);
    connect(m_cancel, &Button::clicked, this, &FirstRunPage::cancelRequested);
    connect(m_continue, &Button::clicked, this, &FirstRunPage::next);
    return foot;
}

WorkMode FirstRunPage::mode() const
{
    return m_modes->checkedId() < 0 ? WorkMode::Standalone
                                    : static_cast<WorkMode>(m_modes->checkedId());
}

void FirstRunPage::setMode(WorkMode mode)
{
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    choose(mode);
}

void FirstRunPage::choose(WorkMode mode)
{
    m_step = mode == WorkMode::Connect ? Step::Choose : Step::Prepare;
    showProblem({});
    makeRoom();
    emit modeChosen(mode);
    update();
}

void FirstRunPage::goTo(Step step)
{
    m_step = step;
    showProblem({});
    const int page = step == Step::Owner ? 1 : step == Step::Listings ? 2 : 0;
    m_pages->setCurrentIndex(page);
    update();
    if (page > 0) focusFirstIn(m_pages->currentWidget());
}

void FirstRunPage::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    update();
}

void FirstRunPage::showProblem(const QString& sentence, const QString& field)
{
    bool isShownAtField = false;
    for (const auto& [id, owner] : m_ownerFields) {
        const bool isThis = !field.isEmpty() && id == field;
        owner->setProblem(isThis ? sentence : QString());
        isShownAtField = isShownAtField || isThis;
        if (isThis) focusFirstIn(owner);
    }
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), sentence);
    m_problem->setVisible(!sentence.isEmpty() && !isShownAtField);
}

bool FirstRunPage::canContinue() const
{
    if (m_isBusy || m_modes->checkedId() < 0) return false;
    if (m_step == Step::Listings) return true;
    if (m_step == Step::Owner) {
        return std::none_of(m_ownerEdits.begin(), m_ownerEdits.end(),
                            [](const QLineEdit* edit) { return edit->text().trimmed().isEmpty(); });
    }
    return mode() == WorkMode::Connect ? !m_addressField->text().trimmed().isEmpty()
                                       : m_model.isDone();
}

void FirstRunPage::next()
{
    if (!canContinue()) return;
    if (m_step == Step::Listings) return emit startRequested();
    if (m_step == Step::Owner) return submitOwner();
    if (mode() == WorkMode::Connect) return emit connectRequested(m_addressField->text().trimmed());
    emit continued(mode());
    if (mode() == WorkMode::Standalone) goTo(Step::Owner);
}

void FirstRunPage::back()
{
    if (m_step == Step::Owner) goTo(Step::Prepare);
}

void FirstRunPage::submitOwner()
{
    OwnerForm form;
    form.marketplace = m_ownerEdits[0]->text().trimmed();
    form.currency = m_ownerEdits[1]->text().trimmed().toUpper();
    form.name = m_ownerEdits[2]->text().trimmed();
    form.email = m_ownerEdits[3]->text().trimmed();
    form.passphrase = m_ownerEdits[4]->text();
    emit ownerSubmitted(form);
}

void FirstRunPage::update()
{
    const bool hasChosen = m_modes->checkedId() >= 0;
    const bool isConnect = hasChosen && mode() == WorkMode::Connect;
    m_prepare->setVisible(hasChosen && !isConnect);
    m_address->setVisible(isConnect);
    const QString names[] = {tr("Standalone"), tr("Connect"), tr("Demo")};
    const QString left =
        m_model.isDone() ? tr("Done") : tr("About %1 left").arg(durationText(m_model.timeLeft()));
    std::vector<TrailStep> steps{
        {tr("Choose how to work"), hasChosen ? names[m_modes->checkedId()] : QString()},
        {isConnect ? tr("Find the marketplace") : tr("Prepare this computer"),
         isConnect ? tr("Address") : left},
    };
    if (isConnect)
        steps.push_back({tr("Sign in"), tr("Your e-mail and passphrase")});
    else if (mode() != WorkMode::Demo) {
        steps.push_back({tr("Create your sign-in"), tr("Name and passphrase")});
        steps.push_back({tr("Add your first listings"), tr("A shop, or start empty")});
    }
    const int current = isConnect ? 1 : static_cast<int>(m_step);
    m_trail->setSteps(std::move(steps), hasChosen ? current : 0);
    m_back->setVisible(m_step == Step::Owner);
    m_cancel->setVisible(m_step != Step::Listings); // everything is set up by then
    m_continue->setEnabled(canContinue());
    m_continue->setText(m_step == Step::Listings ? tr("Start empty") : tr("Continue"));
}

void FirstRunPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

void FirstRunPage::resizeEvent(QResizeEvent*)
{
    const QSize size = kPanel.boundedTo(this->size() - QSize(32, 32));
    setNarrow(size.height() < kLowPanel);
    m_panel->setGeometry((width() - size.width()) / 2, (height() - size.height()) / 2, size.width(),
                         size.height());
}

} // namespace stoa::ui
