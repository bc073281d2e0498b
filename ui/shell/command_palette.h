#pragma once
// Ctrl+K: reach any record, place or action without the mouse. A field, the rows of a PaletteModel,
// hints. Keys: Up, Down, Enter runs, Tab shows further actions of a record, Esc goes back one level
// and then closes, Ctrl+1…9 runs directly. A first character narrows: > actions, # orders, @
// people, ? help.
//
// Record searches are functions given by the app; they answer later, any number of times late or
// never. Answers to an older text are dropped. A thin bar under the field moves while one is
// awaited.

#include "ui/shell/command.h"
#include "ui/widgets/scrim_dialog.h"

class QLineEdit;
class QListView;

namespace stoa::ui {

class Label;
class PaletteModel;

// Finds at most `most` records for a text; answers in the GUI thread, not before it returns.
struct RecordSearch {
    QChar prefix; // '#', '@' or null
    std::function<void(const QString& text, int most,
                       std::function<void(std::vector<Command>)> found)>
        find;
};

class CommandPalette final : public ScrimDialog {
    Q_OBJECT

public:
    static constexpr int kWidth = 680;
    static constexpr int kHeight = 604;
    static constexpr int kMostPerSearch = 20;

    // The model is the window's, so that it remembers what was used.
    CommandPalette(QWidget* over, PaletteModel& model, std::vector<RecordSearch> searches,
                   const QString& workspace);

    void setText(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildField(const QString& workspace);
    QWidget* buildHints();
    void search(const QString& text);
    void askSearches(const QString& text, QChar prefix);
    bool handleKey(QKeyEvent& event);
    void setCurrent(int row);
    int currentRow() const;
    void runRow(int row);
    void showMore();
    bool leaveMore();
    void setSearching(int waiting);

    PaletteModel& m_model;
    std::vector<RecordSearch> m_searches;
    QLineEdit* m_field;
    QListView* m_list;
    Label* m_nothing;
    QWidget* m_bar;
    int m_request = 0;
    int m_waiting = 0;
    bool m_isInMore = false;
};

} // namespace stoa::ui
