#include "ui/rates/rate_editor.h"

#include "ui/lists/name_book.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kBar = 40;
constexpr int kHeader = 46;
constexpr int kSaveBar = 52;

} // namespace

RateEditor::RateEditor(const PageContext& context, const Names& names, NameBook* book,
                       RateListBase* list, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_names(names),
      m_book(book),
      m_list(list),
      m_header(new PageHeader(names.title, names.stem + QStringLiteral("Header"))),
      m_table(new TableView(names.stem + QStringLiteral("Table"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, names.stem + QStringLiteral("State"))),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_saveBar(new QWidget),
      m_unsaved(new Label({}, Type::BodyStrong))
{
    setObjectName(names.stem + QStringLiteral("Editor"));
    setAccessibleName(names.list);
    m_header->setFixedHeight(scaled(kHeader));
    m_table->setAccessibleName(names.list);
    m_table->setModel(list);
    m_table->setColumns(list->columns());
    m_table->installEventFilter(this);
    m_problem->setObjectName(names.stem + QStringLiteral("Problem"));
    m_problem->hide();
}

void RateEditor::assemble(QWidget* side)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(0);
    auto* list = makeColumn(0);
    auto* tools = new QWidget;
    tools->setFixedHeight(scaled(kBar));
    auto* bar = new QHBoxLayout(tools);
    bar->setContentsMargins(12, 0, 12, 0);
    bar->setSpacing(6);
    buildBar(bar);
    list->addWidget(tools);
    list->addWidget(m_problem);
    list->addWidget(m_state, 1);
    m_saveBar->setFixedHeight(scaled(kSaveBar));
    auto* saving = new QHBoxLayout(m_saveBar);
    saving->setContentsMargins(12, 0, 12, 0);
    saving->addWidget(m_unsaved, 1);
    auto* discardButton = new Button(tr("Discard"), m_names.stem + QStringLiteral("Discard"));
    m_save = new Button(tr("Save"), m_names.stem + QStringLiteral("Save"), Button::Kind::Primary);
    m_save->setKeyHint(tr("Ctrl S"));
    saving->addWidget(discardButton);
    saving->addWidget(m_save);
    list->addWidget(m_saveBar);
    row->addLayout(list, 1);
    if (side != nullptr) row->addWidget(side);
    column->addLayout(row, 1);
    m_toast = new Toast(this);
    connect(discardButton, &Button::clicked, this, &RateEditor::discard);
    connect(m_save, &Button::clicked, this, &RateEditor::save);
    connect(m_table, &TableView::opened, this, &RateEditor::editCurrent);
    connect(m_table, &TableView::currentIdChanged, this, &RateEditor::update);
    connect(m_list, &RateListBase::edited, this, &RateEditor::listEdited);
    connect(m_book, &NameBook::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    connect(m_state, &ViewState::actionTriggered, this, [this](ViewState::Kind kind) {
        kind == ViewState::Kind::Empty ? edit({}) : refresh();
    });
    connect(&m_context.events, &LiveEvents::changed, this,
            [this](const std::vector<api::Event>& events) {
                if (m_hasList && concerns(events, {m_names.event})) refresh();
            });
    update();
}

Button* RateEditor::addTool(QHBoxLayout* bar, const QString& text, const char* name,
                            const QString& key, void (RateEditor::*run)())
{
    auto* tool = new Button(text, m_names.stem + QString::fromLatin1(name));
    tool->setSize(Button::Size::Small);
    tool->setKeyHint(key);
    bar->addWidget(tool);
    connect(tool, &Button::clicked, this, run);
    m_tools.push_back(tool);
    return tool;
}

void RateEditor::buildBar(QHBoxLayout* bar)
{
    auto* add = new Button(m_names.add, m_names.stem + QStringLiteral("Add"));
    add->setIconName(QStringLiteral("plus"));
    add->setKeyHint(QStringLiteral("N"));
    m_header->addAction(add);
    connect(add, &Button::clicked, this, [this] { edit({}); });
    addTool(bar, tr("Change"), "Edit", QStringLiteral("E"), &RateEditor::editCurrent);
    addTool(bar, tr("Up"), "Up", tr("Alt ↑"), &RateEditor::moveUp);
    addTool(bar, tr("Down"), "Down", tr("Alt ↓"), &RateEditor::moveDown);
    addTool(bar, tr("Remove"), "Remove", tr("Del"), &RateEditor::removeCurrent)
        ->setKind(Button::Kind::DangerText);
    bar->addStretch(1);
}

int RateEditor::currentRow() const
{
    return m_table->currentIndex().row();
}

int RateEditor::rowForNew() const
{
    return std::max(0, currentRow());
}

void RateEditor::visit(const QString&)
{
    m_book->read();
    if (!m_hasList) refresh();
    m_table->setFocus(Qt::OtherFocusReason);
}

// What is not saved is never read over.
void RateEditor::refresh()
{
    if (m_isSaving) return;
    if (m_list->isChanged())
        return m_header->setStale(tr("Somebody may have saved another list"), true);
    if (!m_hasList) m_state->showLoading();
    read();
}

void RateEditor::taken(Version version, const std::string& changedBy,
                       std::optional<Timestamp> changedAt)
{
    m_version = version;
    m_hasList = true;
    m_facts = changedAt ? tr("saved by %1, %2")
                              .arg(isolated(fromUtf8(changedBy)),
                                   momentText(*changedAt, m_context.clock()))
                        : QString();
    m_header->setStale({}, false);
    listEdited(std::min(std::max(0, currentRow()), m_list->rowCount() - 1));
}

void RateEditor::notRead(const Error& error)
{
    if (!m_hasList) return m_state->showError(error);
    m_header->setStale(tr("The list could not be read again"), true);
}

void RateEditor::listEdited(int row)
{
    m_refusal.reset();
    m_problem->hide();
    if (m_list->rowCount() == 0 && !m_list->isChanged()) {
        m_state->showEmpty({QStringLiteral("tag"), m_names.none, m_names.noneText, m_names.add});
    } else {
        m_state->showContent();
    }
    if (row >= 0) m_table->setCurrentIndex(m_list->index(row, 0));
    update();
    emit listChanged();
}

void RateEditor::update()
{
    const auto count = static_cast<std::size_t>(m_list->rowCount());
    QStringList facts{countText(count)};
    if (!m_facts.isEmpty()) facts << m_facts;
    m_header->setFacts(m_hasList ? facts.join(QStringLiteral(" · ")) : QString());
    const bool hasRow = currentRow() >= 0;
    for (Button* tool : m_tools) {
        tool->setEnabled(hasRow);
        tool->setToolTip(hasRow ? QString() : tr("Choose a line first."));
    }
    const auto steps = static_cast<std::int64_t>(m_list->stepCount());
    m_saveBar->setVisible(steps > 0);
    m_unsaved->setText(steps == 1 ? tr("1 change is not saved. Orders are placed by the list of "
                                       "before until then.")
                                  : tr("%1 changes are not saved. Orders are placed by the list "
                                       "of before until then.")
                                        .arg(numberText(steps)));
    if (m_save == nullptr) return;
    m_save->setEnabled(!m_isSaving);
    m_save->setToolTip(m_isSaving ? tr("It is being saved.") : QString());
}

void RateEditor::editCurrent()
{
    if (currentRow() >= 0) edit(currentRow());
}

void RateEditor::move(int by)
{
    m_list->move(currentRow(), by);
}

void RateEditor::removeCurrent()
{
    m_list->remove(currentRow());
}

bool RateEditor::undo()
{
    return !m_isSaving && m_list->undo();
}

// Before the table, which takes the arrows with any modifier.
bool RateEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress) return ShellPage::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isArrow = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
    if (!isArrow || (key->modifiers() & ~Qt::KeypadModifier) != Qt::AltModifier)
        return ShellPage::eventFilter(watched, event);
    move(key->key() == Qt::Key_Up ? -1 : 1);
    return true;
}

void RateEditor::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ControlModifier && event->key() == Qt::Key_S) return save();
    if (modifiers != Qt::NoModifier) return ShellPage::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_N:
        return edit({});
    case Qt::Key_E:
        return editCurrent();
    case Qt::Key_Delete:
        return removeCurrent();
    default:
        return ShellPage::keyPressEvent(event);
    }
}

void RateEditor::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().card);
}

} // namespace stoa::ui
