#pragma once
// Why something is done to an order: a reason out of a list, as soon as it has one, and a note for
// colleagues.

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace stoa::ui {

class Field;

class ReasonForm final : public QWidget {
    Q_OBJECT

public:
    explicit ReasonForm(const QString& stem, QWidget* parent = nullptr); // of object names

    void addReason(const QString& word, const QString& text);
    QString reason() const; // the word of the chosen one
    QString note() const;   // trimmed
    QWidget* firstField() const;
    QWidget* noteField() const;
    void setNoteProblem(const QString& problem);

signals:
    void changed();

private:
    QComboBox* m_reason;
    Field* m_reasonField;
    QPlainTextEdit* m_note;
    Field* m_noteField;
};

} // namespace stoa::ui
