#pragma once
// The column at the right of a list that shows the current record: 368 px, a head that stays,
// sections that scroll. Esc or the cross closes it; the page opens it with Space and keeps it
// filled as the current row moves. Previous and next are signals, because the list decides what
// they mean.

#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class Label;
class StatusChip;
struct StatusWord;

class Drawer final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 368;

    explicit Drawer(const QString& name, QWidget* parent = nullptr);

    void setTitle(const QString& title, const StatusWord& status);
    QVBoxLayout* head() const { return m_head; } // below the title: facts and actions
    // A section with its own title (may be empty) and body layout; rules are drawn between
    // sections.
    QVBoxLayout* addSection(const QString& title, const QString& name,
                            QWidget* headerWidget = nullptr);
    void clearSections();
    void setFullPageAvailable(bool isAvailable); // true unless said otherwise

signals:
    void closed();
    void previousRequested();
    void nextRequested();
    void fullPageRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Label* m_title;
    StatusChip* m_status;
    QWidget* m_fullPage = nullptr;
    QVBoxLayout* m_head;
    QVBoxLayout* m_sections;
};

} // namespace stoa::ui
