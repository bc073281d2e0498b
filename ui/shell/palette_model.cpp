#include "ui/shell/palette_model.h"

#include "ui/text/amounts.h"

#include <algorithm>

namespace stoa::ui {

namespace {

constexpr int kBestScore = 100; // at least one word found at the beginning of a word
constexpr std::size_t kRecentShown = 5;

} // namespace

PaletteModel::PaletteModel(QObject* parent) : QAbstractListModel(parent) {}

void PaletteModel::setLocal(std::vector<Command> commands)
{
    m_local = std::move(commands);
}

std::vector<PaletteModel::Scored> PaletteModel::rank(const std::vector<Command>& commands) const
{
    std::vector<Scored> scored;
    for (const Command& command : commands) {
        CommandMatch match = matchCommand(command, m_query);
        if (match.score == 0) continue;
        const auto recent = m_recent.indexOf(command.id);
        if (recent >= 0 && recent < 20) match.score += 20 - static_cast<int>(recent);
        match.score += std::min(10, m_uses.value(command.id));
        scored.push_back({command, std::move(match)});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
        return a.match.score > b.match.score;
    });
    return scored;
}

std::vector<PaletteModel::Row> PaletteModel::grouped(std::vector<Scored> commands) const
{
    std::vector<std::pair<QString, std::vector<Scored>>> groups; // in order of their best match
    for (Scored& item : commands) {
        const auto same = [&](const auto& group) { return group.first == item.command.group; };
        auto at = std::find_if(groups.begin(), groups.end(), same);
        if (at == groups.end()) at = groups.insert(at, {item.command.group, {}});
        at->second.push_back(std::move(item));
    }
    std::vector<Row> rows;
    for (auto& [name, items] : groups) {
        const auto count = static_cast<std::int64_t>(items.size());
        const bool isCut = items.size() > kMaxPerGroup && !m_query.isEmpty();
        rows.push_back({name, isCut ? tr("%1 found").arg(numberText(count)) : QString(), {}, {}});
        if (isCut) items.resize(kMaxPerGroup);
        for (Scored& item : items) {
            rows.push_back({{}, {}, std::move(item.command), std::move(item.match.ranges)});
        }
    }
    return rows;
}

void PaletteModel::setQuery(const QString& query, QChar prefix)
{
    m_query = query.trimmed();
    std::vector<Command> local = m_local;
    if (!prefix.isNull())
        std::erase_if(local, [&](const Command& item) { return item.prefix != prefix; });
    std::vector<Scored> found = rank(local);
    std::vector<Row> rows;
    m_hasBest = false;
    if (!m_query.isEmpty() && !found.empty() && found.front().match.score >= kBestScore) {
        m_hasBest = true;
        rows.push_back({tr("Best match"), {}, {}, {}});
        rows.push_back({{}, {}, found.front().command, found.front().match.ranges});
        found.erase(found.begin());
    }
    if (m_query.isEmpty()) {
        std::vector<Scored> recent;
        for (const QString& id : m_recent) {
            const auto at = std::find_if(found.begin(), found.end(),
                                         [&](const Scored& item) { return item.command.id == id; });
            if (at == found.end() || recent.size() >= kRecentShown) continue;
            recent.push_back(std::move(*at));
            recent.back().command.group = tr("Recent");
            found.erase(at);
        }
        for (Row& row : grouped(std::move(recent)))
            rows.push_back(std::move(row));
        // Before anything is typed the order is the registry's, not that of frequency.
    }
    for (Row& row : grouped(std::move(found)))
        rows.push_back(std::move(row));
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PaletteModel::addFound(std::vector<Command> commands, int currentRow)
{
    std::vector<Scored> scored;
    for (Command& command : commands) {
        CommandMatch match = matchCommand(command, m_query);
        scored.push_back({std::move(command), std::move(match)}); // the server decides what matches
    }
    std::vector<Row> rows = grouped(std::move(scored));
    if (rows.empty()) return;
    const bool isOnBest = m_hasBest && currentRow <= 1;
    const int at = isOnBest ? 2 : rowCount();
    beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    endInsertRows();
}

void PaletteModel::showOnly(const QString& heading, std::vector<Command> commands)
{
    beginResetModel();
    m_rows.clear();
    m_hasBest = false;
    m_rows.push_back({heading, {}, {}, {}});
    for (Command& command : commands)
        m_rows.push_back({{}, {}, std::move(command), {}});
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == IsHeadingRole) return !row.heading.isEmpty();
    if (role == Qt::DisplayRole) return row.heading.isEmpty() ? row.command.title : row.heading;
    if (role == Qt::AccessibleTextRole && row.heading.isEmpty()) {
        return QStringLiteral("%1, %2").arg(row.command.title, row.command.detail);
    }
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    if (commandAt(index.row()) == nullptr) return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

const Command* PaletteModel::commandAt(int row) const
{
    if (row < 0 || row >= rowCount()) return nullptr;
    const Row& found = m_rows[static_cast<std::size_t>(row)];
    return found.heading.isEmpty() ? &found.command : nullptr;
}

std::vector<TextRange> PaletteModel::rangesAt(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row)).ranges;
}

QString PaletteModel::headingNote(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row)).note;
}

int PaletteModel::nextCommand(int row, int step) const
{
    for (int next = row + step; next >= 0 && next < rowCount(); next += step) {
        if (commandAt(next) != nullptr) return next;
    }
    return row;
}

int PaletteModel::nthCommand(int n) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (commandAt(row) != nullptr && n-- == 0) return row;
    }
    return -1;
}

void PaletteModel::noteUse(const QString& commandId)
{
    m_recent.removeAll(commandId);
    m_recent.prepend(commandId);
    while (m_recent.size() > static_cast<qsizetype>(kMaxRemembered))
        m_uses.remove(m_recent.takeLast());
    ++m_uses[commandId];
}

} // namespace stoa::ui
