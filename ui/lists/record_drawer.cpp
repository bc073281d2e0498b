#include "ui/lists/record_drawer.h"

#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/skeleton.h"

namespace stoa::ui {

namespace {

constexpr int kSkeletonHeight = 320;
constexpr int kTabsInset = 4; // tabs have their own margin; everything else stands at 14
constexpr int kRowInset = 10;

} // namespace

RecordDrawerBase::RecordDrawerBase(const PageContext& context, const QString& stem,
                                   const QString& nothing, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_stem(stem),
      m_nothing(nothing),
      m_drawer(new Drawer(stem + QStringLiteral("Drawer")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_drawer);
    m_drawer->setFullPageAvailable(false);
    m_drawer->head()->setContentsMargins(kTabsInset, 6, kTabsInset, 12);
    connect(m_drawer, &Drawer::closed, this, &RecordDrawerBase::closed);
    connect(m_drawer, &Drawer::previousRequested, this, &RecordDrawerBase::previousRequested);
    connect(m_drawer, &Drawer::nextRequested, this, &RecordDrawerBase::nextRequested);
    m_detailDelay.setSingleShot(true);
    m_skeletonDelay.setSingleShot(true);
    connect(&m_detailDelay, &QTimer::timeout, this, &RecordDrawerBase::reloadDetails);
    connect(&m_skeletonDelay, &QTimer::timeout, this, &RecordDrawerBase::showSkeleton);
}

void RecordDrawerBase::showNothing()
{
    nextRequest();
    forget();
    m_detailDelay.stop();
    m_skeletonDelay.stop();
    m_drawer->clearSections();
    m_drawer->setTitle(m_nothing, {});
    clearHead();
    changed();
}

void RecordDrawerBase::changed()
{
    if (m_orderButton != nullptr)
        allow(m_orderButton, order().isEmpty() ? tr("It is about no order of ours.") : QString());
    updateActions();
}

void RecordDrawerBase::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateActions();
}

void RecordDrawerBase::press(Button* button)
{
    if (button->isEnabled()) return button->click();
    emit refused(button->toolTip());
}

Button* RecordDrawerBase::makeOrderButton()
{
    m_orderButton = new Button(tr("Open order"), m_stem + QStringLiteral("Order"));
    m_orderButton->setKeyHint(QStringLiteral("O"));
    connect(m_orderButton, &Button::clicked, this, [this] { emit orderRequested(order()); });
    return m_orderButton;
}

void RecordDrawerBase::reloadDetails()
{
    read(nextRequest());
}

void RecordDrawerBase::rowChanged(bool isSame, bool isChanged)
{
    if (!isSame) {
        nextRequest(); // an answer for the record shown before is late now
        m_drawer->clearSections();
        m_skeletonDelay.start(kSkeletonDelayMs);
    }
    fillHead();
    changed();
    if (isChanged) m_detailDelay.start(isSame ? 0 : kDetailDelayMs);
}

void RecordDrawerBase::detailsTaken()
{
    nextRequest(); // what is on its way is older
    m_detailDelay.stop();
    m_skeletonDelay.stop();
    fillHead();
    changed();
    m_drawer->clearSections();
    fillSections();
}

void RecordDrawerBase::takeFailure(const Error& error)
{
    m_skeletonDelay.stop();
    if (hasDetails()) return; // what stands there is kept; the list says what is wrong
    m_drawer->clearSections();
    QVBoxLayout* section = add({}, "sectionProblem");
    section->addWidget(new Note(Tone::Bad, QStringLiteral("incident"), errorText(error)));
    auto* again = new Button(tr("Try again"), m_stem + QStringLiteral("Retry"));
    again->setIconName(QStringLiteral("sync"));
    again->setSize(Button::Size::Small);
    connect(again, &Button::clicked, this, &RecordDrawerBase::reloadDetails);
    section->addWidget(again, 0, Qt::AlignLeft);
}

void RecordDrawerBase::showSkeleton()
{
    m_drawer->clearSections();
    auto* blocks = new Skeleton(Skeleton::Shape::TwoLineRows);
    blocks->setFixedHeight(scaled(kSkeletonHeight));
    add({}, "sectionLoading")->addWidget(blocks);
}

QVBoxLayout* RecordDrawerBase::add(const QString& title, const char* name, QWidget* mark)
{
    return m_drawer->addSection(title, QString::fromLatin1(name), mark);
}

QHBoxLayout* RecordDrawerBase::addRow(int spacing)
{
    auto* row = makeRow(spacing);
    row->setContentsMargins(kRowInset, 0, kRowInset, 0);
    m_drawer->head()->addLayout(row);
    return row;
}

void RecordDrawerBase::addFacts(const std::array<Label*, 2>& left,
                                const std::array<Label*, 2>& right)
{
    auto* facts = addRow(10);
    auto* lefts = makeColumn(2);
    for (Label* label : left)
        lefts->addWidget(label);
    lefts->addStretch(1);
    auto* rights = makeColumn(2);
    for (Label* label : right) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        rights->addWidget(label);
    }
    facts->addLayout(lefts, 1);
    facts->addLayout(rights);
}

void RecordDrawerBase::addActions(const std::vector<Button*>& buttons)
{
    auto* actions = addRow(6);
    for (Button* button : buttons) {
        button->setSize(Button::Size::Small);
        actions->addWidget(button);
    }
    actions->addStretch(1);
}

void RecordDrawerBase::allow(Button* button, const QString& whyNot)
{
    button->setEnabled(whyNot.isEmpty());
    button->setToolTip(whyNot);
    button->setAccessibleDescription(whyNot);
}

} // namespace stoa::ui
