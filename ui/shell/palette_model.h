#pragma once
// The rows of the palette: headings and commands, grouped. Local commands answer at once; results
// of the record searches come later and are put where they do not move the row under the cursor:
// right after the best match while the cursor is still on it, otherwise at the end.

#include "ui/shell/command.h"

#include <QAbstractListModel>
#include <QHash>

namespace stoa::ui {

class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IsHeadingRole = Qt::UserRole + 1 };
    static constexpr std::size_t kMaxPerGroup = 6;
    static constexpr std::size_t kMaxRemembered = 200;

    explicit PaletteModel(QObject* parent = nullptr);

    void setLocal(std::vector<Command> commands); // navigation and actions
    // Starts over with the local matches; forgets earlier search results.
    // `prefix` narrows the local ones: '>' to actions, '?' to help, '#' and '@' to none.
    void setQuery(const QString& query, QChar prefix = {});
    // Results of one search for the present query. `currentRow` is where the cursor is.
    void addFound(std::vector<Command> commands, int currentRow);
    // Shows exactly these, e.g. the further actions of one record.
    void showOnly(const QString& heading, std::vector<Command> commands);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    const Command* commandAt(int row) const; // null for a heading
    std::vector<TextRange> rangesAt(int row) const;
    QString headingNote(int row) const;       // "12 found"
    int nextCommand(int row, int step) const; // skips headings; stays when there is none
    int nthCommand(int n) const;              // row of the n-th command from 0, or -1

    // Remembers that it was run, for the ranking of next time.
    void noteUse(const QString& commandId);

private:
    struct Row {
        QString heading; // of a heading; empty for a command
        QString note;
        Command command;
        std::vector<TextRange> ranges;
    };
    struct Scored {
        Command command;
        CommandMatch match;
    };
    std::vector<Scored> rank(const std::vector<Command>& commands) const;
    std::vector<Row> grouped(std::vector<Scored> commands) const;

    std::vector<Command> m_local;
    std::vector<Row> m_rows;
    QString m_query;
    QHash<QString, int> m_uses;
    QStringList m_recent; // newest first
    bool m_hasBest = false;
};

} // namespace stoa::ui
