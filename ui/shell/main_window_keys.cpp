// The keyboard of MainWindow: shortcuts, regions, palette, sheet.

#include "ui/shell/key_dispatch.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/rail.h"
#include "ui/widgets/focus.h"

#include <QApplication>
#include <QShortcut>

namespace stoa::ui {

void MainWindow::addKey(const QKeySequence& keys, std::function<void()> run)
{
    auto* shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, [this, run = std::move(run)] {
        if (ScrimDialog::openOver(this) == nullptr && m_hasSession) run();
    });
}

void MainWindow::addKeys()
{
    auto* letters = new KeyDispatch(this);
    connect(letters, &KeyDispatch::helpRequested, this, &MainWindow::openShortcuts);
    connect(letters, &KeyDispatch::goRequested, this, &MainWindow::goToLetter);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this), &QShortcut::activated, this,
            [this] { openPalette(); });
    addKey(QKeySequence(Qt::CTRL | Qt::Key_B), [this] { toggleRail(); });
    addKey(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { emit m_topBar->backRequested(); });
    addKey(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { emit m_topBar->forwardRequested(); });
    addKey(QKeySequence(Qt::Key_F6), [this] { focusNextRegion(); });
    if (hasSettings()) {
        addKey(QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] {
            goTo({QStringLiteral("settings"), {}});
        });
    }
    addKey(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        ShellPage* page = m_stack->currentPage();
        if (page == nullptr || !page->focusFind()) openPalette();
    });
    addKey(QKeySequence(Qt::CTRL | Qt::Key_R), [this] { refreshPage(); });
    addKey(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] {
        if (ShellPage* page = m_stack->currentPage()) page->undo();
    });
}

void MainWindow::focusNextRegion()
{
    const QWidget* focus = QApplication::focusWidget();
    if (focus != nullptr && m_rail->isAncestorOf(focus)) {
        focusFirstIn(m_stack);
    } else if (focus != nullptr && m_stack->isAncestorOf(focus)) {
        m_topBar->focusSearch();
    } else {
        m_rail->focusCurrent();
    }
}

void MainWindow::goToLetter(QChar letter)
{
    if (!m_hasSession) return;
    for (const PageEntry& entry : m_registry.entries()) {
        if (entry.letter.toUpper() == letter && isAllowed(entry)) return goTo({entry.id, {}});
    }
}

std::vector<Command> MainWindow::paletteCommands()
{
    std::vector<Command> commands = m_actions;
    for (Command& action : commands) {
        if (action.group.isEmpty()) action.group = tr("Actions");
        if (action.prefix.isNull()) action.prefix = QLatin1Char('>');
    }
    const auto add = [&](const char* id, const char* iconName, const QString& title,
                         const QStringList& keys, QChar prefix, std::function<void()> run) {
        Command command;
        command.id = QString::fromLatin1(id);
        command.icon = QString::fromLatin1(iconName);
        command.title = title;
        command.group = prefix == QLatin1Char('?') ? tr("Help") : tr("Actions");
        command.keys = keys;
        command.prefix = prefix;
        command.run = std::move(run);
        commands.push_back(std::move(command));
    };
    add("toggleTheme", "eye",
        m_look.scheme() == Look::Scheme::Dark ? tr("Switch to the light theme")
                                              : tr("Switch to the dark theme"),
        {}, QLatin1Char('>'), [this] { toggleScheme(); });
    add("signOut", "arrow-l", tr("Sign out"), {}, QLatin1Char('>'),
        [this] { emit signOutRequested(); });
    for (const PageEntry& entry : m_registry.entries()) {
        if (!isAllowed(entry)) continue;
        Command command;
        command.id = QStringLiteral("go.") + entry.id;
        command.icon = entry.icon;
        command.title = entry.title;
        command.group = tr("Go to");
        command.keywords = entry.group;
        if (!entry.letter.isNull())
            command.keys = QStringList{QStringLiteral("G"), QString(entry.letter.toUpper())};
        command.run = [this, id = entry.id] { goTo({id, {}}); };
        commands.push_back(std::move(command));
    }
    add("shortcuts", "keyboard", tr("Keyboard shortcuts"), {QStringLiteral("?")}, QLatin1Char('?'),
        [this] { openShortcuts(); });
    return commands;
}

void MainWindow::openPalette(const QString& text)
{
    if (ScrimDialog* open = ScrimDialog::openOver(this)) {
        if (qobject_cast<CommandPalette*>(open) != nullptr) open->reject();
        return;
    }
    if (!m_hasSession) return;
    m_palette->setLocal(paletteCommands());
    auto* palette = new CommandPalette(this, *m_palette, m_searches, m_session.workspace);
    palette->open();
    palette->setText(text); // after open(), which selects what is there
}

void MainWindow::openShortcuts()
{
    if (ScrimDialog::openOver(this) == nullptr) (new ShortcutSheet(this, shortcuts()))->open();
}

std::vector<ShortcutInfo> MainWindow::shortcuts() const
{
    const QString everywhere = tr("Everywhere");
    const QString control = tr("Ctrl");
    std::vector<ShortcutInfo> list{
        {everywhere, {control, QStringLiteral("K")}, tr("Search and commands")},
        {everywhere, {control, QStringLiteral("F")}, tr("Find on this page")},
        {everywhere, {control, QStringLiteral("R")}, tr("Refresh")},
        {everywhere, {control, QStringLiteral("Z")}, tr("Undo")},
        {everywhere, {tr("Alt"), QStringLiteral("←")}, tr("Back")},
        {everywhere, {tr("Alt"), QStringLiteral("→")}, tr("Forward")},
        {everywhere, {QStringLiteral("F6")}, tr("Next region")},
        {everywhere, {control, QStringLiteral("B")}, tr("Collapse the navigation")},
        {everywhere, {QStringLiteral("?")}, tr("This list")},
        {everywhere, {tr("Esc")}, tr("Close the topmost thing")},
    };
    if (hasSettings()) {
        list.push_back({everywhere, {control, QStringLiteral(",")}, tr("Settings")});
    }
    for (const PageEntry& entry : m_registry.entries()) {
        if (entry.letter.isNull() || !isAllowed(entry)) continue;
        list.push_back(
            {tr("Go to"), {QStringLiteral("G"), QString(entry.letter.toUpper())}, entry.title});
    }
    list.insert(list.end(), m_pageShortcuts.begin(), m_pageShortcuts.end());
    return list;
}

} // namespace stoa::ui
