#include "ui/shell/command_palette.h"

#include "ui/shell/palette_delegate.h"
#include "ui/shell/palette_model.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>

namespace stoa::ui {

namespace {

// One line at the foot: key caps and what they do.
class Hint final : public QWidget {
public:
    Hint(const QStringList& keys, const QString& text)
    {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(4);
        for (const QString& key : keys)
            row->addWidget(new KeyCap(key));
        row->addWidget(new Label(text, Type::Secondary, &Theme::t3));
    }
};

class Foot final : public QWidget {
protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBox(painter, rect().adjusted(0, -12, 0, 0), 9, theme().sunken, {});
        drawRule(painter, {0, 0}, {width() - 1, 0}, theme().line2);
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* over, PaletteModel& model,
                               std::vector<RecordSearch> searches, const QString& workspace)
    : ScrimDialog(over, QStringLiteral("palette")),
      m_model(model),
      m_searches(std::move(searches)),
      m_field(new QLineEdit),
      m_list(new QListView),
      m_nothing(new Label({}, Type::Body, &Theme::t3)),
      m_bar(makeRule(Qt::Horizontal, nullptr, &Theme::accent))
{
    setAccessibleName(tr("Command palette"));
    setHeaderVisible(false);
    setPanelSize({kWidth, kHeight});
    setTop(over->window()->width() < 1180 ? 80 : 104);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildField(workspace));
    m_bar->setFixedHeight(2);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    column->addWidget(m_bar);
    column->addSpacing(4);
    m_nothing->setContentsMargins(16, 0, 16, 0);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMinimumHeight(scaled(60));
    column->addWidget(m_nothing);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Results"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_model, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    column->addWidget(buildHints());
    setBody(body);
    setFirstFocus(m_field);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex& index) { runRow(index.row()); });
    search({});
}

QWidget* CommandPalette::buildField(const QString& workspace)
{
    auto* box = new QWidget;
    box->setFixedHeight(scaled(51));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(15, 0, 15, 0);
    row->setSpacing(8);
    row->addWidget(new IconMark(QStringLiteral("search"), &Theme::t2, 18));
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setAccessibleName(tr("Search records, places and actions"));
    m_field->setPlaceholderText(tr("Search records, places and actions"));
    m_field->setProperty("flat", true);
    QFont large = ui::font(Type::ObjectTitle);
    large.setWeight(QFont::Normal);
    m_field->setFont(large);
    m_field->setMaxLength(200);
    row->addWidget(m_field, 1);
    if (!workspace.isEmpty()) row->addWidget(new StatusChip({workspace, Tone::Neutral, {}}));
    row->addWidget(new KeyCap(tr("Esc")));
    return box;
}

QWidget* CommandPalette::buildHints()
{
    auto* foot = new Foot;
    foot->setFixedHeight(scaled(40));
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(15, 1, 15, 0);
    row->setSpacing(14);
    row->addWidget(new Hint({QStringLiteral("↑"), QStringLiteral("↓")}, tr("Move")));
    row->addWidget(new Hint({tr("Enter")}, tr("Run")));
    row->addWidget(new Hint({tr("Tab")}, tr("More actions")));
    row->addStretch(1);
    row->addWidget(new Hint({QStringLiteral(">")}, tr("Actions")));
    row->addWidget(new Hint({QStringLiteral("#")}, tr("Orders")));
    row->addWidget(new Hint({QStringLiteral("@")}, tr("People")));
    row->addWidget(new Hint({QStringLiteral("?")}, tr("Help")));
    return foot;
}

void CommandPalette::setText(const QString& text)
{
    m_field->setText(text);
}

void CommandPalette::search(const QString& typed)
{
    const QString trimmed = typed.trimmed();
    const QChar first = trimmed.isEmpty() ? QChar() : trimmed.at(0);
    const bool hasPrefix = QStringLiteral(">#@?").contains(first) && !trimmed.isEmpty();
    const QString text = hasPrefix ? trimmed.mid(1).trimmed() : trimmed;
    ++m_request;
    m_isInMore = false;
    m_model.setQuery(text, hasPrefix ? first : QChar());
    setCurrent(m_model.nextCommand(-1, 1));
    askSearches(text, hasPrefix ? first : QChar());
    m_nothing->setText(tr("No match for “%1”").arg(typed));
    m_nothing->setVisible(m_model.rowCount() == 0 && m_waiting == 0);
}

void CommandPalette::askSearches(const QString& text, QChar prefix)
{
    m_waiting = 0;
    if (text.isEmpty()) return setSearching(0);
    const QPointer<CommandPalette> self(this);
    for (const RecordSearch& search : m_searches) {
        if (!prefix.isNull() && prefix != search.prefix) continue;
        ++m_waiting;
        search.find(text, kMostPerSearch, [self, request = m_request](std::vector<Command> found) {
            if (!self || request != self->m_request || self->m_isInMore) return;
            self->m_model.addFound(std::move(found), self->currentRow());
            if (self->currentRow() < 0) self->setCurrent(self->m_model.nextCommand(-1, 1));
            self->setSearching(self->m_waiting - 1);
            self->m_nothing->setVisible(self->m_model.rowCount() == 0 && self->m_waiting == 0);
        });
    }
    setSearching(m_waiting);
}

void CommandPalette::setSearching(int waiting)
{
    m_waiting = waiting;
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_bar->setSizePolicy(policy);
    m_bar->setVisible(waiting > 0);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        return handleKey(*static_cast<QKeyEvent*>(event));
    }
    return ScrimDialog::eventFilter(watched, event);
}

bool CommandPalette::handleKey(QKeyEvent& event)
{
    const bool isControl = (event.modifiers() & Qt::ControlModifier) != 0;
    if (isControl && event.key() >= Qt::Key_1 && event.key() <= Qt::Key_9) {
        runRow(m_model.nthCommand(event.key() - Qt::Key_1));
        return true;
    }
    if (isControl && event.key() == Qt::Key_K) {
        reject();
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Down:
        setCurrent(m_model.nextCommand(currentRow(), 1));
        return true;
    case Qt::Key_Up:
        setCurrent(m_model.nextCommand(currentRow(), -1));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runRow(currentRow());
        return true;
    case Qt::Key_Tab:
        showMore();
        return true;
    case Qt::Key_Backtab:
        return true;
    case Qt::Key_Escape:
        if (!leaveMore()) reject();
        return true;
    default:
        return false;
    }
}

int CommandPalette::currentRow() const
{
    return m_list->currentIndex().row();
}

void CommandPalette::setCurrent(int row)
{
    const QModelIndex index = m_model.index(row, 0);
    m_list->setCurrentIndex(index);
    // The heading above the first command should be seen as well.
    if (row == m_model.nextCommand(-1, 1)) m_list->scrollToTop();
}

void CommandPalette::runRow(int row)
{
    const Command* command = m_model.commandAt(row);
    if (command == nullptr || command->isLocked || !command->run) return;
    const auto run = command->run;
    m_model.noteUse(command->id);
    accept();
    run();
}

void CommandPalette::showMore()
{
    const Command* command = m_model.commandAt(currentRow());
    if (command == nullptr || !command->more) return;
    m_isInMore = true;
    const QString title = command->title;
    m_model.showOnly(title, command->more());
    setCurrent(m_model.nextCommand(-1, 1));
}

bool CommandPalette::leaveMore()
{
    if (!m_isInMore) return false;
    search(m_field->text());
    return true;
}

} // namespace stoa::ui
